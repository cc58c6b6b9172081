"""The XML of a sheet: what is set into it, and what is refused."""

from __future__ import annotations

import pytest

from archivist.formats.workbook.sheet_xml import NewCell, SheetXml, UnusualError, extended

RANGES = {
    "A1:E4": "A1:E6",
    "B2:B4 D2:D3": "B2:B6 D2:D3",
    "$A$4": "$A$4:$A$6",
    "A2:A9": "A2:A9",
    "A5:A5": "A5:A5",
    "经费!$A$1:$E$4": "经费!$A$1:$E$6",
}


@pytest.mark.parametrize(("before", "after"), RANGES.items(), ids=RANGES)
def test_only_ranges_that_cover_the_last_row_grow(before: str, after: str) -> None:
    assert extended(before, 4, 6) == after


BAD_XML = {
    "not utf-8": b"<worksheet>\xff</worksheet>",
    "no sheet": b"<html/>",
    "no end": b"<worksheet><sheetData></worksheet>",
    "an unfinished row": b'<worksheet><sheetData><row r="1"></sheetData></worksheet>',
    "rows out of order": b'<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>',
    "a cell nowhere": b'<worksheet><sheetData><row r="1"><c/></row></sheetData></worksheet>',
}


@pytest.mark.parametrize("data", BAD_XML.values(), ids=BAD_XML)
def test_markup_that_no_program_writes_is_refused(data: bytes) -> None:
    with pytest.raises(UnusualError):
        SheetXml(data).put({2: {0: NewCell("x")}}, 1)


def test_lists_that_refer_to_another_sheet_reach_down_too() -> None:
    data = (
        b'<worksheet><sheetData><row r="1"/><row r="2"/></sheetData><extLst><x14:dataValidation>'
        b"<xm:sqref>B2:B2 D1</xm:sqref></x14:dataValidation></extLst></worksheet>"
    )
    xml = SheetXml(data)
    xml.extend(2, 5)
    assert b"<xm:sqref>B2:B5 D1</xm:sqref>" in xml.data()


def test_markup_with_prefixes_is_understood() -> None:
    data = (
        b'<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1"><x:c r="A1" s="3"><x:v>1</x:v>'
        b"</x:c></x:row></x:sheetData></x:worksheet>"
    )
    xml = SheetXml(data)
    xml.put({2: {0: NewCell("7", number=True), 1: NewCell("")}}, 1)
    assert b'<x:row r="2"><x:c r="A2" s="3"><x:v>7</x:v></x:c><x:c r="B2"/></x:row>' in xml.data()
