"""Stating elements of images and items, on a real disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from archivist.actions.describe import DescribeReport, describe
from archivist.actions.sight import sight
from archivist.actions.undo import undo
from archivist.actions.view import View
from archivist.errors import (
    ArchivistError,
    InvalidChoiceError,
    InvalidFileError,
    NotInArchiveError,
    NotReadableError,
)
from archivist.formats.packet import MAX_BYTES
from archivist.formats.xmp_writing import new_packet
from archivist.model.elements import Element
from archivist.model.record import Record
from archivist.model.stating import values_of
from tests.actions.inboxes import ITEM, NOW, PLACE, dropped

Look = Callable[..., View]
Said = Mapping[Element, tuple[str, ...]]
PHOTO = f"{ITEM}/C1-20250318-01.jpg"
ALIEN = new_packet({Element.PHOTOGRAPHER: ("别人",)}).replace(
    b"</rdf:Description>", b'<xmp:Rating xmlns:xmp="http://ns.adobe.com/xap/1.0/">5</xmp:Rating>'
    b"</rdf:Description>"
)  # fmt: skip


def said(view: View, path: str | tuple[str, ...], statement: Said) -> DescribeReport:
    paths = (path,) if isinstance(path, str) else path
    return describe(view, tuple(view.root / p for p in paths), statement, NOW, dry_run=False)


def seen(view: View, path: str) -> Record:
    (record,) = sight(view, (view.root / path,)).records
    return record


def values(view: View, path: str) -> dict[Element, str]:
    return values_of(seen(view, path).elements)


def test_an_image_is_described_in_a_sidecar_and_never_touched(archive: Path, look: Look) -> None:
    before = (archive / PHOTO).read_bytes()
    statement = {Element.PLACE: ("室外",), Element.PEOPLE: ("徐宏伟(班长,领衔人)", "姜杰")}
    report = said(look(), PHOTO, statement)
    assert report.done
    assert (archive / f"{PHOTO}.xmp").is_file()
    assert (archive / PHOTO).read_bytes() == before
    found = values(look(), PHOTO)
    assert found[Element.PLACE] == "室外"
    assert found[Element.PEOPLE] == "徐宏伟(班长,领衔人)、姜杰"
    assert found[Element.SOURCE] == "白淼"
    again = said(look(), PHOTO, statement)
    assert not again.changes[0].statement
    assert not again.deeds
    assert undo(archive, 1, NOW).complete
    assert not (archive / f"{PHOTO}.xmp").exists()


def test_a_dry_run_writes_nothing(archive: Path, look: Look) -> None:
    report = describe(look(), (archive / PHOTO,), {Element.PLACE: ("外",)}, NOW, dry_run=True)
    assert report.changes[0].statement
    assert report.dry_run
    assert not (archive / f"{PHOTO}.xmp").exists()


def test_an_item_is_described_once_for_all_its_images(archive: Path, look: Look) -> None:
    said(look(), PHOTO, {Element.PLACE: ("室外",)})
    statement = {Element.PLACE: ("礼堂",), Element.SHOOTING_DATE: ("2025.03.18",)}
    report = said(look(), ITEM, statement)
    assert report.changes[0].overruled == (PHOTO,)
    assert values(look(), PHOTO)[Element.PLACE] == "室外"
    assert values(look(), f"{ITEM}/C1-20250318-02.jpg")[Element.PLACE] == "礼堂"
    text = (archive / ITEM / "item.toml").read_text(encoding="utf-8")
    assert "白淼" in text
    assert not said(look(), ITEM, statement).deeds


def test_people_of_an_item_and_nobody(archive: Path, look: Look) -> None:
    said(look(), ITEM, {Element.PEOPLE: ("徐宏伟",), Element.PEOPLE_STATUS: ("named",)})
    assert values(look(), PHOTO)[Element.PEOPLE] == "徐宏伟"
    said(look(), ITEM, {Element.PEOPLE: (), Element.PEOPLE_STATUS: ("none-particular",)})
    assert values(look(), PHOTO)[Element.PEOPLE_STATUS] == "none-particular"


def test_a_value_is_taken_back_where_it_stands(archive: Path, look: Look) -> None:
    said(look(), PHOTO, {Element.PLACE: ("室外",)})
    assert said(look(), PHOTO, {Element.PLACE: ()}).done
    assert values(look(), PHOTO)[Element.PLACE] == "会议室"
    with pytest.raises(InvalidChoiceError, match="会议室"):
        said(look(), PHOTO, {Element.PLACE: ()})
    with pytest.raises(InvalidChoiceError, match="2025"):
        said(look(), PHOTO, {Element.SHOOTING_DATE: ()})
    assert said(look(), ITEM, {Element.PLACE: ()}).done
    assert Element.PLACE not in values(look(), PHOTO)


def test_what_other_programs_wrote_stays(archive: Path, look: Look) -> None:
    dropped(archive, f"{PHOTO}.xmp", ALIEN)
    assert said(look(), PHOTO, {Element.PLACE: ("室外",)}).done
    assert b"Rating" in (archive / f"{PHOTO}.xmp").read_bytes()
    assert undo(archive, 1, NOW).complete
    assert (archive / f"{PHOTO}.xmp").read_bytes() == ALIEN


def test_two_files_that_share_a_sidecar_are_described_once(archive: Path, look: Look) -> None:
    for name in ("a.jpg", "a.png"):
        dropped(archive, f"{PLACE}/{name}")
    dropped(archive, f"{PLACE}/a.xmp", ALIEN)
    both = (f"{PLACE}/a.jpg", f"{PLACE}/a.png")
    report = said(look(), both, {Element.PLACE: ("室外",)})
    assert [change.written for change in report.changes] == [f"{PLACE}/a.xmp"]
    assert report.done
    assert {values(look(), path)[Element.PLACE] for path in both} == {"室外"}


def test_the_inbox_is_described_too(archive: Path, look: Look) -> None:
    path = f"{PLACE}/a.jpg"
    dropped(archive, path)
    said(look(), PLACE, {Element.SOURCE: ("姜杰",)})
    assert (archive / PLACE / "item.toml").is_file()
    assert values(look(), path)[Element.SOURCE] == "姜杰"
    said(look(), path, {Element.SOURCE: ("白淼",)})
    assert values(look(), path)[Element.SOURCE] == "白淼"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ('"地点" = "302"'.encode("gbk"), NotReadableError),
        ('"地点" = "302"'.encode("utf-16"), NotReadableError),
        ('"地点" = "302"'.encode("utf-16-le"), NotReadableError),
        ("地点 = 302".encode(), InvalidFileError),
        (b'"' + b"a" * (MAX_BYTES + 10) + b'" = "302"\n', ArchivistError),
    ],
    ids=["gbk", "utf-16", "utf-16-le", "wrong", "huge"],
)
def test_an_item_file_that_cannot_be_read_is_left_as_it_is(
    archive: Path, look: Look, content: bytes, error: type[ArchivistError]
) -> None:
    dropped(archive, f"{ITEM}/item.toml", content)
    with pytest.raises(error):
        said(look(), ITEM, {Element.PLACE: ("外",)})
    assert (archive / ITEM / "item.toml").read_bytes() == content


@pytest.mark.parametrize("content", [b"<html>", b"\0\0", b"<" * (MAX_BYTES + 5)])
def test_a_sidecar_that_is_none_is_left_as_it_is(archive: Path, look: Look, content: bytes) -> None:
    dropped(archive, f"{PHOTO}.xmp", content)
    with pytest.raises(NotReadableError, match="sidecar"):
        said(look(), PHOTO, {Element.PLACE: ("外",)})
    assert (archive / f"{PHOTO}.xmp").read_bytes() == content


def test_an_empty_sidecar_is_filled(archive: Path, look: Look) -> None:
    dropped(archive, f"{PHOTO}.xmp", b"")
    assert said(look(), PHOTO, {Element.PLACE: ("外",)}).done


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_description_that_is_a_link_is_not_followed(
    archive: Path, look: Look, tmp_path: Path
) -> None:
    outside = dropped(tmp_path, "outside.xmp", ALIEN)
    (archive / f"{PHOTO}.xmp").symlink_to(outside)
    (archive / ITEM / "item.toml").unlink()
    (archive / ITEM / "item.toml").symlink_to(outside)
    for path in (PHOTO, ITEM):
        with pytest.raises(NotReadableError):
            said(look(), path, {Element.PLACE: ("外",)})
    assert outside.read_bytes() == ALIEN


@pytest.mark.parametrize("text", ["a\0b", "x" * 100_000, "\ud800"], ids=["nul", "long", "half"])
def test_a_text_that_cannot_be_written_is_refused(archive: Path, look: Look, text: str) -> None:
    with pytest.raises(InvalidChoiceError, match="cannot be written"):
        said(look(), PHOTO, {Element.CAUSE: (text,)})


@pytest.mark.parametrize(
    ("path", "error"),
    [
        (f"{ITEM}/学习记录表.txt", InvalidChoiceError),
        ("甲工作室/06 培训学习资料", InvalidChoiceError),
        ("archive.toml", InvalidChoiceError),
        (f"{ITEM}/nowhere.jpg", NotInArchiveError),
        ("..", NotInArchiveError),
    ],
)
def test_what_has_no_elements_is_refused(
    archive: Path, look: Look, path: str, error: type[ArchivistError]
) -> None:
    with pytest.raises(error):
        said(look(), path, {Element.CAUSE: ("授课",)})


def test_one_path_that_is_wrong_keeps_all_from_being_written(archive: Path, look: Look) -> None:
    dropped(archive, f"{ITEM}/C1-20250318-02.jpg.xmp", b"<html>")
    with pytest.raises(NotReadableError):
        said(look(), (PHOTO, f"{ITEM}/C1-20250318-02.jpg"), {Element.PLACE: ("外",)})
    assert not (archive / f"{PHOTO}.xmp").exists()


def test_what_cannot_be_written_says_why(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise PermissionError(13, "locked")

    monkeypatch.setattr("archivist.store.moving.rename_new", refused)
    report = said(look(), PHOTO, {Element.PLACE: ("外",)})
    assert not report.done
    assert report.reason


def test_everything_is_seen_without_paths_and_folders_as_their_images(
    archive: Path, look: Look
) -> None:
    dropped(archive, "收件箱/a.jpg")
    assert len(sight(look(), ()).records) == 3
    within = sight(look(), (archive / "甲工作室",), folders_are_items=False)
    assert len(within.records) == 2
    with pytest.raises(InvalidChoiceError):
        sight(look(), (archive / "甲工作室/18 工作台账",), folders_are_items=False)
