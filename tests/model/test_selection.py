"""Choosing items for a print."""

from datetime import date

import pytest

from archivist.model.item import Description, Item, ItemName, Paper
from archivist.model.selection import Selection


@pytest.mark.parametrize(
    ("stated", "taken"),
    [
        pytest.param("06-1", True, id="the box"),
        pytest.param("06-1、06-2", True, id="the first of two"),
        pytest.param("06-3，06-1", True, id="the second of two, behind a wide comma"),
        pytest.param("06-11", False, id="a longer number"),
        pytest.param("", False, id="no box"),
    ],
)
def test_an_item_is_chosen_by_each_of_its_boxes(stated: str, *, taken: bool) -> None:
    item = Item(
        path="甲/06 培训/20220125 授课",
        studio="甲",
        category="06",
        name=ItemName.parse("20220125 授课"),
        description=Description(paper=Paper(box=stated)),
    )
    assert Selection(boxes=("06-1",)).takes(item) is taken


@pytest.mark.parametrize(
    ("selection", "whole"),
    [
        pytest.param(Selection(), True, id="everything"),
        pytest.param(Selection(studios=("甲",)), True, id="a studio"),
        pytest.param(Selection(studios=("甲",), years=(2025,)), False, id="a year of it"),
        pytest.param(Selection(until=date(2025, 6, 30)), False, id="days"),
    ],
)
def test_studios_are_meant_as_a_whole_when_nothing_else_is_chosen(
    selection: Selection, *, whole: bool
) -> None:
    assert selection.whole is whole
