"""Filling boxes: nothing is mixed, none is too full, every item lies in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.box import BoxHeld
from archivist.model.box_filling import SPINES, Filling, How, capacity, filled
from archivist.model.boxing import Weighed, key_of, numbered
from archivist.model.plan import Retention
from tests.builders import STUDIO
from tests.model.boxes import PLAN, held, laid, loose


def fill(items: Sequence[Weighed], boxes: Sequence[BoxHeld] = (), **how: Any) -> Filling:  # noqa: ANN401
    return filled(items, boxes, How(plan=PLAN, **how))


def numbers(filling: Filling) -> list[str]:
    return [box.box.number for box in filling.boxes]


def test_the_usual_boxes_take_what_offices_put_into_them() -> None:
    assert [capacity(spine) for spine in SPINES] == [153, 238, 280, 323, 408, 450, 620]
    assert capacity(0) == 0


def test_a_group_fills_box_after_box_and_ends_with_a_thin_one() -> None:
    items = [loose(f"202503{day:02} x", 100) for day in range(1, 11)]
    found = fill(items, spine=50.0, packer="李淼", place="一柜")
    assert [(b.box.number, b.box.spine, b.pages) for b in found.boxes] == [
        ("06-1", 50.0, 400),
        ("06-2", 50.0, 400),
        ("06-3", 30.0, 200),
    ]
    box = found.boxes[0].box
    assert (box.studio, box.content, box.years) == (STUDIO, "06 培训学习资料", (2025,))
    assert (box.first, box.last, box.packer, box.place) == ("1", "4", "李淼", "一柜")
    days = [item.item.day for each in found.boxes for item in each.items]
    assert days == sorted(days, key=str)


def test_plastic_boxes_end_with_a_plastic_one() -> None:
    assert [b.box.spine for b in fill([loose()], spine=75.0).boxes] == [35.0]


@pytest.mark.parametrize(
    "other",
    [
        {"folder": "20240318 x"},
        {"category": "07"},
        {"retention": Retention.PERMANENT},
        {"folder": "守则"},
    ],
    ids=["year", "category", "retention", "undated"],
)
def test_what_is_kept_apart_gets_a_box_of_its_own(other: dict[str, Any]) -> None:
    assert len(fill([loose(), loose(**other)]).boxes) == 2


def test_items_of_which_no_paper_is_asked_get_none() -> None:
    assert fill([loose(asked=False)]) == Filling()


def test_a_box_with_room_is_filled_up_first() -> None:
    there = held("06-1", laid("20250101 a", 100), spine=20.0)
    found = fill([loose("20250301 x", 50), loose("20250401 y", 100)], [there])
    assert [(b.box.number, b.new, b.pages) for b in found.boxes] == [
        ("06-2", True, 100),
        ("06-1", False, 150),
    ]


@pytest.mark.parametrize(
    "there",
    [
        pytest.param(held("06-1", row=""), id="in no register"),
        pytest.param(held("06-1", spine=0.0), id="of no thickness"),
        pytest.param(held("06-1", years=(2024,)), id="of another year"),
        pytest.param(held("06-1", years=(2024, 2025)), id="of two years"),
        pytest.param(held("06-1", retention=None), id="without retention"),
        pytest.param(held("06-1", content="杂项"), id="of no category"),
        pytest.param(held("06-1", content="07 创新活动资料"), id="of another category"),
        pytest.param(held("06-1", laid("20240101 a")), id="mixed"),
        pytest.param(held("06-1", laid("20250101 a", 153)), id="full"),
    ],
)
def test_another_box_is_left_alone(there: BoxHeld) -> None:
    assert numbers(fill([loose()], [there])) == ["06-2"]


def test_a_number_given_twice_tells_no_box() -> None:
    assert numbers(fill([loose()], [held("06-1"), held("06-1")])) == ["06-2"]


@pytest.mark.parametrize(
    ("taken", "number"),
    [
        (["06-9", "06-10"], "06-11"),
        (["06-2025"], "06-1"),
        (["06－003"], "06-4"),
        (["06-01X", "06-1 "], "06-2"),
        (["07-5", "甲/1", "📦", "06-" + "9" * 400, ""], "06-1"),
    ],
    ids=["natural", "a year", "full width", "spaces", "others"],
)
def test_numbers_run_on(taken: list[str], number: str) -> None:
    boxes = [held(each, laid("20240101 a")) for each in taken]
    assert numbers(fill([loose()], boxes)) == [number]


@pytest.mark.parametrize(("pages", "spine"), [(430, 55.0), (500, 75.0), (620, 75.0)])
def test_a_thick_item_gets_the_thinnest_box_that_holds_it(pages: int, spine: float) -> None:
    (box,) = fill([loose(pages=pages)], spine=30.0).boxes
    assert box.box.spine == spine


def test_an_item_too_thick_for_any_box_is_told_and_gets_the_thickest() -> None:
    found = fill([loose("20250101 卷", 621), loose("20250201 y", 1)], spine=50.0)
    assert [(each.item.name.title, number) for each, number in found.too_thick] == [("卷", "06-1")]
    assert [(b.box.spine, len(b.items)) for b in found.boxes] == [(75.0, 1), (20.0, 1)]


@st.composite
def items(draw: st.DrawFn) -> list[Weighed]:
    made = []
    for number in range(draw(st.integers(0, 40))):
        year = draw(st.sampled_from([2023, 2024, 2025]))
        day = draw(st.integers(1, 28))
        each = loose(
            f"{year}03{day:02} 案卷{number}",
            draw(st.integers(0, 700)),
            category=draw(st.sampled_from(["06", "07"])),
            retention=draw(st.sampled_from(list(Retention))),
            asked=draw(st.booleans()),
        )
        made.append(each)
    return made


@given(items(), items(), st.sampled_from(SPINES))
def test_nothing_is_mixed_none_too_full_and_every_item_lies_in_one(
    first: list[Weighed], second: list[Weighed], spine: float
) -> None:
    """The second run fills up what the first one made, and then there is nothing left to do."""
    second = [
        replace(w, boxed=replace(w.boxed, item=replace(w.boxed.item, path=f"{w.boxed.item.path}b")))
        for w in second
    ]
    boxes: dict[str, BoxHeld] = {}
    for some in (first, second):
        found = fill(some, list(boxes.values()), spine=spine)
        laid_down = Counter(item.item.path for box in found.boxes for item in box.items)
        assert laid_down == Counter(w.boxed.item.path for w in some if w.asked)
        for box in found.boxes:
            assert box.new is (box.box.number not in boxes)
            before = boxes[box.box.number].items if not box.new else ()
            lying = numbered((*before, *box.items))
            row = replace(box.box, row="登记表")
            boxes[box.box.number] = BoxHeld(box=row, items=lying)
        thick = {number for _item, number in found.too_thick}
        for number, there in boxes.items():
            assert len({key_of(each) for each in there.items}) == 1
            assert there.pages <= capacity(there.box.spine) or number in thick | alone(boxes)
    assert fill([], list(boxes.values()), spine=spine) == Filling()


def alone(boxes: dict[str, BoxHeld]) -> set[str]:
    """Return the boxes that hold a single item with pages, which may be too thick for any."""
    return {n for n, b in boxes.items() if sum(each.pages > 0 for each in b.items) == 1}
