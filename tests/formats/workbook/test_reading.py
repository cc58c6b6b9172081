"""Reading tables back, whatever was done to them meanwhile."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.formats.apart import Apart
from archivist.formats.table import Cell, Row
from archivist.formats.workbook import cells
from archivist.formats.workbook.reading import read_table
from archivist.formats.workbook.writing import workbook_bytes, write_workbook
from tests.formats.workbook.tables import FULL, PLAIN, TITLES, WANTED, book, read, values, written


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Do without the process apart, which costs a tenth of a second, unless a test is about it."""
    if "process_apart" not in request.fixturenames:
        monkeypatch.setattr(Apart, "ask", lambda _self, job, _most: cells.read_cells(Path(job[1])))


TABLES: dict[str, list[list[Any]]] = {
    "plain": PLAIN,
    "other order, more columns": [["x", "备注", "日期", "事由"], [1, "甲", "2022.01.25", "授课"]],
    "english titles": [["CAUSE", "date", "note"], ["授课", "2022.01.25", "甲"]],
    "spaces and width": [["事 由：", " 日期*", "备注（选填）"], ["授课 ", "2022.01.25", "　甲"]],
    "text above": [["登记表"], [], ["事由说明"], TITLES, ["授课", "2022.01.25", "甲"]],
    "moved away": [[], [], ["", "", *TITLES], ["", "", "授课", "2022.01.25", "甲"]],
    "a real date": [TITLES, ["授课", date(2022, 1, 25), "甲"]],
    "empty rows between": [TITLES, [], [" ", ""], ["授课", "2022.01.25", "甲"], []],
    "a title twice": [["事由", "日期", "备注", "事由"], ["授课", "2022.01.25", "甲", "乙"]],
}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_columns_are_found_by_their_titles(rows: list[list[Any]], tmp_path: Path) -> None:
    assert values(read(tmp_path, book(("一月", rows)))) == FULL


def test_a_row_knows_its_sheet_and_number(tmp_path: Path) -> None:
    rows = read(tmp_path, book(("一月", TABLES["moved away"]), ("二月", TABLES["plain"])))
    assert [(row.sheet, row.number) for row in rows] == [("一月", 4), ("二月", 2)]


def test_a_sheet_without_the_columns_is_left_out(tmp_path: Path) -> None:
    rows = read(
        tmp_path, book(("统计", [["事由", "次数"], ["授课", 3]]), ("一月", TABLES["plain"]))
    )
    assert values(rows) == FULL


def test_a_column_that_may_be_absent_has_no_values(tmp_path: Path) -> None:
    rows = read(tmp_path, book(("a", [TITLES[:2], ["授课", "2022.01.25"]])))
    assert values(rows) == [{"cause": "授课", "day": "2022.01.25"}]


SHOWN: dict[str, tuple[object, str]] = {
    "whole number": (3.0, "3"),
    "share": (0.1, "0.1"),
    "huge": (1e20, "1e+20"),
    "yes": (True, "TRUE"),
    "moment": (datetime(2022, 1, 25, 10, 15), "2022.01.25 10:15:00"),  # noqa: DTZ001
    "day": (datetime(2022, 1, 25), "2022.01.25"),  # noqa: DTZ001
    "date": (date(2022, 1, 25), "2022.01.25"),
    "lines": ("a\r\nb\rc ", "a\nb\nc"),
    "whole": (7, "7"),
}


@pytest.mark.parametrize(("value", "text"), SHOWN.values(), ids=SHOWN)
def test_a_cell_reads_as_a_person_would_have_typed_it(value: object, text: str) -> None:
    assert cells._text(value) == text


def test_merged_cells_all_hold_the_text_of_the_first(tmp_path: Path) -> None:
    rows = [TITLES, ["", "2022.01.25", "甲"], ["", "2022.01.26", "乙"], ["研讨", "2022.02.01"]]
    write = book(("a", rows), merged=[(1, 0, 2, 0, "授课"), (8, 0, 9, 1, "")])
    found = read(tmp_path, write)
    assert [row.values["cause"] for row in found] == ["授课", "授课", "研讨"]


def test_merging_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "_MAX_MERGED", 1)
    rows = [TITLES, ["", "2022.01.25"], ["", "2022.01.26"]]
    found = read(tmp_path, book(("a", rows), merged=[(1, 0, 2, 0, "授课")]))
    assert [row.values["cause"] for row in found] == ["授课", ""]


def test_merged_titles_below_the_rows_do_no_harm(tmp_path: Path) -> None:
    write = book(("a", TABLES["plain"]), merged=[(5, 3, 6, 9, "页脚")])
    assert values(read(tmp_path, write))[0] == FULL[0]


def test_our_own_workbook_tells_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, written({"cause": Cell("授课")}))
    table = read_table(path, WANTED)
    assert (table.schema, table.version, table.archive) == ("ledger", 3, "河套 库")
    assert table.rows == (
        Row(sheet="台账", number=5, values={"cause": "授课", "day": "", "note": ""}),
    )


def test_titles_may_be_called_anything_while_the_hidden_keys_are_there(tmp_path: Path) -> None:
    keys = ["archivist:note", "x", "archivist:day", "archivist:cause"]
    rows = [["标题"], keys, ["甲栏", "乙栏", "丙栏", "丁栏"], ["甲", "x", "2022.01.25", "授课"]]
    assert values(read(tmp_path, book(("a", rows)))) == FULL


texts = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\ufffe\uffff"), max_size=40
) | st.sampled_from(
    ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "'x", "_x0041_", "00120", "2022.01.25"]
)


@settings(max_examples=60)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
def test_what_was_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("a") / "a.xlsx"
    rows = [{"cause": Cell("x" + one), "day": Cell(two)} for one, two in pairs]
    path.write_bytes(workbook_bytes(written(*rows)))
    found = [(row.values["cause"], row.values["day"]) for row in read_table(path, WANTED).rows]
    assert found == [(("x" + one).strip(), two.strip()) for one, two in pairs]


CSV = '事由,日期,备注\n"授课",2022.01.25,甲\n'
ENCODED = {
    "utf-8": CSV.encode(),
    "with a mark": CSV.encode("utf-8-sig"),
    "gb18030": CSV.encode("gb18030"),
    "unicode text of excel": CSV.replace(",", "\t").encode("utf-16"),
    "semicolons": CSV.replace(",", ";").encode(),
    "windows": CSV.replace("\n", "\r\n").encode("gb18030"),
}


@pytest.mark.parametrize("content", ENCODED.values(), ids=ENCODED)
def test_csv_is_read_in_every_usual_encoding(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "一月.csv"
    path.write_bytes(content)
    rows = list(read_table(path, WANTED).rows)
    assert (values(rows), rows[0].sheet, rows[0].number) == (FULL, "一月", 2)
