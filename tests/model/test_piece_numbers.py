"""Numbers of pieces: what was given stays, what is new goes on behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from archivist.model.box import BoxedItem
from archivist.model.box_faults import BoxTrouble, piece_faults
from archivist.model.boxing import lying_in
from archivist.model.item import Description, Paper
from archivist.model.piece_numbers import (
    given,
    gone,
    numbering,
    numbers_of,
    outdated,
    same_numbers,
    unwritten,
)
from archivist.model.pieces import PAPER, PRINTS
from archivist.model.plan import Retention
from tests.builders import an_item
from tests.model.boxes import held, laid

HERE = "06 2025 10年"


def in_box(folder: str, box: str = "", pieces: int = 1, **changes: Any) -> BoxedItem:  # noqa: ANN401
    item = an_item(folder, paper=Paper(box=box)) if box else an_item(folder)
    return laid(folder, **{"item": item, "pieces": pieces, **changes})


def papers(
    folder: str, names: str, said: Mapping[str, int], numbered_as: str = HERE, box: str = "06-1"
) -> BoxedItem:
    """Return an item in a box with papers, and with numbers that its item.toml states."""
    listed = tuple(names.split())
    item = an_item(folder, paper=Paper(box=box) if box else None)
    about = replace(item.description, pieces=said, numbered_as=numbered_as)
    item = replace(item, description=about)
    return laid(folder, item=item, pieces=len(listed), papers=listed)


def numbers(*items: BoxedItem) -> dict[str, tuple[int, ...]]:
    found = numbers_of(lying_in(items))
    return {path.rpartition(" ")[2]: each for path, each in found.items()}


def test_pieces_are_numbered_box_by_box_and_then_on_through_what_lies_in_none() -> None:
    items = [
        in_box("20250101 a", "06-10", 2),
        in_box("20250301 b", "06-2", 3),
        in_box("20250201 c", "06-2"),
        in_box("20240101 d", "06-2", 4),
        in_box("20250102 e", pieces=5),
        in_box("20250103 f", pieces=0),
        in_box("20250401 g", "06-10", retention=Retention.PERMANENT),
    ]
    first = {name: each[0] for name, each in numbers(*items).items()}
    assert first == {"c": 1, "b": 2, "d": 1, "a": 5, "e": 7, "g": 1}


def test_an_item_in_two_boxes_is_numbered_once_in_the_first() -> None:
    items = [in_box("20250101 a", "06-3、06-1", 2), in_box("20250201 b", "06-2")]
    assert [*lying_in(items)] == [("06-3", items[0]), ("06-1", items[0]), ("06-2", items[1])]
    assert [*numbers_of(lying_in(items)).values()] == [(1, 2), (3,)]


def test_studios_and_categories_have_numbers_of_their_own() -> None:
    other = laid("20250101 a", category="07")
    elsewhere = replace(other, item=an_item("20250101 a", studio="乙工作室"))
    found = numbers_of([("", laid()), ("", other), ("", elsewhere)])
    assert set(found.values()) == {(1,)}


@over(st.permutations(range(6)), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_the_numbers_are_without_gap_and_do_not_depend_on_the_order_of_asking(
    order: list[int], pieces: list[int]
) -> None:
    items = [in_box(f"2025010{n + 1} a", f"06-{n % 3}" * (n % 2), pieces[n]) for n in range(6)]
    found = numbers_of(lying_in(items))
    assert numbers_of(lying_in(items[n] for n in order)) == found
    taken = [number for each in found.values() for number in each]
    assert sorted(taken) == list(range(1, sum(pieces) + 1))


def test_what_was_given_stays_whatever_is_filed_before_it() -> None:
    early = papers("20250101 a", "通知 附件", {})
    known = papers("20250201 b", "批复 讲义 照片", {"批复": 1, PRINTS: 2})
    assert numbers(early, known) == {"a": (3, 4), "b": (1, 5, 2)}


def test_a_number_whose_paper_is_gone_is_given_to_no_other() -> None:
    lost = papers("20250101 a", "通知", {"通知": 1, "附件": 7})
    assert numbers(lost, papers("20250201 b", "讲义", {})) == {"a": (1,), "b": (8,)}
    assert gone(lost) == {"附件": 7}
    (fault,) = piece_faults([held("06-1", lost)], [])
    assert (fault.trouble, fault.paper, fault.first) == (BoxTrouble.GONE, "附件", 7)


@pytest.mark.parametrize(
    ("names", "said", "found"),
    [
        pytest.param("甲 乙", {"甲": 1, "旧": 2}, (1, 2), id="one lost its name, one is new"),
        pytest.param("甲 乙 丙", {"甲": 1, "旧": 2}, (1, 0, 0), id="two are new"),
        pytest.param("甲 乙", {"旧": 2, "更旧": 3, "甲": 1}, (1, 0), id="two are lost"),
        pytest.param(f"甲 {PRINTS}", {"甲": 1, "旧": 2}, (1, 0), id="photos are no document"),
        pytest.param("甲", {PRINTS: 2}, (0,), id="nor a document photos"),
        pytest.param("协议", {PAPER: 3}, (3,), id="paper that was scanned"),
        pytest.param("Letter", {"letter": 4}, (4,), id="in other letters"),
    ],
)
def test_a_renamed_file_keeps_its_number_where_no_doubt_is_possible(
    names: str, said: dict[str, int], found: tuple[int, ...]
) -> None:
    assert given(papers("20250101 a", names, said)) == found


@pytest.mark.parametrize(
    ("numbered_as", "old"),
    [(HERE, False), ("", False), ("06  2025 10年", False), ("06 2025 30年", True)],
    ids=["here", "by hand", "spaced", "of another retention"],
)
def test_numbers_hold_as_long_as_the_item_lies_with_the_same(
    numbered_as: str, *, old: bool
) -> None:
    item = papers("20250101 a", "甲", {"甲": 9}, numbered_as)
    assert outdated(item) is old
    assert unwritten(item) is old
    assert given(item) == ((0,) if old else (9,))
    troubles = [each.trouble for each in piece_faults([held("06-1", item)], [])]
    assert troubles == ([BoxTrouble.OUTDATED] if old else [])


def test_what_has_no_year_and_no_retention_says_only_its_category() -> None:
    assert numbering(laid("守则", year=0, retention=None)) == "06"
    assert not outdated(laid(item=replace(an_item("20250101 a"), description=Description())))


def test_two_pieces_of_one_number_are_told_with_both_papers() -> None:
    first = papers("20250101 a", "甲 乙", {"甲": 1, "乙": 1})
    second = papers("20250201 b", "丙", {"丙": 1})
    loose = papers("20250301 c", "丁", {"丁": 5}, box="")
    third = papers("20250401 d", "戊", {"戊": 5})
    found = [(e.paper, e.number, e.other_paper) for e in same_numbers([first, second])]
    assert found == [("乙", 1, "甲"), ("丙", 1, "甲")]
    assert numbers(first, second)["b"] == (1,)
    faults = list(piece_faults([held("06-1", first, second, third)], [loose]))
    assert {each.trouble for each in faults} == {BoxTrouble.SAME_PIECE}
    assert [(each.paper, each.first) for each in faults] == [("乙", 1), ("丙", 1), ("戊", 5)]
    assert faults[-1].other == f"{loose.item.path}: 丁"
    assert not list(piece_faults([held("06-1", third)], []))


def test_ranges_tell_a_late_paper_apart() -> None:
    late = replace(laid(pieces=4), numbers=(4, 5, 9, 6))
    assert (late.first_piece, late.last_piece) == (4, 9)
    assert late.piece_ranges == ((4, 6), (9, 9))
    assert (laid().first_piece, laid().piece_ranges) == (0, ())
