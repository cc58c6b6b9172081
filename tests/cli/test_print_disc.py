"""``archivist print disc`` as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actions.printing.test_discs import a_row, registered
from tests.cli.inboxes import DAY, an_archive, ran
from tests.labels import plain
from tests.pages import text_of

Caught = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = an_archive(tmp_path / "库")
    registered(root, a_row("A104-2025-001"), a_row("A104-2025-002"))
    return root


def test_both_kinds_make_two_files(root: Path, capsys: Caught) -> None:
    assert ran(root, "print", "disc", "-o", root.parent / "discs.pdf", *DAY) == 0
    said = capsys.readouterr().out
    for kind in ("case", "face"):
        place = root.parent / f"discs-{kind}.pdf"
        assert f"Written: {place}" in said
        assert "A104-2025-001" in plain(text_of(place.read_bytes()))
    assert "2 discs" in said


@pytest.mark.parametrize("kind", ["--case", "--face"])
def test_one_kind_of_one_disc(root: Path, capsys: Caught, kind: str) -> None:
    out = root.parent / "discs.pdf"
    words = (kind, "--disc", "A104-2025-002", "--studio", "甲", "-o", out, "-q")
    assert ran(root, "print", "disc", *words, *DAY) == 0
    assert capsys.readouterr().out == ""
    assert "A104-2025-001" not in plain(text_of(out.read_bytes()))


def test_the_sheet_for_a_dvd_case_is_a_layout_of_its_own(root: Path, capsys: Caught) -> None:
    out = root.parent / "盒封.pdf"
    words = ("--layout", "disc-case-dvd", "--disc", "A104-2025-002", "-o", out)
    assert ran(root, "print", "disc", *words, *DAY, lang="zh_CN") == 0
    assert "1 张光盘" in capsys.readouterr().out
    text = plain(text_of(out.read_bytes()))
    assert "保管期限30年" in text
    assert "数据量" not in text


def test_where_to_has_to_be_said(root: Path, capsys: Caught) -> None:
    assert ran(root, "print", "disc") == 2
    assert "-o discs.pdf" in capsys.readouterr().err
