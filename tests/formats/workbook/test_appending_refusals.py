"""Nothing is added where the rest of a workbook would not stay as it is."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from archivist.formats.apart import Apart, SpoiltError
from archivist.formats.workbook import package, rows_added
from archivist.formats.workbook.appending import Addition, AppendingRefusedError, appended
from archivist.formats.workbook.cells import Failure, NoCellsError
from archivist.formats.workbook.package import Refusal
from archivist.formats.workbook.sheet_xml import NewCell, SheetXml
from archivist.model.facts import Defect
from tests.formats.ledgers import in_this_process
from tests.formats.workbook.office_books import (
    TITLES,
    addition,
    members,
    office_book,
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def with_member(name: str, data: str = "x") -> bytes:
    buffer = io.BytesIO(office_book())
    with zipfile.ZipFile(buffer, "a") as container:
        container.writestr(name, data)
    return buffer.getvalue()


def edited(old: str, new: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name, data in members(office_book()).items():
            text = data.replace(old.encode(), new.encode()) if name == part else data
            container.writestr(name, text)
    return buffer.getvalue()


def table_with_sums(_made: Any, page: Any) -> None:  # noqa: ANN401 - as above
    columns = [{"header": title} for title in TITLES]
    page.add_table("A1:E4", {"columns": columns, "total_row": True})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED: dict[str, tuple[bytes, str]] = {
    "csv": ("日期,摘要\n".encode(), r"no \.xlsx"),
    "xls": (OLE + bytes(600), r"no \.xlsx"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "truncated": (office_book()[:-50], r"no \.xlsx"),
    "no workbook in it": (with_member("x")[:4] + b"x" * 50, r"no \.xlsx"),
    "sums below": (office_book(lambda _m, page: page.write(4, 0, "合计")), "sums"),
    "a remark below": (office_book(lambda _m, page: page.write(4, 0, "制表人：李淼")), "remark"),
    "a note far below": (office_book(lambda _m, page: page.write(9, 2, "完")), "remark"),
    "merged below": (
        office_book(lambda made, page: page.merge_range("A5:B6", "", made.add_format())),
        "merged",
    ),
    "table with sums": (office_book(table_with_sums), "sums"),
    "protected": (office_book(lambda _m, page: page.protect()), "protected"),
    "signed": (with_member("_xmlsignatures/sig1.xml"), "signed"),
    "a part twice": (with_member("XL/workbook.xml"), "safely"),
    "a comment in the markup": (edited("<sheetData>", "<!-- <row> --><sheetData>"), "safely"),
    "no sheet data": (edited("sheetData", "sheetdata"), r"no longer there|safely"),
    "rows without numbers": (edited('<row r="2"', "<row"), "safely"),
    "no such sheet": (office_book(), "no longer there"),
}


@pytest.mark.parametrize(("source", "said"), REFUSED.values(), ids=REFUSED)
def test_a_workbook_that_would_not_stay_whole_is_refused(source: bytes, said: str) -> None:
    name = "别的" if said == "no longer there" else "经费"
    with pytest.raises(AppendingRefusedError, match=said) as caught:
        appended(source, [Addition(sheet=name, head_row=1, cells={"B": "x"})], named="经费.xlsx")
    assert "经费.xlsx" in caught.value.message
    assert caught.value.hint


def test_a_package_without_a_workbook_or_too_large_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr("a.txt", "x")
    with pytest.raises(AppendingRefusedError, match=r"no \.xlsx"):
        appended(buffer.getvalue(), [addition(B="x")])
    monkeypatch.setattr(package, "MAX_UNPACKED", 100)
    with pytest.raises(AppendingRefusedError, match="safely"):
        appended(office_book(), [addition(B="x")])


def test_titles_that_are_not_there_are_refused() -> None:
    with pytest.raises(AppendingRefusedError, match="no longer there"):
        appended(office_book(), [Addition(sheet="经费", head_row=77, cells={"B": "x"})])


def test_a_result_in_which_anything_else_differs_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put = SheetXml.put

    def spoil(self: SheetXml, added: dict[int, dict[int, NewCell]], like: int | None) -> None:
        put(self, {row: {**cells, 9: NewCell("不该有")} for row, cells in added.items()}, like)

    monkeypatch.setattr(SheetXml, "put", spoil)
    with pytest.raises(AppendingRefusedError, match="would have changed"):
        appended(office_book(), [addition(B="新")])
    monkeypatch.setattr(SheetXml, "put", lambda *_: None)
    with pytest.raises(AppendingRefusedError, match="would have changed"):
        appended(office_book(), [addition(B="新")])


def test_a_result_that_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise NoCellsError(Failure.NO_TABLE)

    monkeypatch.setattr(rows_added, "sheets_of", fail)
    with pytest.raises(AppendingRefusedError, match="would have changed"):
        appended(office_book(), [addition(B="新")])


@pytest.mark.parametrize("answer", [None, {}, {"refused": "?"}, {"data": 1}, {"data": "%%%"}])
def test_an_answer_that_makes_no_sense_is_no_workbook(
    answer: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Apart, "ask", lambda *_: answer)
    with pytest.raises(AppendingRefusedError):
        appended(b"", [])


def test_a_workbook_that_spoils_its_process_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(*_: object) -> None:
        raise SpoiltError(Defect.MEMORY)

    monkeypatch.setattr(Apart, "ask", spoil)
    with pytest.raises(AppendingRefusedError, match="safely"):
        appended(office_book(), [])


def test_content_that_is_no_base64_is_refused() -> None:
    assert rows_added.add_rows("a", []) == {"refused": Refusal.UNUSUAL.value}
