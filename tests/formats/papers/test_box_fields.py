"""Each field of a box's label tells its own: no two of the values here are alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archivist.formats.papers.box_fields import box_fields, items_text
from archivist.model.box import Box, BoxedItem, BoxHeld
from archivist.model.plan import Retention
from archivist.model.settings import Printing
from tests.builders import LEDGERS, STUDIO, a_plan, an_item, some_settings

ITEMS = (
    BoxedItem(
        item=an_item("20230501 后来的"),
        pieces=2,
        pages=5,
        year=2023,
        retention=Retention.YEARS_10,
    ),
    BoxedItem(
        item=an_item("20210125 先前的"),
        pieces=4,
        pages=30,
        year=2021,
        retention=Retention.YEARS_10,
    ),
)
BOX = Box(
    studio=STUDIO,
    number="06-7",
    content="06 甲类",
    years=(2022, 2023, 2024),
    retention=Retention.PERMANENT,
    spine=40.0,
    first="8",
    last="13",
    place="一柜",
    packer="李明",
    checker="白淼",
)
HELD = BoxHeld(box=BOX, items=ITEMS)
TOLD = {
    "studio": STUDIO,
    "category": "06 甲类",
    "number": "06-7",
    "period": "2021.01.25—2023.05.01",
    "year": "2022—2024",
    "count": "6",
    "pages": "35",
    "retention": "permanent",
    "serials": "8—13",
    "keeper": "王淼",
    "place": "一柜",
}


def fields(held: BoxHeld = HELD, **settings: object) -> dict[str, str]:
    kept = {"printing": Printing(keeper="王淼"), **settings}
    return dict(box_fields(held, some_settings(**kept), a_plan()))


def test_each_field_tells_its_own() -> None:
    assert fields() == TOLD


def test_with_a_fonds_there_are_two_more() -> None:
    told = fields(fonds=" A104 ", fonds_name="监测中心")
    assert told == {**TOLD, "fonds": "A104", "organisation": STUDIO}


def test_who_packed_a_box_does_not_keep_it() -> None:
    assert fields(printing=Printing())["keeper"] == ""


def test_what_the_register_leaves_open_the_items_tell() -> None:
    ledger = replace(ITEMS[0], item=an_item("20220101 台账", category=LEDGERS))
    box = replace(BOX, content=" ", years=(), retention=None)
    told = fields(BoxHeld(box=box, items=(*ITEMS, ledger)))
    keys = ("category", "year", "retention")
    assert [told[key] for key in keys] == ["06 Training、18 工作台账", "2021—2023", "10 years"]


def test_items_of_several_retentions_tell_none() -> None:
    items = (ITEMS[0], replace(ITEMS[1], retention=Retention.YEARS_30))
    assert fields(BoxHeld(box=replace(BOX, retention=None), items=items))["retention"] == ""


def test_where_the_pages_of_one_item_are_unknown_none_are_told() -> None:
    assert fields(BoxHeld(box=BOX, items=(*ITEMS, replace(ITEMS[0], pages=0))))["pages"] == ""


ENDS = {"one": ("8", "8", "8"), "no last": ("8", "", "8"), "none": ("", "", "")}


@pytest.mark.parametrize(("first", "last", "told"), ENDS.values(), ids=ENDS)
def test_two_ends_of_the_pieces_are_told_only_where_they_differ(
    first: str, last: str, told: str
) -> None:
    held = BoxHeld(box=replace(BOX, first=first, last=last), items=ITEMS)
    assert fields(held)["serials"] == told


def test_the_third_level_is_the_only_item_or_the_first_and_how_many() -> None:
    assert items_text(BoxHeld(box=BOX)) == ""
    assert items_text(BoxHeld(box=BOX, items=ITEMS[:1])) == "后来的"
    assert items_text(HELD) == "后来的 and 2 in all"
