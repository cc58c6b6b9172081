"""Vertical writing: every sign stands as it should, and none is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.vertical import FORMS, cells


def told(text: str) -> str:
    marks = {"upright": "", "across": "=", "turned": "/", "gap": "_"}
    return " ".join(f"{cell.text.strip()}{marks[cell.kind]}" for cell in cells(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("徐宏伟创新工作室", "徐宏伟创新工作室"),
        ("06 培训", "06= _ 培训"),
        ("（2022—2023年）", "︵ 2022= ︱ 2023= 年︶"),
        ("制度——汇编……", "制度︱︱汇编︙︙"),
        ("“五小”《手册》，完。", "﹃五小﹄︽手册︾︐完︒"),
        ("第3期：QC小组", "第 3= 期︓ QC= 小组"),
        ("C1-20220125-01至36", "C1-20220125-01/ 至 36="),
        ("12345", "12345/"),
        ("GNSS", "GNSS/"),
        ("(a)", "︵ a= ︶"),
        ("甲～乙", "甲 ～/ 乙"),
        ("葛\U000e0100城", "葛\U000e0100城"),
    ],
    ids=[
        *("empty", "plain", "number", "years", "dashes", "quotes", "mixed", "code", "digits"),
        *("letters", "brackets", "wave", "variant"),
    ],
)
def test_each_sign_stands_as_it_should(text: str, expected: str) -> None:
    assert told(text) == expected


@given(st.text(alphabet=st.sampled_from("测流，。（）《》…—2025 C1-年“”!?a"), max_size=40))
def test_no_sign_is_lost(text: str) -> None:
    back = {form: sign for sign, form in FORMS.items() if sign not in "–―『』‘’"}
    full = str.maketrans("(),:;!?", "（），：；！？")
    found = "".join(back.get(sign, sign) for cell in cells(text) for sign in cell.text)
    assert found.translate(full) == text.strip().translate(full)


def test_forms_are_signs_of_one_cell() -> None:
    assert all(len(form) == 1 for form in FORMS.values())
    assert all(unicodedata.category(form)[0] == "P" for form in FORMS.values())
