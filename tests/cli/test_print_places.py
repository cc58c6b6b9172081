"""Where prints are written: never into an archive, never over a file that is not archivist's."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.cli import print_places
from archivist.cli.print_places import checked_output, clear_previews, save_pages
from archivist.cli.print_run import finish
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.formats.press import preview
from archivist.formats.press.drawing import png
from archivist.formats.press.press import printed
from archivist.formats.press.preview import Preview
from archivist.formats.press.seal import EMPTY, MARK, sealed
from tests.formats.press.jobs import a_job

Caught = pytest.CaptureFixture[str]
PDF = sealed(f"%PDF-1.7 {MARK} {EMPTY}".encode())
OTHER = sealed(f"%PDF-1.7 {MARK} {EMPTY} again".encode())
PNG = png(1, 1, b"abc", 110)


def test_a_print_is_replaced_by_a_later_one_and_nothing_else_is(tmp_path: Path) -> None:
    place = tmp_path / "a.pdf"
    assert save_pages(place, PDF) == ()
    save_pages(place, OTHER)
    assert place.read_bytes() == OTHER
    for data in (b"%PDF-1.7 of somebody", PDF + b"signed", b""):
        place.write_bytes(data)
        with pytest.raises(NotWritableError, match="there already"):
            save_pages(place, PDF)
        assert place.read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_previews_lie_beside_and_no_other_picture_is_replaced(tmp_path: Path) -> None:
    place = tmp_path / "a.pdf"
    assert save_pages(place, PDF, [PNG, PNG]) == (tmp_path / "a-1.png", tmp_path / "a-2.png")
    save_pages(place, PDF, [PNG])
    (tmp_path / "a-2.png").write_bytes(b"a photo")
    with pytest.raises(NotWritableError, match=r"a-2\.png"):
        save_pages(place, OTHER, [PNG, PNG])
    assert place.read_bytes() == PDF
    assert (tmp_path / "a-2.png").read_bytes() == b"a photo"


def test_pictures_of_pages_that_are_no_more_go_and_others_stay(
    tmp_path: Path, capsys: Caught
) -> None:
    place = tmp_path / "a.pdf"
    three = printed(a_job("#for n in range(3) [甲 #pagebreak(weak: true)]"))
    finish(place, three, preview=True, quiet=True)
    (tmp_path / "a-5.png").write_bytes(b"a photo")
    (tmp_path / "a-1-2.png").write_bytes(PNG)
    changed = (tmp_path / "a-3.png").read_bytes() + b"drawn on"
    (tmp_path / "a-3.png").write_bytes(changed)
    finish(place, printed(a_job("甲")), preview=True, quiet=True)
    there = {path.name for path in tmp_path.iterdir()}
    assert there == {"a.pdf", "a-1.png", "a-1-2.png", "a-3.png", "a-5.png"}
    assert (tmp_path / "a-3.png").read_bytes() == changed
    told = capsys.readouterr().err
    assert "a-3.png is no page of this print" in told
    assert "a-5.png is no page of this print" in told
    finish(place, three, preview=False, quiet=False)
    assert "is no page" not in capsys.readouterr().err


def test_a_picture_that_the_system_holds_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-2.png").write_bytes(PNG)

    def refuse(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(print_places, "remove_own", refuse)
    with pytest.raises(NotWritableError, match=r"a-2\.png cannot be written"):
        clear_previews(tmp_path / "a.pdf", 1)


NAMES = {
    "none": ("", "no name of a file"),
    "too long": ("甲" * 80 + ".pdf", "“" + "甲" * 40 + "…” is too long"),
    "far too long": ("a" * 5000, "is too long"),
}


@pytest.mark.parametrize(("name", "said"), NAMES.values(), ids=NAMES)
def test_a_name_that_no_file_can_bear_is_refused_before_the_work(
    tmp_path: Path, name: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for output in (Path(name), tmp_path / name) if name else (Path(),):
        with pytest.raises(InvalidChoiceError, match=said):
            checked_output(None, None, output)


def test_a_name_with_room_for_all_that_follows_is_taken(tmp_path: Path) -> None:
    place = tmp_path / ("甲" * 75 + ".pdf")
    save_pages(place, PDF, [PNG])
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("name", "instead"), [("con.pdf", "_con.pdf"), ("a?.pdf", "a_.pdf"), ("aux", "_aux")]
)
def test_windows_is_asked_for_no_name_that_it_cannot_hold(name: str, instead: str) -> None:
    with pytest.raises(InvalidChoiceError, match="Windows takes no file") as caught:
        print_places._refuse_name(Path(name), windows=True)
    assert caught.value.hint.endswith(f"-o {instead}")
    print_places._refuse_name(Path(name), windows=False)


def test_a_place_in_an_archive_is_refused_with_one_outside(tmp_path: Path) -> None:
    root = tmp_path / "档案库"
    item = root / "甲" / "06 培训" / "20220125 授课"
    item.mkdir(parents=True)
    (root / "archive.toml").write_text("", encoding="utf-8")
    for folder in (root, item):
        with pytest.raises(InvalidChoiceError, match="lies in the archive") as caught:
            save_pages(folder / "a.pdf", PDF)
        assert str(tmp_path / "a.pdf") in caught.value.hint
    assert list(root.glob("**/*.pdf")) == []


def test_the_hint_is_short_for_one_who_stands_in_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "archive.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidChoiceError) as caught:
        checked_output(None, None, Path("a.pdf"))
    assert caught.value.hint.endswith(str(Path("-o ..", "a.pdf")))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError, match="is not there"):
        checked_output(None, None, tmp_path / "none" / "a.pdf")
    assert checked_output(None, None, None) is None


def test_other_kinds_of_files_are_their_writers_affair(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.pdf"):
        (tmp_path / name).write_bytes(b"earlier")
    assert checked_output(None, None, tmp_path / "a.xlsx") == tmp_path / "a.xlsx"
    with pytest.raises(NotWritableError, match="there already"):
        checked_output(None, None, tmp_path / "a.pdf")


def test_what_the_system_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(print_places, "replace_own", refuse)
    with pytest.raises(NotWritableError, match="cannot be written"):
        save_pages(tmp_path / "a.pdf", PDF)
    (tmp_path / "b.pdf").write_bytes(PDF)
    monkeypatch.setattr(print_places, "is_sealed", refuse)
    with pytest.raises(NotWritableError, match="cannot be written"):
        save_pages(tmp_path / "b.pdf", PDF)


def test_a_file_that_came_in_between_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a.pdf"

    def meanwhile(path: Path, *_: object) -> bool:
        path.write_bytes(b"somebody's")
        return False

    monkeypatch.setattr(print_places, "replace_own", meanwhile)
    with pytest.raises(NotWritableError, match="there already"):
        save_pages(place, PDF)


def test_finishing_names_the_files_and_draws_the_pages(tmp_path: Path, capsys: Caught) -> None:
    pdf = printed(a_job("#for n in range(22) [甲 #pagebreak(weak: true)]"))
    finish(tmp_path / "a.pdf", pdf, preview=True, quiet=False)
    told = capsys.readouterr().out
    assert "a.pdf" in told
    assert "a-20.png" in told
    assert "Only the first 20 of 22 pages" in told
    assert (tmp_path / "a-20.png").is_file()
    finish(tmp_path / "a.pdf", pdf, preview=False, quiet=True)
    assert capsys.readouterr().out == ""


def test_a_preview_without_room_for_it_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: bytes) -> Preview:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(preview, "preview", full)
    with pytest.raises(NotWritableError):
        finish(tmp_path / "a.pdf", PDF, preview=True, quiet=False)
    assert list(tmp_path.iterdir()) == []
