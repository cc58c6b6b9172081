"""The text of PowerPoint's old presentations."""

from __future__ import annotations

import struct

import pytest

from archivist.formats.text import ole, ppt
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from tests.formats.text import containers
from tests.formats.text.containers import group, record, wide


def listed(place: int, *texts: str) -> bytes:
    """Return what the document says of the slide with that number in the directory."""
    atom = record(0x03F3, struct.pack("<5I", place, 0, len(texts), 256 + place, 0))
    return atom + b"".join(map(wide, texts))


def slide(*records: bytes, notes: int = 0) -> bytes:
    atom = record(0x03EF, struct.pack("<I8sII4x", 0, b"", 0, notes))
    return group(0x03EE, atom, group(0x040C, *records))


def outline(number: int) -> bytes:
    return group(0xF00D, record(0x0F9E, struct.pack("<I", number)))


def user(content: bytes, token: int = 0xE391C05F) -> bytes:
    edit = struct.unpack("<I", content[-4:])[0]
    return struct.pack("<2H4I", 0, 0x0FF6, 20, 20, token, edit)


def pages(content: bytes) -> list[str]:
    return list(ppt.slides(content, user(content)))


REMARK = group(
    0x2EE0,
    record(0x0FBA, "李明".encode("utf-16-le")),
    record(0x0FBA, "请核对".encode("utf-16-le"), instance=1),
)
TAG = group(
    0x1388,
    record(0x0FBA, "___PPT10".encode("utf-16-le")),
    record(0x138B, REMARK),
)
OTHER_TAG = group(0x1388, record(0x0FBA, "___PPT9x".encode("utf-16-le")), record(0x138B, REMARK))


def test_slides_come_in_the_order_of_the_show_with_their_notes() -> None:
    content = containers.presentation(
        [
            slide(outline(1), wide("框\x0b内\r*"), notes=901),
            slide(group(0xF003, group(0xF003, record(0x0FA8, b"caf\xe9")))),
        ],
        listed=listed(3) + listed(2, "标题", "正文"),
        notes=[group(0x03F0, wide("讲稿"))],
    )
    assert pages(content) == ["café", "正文\n框\n内\n标题\n讲稿"]
    streams = {"PowerPoint Document": content, "Current User": user(content)}
    assert list(ole.read(containers.ole(streams))) == pages(content)


def test_remarks_of_powerpoint_2002_are_read() -> None:
    content = containers.presentation([slide(wide("甲"), TAG, OTHER_TAG)], listed=listed(2))
    assert pages(content) == ["甲\n请核对"]


def test_a_slide_that_is_not_there_gives_its_outline() -> None:
    content = containers.presentation([], listed=listed(77, "只有标题") + listed(77, "重复"))
    assert pages(content) == ["只有标题\n重复"]


def test_the_newest_version_of_a_slide_counts() -> None:
    old = containers.presentation([slide(wide("旧"))], listed=listed(2))
    before = struct.unpack("<I", old[-4:])[0]
    place = len(old)
    new = old + slide(wide("新"))
    directory = len(new)
    new += record(0x1772, struct.pack("<2I", 2 | 1 << 20, place))
    edit = len(new)
    new += record(0x0FF5, struct.pack("<7I", 0, 0, before, directory, 1, 0, 0))
    assert pages(new + struct.pack("<I", edit)) == ["新"]


def test_a_presentation_with_a_password_is_encrypted() -> None:
    content = containers.presentation([slide(wide("密"))], listed=listed(2))
    with pytest.raises(TextError) as caught:
        list(ppt.slides(content, user(content, token=0xF3D1C4DF)))
    assert caught.value.defect is Defect.ENCRYPTED
    edit = len(content)
    content += record(0x0FF5, struct.pack("<8I", *[0] * 8)) + struct.pack("<I", edit)
    with pytest.raises(TextError) as caught:
        pages(content)
    assert caught.value.defect is Defect.ENCRYPTED


SOUND = containers.presentation([slide(wide("尚在"))], listed=listed(2))
DAMAGED = {
    "no list of edits": (SOUND, b""),
    "an edit that is none": (SOUND, struct.pack("<2H4I", 0, 0, 0, 0, 0, 8)),
    "an edit behind the end": (SOUND, struct.pack("<2H4I", 0, 0, 0, 0, 0, 2**31)),
    "a directory that is none": (
        (broken := SOUND[:-4] + record(0x0FF5, struct.pack("<7I", 0, 0, 0, 8, 1, 0, 0))),
        struct.pack("<2H4I", 0, 0, 0, 0, 0, len(SOUND) - 4),
    ),
    "a document that is none": (
        SOUND[:8] + b"\x0f\0\x01\x01" + SOUND[12:],
        user(SOUND),
    ),
    "no document": (
        SOUND.replace(struct.pack("<I", 1 | 2 << 20), struct.pack("<I", 5 | 2 << 20)),
        user(SOUND),
    ),
}


@pytest.mark.parametrize(("content", "current"), DAMAGED.values(), ids=DAMAGED)
def test_of_a_damaged_presentation_all_text_is_read(content: bytes, current: bytes) -> None:
    reading = ppt.slides(content, current)
    assert "尚在" in next(reading)
    with pytest.raises(TextError) as caught:
        next(reading)
    assert caught.value.defect is Defect.BROKEN


def test_edits_that_form_a_circle_end() -> None:
    content = SOUND[:-4]
    edit = len(content)
    content += record(0x0FF5, struct.pack("<7I", 0, 0, edit, edit + 36, 1, 0, 0))
    content += record(0x1772) + struct.pack("<I", edit)
    with pytest.raises(TextError):
        pages(content)


def test_records_nested_a_million_times_are_no_recursion() -> None:
    deep = b"\x0f\0\x0c\x04\xff\xff\xff\x7f" * 200_000
    content = containers.presentation([slide(wide("表面"), deep)], listed=listed(2))
    assert pages(content) == ["表面"]


def test_a_slide_stops_when_it_holds_more_than_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ppt, "MOST", 100)
    content = containers.presentation([slide(*[wide("测" * 50)] * 100)], listed=listed(2))
    assert len(pages(content)[0]) < 200
