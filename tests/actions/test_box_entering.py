"""Boxes that items name and the register lacks; rows that do not hold any more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archivist.actions.boxes.rows import ENTERED
from archivist.actions.undo import undo
from archivist.errors import InvalidFileError
from archivist.model.plan import Retention
from archivist.model.selection import Selection
from tests.actions.boxwork import (
    NOW,
    Look,
    a_row,
    assign,
    boxes_held,
    file,
    listed,
    lying,
    register,
)
from tests.actions.conftest import ITEM, state_of
from tests.formats.ledgers import in_this_process


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def test_a_box_that_only_items_name_is_entered_and_filled_up(archive: Path, look: Look) -> None:
    path = register(archive, a_row("06-9", 年度="2020"))
    before = path.read_bytes()
    file(archive, "20250101 安全规程", '"纸质" = { "盒" = "06-2" }\n')
    preview = assign(look(), dry_run=True)
    assert [(box.box.number, box.new) for box in preview.boxes] == [("06-2", False)]
    assert [held.box.number for held in preview.studios[0].entered] == ["06-2"]
    assert path.read_bytes() == before
    assert assign(look(), packer="李淼").done
    held = boxes_held(look(), Selection(boxes=("06-2",)))
    ((number, row),) = [(each.box.number, each.box) for each in held]
    assert (number, row.content, row.years) == ("06-2", "06 培训学习资料", (2025,))
    assert (row.retention, row.spine, row.packer) == (Retention.YEARS_10, 0.0, "李淼")
    assert (row.first, row.last, row.packed) == ("1", "3", None)
    assert lying(look())["06-2"] == ["安全规程", "测流授课"]
    assert listed(look(), boxes=("06-2",)).sound
    assert not assign(look()).deeds
    assert undo(archive, 1, NOW).complete
    assert path.read_bytes() == before


def test_boxes_are_entered_even_if_no_item_wants_one(archive: Path, look: Look) -> None:
    shutil.rmtree(archive / ITEM)
    file(archive, "20250101 安全规程", '"纸质" = { "盒" = "盒甲、盒乙" }\n')
    file(archive, "20240101 旧规程", '"纸质" = { "盒" = "旧盒" }\n')
    report = assign(look(), Selection(years=(2025,)))
    assert report.done
    assert [held.box.number for held in report.studios[0].entered] == ["盒乙", "盒甲"]
    assert (report.boxes, report.numbered, len(report.deeds)) == ((), 1, 1)
    held = boxes_held(look(), Selection(boxes=("盒甲",)))
    assert [each.box.state for each in held] == [ENTERED]
    assert [fault.box for fault in listed(look()).faults if not fault.row] == ["旧盒"]


def test_a_box_of_a_number_that_hides_is_not_entered(archive: Path, look: Look) -> None:
    path = file(archive, "20250101 安全规程", '"纸质" = { "盒" = "06-2\\u202e" }\n')
    report = assign(look())
    assert [trouble[0] for trouble in report.troubles] == [path]
    assert not report.done
    assert [box.box.number for box in report.boxes] == ["06-1"]


def test_a_row_in_which_a_person_wrote_another_number_is_told(archive: Path, look: Look) -> None:
    register(archive, a_row(起件号="1", 止件号="2"))
    file(archive, "20250101 安全规程", '"纸质" = { "盒" = "06-1" }\n')
    assert not listed(look()).sound
    (held,) = assign(look()).studios[0].stale
    assert (held.box.number, held.first_piece, held.last_piece) == ("06-1", 1, 3)


def test_a_number_that_hides_in_the_register_stops_everything(archive: Path, look: Look) -> None:
    register(archive, a_row("06-1\u202e"))
    before = state_of(archive)
    with pytest.raises(InvalidFileError):
        assign(look())
    assert state_of(archive) == before
    assert not listed(look()).sound


def test_another_cell_that_hides_does_not_stop_the_filling(archive: Path, look: Look) -> None:
    register(archive, a_row(存放地点="一\u200b柜"))
    assert assign(look()).done
