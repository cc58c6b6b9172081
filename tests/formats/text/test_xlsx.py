"""The text of workbooks."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from archivist.formats.text import flow, xlsx
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from tests.formats.text import packages
from tests.formats.text.packages import relations

MOMENT = datetime(2022, 1, 25, 9, 5)  # noqa: DTZ001 - cells have no time zone


def workbook(fill: Callable[[Any, Any], None], **options: Any) -> io.BytesIO:  # noqa: ANN401
    """Return a workbook whose first sheet, 台账, was filled by a function."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **options})
    fill(book, book.add_worksheet("台账"))
    book.close()
    buffer.seek(0)
    return buffer


def shown(value: object, code: str = "", **options: object) -> str:
    """Return what is read of one cell with that format."""

    def fill(book: Any, sheet: Any) -> None:  # noqa: ANN401
        look = book.add_format({"num_format": code} if code else {})
        if isinstance(value, datetime):
            sheet.write_datetime(0, 0, value, look)
        else:
            sheet.write(0, 0, value, look)

    (page,) = xlsx.read(workbook(fill, **options))
    return page.partition("\n")[2]


FORMATS: dict[str, tuple[object, str, str]] = {
    "an integer": (3, "", "3"),
    "a fraction": (0.1 + 0.2, "", "0.3"),
    "a number of 18 digits": (130503196704010012, "", "130503196704010000"),
    "a tiny number": (0.00000125, "", "0.00000125"),
    "a power of ten": (1e30, "", "1e+30"),
    "a Boolean": (True, "", "TRUE"),
    "false": (False, "", "FALSE"),
    "a date": (MOMENT, "yyyy-mm-dd", "2022-01-25"),
    "a Chinese date": (MOMENT, 'yyyy"年"m"月"d"日";@', "2022-01-25"),
    "a date with unquoted words": (MOMENT, "yyyy年m月d日", "2022-01-25"),
    "a date of a language": (MOMENT, "[$-804]yyyy/m/d;@", "2022-01-25"),
    "a month": (MOMENT, "mmm", "2022-01-25"),
    "a date with a time": (MOMENT, "yyyy/m/d h:mm", "2022-01-25 09:05"),
    "a time": (MOMENT, "h:mm AM/PM", "09:05"),
    "a time with seconds": (0.5 + 1 / 86400, "h:mm:ss", "12:00:01"),
    "hours in all": (1.5, "[h]:mm:ss", "36:00"),
    "a built-in date": (44586, 14, "2022-01-25"),  # type: ignore[dict-item]
    "a built-in date of East Asia": (44586, 31, "2022-01-25"),  # type: ignore[dict-item]
    "a date before Excel's error": (59, "yyyy-mm-dd", "1900-02-28"),
    "a date that is none": (-1, "yyyy-mm-dd", "-1"),
    "a date beyond all days": (1e9, "yyyy-mm-dd", "1000000000"),
    "percent": (0.853, "0.0%", "85.3%"),
    "a code with zeros": (42, "00000", "00042"),
    "money": (1234.5, "¥#,##0.00", "1234.50"),
    "decimals if there are": (1.5, "0.##", "1.5"),
    "a rounded number": (2.71, "0", "3"),
    "a negative one": (-3.14159, "0.00_);[Red]\\(0.00\\)", "-3.14"),
    "a negative code": (-42, "0000", "-0042"),
    "general": (2.5, "General", "2.5"),
    "general in Chinese": (2.5, "G/通用格式", "2.5"),
    "a fraction of integers": (0.5, "# ?/?", "0.5"),
    "powers of ten": (12345, "0.00E+00", "12345"),
    "thousands": (12345, "0,", "12345"),
    "text only": (7, '"共"', "7"),
    "as text": (7, "@", "7"),
    "lines in a cell": ("多行\n文字", "", "多行 文字"),
    "an escaped character": ("甲_x000D_乙", "", "甲_x000D_乙"),
}


