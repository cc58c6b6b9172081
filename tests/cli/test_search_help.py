"""``archivist search`` where nothing is found, or where it is behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archivist.model.document import Answer
from archivist.store.index.reading import Index
from archivist.store.index.unusable import IndexUnusableError, Reason
from tests.cli.inboxes import dropped, ran
from tests.cli.searches import ITEM, Caught, a_searched_archive, found


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "80")
    return a_searched_archive(tmp_path / "库")


def test_without_the_options_it_is_counted(root: Path, capsys: Caught) -> None:
    assert ran(root, "search", "校准", "--category", "07") == 1
    told = capsys.readouterr().out
    assert "Without the options there are 1." in told
    assert "nearest" not in told


def test_each_word_is_counted_and_the_nearest_is_shown(root: Path, capsys: Caught) -> None:
    dropped(root, "收件箱/便条.txt", "x")
    assert ran(root, "search", "流量计 月球") == 1
    told = capsys.readouterr().out
    assert "One by one: “流量计” 2, “月球” 0" in told
    assert "The nearest, which hold some of it:" in told
    assert "讲义" in told
    assert "1 file in the inbox can be found only when it is filed." in told


def test_a_sentence_is_answered_with_what_comes_nearest(root: Path, capsys: Caught) -> None:
    assert ran(root, "search", "我们讲过流量计的改造吗", lang="zh_CN") == 1
    told = capsys.readouterr().out
    assert "没有完全相符的，以下最接近：" in told
    assert "座谈记录" in told


def test_a_file_that_is_gone_is_not_found_any_more(root: Path, capsys: Caught) -> None:
    assert found(root, capsys, "校准") == ["讲义.txt"]
    (root / ITEM / "讲义.txt").rename(root / ITEM / "新讲义.txt")
    assert found(root, capsys, "校准") == ["新讲义.txt"]


def test_where_the_index_cannot_be_changed_what_is_gone_is_said(
    root: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(root, capsys, "校准")
    (root / ITEM / "讲义.txt").unlink()
    monkeypatch.setattr("archivist.actions.search.mended", lambda _view, _paths: False)
    assert ran(root, "search", "校准") == 0
    assert "(not there any more: “archivist index”" in capsys.readouterr().out
    assert ran(root, "search", "校准", "--paths") == 0
    caught = capsys.readouterr()
    assert caught.out == ""
    assert "1 file is not there any more" in caught.err


def test_days_in_the_wrong_order_are_turned_round(root: Path, capsys: Caught) -> None:
    assert ran(root, "search", "流量计", "--from", "2025.12", "--to", "2025.01") == 0
    told = capsys.readouterr().out
    assert "! “2025.12.01..2025.01.31” ends before it begins" in told
    assert "讲义" in told


def test_damage_that_shows_late_is_mended(
    root: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(root, capsys, "校准")
    honest = Index.search
    calls = []

    def broken(index: Index, *words: Any, **options: Any) -> Answer:  # noqa: ANN401
        calls.append(index)
        if len(calls) == 1:
            for segment in index.folder.glob("*.seg"):
                segment.write_bytes(segment.read_bytes()[:-40] + bytes(40))
            raise IndexUnusableError(Reason.DAMAGED, "a block is cut")
        return honest(index, *words, **options)

    monkeypatch.setattr(Index, "search", broken)
    assert ran(root, "search", "校准") == 0
    told = capsys.readouterr().out
    assert "The index was damaged" in told
    assert "讲义" in told


def test_what_is_whole_is_not_made_anew_for_a_fault_of_ours(
    root: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(root, capsys, "校准")

    def broken(_index: Index, *_words: Any, **_options: Any) -> Answer:  # noqa: ANN401
        raise IndexUnusableError(Reason.DAMAGED, "a fault of ours")

    before = (root / ".archivist/index.json").read_bytes()
    monkeypatch.setattr(Index, "search", broken)
    assert ran(root, "search", "校准") == 10
    assert "a fault of ours" in capsys.readouterr().err
    assert (root / ".archivist/index.json").read_bytes() == before
