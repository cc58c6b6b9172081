"""The text of Excel's old workbooks."""

from __future__ import annotations

import struct

import pytest

from archivist.formats.text import flow, ole
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from tests.formats.text import containers
from tests.formats.text.containers import biff


def number(value: float, style: int = 0, place: tuple[int, int] = (0, 0)) -> bytes:
    return biff(0x0203, struct.pack("<3Hd", *place, style, value))


def label(at: int, place: tuple[int, int] = (0, 0)) -> bytes:
    return biff(0x00FD, struct.pack("<3HI", *place, 0, at))


def page(content: bytes) -> str:
    (found,) = ole.read(containers.ole({"Workbook": content}))
    return found


def test_a_sheet_is_read_row_by_row() -> None:
    cells = (
        label(0)
        + number(3, place=(0, 1))
        + number(44586, 1, (1, 0))
        + number(44586.5, 2, (1, 1))
        + number(0.853, 3, (1, 2))
        + number(42, 4, (1, 3))
        + biff(0x0205, struct.pack("<3H2B", 2, 0, 0, 1, 0))
        + biff(0x0205, struct.pack("<3H2B", 2, 1, 0, 7, 1))
        + label(1, (3, 0))
    )
    content = containers.workbook(
        cells,
        strings=["测流仪", "两\n行"],
        formats=["yyyy-mm-dd", "yyyy/m/d h:mm", "0.0%", "00000"],
    )
    assert page(content).split("\n") == [
        "台账",
        "测流仪\t3",
        "2022-01-25\t2022-01-25 12:00\t85.3%\t00042",
        "TRUE\t#DIV/0!",
        "两 行",
    ]


def test_remarks_follow_the_rows() -> None:
    text = "请核对"
    thing = biff(0x005D, struct.pack("<5H", 0x15, 0x12, 0x19, 7, 0x4011) + b"\0" * 12 + b"\0" * 4)
    remark = (
        thing
        + biff(0x01B6, struct.pack("<HH6sHHH", 0, 0, b"", len(text), 0, 0))
        + biff(0x003C, b"\x01" + text.encode("utf-16-le"))
        + biff(0x001C, struct.pack("<4H", 0, 0, 0, 7) + containers.short("李明"))
    )
    content = containers.workbook(number(1) + remark)
    assert page(content) == "台账\n1\n请核对"


def test_a_workbook_whose_formats_are_damaged_is_read_without_them() -> None:
    dates = containers.workbook(number(44586.5, 1), formats=["yyyy-mm-dd"])
    broken = dates.replace(biff(0x0042, struct.pack("<H", 1200)), biff(0x0031, b"\0\0"))
    assert page(broken) == "台账\n2022-01-25 12:00"


def test_days_may_be_counted_from_1904() -> None:
    content = containers.workbook(
        number(43124, 1), formats=["yyyy-mm-dd"], more=biff(0x0022, struct.pack("<H", 1))
    )
    assert page(content) == "台账\n2022-01-25"


def test_a_workbook_with_a_password_is_encrypted() -> None:
    content = containers.workbook(b"", more=biff(0x002F, b"\x01\0" + b"\0" * 50))
    with pytest.raises(TextError) as caught:
        page(content)
    assert caught.value.defect is Defect.ENCRYPTED


def test_a_damaged_workbook_is_broken() -> None:
    with pytest.raises(TextError) as caught:
        page(b"\x09\x08\x10\0" + b"\xff" * 600)
    assert caught.value.defect is Defect.BROKEN


def test_a_damaged_sheet_gives_its_name_and_says_so() -> None:
    content = containers.workbook(number(1) + biff(0x0203, b"\0\0"))
    reading = ole.read(containers.ole({"Workbook": content}))
    assert next(reading) == "台账"
    with pytest.raises(TextError) as caught:
        next(reading)
    assert caught.value.defect is Defect.BROKEN


def test_a_sheet_stops_when_it_holds_more_than_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "MOST", 100)
    cells = b"".join(number(12345, place=(row, 0)) for row in range(1000))
    assert len(page(containers.workbook(cells))) < 120