@pytest.mark.parametrize(("value", "code", "text"), FORMATS.values(), ids=FORMATS)
def test_a_cell_is_read_as_it_is_shown(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_days_may_be_counted_from_1904() -> None:
    assert shown(MOMENT, "yyyy-mm-dd", date_1904=True) == "2022-01-25"


def fill_all(book: Any, sheet: Any) -> None:  # noqa: ANN401
    sheet.write_row(0, 0, ["日期", "名称", "", "数量"])
    sheet.write_rich_string(2, 0, "富", book.add_format({"bold": True}), "文本")
    sheet.write_formula(2, 1, '="合"&"计"', None, "合计")
    sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    sheet.write_comment(0, 0, "批注：请核对", {"author": "李明"})
    sheet.insert_textbox(5, 5, "文本框")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": "产量", "values": "=台账!$D$1:$D$3"})
    chart.set_title({"name": "产量图"})
    sheet.insert_chart("H8", chart)
    hidden = book.add_worksheet("隐藏表")
    hidden.write(0, 0, "藏着的")
    hidden.hide()


def test_a_page_holds_a_sheet_and_all_that_stands_on_it() -> None:
    first, second = xlsx.read(workbook(fill_all))
    assert first.split("\n")[:3] == ["台账", "日期\t名称\t数量", "富文本\t合计\t#DIV/0!"]
    assert {"批注：请核对", "文本框", "产量图", "产量"} <= set(first.split("\n"))
    assert second == "隐藏表\n藏着的"


def by_hand(sheet: str, **parts: str) -> io.BytesIO:
    """Return a workbook whose only sheet holds these rows."""
    return packages.office(
        {
            "xl/workbook.xml": (
                '<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="rId1"/>'
                '<sheet name="重复" r:id="rId1"/><sheet name="无" r:id="rId9"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "/xl/sharedStrings.xml")
            ),
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{sheet}</sheetData></worksheet>",
            "xl/sharedStrings.xml": "<sst><si><t>共用</t><rPh><t>ゴ</t></rPh></si><si/></sst>",
            **{name.replace("__", "/"): content for name, content in parts.items()},
        }
    )


CELLS = {
    "a shared string": ('<c t="s"><v>0</v></c>', "共用"),
    "an empty shared string": ('<c t="s"><v>1</v></c>', ""),
    "a shared string that is not there": ('<c t="s"><v>7</v></c><c t="s"><v>-1</v></c>', ""),
    "a number too long for one": (f"<c><v>{'9' * 60}</v></c>", f"{float('9' * 40):.15g}"),
    "an infinite number": ("<c><v>1e999</v></c>", "1e999"),
    "no number": ("<c><v>甲</v></c>", "甲"),
    "a style that is not there": ('<c s="x"><v>1</v></c><c s="9"><v>2</v></c>', "1\t2"),
    "a string of its own": ('<c t="inlineStr"><is><t>内</t><rPh><t>x</t></rPh></is></c>', "内"),
    "a date as ISO": ('<c t="d"><v>2022-01-25T00:00:00</v></c>', "2022-01-25"),
    "an escaped line end": ('<c t="str"><v>甲_x000D_\n乙</v></c>', "甲  乙"),
    "text outside of a cell": ("<v>外</v><c><f>A1</f><v>2</v></c>", "2"),
}


@pytest.mark.parametrize(("cells", "text"), CELLS.values(), ids=CELLS)
def test_cells_are_read_whatever_they_refer_to(cells: str, text: str) -> None:
    pages = list(xlsx.read(by_hand(f"<row>{cells}</row>")))
    assert pages == [f"表\n{text}".strip()]


def test_threaded_remarks_are_read() -> None:
    parts = {
        "xl__worksheets___rels__sheet1.xml.rels": relations(
            ("threadedComment", "../threadedComments/threadedComment1.xml")
        ),
        "xl__threadedComments__threadedComment1.xml": (
            "<ThreadedComments><threadedComment><text>请复核</text></threadedComment>"
            "<threadedComment><text>已复核</text></threadedComment></ThreadedComments>"
        ),
    }
    assert list(xlsx.read(by_hand("", **parts))) == ["表\n请复核\n已复核"]


BROKEN = {
    "a sheet cut off": {
        "xl__worksheets__sheet1.xml": '<worksheet><row><c t="s"><v>0</v></c></row>'
    },
    "strings cut off": {"xl__sharedStrings.xml": "<sst><si><t>共用"},
}


def test_a_sheet_cut_off_gives_what_it_has_and_says_so() -> None:
    reading = xlsx.read(by_hand("", **BROKEN["a sheet cut off"]))
    assert next(reading) == "表\n共用"
    with pytest.raises(TextError):
        next(reading)


def test_without_shared_strings_the_rest_is_read() -> None:
    reading = xlsx.read(by_hand("<row><c><v>5</v></c></row>", **BROKEN["strings cut off"]))
    assert next(reading) == "表\n5"
    with pytest.raises(TextError) as caught:
        next(reading)
    assert caught.value.defect is Defect.BROKEN


def test_a_binary_workbook_is_named() -> None:
    kinds = '<Types><Override PartName="/xl/workbook.bin" ContentType="{}"/></Types>'.format(
        "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    )
    with pytest.raises(TextError, match="xlsb"):
        list(xlsx.read(packages.zipped({"[Content_Types].xml": kinds, "xl/workbook.bin": b""})))


def test_no_workbook_is_broken() -> None:
    with pytest.raises(TextError, match="no main part"):
        list(xlsx.read(packages.zipped({"xl/x.xml": b""})))


def test_reading_a_sheet_stops_when_it_holds_more_than_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flow, "MOST", 1000)
    rows = "<row><c><v>12345</v></c></row>" * 20_000
    (page,) = xlsx.read(by_hand(rows))
    assert 1000 < len(page) < 1100
