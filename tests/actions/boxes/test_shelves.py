"""Which boxes there are, and what lies in them, on a real archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archivist.actions.printing.box_list import print_boxes
from archivist.errors import InvalidChoiceError
from archivist.model.box_faults import BoxTrouble
from archivist.model.ledger_entry import RowPlace
from archivist.model.plan import Retention
from archivist.model.selection import Selection
from tests.actions.boxwork import (
    ALL,
    REGISTER,
    Look,
    a_row,
    boxes_held,
    file,
    listed,
    lying,
    register,
)
from tests.formats.ledgers import in_this_process


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def test_register_and_items_make_the_boxes(archive: Path, look: Look) -> None:
    register(archive, a_row("06-10"), a_row("06-2", 年度="2024-2025", 保管期限="永久"))
    file(archive, "20250401 安全规程", '"纸质" = { "盒" = "06-2" }\n')
    file(archive, "20250301 缆道操作", "paper = { box = 'A/1 📦' }\n")
    held = boxes_held(look(), ALL)
    assert [each.box.number for each in held] == ["06-2", "06-10", "A/1 📦"]
    first, second, third = held
    assert [item.item.name.title for item in first.items] == ["安全规程"]
    assert (first.box.years, first.box.retention) == ((2024, 2025), Retention.PERMANENT)
    assert (first.box.spine, first.box.packer, first.box.place) == (20.0, "李淼", "一柜")
    assert str(first.box.packed) == "2025-12-01"
    assert first.box.row == RowPlace(path=REGISTER, sheet="档案盒登记表", row=3)
    assert (second.items, second.box.number) == ((), "06-10")
    assert (third.box.row, third.box.content, third.box.years) == (None, "06 培训学习资料", (2025,))


@pytest.mark.parametrize(
    ("selection", "numbers"),
    [
        ({"boxes": ("06-1",)}, ["06-1"]),
        ({"items": ("安全",)}, ["06-1"]),
        ({"categories": ("06",)}, ["06-1", "06-2"]),
        ({"categories": ("07",)}, ["07-1"]),
        ({"years": (2024,)}, ["07-1"]),
        ({"studios": ("甲",)}, ["06-1", "06-2", "07-1"]),
    ],
    ids=["box", "item", "category", "empty category", "year", "studio"],
)
def test_a_selection_means_whole_boxes(
    archive: Path, look: Look, selection: dict[str, Any], numbers: list[str]
) -> None:
    rows = (a_row(), a_row("06-2"), a_row("07-1", 年度="2024", **{"类目/内容": "07 创新活动资料"}))
    register(archive, *rows)
    for name in ("20250401 安全规程", "20250501 缆道操作"):
        file(archive, name, '"纸质" = { "盒" = "06-1" }\n')
    found = lying(look(), **selection)
    assert list(found) == numbers
    assert found.get("06-1", ["安全规程", "缆道操作"]) == ["安全规程", "缆道操作"]


@pytest.mark.parametrize("number", ["06-9", "6-2"])
def test_a_number_that_no_box_has_is_refused_and_the_nearest_named(
    archive: Path, look: Look, number: str
) -> None:
    register(archive, a_row(), a_row("06-2"), a_row("07-1"))
    with pytest.raises(InvalidChoiceError, match=f"There is no box {number}") as caught:
        lying(look(), boxes=(number,))
    assert "Perhaps 06-2?" in caught.value.hint


def test_an_empty_box_is_chosen_by_what_its_row_says(archive: Path, look: Look) -> None:
    content = {"类目/内容": "07 创新活动资料"}
    register(archive, a_row("甲-1", **content), a_row("07-2"), a_row("06-3"))
    assert lying(look(), categories=("07",)) == {"甲-1": [], "07-2": []}
    assert lying(look(), years=(2024,)) == {}
    # Nothing tells on which day an empty box came.
    assert lying(look(), since=date(2020, 1, 1)) == {}


def test_the_first_of_two_rows_of_one_number_holds_the_items(archive: Path, look: Look) -> None:
    register(archive, a_row(), a_row(), a_row(""))
    file(archive, "20250401 安全规程", '"纸质" = { "盒" = "06-1" }\n')
    held = boxes_held(look(), ALL)
    assert [len(each.items) for each in held] == [1, 0]
    assert {f.trouble for f in listed(look()).faults} == {BoxTrouble.TWICE}


def test_an_unknown_studio_is_refused(archive: Path, look: Look) -> None:
    del archive
    with pytest.raises(InvalidChoiceError):
        boxes_held(look(), Selection(studios=("乙",)))


def test_without_a_box_nothing_is_printed(archive: Path, look: Look) -> None:
    del archive
    with pytest.raises(InvalidChoiceError):
        print_boxes(look(), ALL)


def test_items_without_a_box_are_counted(archive: Path, look: Look) -> None:
    file(archive, "20240401 缆道操作")
    found = listed(look(), years=(2024,))
    assert [each.boxed.item.name.title for each in found.loose] == ["缆道操作"]
    assert found.sound


def test_only_damaged_items_of_the_choice_are_told(archive: Path, look: Look) -> None:
    path = file(archive, "20240401 坏", "坏 = \n")
    assert listed(look(), years=(2024,)).damaged == (path,)
    assert listed(look(), years=(2025,)).damaged == ()
