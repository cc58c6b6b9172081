"""What is wrong with boxes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archivist.model.box import BoxHeld
from archivist.model.box_faults import BoxTrouble, MixedIn, faults_of
from archivist.model.plan import Retention
from tests.builders import STUDIO
from tests.model.boxes import held, laid

A, B = laid("20250101 a", numbers=(3,)), laid("20250201 b", pieces=2, numbers=(4, 5))
OLD = laid("20240101 c")


@pytest.mark.parametrize(
    ("box", "troubles"),
    [
        pytest.param(held("06-1", A, B), [], id="sound"),
        pytest.param(held("06-1", A, B, first="3", last="0005"), [], id="sound range"),
        pytest.param(held("06-1", A, B, last="甲"), [], id="a range in words"),
        pytest.param(held("06-1", A, B, spine=0.0), [], id="of no thickness"),
        pytest.param(held("06-1", A, row=None), [BoxTrouble.NO_ROW], id="no row"),
        pytest.param(held("06-1"), [BoxTrouble.EMPTY], id="empty"),
        pytest.param(held("06-1", A, OLD), [BoxTrouble.MIXED], id="mixed"),
        pytest.param(held("06-1", laid(pages=154)), [BoxTrouble.OVERFULL], id="too full"),
        pytest.param(held("06-1", A, B, last="2"), [BoxTrouble.RANGE], id="range"),
        pytest.param(held("06-1", A, B, first="1", last="5"), [BoxTrouble.RANGE], id="first"),
        pytest.param(held("06-1", laid(), first="1", last="1"), [], id="not numbered"),
        pytest.param(held("06-1", A, OLD, last="9"), [BoxTrouble.MIXED], id="mixed range"),
    ],
)
def test_a_box_has_its_faults(box: BoxHeld, troubles: list[BoxTrouble]) -> None:
    found = list(faults_of([box]))
    assert [each.trouble for each in found] == troubles
    assert all((each.studio, each.box) == (STUDIO, "06-1") for each in found)


@pytest.mark.parametrize(
    ("box", "mixed"),
    [
        (held("06-1", A, OLD, years=()), (MixedIn.YEAR,)),
        (held("06-1", A, years=(2024,)), (MixedIn.YEAR,)),
        (held("06-1", A, years=(2024, 2025)), (MixedIn.YEAR,)),
        (held("06-1", A, retention=Retention.PERMANENT), (MixedIn.RETENTION,)),
        (held("06-1", A, laid("20250301 d", category="07")), (MixedIn.CATEGORY,)),
        (
            held("06-1", A, replace(OLD, retention=Retention.PERMANENT), row=None),
            (MixedIn.YEAR, MixedIn.RETENTION),
        ),
    ],
    ids=["items", "row's year", "row's years", "row's retention", "categories", "two"],
)
def test_what_is_mixed_is_told(box: BoxHeld, mixed: tuple[MixedIn, ...]) -> None:
    (fault,) = (each for each in faults_of([box]) if each.trouble is BoxTrouble.MIXED)
    assert fault.mixed == mixed


def test_a_number_given_twice_and_an_item_in_two_boxes_are_told() -> None:
    boxes = [held("06-1", A), held("06-1"), held("06-2", A)]
    found = [(each.trouble, each.box, each.path) for each in faults_of(boxes)]
    assert found == [
        (BoxTrouble.TWICE, "06-1", ""),
        (BoxTrouble.DIVIDED, "06-1", A.item.path),
        (BoxTrouble.TWICE, "06-1", ""),
        (BoxTrouble.DIVIDED, "06-2", A.item.path),
    ]


def test_a_range_says_which_pieces_lie_in_the_box() -> None:
    (fault,) = faults_of([held("06-1", A, B, last="2")])
    assert (fault.first, fault.last) == (3, 5)


@pytest.mark.parametrize("number", ["06\u202e-1", "字" * 41], ids=["hidden", "long"])
def test_a_number_of_items_that_nobody_can_read_is_told(number: str) -> None:
    (fault,) = faults_of([held(number, A, row=None)])
    assert fault.trouble is BoxTrouble.ILLEGIBLE
    assert [each.trouble for each in faults_of([held(number, A)])] == []


def test_one_number_in_two_studios_is_no_fault() -> None:
    assert not list(faults_of([held("06-1", A), held("06-1", A, studio="乙工作室")]))
