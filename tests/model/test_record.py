from __future__ import annotations

import pytest

from archivist.model.endings import IMAGE_SUFFIXES, VIDEO_SUFFIXES, WORKBOOK_SUFFIXES
from archivist.model.item import Item, ItemName
from archivist.model.record import Record, RecordKind, kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("a.jpg", RecordKind.IMAGE, id="jpg"),
        pytest.param("A.JPEG", RecordKind.IMAGE, id="upper-case"),
        pytest.param("a.heic", RecordKind.IMAGE, id="heic"),
        pytest.param("a.CR2", RecordKind.IMAGE, id="raw"),
        pytest.param("a.pdf.jpg", RecordKind.IMAGE, id="last-ending-counts"),
        pytest.param("a.mp4", RecordKind.VIDEO, id="video"),
        pytest.param("台账.xlsx", RecordKind.WORKBOOK, id="workbook"),
        pytest.param("台账.et", RecordKind.WORKBOOK, id="wps-workbook"),
        pytest.param("a.pdf", RecordKind.DOCUMENT, id="pdf"),
        pytest.param("a", RecordKind.DOCUMENT, id="no-ending"),
        pytest.param(".jpg", RecordKind.DOCUMENT, id="only-an-ending"),
        pytest.param("a.jpg.txt", RecordKind.DOCUMENT, id="text-of-an-image"),
    ],
)
def test_a_name_tells_what_a_file_claims_to_be(name: str, kind: RecordKind) -> None:
    assert kind_of(name) is kind


def test_no_ending_means_two_kinds() -> None:
    assert not IMAGE_SUFFIXES & VIDEO_SUFFIXES
    assert not WORKBOOK_SUFFIXES & (IMAGE_SUFFIXES | VIDEO_SUFFIXES)


def test_every_ending_is_lower_case_and_has_its_dot() -> None:
    for suffix in IMAGE_SUFFIXES | VIDEO_SUFFIXES | WORKBOOK_SUFFIXES:
        assert suffix == suffix.lower()
        assert suffix.startswith(".")


def test_a_record_has_a_name_and_a_stem() -> None:
    item = Item(
        path="甲/06 培训/20220125 授课", studio="甲", category="06", name=ItemName.parse("")
    )
    record = Record(
        path=f"{item.path}/C1-20220125-01.v2.jpg", item=item, size=1, kind=RecordKind.IMAGE
    )
    assert record.name == "C1-20220125-01.v2.jpg"
    assert record.stem == "C1-20220125-01.v2"
