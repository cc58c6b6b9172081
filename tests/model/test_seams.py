"""Where columns end: between words and at signs of punctuation, each sign with a grade."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.seams import seams
from archivist.model.vertical import CellKind, cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("设备、专用工具", "30-3020"),
        ("高精度地震观测与仪器研发", "300202020020"),
        ("某某仪器甲乙丙丁", "30202010"),
        ("12 设备（2019—2022年）", "3-303-000-"),
        ("第1期测流等59项", "30020200"),
        ("“五小”成果的编制", "3-0-30020"),
        ("GNSS基准站", "3202"),
        ("葛\U000e0100城葛", "301"),
    ],
    ids=[
        *("empty", "comma", "words and a conjunction", "unknown words", "number and brackets"),
        *("counters", "quotes and 的", "letters", "variant"),
    ],
)
def test_grades(text: str, expected: str) -> None:
    assert seams(cells(text)) == expected


@given(st.text(alphabet="设备专用工具与的第期（）、—～ 12ab", max_size=20))
def test_each_sign_has_a_grade_and_no_column_begins_with_a_comma(text: str) -> None:
    found = cells(text)
    signs = [
        sign
        for cell in found
        for sign in (cell.text if cell.kind is CellKind.UPRIGHT else [cell.text])
    ]
    grades = seams(found)
    assert len(grades) == len(signs)
    assert all(grade == "-" for sign, grade in zip(signs, grades, strict=True) if sign in "︑︶ ")
