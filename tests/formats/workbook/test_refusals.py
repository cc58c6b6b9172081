"""What is no table, too much, or hostile: refused with a way out, at little cost."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from archivist.errors import ArchivistError, InvalidFileError, NotReadableError
from archivist.formats.apart import Apart, SpoiltError
from archivist.formats.workbook import cells, reading
from archivist.formats.workbook.reading import read_table
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.facts import Defect
from archivist.model.settings import Limits
from tests.formats.workbook.tables import (
    FULL,
    NOTE,
    PLAIN,
    TITLES,
    WANTED,
    book,
    read,
    values,
    written,
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Do without the process apart, which costs a tenth of a second, unless a test is about it."""
    if "process_apart" not in request.fixturenames:
        monkeypatch.setattr(Apart, "ask", lambda _self, job, _most: cells.read_cells(Path(job[1])))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    "nothing": (b"", "no row with the titles"),
    "binary": (bytes(range(256)), "no workbook"),
    "a page of the web": (b"<html><table>", "no workbook"),
    "no known encoding": (b"\xff\xff\xfe\x80\x80", "no workbook"),
    "damaged xls": (OLE + bytes(600), "no workbook"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "no container": (b"PK\x03\x04abc", "no workbook"),
    "truncated": (workbook_bytes(written())[:-40], "no workbook"),
    "another table": ("名称,数量\n水准仪,1\n".encode(), "no row with the titles"),
    "a column gone": ("事由,备注\n授课,甲\n".encode(), "missing: 日期"),
    "quotes without end": (b'"' + b"x" * 200_000, "no workbook"),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_such_table_is_refused_with_a_way_out(
    content: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(content)
    with pytest.raises(InvalidFileError, match=said) as caught:
        read_table(path, WANTED)
    assert "表.xlsx" in caught.value.message
    assert caught.value.hint


def test_a_workbook_of_a_zip_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("a.txt", "x")
    with pytest.raises(InvalidFileError, match="no workbook"):
        read_table(path, WANTED)


def test_only_empty_sheets_say_which_titles_are_looked_for(tmp_path: Path) -> None:
    book(("a", []))(tmp_path / "a.xlsx")
    with pytest.raises(InvalidFileError) as caught:
        read_table(tmp_path / "a.xlsx", (NOTE,))
    assert caught.value.hint == "Looked for: 备注."


@pytest.mark.parametrize("what", ["gone", "folder"])
def test_what_cannot_be_opened_is_named(what: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotReadableError, match=what):
        read_table(tmp_path / what, WANTED)


@pytest.mark.parametrize(
    ("limit", "value"),
    [("MAX_BYTES", 100), ("MAX_UNPACKED", 100), ("MAX_ROWS", 1), ("MAX_CHARACTERS", 5)],
)
def test_what_is_too_large_is_refused(
    limit: str, value: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, limit, value)
    with pytest.raises(InvalidFileError, match="too large"):
        read(tmp_path, book(("a", PLAIN)))


def test_columns_beyond_the_limit_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "MAX_COLUMNS", 2)
    assert values(read(tmp_path, book(("a", PLAIN)))) == [{"cause": "授课", "day": "2022.01.25"}]


@pytest.mark.parametrize(
    ("defect", "said"), [(Defect.CRASHED, "damaged"), (Defect.MEMORY, "large")]
)
def test_a_file_that_spoils_its_process_is_refused(
    defect: Defect, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(*_: object) -> None:
        raise SpoiltError(defect)

    monkeypatch.setattr(Apart, "ask", spoil)
    with pytest.raises(InvalidFileError, match=said):
        read_table(tmp_path / "a.xlsx", WANTED)


@pytest.mark.parametrize("answer", [None, {"sheets": 1}, {"failure": "x"}, {"sheets": [["a"]]}])
def test_an_answer_that_makes_no_sense_is_no_table(
    answer: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Apart, "ask", lambda *_: answer)
    with pytest.raises(ArchivistError, match=r"a\.xlsx"):
        read_table(tmp_path / "a.xlsx", WANTED)


@pytest.fixture
def process_apart() -> None:
    """Let the cells be read where they are read for users: in a process of their own."""


@pytest.mark.parametrize("width", [15, 16_384])
def test_a_sheet_laid_out_beyond_all_bounds_is_given_up(
    width: int, tmp_path: Path, process_apart: None
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        page = made.add_worksheet()
        page.write_string(0, 0, "x")
        page.write_string(1_048_575, width - 1, "y")
    # The memory watch ends it, or the system refuses so much at once.
    with pytest.raises(InvalidFileError, match=r"too large|damaged"):
        read_table(path, WANTED, limits=Limits(seconds=30, megabytes=150))


def test_cells_come_from_a_process_apart(tmp_path: Path, process_apart: None) -> None:
    assert values(read(tmp_path, book(("一月", PLAIN)))) == FULL


def test_rows_that_are_only_formatted_cost_nothing(tmp_path: Path, process_apart: None) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        page, look = made.add_worksheet(), made.add_format({"bg_color": "yellow"})
        page.write_row(0, 0, TITLES)
        page.write_row(1, 0, ["授课", "2022.01.25", "甲"])
        for row in range(2, 60_000):
            page.write_blank(row, 0, None, look)
    assert values(list(read_table(path, WANTED).rows)) == FULL


def test_limits_are_those_of_a_foreign_file() -> None:
    assert reading.LIMITS.megabytes <= 2048
