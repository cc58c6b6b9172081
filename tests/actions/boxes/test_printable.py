"""Boxes are printed when it is sure what lies in them, and of which box each row is."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from archivist.actions.boxes.printable import printable_boxes
from archivist.actions.find import find
from archivist.errors import InvalidFileError, UnprintableError
from archivist.model.box_faults import BoxTrouble
from archivist.model.ledger_entry import CellTrouble
from archivist.model.plan import Retention
from archivist.model.selection import Selection
from tests.actions.boxwork import ALL, REGISTER, Look, a_row, assign, file, listed, register
from tests.actions.conftest import ITEM
from tests.cli.inboxes import ran
from tests.formats.ledgers import in_this_process

BROKEN = '"纸质" = { "盒" = "06-1" }\n"人物" = \n'
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


@pytest.mark.parametrize("toml", [BROKEN, '"纸质" = { "盒" = 6 }\n'], ids=["no TOML", "no text"])
def test_an_item_that_cannot_be_read_stops_the_print(archive: Path, look: Look, toml: str) -> None:
    register(archive, a_row())
    path = file(archive, "20250401 坏", toml)
    with pytest.raises(InvalidFileError) as caught:
        printable_boxes(look(), Selection(boxes=("06-1",)))
    assert f"{path}/item.toml has mistakes" in caught.value.message


def test_the_register_is_not_to_be_corrected_while_an_item_cannot_be_read(
    archive: Path, look: Look
) -> None:
    register(archive, a_row(起件号="1", 止件号="3"))
    (archive / ITEM / "item.toml").write_text('"纸质" = { "盒" = "06-1" }\n', encoding="utf-8")
    file(archive, "20250401 好", BROKEN.partition("\n")[0])
    assert listed(look(), boxes=("06-1",)).sound
    bad = file(archive, "20250402 坏", BROKEN)
    (archive / bad.replace("0402 坏", "0401 好") / "item.toml").write_text(BROKEN, encoding="utf-8")
    found = listed(look(), boxes=("06-1",))
    assert found.faults == ()
    assert found.damaged == (bad.replace("0402 坏", "0401 好"), bad)
    assert not found.sound


def test_a_search_for_a_box_names_what_may_lie_in_it_too(archive: Path) -> None:
    register(archive, a_row())
    path = file(archive, "20250401 坏", BROKEN)
    found = find(archive, "06-1")
    assert [place.path for place in found.places] == [REGISTER]
    assert f"{path}/item.toml has mistakes" in found.remarks[-1]
    for number in range(2, 9):
        file(archive, f"2025040{number} 坏", BROKEN)
    assert find(archive, "06-1").remarks[-1] == "and 3 more"


def test_two_rows_of_one_number_are_named_and_print_nothing(archive: Path, look: Look) -> None:
    register(archive, a_row(), a_row("06-2"), a_row("06-1", 存放地点="二柜"))
    with pytest.raises(UnprintableError) as caught:
        printable_boxes(look(), ALL)
    for row in (2, 4):
        assert f"row {row}" in caught.value.message
    assert len(printable_boxes(look(), Selection(boxes=("06-2",))).boxes) == 1


def formula(root: Path, cell: str) -> None:
    book = openpyxl.load_workbook(root / REGISTER)
    book.worksheets[0][cell] = '=CONCATENATE("06-","1")'
    book.save(root / REGISTER)


@pytest.mark.parametrize("cell", ["A2", "H2"], ids=["number", "place"])
def test_a_formula_without_a_value_stops_the_print_and_is_told(
    archive: Path, look: Look, cell: str
) -> None:
    register(archive, a_row(), a_row("06-2"))
    formula(archive, cell)
    with pytest.raises(UnprintableError, match=cell):
        printable_boxes(look(), ALL)
    assert [fault.trouble for _path, fault in listed(look()).illegible] == [CellTrouble.FORMULA]


def test_no_number_is_given_while_one_has_no_value(archive: Path, look: Look) -> None:
    register(archive, a_row())
    formula(archive, "A2")
    with pytest.raises(InvalidFileError, match="A2"):
        assign(look())


def link(place: Path) -> None:
    there = place.with_name("elsewhere.bin")
    place.rename(there)
    place.symlink_to(there)


def folder(place: Path) -> None:
    place.unlink()
    place.mkdir()


def pipe(place: Path) -> None:
    place.unlink()
    os.mkfifo(place)


@posix
@pytest.mark.parametrize("disguise", [link, folder, pipe])
def test_a_register_that_is_no_file_is_one_that_cannot_be_read(
    archive: Path,
    look: Look,
    disguise: Any,  # noqa: ANN401
) -> None:
    disguise(register(archive, a_row()))
    with pytest.raises(InvalidFileError, match=r"档案盒登记表\.xlsx"):
        assign(look())
    with pytest.raises(InvalidFileError, match=r"档案盒登记表\.xlsx"):
        printable_boxes(look(), ALL)
    found = listed(look())
    assert [path for path, _why in found.unread] == [REGISTER]
    assert not list((archive / REGISTER).parent.glob("*2025*.xlsx"))


ODD = {
    "年度": ("2.5", CellTrouble.NO_YEAR),
    "保管期限": ("forever", CellTrouble.NO_CHOICE),
    "盒脊厚度": ("9999", CellTrouble.NO_SPINE),
}


@pytest.mark.parametrize(("title", "cell", "trouble"), [(k, *v) for k, v in ODD.items()], ids=ODD)
def test_a_cell_that_says_nothing_is_told_and_stops_nothing(
    archive: Path, look: Look, title: str, cell: str, trouble: CellTrouble
) -> None:
    register(archive, a_row(**{title: cell}))
    (archive / ITEM / "item.toml").write_text('"纸质" = { "盒" = "06-1" }\n', encoding="utf-8")
    found = listed(look())
    assert [fault.trouble for _path, fault in found.illegible] == [trouble]
    assert not found.sound
    (held,) = printable_boxes(look(), ALL).boxes
    assert (held.years, held.retention) == ((2025,), Retention.YEARS_10)


def test_what_the_list_and_the_check_tell_of_a_box_is_what_its_label_tells(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register(archive, a_row(年度="abc", 保管期限="forever"))
    (archive / ITEM / "item.toml").write_text('"纸质" = { "盒" = "06-1" }\n', encoding="utf-8")
    assert ran(archive, "box", "list") == 1
    told = capsys.readouterr().out
    assert "06 培训学习资料 2025 10 years" in told
    assert "“abc” names no year" in " ".join(told.split())
    ran(archive, "check")
    told = " ".join(capsys.readouterr().out.split())
    assert "PAP104" in told
    assert "“forever” is no retention" in told


def test_a_year_of_another_century_is_read_as_it_is_written(archive: Path, look: Look) -> None:
    file(archive, "21050101 将来")
    file(archive, "18950101 过去")
    assert assign(look()).done
    years = [held.box.years for held in printable_boxes(look(), ALL).boxes]
    assert years == [(1895,), (2025,), (2105,)]
    assert BoxTrouble.MIXED not in {fault.trouble for fault in listed(look()).faults}
