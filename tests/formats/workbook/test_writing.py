"""Written workbooks, looked at from inside: what a spreadsheet program will make of them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from archivist.errors import NotWritableError
from archivist.formats.table import Book, Cell, CellState, Column, Kind, Sheet
from archivist.formats.workbook import writing
from archivist.formats.workbook.writing import workbook_bytes, write_workbook
from tests.formats.pictures import encoded, noise

NAME = Column(key="name", title="名称", width=20, note="全称", required=True)
KIND = Column(key="kind", title="类别", width=12, choices=("甲", "乙", "甲", " "))
STRICT = Column(key="strict", title="采纳", width=8, choices=("是", "否"), strict=True)
PICTURE = Column(key="picture", title="图", width=15, kind=Kind.IMAGE)
COUNT = Column(key="count", title="份数", width=8, kind=Kind.NUMBER, locked=True)
KEY = Column(key="key", title="码", width=8, hidden=True)
COLUMNS = (NAME, KIND, STRICT, PICTURE, COUNT, KEY)


def book(*rows: dict[str, Cell], **more: object) -> Book:
    sheet = Sheet(name="台账", title="设备台账", columns=COLUMNS, rows=rows)
    return Book(sheets=(replace(sheet, **more),), schema="ledger", archive="库")  # type: ignore[arg-type]


def parts(made: Book) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(made))) as container:
        names = [name for name in container.namelist() if name.endswith((".xml", ".rels"))]
        return {name: container.read(name).decode("utf-8") for name in names}


def sheet_xml(*rows: dict[str, Cell], **more: object) -> str:
    return parts(book(*rows, **more))["xl/worksheets/sheet1.xml"]


def test_the_same_values_give_the_same_bytes() -> None:
    rows = {"name": Cell("水准仪"), "picture": Cell("x", picture=encoded(noise(), "JPEG"))}
    assert workbook_bytes(book(rows)) == workbook_bytes(book(rows))


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "http://x.cn", "01"]
)
def test_nothing_is_ever_calculated(text: str) -> None:
    xml = sheet_xml({"name": Cell(text), "kind": Cell(text, CellState.PROPOSED)})
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    # Both cells are texts out of the common list.
    assert re.findall(r'<c r="([AB]5)" s="\d+" t="s">', xml) == ["A5", "B5"]


def test_titles_and_first_columns_stay_in_sight() -> None:
    xml = sheet_xml({"name": Cell("x")}, frozen=2, notes=("一", "二"))
    # Title, two notes, hidden keys, titles: the sixth row is the first that moves.
    assert '<pane xSplit="2" ySplit="5" topLeftCell="C6"' in xml
    assert '<autoFilter ref="A5:F6"/>' in xml
    assert re.search(r'<row r="4"[^>]* hidden="1"', xml)
    assert re.search(r'<col min="6" max="6"[^>]* hidden="1"', xml)


def test_it_prints_on_a4_across_with_the_titles_on_each_page() -> None:
    made = parts(book({"name": Cell("x")}))
    setup = re.search(r"<pageSetup[^>]*>", made["xl/worksheets/sheet1.xml"])
    assert setup is not None
    assert 'paperSize="9"' in setup[0]
    assert 'orientation="landscape"' in setup[0]
    assert 'fitToHeight="0"' in setup[0]
    assert "'台账'!$3:$3" in made["xl/workbook.xml"] or "台账!$3:$3" in made["xl/workbook.xml"]


def test_choices_come_from_a_hidden_sheet_and_only_strict_ones_are_forced() -> None:
    made = parts(book({"name": Cell("x")}, spare=10))
    assert '<sheet name="选项" sheetId="2" state="hidden"' in made["xl/workbook.xml"]
    assert '<sheet name="archivist" sheetId="3" state="veryHidden"' in made["xl/workbook.xml"]
    found = re.findall(
        r"<dataValidation ([^>]*[^/>])>(.*?)</dataValidation>", made["xl/worksheets/sheet1.xml"]
    )
    by_place = {re.search('sqref="(.*?)"', head)[1]: (head, rest) for head, rest in found}  # type: ignore[index]
    assert "showErrorMessage" not in by_place["B4:B14"][0]
    assert "'选项'!$A$1:$A$2" in by_place["B4:B14"][1]
    assert "showErrorMessage" in by_place["C4:C14"][0]
    assert 'errorStyle="warning"' in by_place["E4:E14"][0]


def test_a_column_may_explain_itself() -> None:
    assert 'promptTitle="名称" prompt="全称"' in sheet_xml({"name": Cell("x")})


def test_a_number_is_a_number_and_anything_else_a_text() -> None:
    xml = sheet_xml(*({"count": Cell(text)} for text in ("12", "inf", "十")))
    assert re.search(r'<c r="E4" s="\d+"><v>12</v>', xml)
    assert re.search(r'<c r="E5" s="\d+" t="s">', xml)
    assert re.search(r'<c r="E6" s="\d+" t="s">', xml)


def test_every_state_differs_by_more_than_its_colour() -> None:
    styles = parts(book(*({"name": Cell("x", state)} for state in CellState)))["xl/styles.xml"]
    assert "<i/>" in styles
    assert "mediumDashed" in styles


def test_the_states_in_use_are_explained() -> None:
    plain = parts(book({"name": Cell("x")}))["xl/sharedStrings.xml"]
    used = parts(book({"name": Cell("x")}, {"name": Cell("y", CellState.MISSING)}))
    assert "Dashed frame" not in plain
    assert "Dashed frame" in used["xl/sharedStrings.xml"]
    assert "Slanted" not in used["xl/sharedStrings.xml"]


@pytest.mark.parametrize("size", [(160, 120), (90, 160), (8, 8)], ids=str)
def test_a_picture_lies_within_its_cell(size: tuple[int, int]) -> None:
    photo = encoded(noise(*size), "JPEG")
    made = parts(book({"picture": Cell("照片", picture=photo)}))
    drawing = made["xl/drawings/drawing1.xml"]
    assert set(re.findall(r"<xdr:col>(\d+)</xdr:col>", drawing)) == {"3"}
    assert len(set(re.findall(r"<xdr:row>(\d+)</xdr:row>", drawing))) == 1
    assert 'descr="照片"' in drawing


@pytest.mark.parametrize("junk", [b"", b"GIF89a", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\0\0" * 9])
def test_what_is_no_jpeg_is_left_out(junk: bytes) -> None:
    assert "xl/drawings/drawing1.xml" not in parts(book({"picture": Cell("x", picture=junk)}))


def test_a_row_is_as_high_as_its_longest_text() -> None:
    xml = sheet_xml({"name": Cell("短")}, {"name": Cell("长" * 40)}, {"name": Cell("长" * 9000)})
    heights = [float(each) for each in re.findall(r'<row r="[456]"[^>]* ht="([\d.]+)"', xml)]
    assert heights == [20.25, 75.75, 399.75]


def test_texts_that_no_workbook_can_hold_are_written_as_far_as_they_go() -> None:
    strings = parts(book({"name": Cell("\ud800a\uffff")}, {"name": Cell("字" * 40_000)}))
    texts = strings["xl/sharedStrings.xml"]
    assert "\ufffda\ufffd" in texts
    assert max(len(each) for each in re.findall("字+…", texts)) == 32_000


def test_sheets_of_one_name_are_told_apart() -> None:
    sheet = Sheet(name="a/b:" + "长" * 40, title="", columns=(NAME,), rows=())
    names = ["archivist", "", "选项"]
    sheets = (sheet, sheet, *(replace(sheet, name=name) for name in names))
    xml = parts(Book(sheets=sheets, schema="x"))["xl/workbook.xml"]
    found = re.findall(r'<sheet name="(.*?)"', xml)
    assert found == [
        "a b " + "长" * 27,
        "a b " + "长" * 25 + " 2",
        "archivist 2",
        "Table",
        "选项 2",
        "archivist",
    ]


def test_many_columns_have_letters() -> None:
    assert [writing._letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_stream_or_a_new_file_is_written(tmp_path: Path) -> None:
    stream, target = io.BytesIO(), tmp_path / "台账.xlsx"
    write_workbook(stream, book())
    write_workbook(target, book())
    assert target.read_bytes() == stream.getvalue()
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_is_there_is_never_overwritten(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        monkeypatch.setattr("os.link", _refuse)
    target = tmp_path / "台账.xlsx"
    target.write_bytes(b"mine")
    with pytest.raises(NotWritableError, match="not overwritten"):
        write_workbook(target, book())
    assert target.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [target]


def test_a_drive_without_links_is_written_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.link", _refuse)
    write_workbook(tmp_path / "a.xlsx", book())
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError, match=r"a\.xlsx") as caught:
        write_workbook(tmp_path / "gone" / "a.xlsx", book())
    assert caught.value.hint


def _refuse(*_: object) -> None:
    raise OSError(1, "Operation not permitted")
