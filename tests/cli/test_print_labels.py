"""``archivist print labels`` as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actions.boxwork import a_row, file, register
from tests.cli.inboxes import DAY, an_archive, ran
from tests.labels import plain
from tests.pages import text_of

Caught = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = an_archive(tmp_path / "库")
    register(root, a_row("06-1"))
    file(root, "20250401 安全规程", '"纸质" = { "盒" = "06-1" }\n')
    return root


def test_both_kinds_make_two_files(root: Path, capsys: Caught) -> None:
    out = root.parent / "labels.pdf"
    assert ran(root, "print", "labels", "-o", out, *DAY) == 0
    said = capsys.readouterr().out
    assert not out.exists()
    for kind in ("front", "spine"):
        place = root.parent / f"labels-{kind}.pdf"
        assert f"Written: {place}" in said
        assert "06-1" in plain(text_of(place.read_bytes()))
    assert "1 box" in said


@pytest.mark.parametrize("words", [["--front"], ["--spine"], ["--layout", "box-small"]])
def test_one_kind_makes_the_file_that_is_named(
    root: Path, capsys: Caught, words: list[str]
) -> None:
    out = root.parent / "labels.pdf"
    assert ran(root, "print", "labels", *words, "-o", out, "-q", *DAY) == 0
    assert capsys.readouterr().out == ""
    assert "06-1" in plain(text_of(out.read_bytes()))
    assert [each.name for each in root.parent.glob("*.pdf")] == ["labels.pdf"]


def test_where_to_has_to_be_said(root: Path, capsys: Caught) -> None:
    assert ran(root, "print", "labels") == 2
    assert "-o labels.pdf" in capsys.readouterr().err


def test_no_file_of_somebody_else_is_overwritten(root: Path, capsys: Caught) -> None:
    taken = root.parent / "labels-spine.pdf"
    taken.write_bytes(b"%PDF-1.4 mine")
    assert ran(root, "print", "labels", "-o", root.parent / "labels.pdf", *DAY) == 7
    assert "labels-spine.pdf" in capsys.readouterr().err
    assert taken.read_bytes() == b"%PDF-1.4 mine"
    assert not (root.parent / "labels-front.pdf").exists()


def test_a_start_beyond_the_sheet_is_refused(root: Path, capsys: Caught) -> None:
    words = ("--layout", "box-small", "--start", "15", "-o", root.parent / "x.pdf")
    assert ran(root, "print", "labels", *words, *DAY) == 8
    assert "no place 15; its last one is 14" in capsys.readouterr().err
