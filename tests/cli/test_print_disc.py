"""``archivist print disc`` as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actions.discwork import a_row, registered
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


@pytest.fixture
def own_face(root: Path) -> Path:
    """Return the archive, with a layout of its own for the face, which has no number."""
    assert ran(root, "print", "new-layout", "我的盘面", "--from", "disc-face") == 0
    place = root / "templates" / "pages" / "我的盘面.toml"
    text = place.read_text(encoding="utf-8")
    assert '"number", ' in text
    place.write_text(text.replace('"number", ', ""), encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("side", "names"),
    [((), ["discs-case.pdf", "discs-face.pdf"]), (("--face",), ["discs.pdf"])],
    ids=["both", "face"],
)
def test_a_layout_is_for_its_side_and_the_other_side_is_printed_as_usual(
    own_face: Path, side: tuple[str, ...], names: list[str]
) -> None:
    folder = own_face.parent
    words = ("--layout", "我的盘面", "-o", folder / "discs.pdf")
    assert ran(own_face, "print", "disc", *side, *words, *DAY) == 0
    assert sorted(each.name for each in folder.glob("*.pdf")) == names
    *case, face = (plain(text_of((folder / name).read_bytes())) for name in names)
    assert "A104-2025-001" not in face
    assert all("A104-2025-001" in text for text in case)


def test_the_sheet_for_a_dvd_case_is_printed_alone(root: Path) -> None:
    words = ("--layout", "disc-case-dvd", "-o", root.parent / "discs.pdf")
    assert ran(root, "print", "disc", *words, *DAY) == 0
    assert [each.name for each in root.parent.glob("*.pdf")] == ["discs.pdf"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--case", "--layout", "我的盘面"), ("“我的盘面”", "faces of discs", "Leave out --case")),
        (("--face", "--layout", "disc-case"), ("“disc-case”", "Leave out --face")),
        (("--face", "--layout", "disc-case-dvd"), ("cases of DVDs", "Leave out --face")),
        (("--both", "--layout", "box-front"), ("“box-front”", "disc labels")),
    ],
    ids=["case by a face", "face by a case", "face by a DVD's", "no disc"],
)
def test_a_side_and_a_layout_for_another_are_refused(
    own_face: Path, capsys: Caught, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    out = own_face.parent / "discs.pdf"
    assert ran(own_face, "print", "disc", *words, "-o", out, *DAY) == 8
    told = " ".join(capsys.readouterr().err.split())
    assert all(each in told for each in said)
    assert not list(own_face.parent.glob("*.pdf"))
