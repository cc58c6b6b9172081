"""Prints are written in place of archivist's earlier ones, and of nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archivist.cli import print_output, print_places
from archivist.cli.print_options import Paper
from archivist.cli.print_output import (
    clear_previews,
    finish,
    one_each,
    save_pages,
    write_each,
)
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.formats.press import preview
from archivist.formats.press.drawing import png
from archivist.formats.press.preview import Preview
from archivist.formats.press.printing import printed
from archivist.formats.press.seal import EMPTY, MARK, sealed
from archivist.store.writing import replace_own
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
    finish(Paper(output=place, preview=True, quiet=True), three)
    (tmp_path / "a-5.png").write_bytes(b"a photo")
    (tmp_path / "a-1-2.png").write_bytes(PNG)
    changed = (tmp_path / "a-3.png").read_bytes() + b"drawn on"
    (tmp_path / "a-3.png").write_bytes(changed)
    finish(Paper(output=place, preview=True, quiet=True), printed(a_job("甲")))
    there = {path.name for path in tmp_path.iterdir()}
    assert there == {"a.pdf", "a-1.png", "a-1-2.png", "a-3.png", "a-5.png"}
    assert (tmp_path / "a-3.png").read_bytes() == changed
    told = capsys.readouterr().err
    assert "a-3.png is no page of this print" in told
    assert "a-5.png is no page of this print" in told
    finish(Paper(output=place, preview=False, quiet=False), three)
    assert "is no page" not in capsys.readouterr().err


def test_a_picture_that_the_system_holds_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-2.png").write_bytes(PNG)

    def refuse(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(print_output, "remove_own", refuse)
    with pytest.raises(NotWritableError, match=r"a-2\.png cannot be written"):
        clear_previews(tmp_path / "a.pdf", 1)


def test_a_name_with_room_for_all_that_follows_is_taken(tmp_path: Path) -> None:
    place = tmp_path / ("甲" * 75 + ".pdf")
    save_pages(place, PDF, [PNG])
    assert len(list(tmp_path.iterdir())) == 2


def test_what_the_system_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(print_output, "replace_own", refuse)
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

    monkeypatch.setattr(print_output, "replace_own", meanwhile)
    with pytest.raises(NotWritableError, match="there already"):
        save_pages(place, PDF)


def test_finishing_names_the_files_and_draws_the_pages(tmp_path: Path, capsys: Caught) -> None:
    pdf = printed(a_job("#for n in range(22) [甲 #pagebreak(weak: true)]"))
    finish(Paper(output=tmp_path / "a.pdf", preview=True, quiet=False), pdf)
    told = capsys.readouterr().out
    assert "a.pdf" in told
    assert "a-20.png" in told
    assert "Only the first 20 of 22 pages" in told
    assert (tmp_path / "a-20.png").is_file()
    finish(Paper(output=tmp_path / "a.pdf", preview=False, quiet=True), pdf)
    assert capsys.readouterr().out == ""


def test_a_preview_without_room_for_it_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: bytes) -> Preview:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(preview, "preview", full)
    with pytest.raises(NotWritableError):
        finish(Paper(output=tmp_path / "a.pdf", preview=True, quiet=False), PDF)
    assert list(tmp_path.iterdir()) == []


def test_of_several_sides_each_has_a_file_of_its_own(tmp_path: Path) -> None:
    whole = Paper(output=tmp_path / "a.b.pdf", preview=True)
    assert one_each(whole, ["box-front"]) == (whole,)
    papers = one_each(whole, ["box-front", "box-spine"])
    assert [each.output.name for each in papers] == ["a.b-front.pdf", "a.b-spine.pdf"]
    assert all(each.preview for each in papers)


@pytest.mark.parametrize("sides", [["disc-case"], ["disc-case", "disc-face"]], ids=["one", "two"])
def test_a_name_that_is_no_pdfs_is_refused_before_the_work(
    tmp_path: Path, sides: list[str]
) -> None:
    with pytest.raises(InvalidChoiceError, match=r"does not end in \.pdf"):
        one_each(Paper(output=tmp_path / "a.doc"), sides)


@pytest.fixture
def second_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill the drive as soon as one file is written."""
    written: list[Path] = []

    def fill(place: Path, *rest: Any) -> bool:  # noqa: ANN401 - as the real one
        if written:
            raise OSError(28, "No space left on device")
        written.append(place)
        return replace_own(place, *rest)

    monkeypatch.setattr(print_output, "replace_own", fill)


@pytest.mark.usefixtures("second_is_too_much")
def test_a_print_that_stops_half_way_tells_what_is_new(tmp_path: Path, capsys: Caught) -> None:
    places = [tmp_path / f"a-{side}.pdf" for side in ("front", "spine")]
    places[1].write_bytes(PDF)
    with pytest.raises(NotWritableError) as caught:
        write_each([Paper(output=place) for place in places], [OTHER, OTHER])
    assert caught.value.message.splitlines() == [
        f"{places[1]} cannot be written: the drive is full",
        "Of this print, written: a-front.pdf",
        "Not written: a-spine.pdf; earlier prints of these names are as they were.",
    ]
    assert [place.read_bytes() for place in places] == [OTHER, PDF]
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("second_is_too_much")
def test_pictures_that_have_no_room_are_told_beside_what_is_written(tmp_path: Path) -> None:
    pdf = printed(a_job("甲 #pagebreak() 乙"))
    with pytest.raises(NotWritableError) as caught:
        finish(Paper(output=tmp_path / "a.pdf", preview=True), pdf)
    assert "Of this print, written: a.pdf" in caught.value.message
    assert "Not written: a-1.png, a-2.png;" in caught.value.message
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_of_several_sides_none_is_written_because_one_name_is_taken(tmp_path: Path) -> None:
    places = [tmp_path / f"a-{side}.pdf" for side in ("front", "spine")]
    places[1].write_bytes(b"%PDF-1.7 of somebody")
    with pytest.raises(NotWritableError, match="there already"):
        write_each([Paper(output=place) for place in places], [PDF, PDF])
    assert not places[0].exists()
