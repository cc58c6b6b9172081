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
from archivist.model.box_filling import BoxMaking, Filling, as_filled, filled
from archivist.model.box_room import SPINES, Refusal, capacity
from archivist.model.boxing import Weighed, key_of, numbered
from archivist.model.ledger_entry import RowPlace
from archivist.model.plan import Retention
from tests.builders import STUDIO
from tests.model.boxes import PLAN, held, laid, loose


def fill(items: Sequence[Weighed], boxes: Sequence[BoxHeld] = (), **how: Any) -> Filling:  # noqa: ANN401
    return filled(items, boxes, PLAN, BoxMaking(**how))


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
    assert (box.packer, box.place) == ("李淼", "一柜")
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
        ("06-1", False, 150),
        ("06-2", True, 100),
    ]
    assert found.boxes[0].passed is None
    passed = found.boxes[1].passed
    assert passed
    assert (passed.box, passed.why, passed.pages, passed.most) == ("06-1", Refusal.FULL, 150, 153)


@pytest.mark.parametrize(
    "there",
    [
        pytest.param(held("06-1", laid("20250101 a"), row=None), id="that only items name"),
        pytest.param(held("06-1", laid("20250101 a"), spine=0.0), id="of no thickness"),
        pytest.param(held("06-1", spine=0.0), id="empty and of no thickness"),
        pytest.param(held("06-1", laid("20250101 a"), retention=None), id="of no retention"),
        pytest.param(held("06-1", laid("20250101 a"), content="杂项", years=()), id="half told"),
    ],
)
def test_a_box_of_which_little_is_stated_is_filled_up_as_the_thinnest_one(there: BoxHeld) -> None:
    items = [loose("20250301 x", 143), loose("20250401 y", 153 - there.pages - 143)]
    assert numbers(fill(items, [there])) == ["06-1"]
    found = fill([*items, loose("20250501 z", 1)], [there])
    assert numbers(found) == ["06-1", "06-2"]
    passed = found.boxes[1].passed
    assert passed
    assert passed.assumed is (there.box.spine == 0)


def test_only_the_last_box_is_filled_up_so_that_numbers_of_pieces_stay() -> None:
    boxes = [held("06-1", laid("20250101 a")), held("06-2", laid("20250201 b")), held("06-3")]
    assert numbers(fill([loose()], boxes)) == ["06-2"]
    assert numbers(fill([loose(pages=150)], boxes)) == ["06-3"]


def test_what_lies_in_boxes_afterwards_is_numbered_anew() -> None:
    boxes = [held("06-1", laid("20250201 b", pieces=2)), held("06-2"), held("06-2")]
    found = as_filled(boxes, fill([loose("20250101 a", pieces=3), loose("20250301 c", 150)], boxes))
    assert [(h.box.number, h.first_piece, h.last_piece) for h in found] == [
        ("06-1", 1, 5),
        ("06-2", 0, 0),
        ("06-2", 0, 0),
        ("06-3", 6, 6),
    ]


@pytest.mark.parametrize(
    "there",
    [
        pytest.param(held("06-1", years=(2024,)), id="of another year"),
        pytest.param(held("06-1", years=(2024, 2025)), id="of two years"),
        pytest.param(held("06-1", retention=None), id="without retention"),
        pytest.param(held("06-1", content="杂项"), id="of no category"),
        pytest.param(held("06-1", content="07 创新活动资料"), id="of another category"),
        pytest.param(held("06-1", laid("20240101 a")), id="of a row that lies"),
        pytest.param(held("06-1", laid("20250101 a"), laid("20240101 a")), id="mixed"),
        pytest.param(held("06-1", laid("20250101 a", 153)), id="full"),
        pytest.param(held("06-1\u202e", laid("20250101 a")), id="of a number that hides"),
    ],
)
def test_another_box_is_left_alone(there: BoxHeld) -> None:
    (box,) = fill([loose()], [there]).boxes
    assert box.new


@pytest.mark.parametrize(
    ("boxes", "why"),
    [
        ([held("06-1", laid("20250101 a", 153))], Refusal.FULL),
        ([held("06-1", laid("20250101 a"), laid("20240101 b"))], Refusal.MIXED),
        ([held("06-1", laid("20250101 a"), years=(2024,))], Refusal.MIXED),
        ([held("06-1", laid("20250101 a")), held("06-1")], Refusal.TWICE),
        ([held("06-1\u202e", laid("20250101 a"))], Refusal.ILLEGIBLE),
        ([held("06-1", laid("20240101 a"), years=(2024,))], None),
    ],
    ids=["full", "mixed", "a row that lies", "twice", "illegible", "another year"],
)
def test_why_the_last_box_was_not_filled_up_is_told(
    boxes: list[BoxHeld], why: Refusal | None
) -> None:
    (box,) = fill([loose()], boxes).boxes
    assert (box.passed.why if box.passed else None) is why


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
            row = replace(box.box, row=RowPlace(path="登记表.xlsx", sheet="一", row=5))
            boxes[box.box.number] = BoxHeld(box=row, items=lying)
        thick = {number for _item, number in found.too_thick}
        for number, there in boxes.items():
            assert len({key_of(each) for each in there.items}) == 1
            assert there.pages <= capacity(there.box.spine) or number in thick | alone(boxes)
    assert fill([], list(boxes.values()), spine=spine) == Filling()


def alone(boxes: dict[str, BoxHeld]) -> set[str]:
    """Return the boxes that hold a single item with pages, which may be too thick for any."""
    return {n for n, b in boxes.items() if sum(each.pages > 0 for each in b.items) == 1}
