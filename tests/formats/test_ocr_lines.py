"""Reading order: rows from above, columns of text one by one, lines that were broken joined."""

from __future__ import annotations

import random
from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.ocr_lines import Box, is_sideways, sureness, text_of

SIZE = 30.0
STEP = 48.0
PROSE = "测流仪器理论授课由徐宏伟主讲全体成员在会议室参加并完成了现场测试与记录整理"


def a_box(text: str, x: float, row: float, *, score: float = 0.99, askew: float = 0.0) -> Box:
    """Return the box of a text at a place, the page turned by some degrees."""
    width, y = SIZE * len(text), row * STEP
    angle = radians(askew)
    corners = [
        (a * cos(angle) - b * sin(angle), a * sin(angle) + b * cos(angle))
        for a, b in ((x, y), (x + width, y), (x + width, y + 36), (x, y + 36))
    ]
    return Box.of(text, score, corners)


def lines(count: int, x: float = 100.0, *, letters: int = 18, askew: float = 0.0) -> list[Box]:
    return [a_box(f"{row:02}{PROSE[:letters]}", x, row, askew=askew) for row in range(count)]


def test_nothing_reads_as_nothing() -> None:
    assert text_of([]) == ""
    assert text_of([a_box(" ", 0, 0)]) == ""


@given(st.randoms(use_true_random=False), st.sampled_from([-2.5, -1.0, 0.0, 0.5, 2.0]))
def test_rows_come_from_above_however_the_page_lies(dice: random.Random, askew: float) -> None:
    rows = [
        ["姓名", "单位名称", "职务"],
        ["徐宏伟", "河套水文站", "领衔人"],
        ["李明", "测流组", "成员"],
    ]
    boxes = [
        a_box(text, 100 + 400 * at, row, askew=askew)
        for row, cells in enumerate(rows)
        for at, text in enumerate(cells)
    ]
    # Without a line of some length the slope is unknown.
    boxes.append(a_box(PROSE, 100, 3, askew=askew))
    dice.shuffle(boxes)
    assert text_of(boxes).split("\n") == ["\t".join(cells) for cells in rows] + [PROSE]


def test_a_line_that_only_the_page_broke_is_joined() -> None:
    boxes = [a_box(PROSE[:20], 100, 0), a_box(PROSE[20:], 100, 1)]
    assert text_of(boxes) == PROSE


@pytest.mark.parametrize(
    ("first", "second", "gap", "text"),
    [
        pytest.param("测流", "仪器", 5, "测流仪器", id="one word"),
        pytest.param("测流", "仪器", 60, "测流 仪器", id="a blank"),
        pytest.param("测流", "仪器", 200, "测流\t仪器", id="a cell"),
        pytest.param("flow", "meter", 5, "flow meter", id="Latin words"),
        pytest.param("测流", "仪器", -10, "测流仪器", id="overlapping"),
    ],
)
def test_pieces_of_a_line_are_put_together(first: str, second: str, gap: float, text: str) -> None:
    boxes = [a_box(second, 100 + SIZE * len(first) + gap, 0), a_box(first, 100, 0)]
    assert text_of(boxes) == text


def test_columns_of_text_are_read_one_by_one() -> None:
    left = [a_box(f"左{row}{PROSE[:16]}。", 100, row + 2) for row in range(6)]
    right = [a_box(f"右{row}{PROSE[:16]}。", 900, row + 2) for row in range(5)]
    title, foot = a_box("授课记录", 720, 0), a_box("第一页", 740, 9)
    text = text_of([foot, *right, *left, title])
    found = text.split("\n")
    assert [line[:2] for line in found] == [
        "授课", *(f"左{row}" for row in range(6)), *(f"右{row}" for row in range(5)), "第一",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param([("姓名", "徐宏伟参加了培训")] * 6, id="short cells"),
        pytest.param([(PROSE[:14], PROSE[14:28])] * 3, id="few rows"),
    ],
)
def test_what_is_a_table_is_read_row_by_row(cells: list[tuple[str, str]]) -> None:
    boxes = [
        a_box(text, 100 + 700 * at, row)
        for row, pair in enumerate(cells)
        for at, text in enumerate(pair)
    ]
    assert text_of(boxes).split("\n") == ["\t".join(pair) for pair in cells]


def test_columns_end_where_a_line_runs_across() -> None:
    pairs = [a_box(f"{PROSE[:14]}。", x, row) for row in range(4) for x in (100, 900)]
    across = a_box(PROSE[:20] + PROSE[:16], 100, 4)
    pairs += [a_box(f"下{PROSE[:13]}。", x, 5) for x in (100, 900)]
    assert text_of([*pairs, across]).split("\n")[-1] == f"下{PROSE[:13]}。\t下{PROSE[:13]}。"


def test_a_gutter_must_be_one_for_all_rows() -> None:
    boxes = []
    for row in range(6):
        shift = 300 * (row % 2)
        boxes += [
            a_box(f"{row}{PROSE[:12]}", 100 + shift, row),
            a_box(f"{row}{PROSE[12:24]}", 600 + shift, row),
        ]
    found = text_of(boxes).split("\n")
    assert found[0] == f"0{PROSE[:12]}\t0{PROSE[12:24]}"


def test_letters_count_not_pieces() -> None:
    boxes = [a_box("测流仪器", 0, 0, score=0.9), a_box("授", 0, 1, score=0.4)]
    assert sureness(boxes) == pytest.approx((4 * 0.9 + 0.4) / 5)
    assert sureness([]) == 0.0


def test_a_page_on_its_side_is_told_by_its_lines() -> None:
    upright = [a_box("测流仪器", 0, row) for row in range(3)]
    tall = [
        Box.of("测流仪器", 0.9, [(x, 0), (x + 30, 0), (x + 30, 120), (x, 120)]) for x in (0, 50)
    ]
    assert not is_sideways(upright)
    assert not is_sideways([])
    assert not is_sideways([*upright, *tall])
    assert is_sideways([*tall, a_box("测", 0, 9), a_box("流", 0, 8)])
