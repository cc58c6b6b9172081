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


@pytest.mark.parametrize("words", [["--front", "--spine"], ["--both", "--front"]], ids=" ".join)
def test_two_flags_mean_both(root: Path, capsys: Caught, words: list[str]) -> None:
    assert ran(root, "print", "labels", *words, "-o", root.parent / "a.pdf", "-q", *DAY) == 0
    assert capsys.readouterr().out == ""
    assert {each.name for each in root.parent.glob("*.pdf")} == {"a-front.pdf", "a-spine.pdf"}


def test_an_empty_layout_is_refused_by_name(root: Path, capsys: Caught) -> None:
    assert ran(root, "print", "new-layout", "空", "--from", "box-front", "-q") == 0
    (root / "templates" / "pages" / "空.typ").write_text("", encoding="utf-8")
    out = root.parent / "a.pdf"
    assert ran(root, "print", "labels", "--front", "--layout", "空", "-o", out, *DAY) == 11
    assert "pages/空.typ sets no text at all" in capsys.readouterr().err
    assert not out.exists()


@pytest.fixture
def own_front(root: Path) -> Path:
    """Return the archive, with a layout of its own for the front, which has no keeper."""
    assert ran(root, "print", "new-layout", "我的标签", "--from", "box-front") == 0
    place = root / "templates" / "pages" / "我的标签.toml"
    text = place.read_text(encoding="utf-8")
    assert '"studio", ' in text
    place.write_text(text.replace('"studio", ', ""), encoding="utf-8")
    return root


def test_a_layout_is_for_its_side_and_the_other_side_is_printed_as_usual(own_front: Path) -> None:
    out = own_front.parent / "labels.pdf"
    assert ran(own_front, "print", "labels", "--layout", "我的标签", "-o", out, *DAY) == 0
    front, spine = (
        plain(text_of((own_front.parent / f"labels-{side}.pdf").read_bytes()))
        for side in ("front", "spine")
    )
    assert "甲工作室" not in front
    assert "甲工作室" in spine


def test_a_side_and_a_layout_for_it_make_one_file(own_front: Path) -> None:
    out = own_front.parent / "labels.pdf"
    words = ("--layout", "我的标签", "--front", "-o", out)
    assert ran(own_front, "print", "labels", *words, *DAY) == 0
    assert [each.name for each in own_front.parent.glob("*.pdf")] == ["labels.pdf"]
    assert "甲工作室" not in plain(text_of(out.read_bytes()))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--spine", "--layout", "我的标签"), ("“我的标签”", "front of boxes", "spine of boxes")),
        (("--front", "--layout", "box-spine"), ("“box-spine”", "Leave out --front")),
        (("--front", "--layout", "box-small"), ("small labels", "front of boxes")),
        (("--both", "--layout", "cover"), ("“cover”", "box labels")),
    ],
    ids=["spine by a front", "front by a spine", "front by small labels", "no label"],
)
def test_a_side_and_a_layout_for_another_are_refused(
    own_front: Path, capsys: Caught, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    out = own_front.parent / "labels.pdf"
    assert ran(own_front, "print", "labels", *words, "-o", out, *DAY) == 8
    told = " ".join(capsys.readouterr().err.split())
    assert all(each in told for each in said)
    assert not list(own_front.parent.glob("*.pdf"))


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


def test_what_bears_the_undivided_name_is_in_nobodys_way(root: Path, capsys: Caught) -> None:
    out = root.parent / "labels.pdf"
    out.write_bytes(b"somebody's")
    assert ran(root, "print", "labels", "-o", out, "-q", *DAY) == 0
    assert out.read_bytes() == b"somebody's"
    (root.parent / "labels-spine.pdf").write_bytes(b"somebody's")
    assert ran(root, "print", "labels", "-o", out, "-q", *DAY) == 7
    assert "labels-spine.pdf is there already" in capsys.readouterr().err
    assert ran(root, "print", "labels", "--front", "-o", out, "-q", *DAY) == 7
    assert "labels.pdf is there already" in capsys.readouterr().err
