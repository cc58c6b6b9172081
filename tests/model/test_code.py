from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.code import (
    Code,
    CodeFault,
    MalformedCodeError,
    codes_range,
    read_code,
    suggest_code,
)

CODES = st.builds(
    Code,
    image_class=st.from_regex(r"[A-Z][A-Z0-9]{0,7}", fullmatch=True),
    day=st.dates(),
    number=st.integers(1, 999_999),
)


@given(CODES)
def test_parsing_is_the_inverse_of_writing(code: Code) -> None:
    assert Code.parse(str(code)) == code


@given(st.from_regex(r"[A-Z][A-Z0-9]?-20[0-9]{6}-[0-9]{1,4}", fullmatch=True) | st.text())
def test_writing_is_the_inverse_of_parsing(text: str) -> None:
    code = read_code(text)
    assert code is None or str(code) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("C1-20220125-01", ("C1", date(2022, 1, 25), 1), id="example-of-the-standard"),
        pytest.param("C1-20220125-99", ("C1", date(2022, 1, 25), 99), id="two-digits-end-at-99"),
        pytest.param("C1-20220125-100", ("C1", date(2022, 1, 25), 100), id="past-99"),
        pytest.param("C1-20220125-999999", ("C1", date(2022, 1, 25), 999_999), id="six-digits"),
        pytest.param("A-20240229-10", ("A", date(2024, 2, 29), 10), id="leap-day"),
        pytest.param("ABCDEFG8-20220125-01", ("ABCDEFG8", date(2022, 1, 25), 1), id="long-class"),
    ],
)
def test_a_code_is_taken_apart(text: str, code: tuple[str, date, int]) -> None:
    parsed = Code.parse(text)
    assert (parsed.image_class, parsed.day, parsed.number) == code


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("", CodeFault.SHAPE, id="empty"),
        pytest.param("C1-20220125", CodeFault.SHAPE, id="no-number"),
        pytest.param("C1-20220125-1", CodeFault.SHAPE, id="number-of-one-digit"),
        pytest.param("C1-20220125-00", CodeFault.SHAPE, id="number-zero"),
        pytest.param("C1-20220125-001", CodeFault.SHAPE, id="number-padded-to-three"),
        pytest.param("C1-20220125-0100", CodeFault.SHAPE, id="number-padded-to-four"),
        pytest.param("C1-20220125-1000000", CodeFault.SHAPE, id="number-of-seven-digits"),
        pytest.param("c1-20220125-01", CodeFault.SHAPE, id="lower-case"),
        pytest.param("1C-20220125-01", CodeFault.SHAPE, id="class-begins-with-a-digit"),
        pytest.param("ABCDEFGH9-20220125-01", CodeFault.SHAPE, id="class-of-nine"),
        pytest.param("照-20220125-01", CodeFault.SHAPE, id="class-in-han"),
        pytest.param("C1-2022012-01", CodeFault.SHAPE, id="date-of-seven-digits"),
        pytest.param("C1-2022.01.25-01", CodeFault.SHAPE, id="date-with-dots"),
        pytest.param("C1_20220125_01", CodeFault.SHAPE, id="underscores"),
        pytest.param("C1-\uff12\uff10220125-01", CodeFault.SHAPE, id="full-width"),
        pytest.param("C1-٢٠٢٢٠١٢٥-01", CodeFault.SHAPE, id="arabic-indic-date"),
        pytest.param("C1-20220125-٠١", CodeFault.SHAPE, id="arabic-indic-number"),
        pytest.param(" C1-20220125-01", CodeFault.SHAPE, id="space-in-front"),
        pytest.param("C1-20220125-01\n", CodeFault.SHAPE, id="newline-behind"),
        pytest.param("C1-20220125-01(1)", CodeFault.SHAPE, id="copy-in-parentheses"),
        pytest.param("C1-20220230-01", CodeFault.DATE, id="30-february"),
        pytest.param("C1-20230229-01", CodeFault.DATE, id="leap-day-of-a-common-year"),
        pytest.param("C1-20221301-01", CodeFault.DATE, id="month-13"),
        pytest.param("C1-20220100-01", CodeFault.DATE, id="day-0"),
        pytest.param("C1-00000101-01", CodeFault.DATE, id="year-0"),
    ],
)
def test_what_is_no_code_is_refused_with_the_reason(text: str, fault: CodeFault) -> None:
    with pytest.raises(MalformedCodeError) as caught:
        Code.parse(text)
    assert caught.value.fault is fault
    assert repr(text) in str(caught.value)
    assert read_code(text) is None


def test_codes_sort_by_class_then_day_then_number() -> None:
    texts = [
        "C1-20220125-02",
        "C1-20220125-10",
        "C1-20220125-100",
        "C1-20230101-01",
        "D-20200101-01",
    ]
    assert [str(code) for code in sorted(map(Code.parse, reversed(texts)))] == texts


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("c1-20220125-01", "C1-20220125-01", id="lower-case"),
        pytest.param("C1-20220125-1", "C1-20220125-01", id="number-without-its-zero"),
        pytest.param("C1-20220125-001", "C1-20220125-01", id="number-with-too-many-zeros"),
        pytest.param("C1_20220125_01", "C1-20220125-01", id="underscores"),
        pytest.param("C1 20220125 01", "C1-20220125-01", id="spaces"),
        pytest.param("C1-2022.01.25-01", "C1-20220125-01", id="dots"),
        pytest.param("C1-2022-01-25-01", "C1-20220125-01", id="dashes-in-the-date"),
        pytest.param("C1—20220125–01", "C1-20220125-01", id="long-dashes"),
        pytest.param(
            "\uff23\uff11\uff0d\uff12\uff10\uff12\uff12\uff10\uff11\uff12\uff15\uff0d\uff10\uff11",
            "C1-20220125-01",
            id="full-width",
        ),
        pytest.param("C1-20220125(1)", "C1-20220125-01", id="explorer-numbering"),
        pytest.param("C1-20220125 (12)", "C1-20220125-12", id="explorer-numbering-with-space"),
        pytest.param("C1-20220125\uff081\uff09", "C1-20220125-01", id="full-width-parentheses"),
        pytest.param("  C1-20220125-01 ", "C1-20220125-01", id="spaces-around"),
        pytest.param("C1-20220230-01", None, id="no-real-day"),
        pytest.param("C1-20220125-00", None, id="number-zero"),
        pytest.param("C1-18990101-01", None, id="before-photography-in-studios"),
        pytest.param("培训照片", None, id="words"),
        pytest.param("DSC_1234", None, id="a-camera's-counter"),
        pytest.param("", None, id="empty"),
    ],
)
def test_the_code_that_was_meant_is_suggested(text: str, meant: str | None) -> None:
    suggestion = suggest_code(text)
    assert (str(suggestion) if suggestion else None) == meant


@given(st.text(alphabet="Cc1209-_. ()—/", max_size=24) | st.text())
def test_a_suggestion_is_always_a_code(text: str) -> None:
    suggestion = suggest_code(text)
    assert suggestion is None or Code.parse(str(suggestion)) == suggestion


@given(CODES.filter(lambda code: 1900 <= code.day.year < 2100 and code.number < 10_000))
def test_a_code_written_properly_is_its_own_suggestion_or_a_plausible_one(code: Code) -> None:
    suggestion = suggest_code(str(code).lower())
    assert suggestion == code


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        pytest.param("", "", "", id="none"),
        pytest.param("C1-20220125-01", "", "C1-20220125-01", id="no-last"),
        pytest.param("C1-20220125-01", "C1-20220125-01", "C1-20220125-01", id="one"),
        pytest.param("C1-20220125-01", "C1-20220125-3000", "C1-20220125-01—3000", id="one-day"),
        pytest.param(
            "C1-20220125-01", "C1-20220126-02", "C1-20220125-01—C1-20220126-02", id="two-days"
        ),
        pytest.param(
            "C1-20220125-01", "D1-20220125-02", "C1-20220125-01—D1-20220125-02", id="two-classes"
        ),
        pytest.param("旧-1", "旧-9", "旧-1—旧-9", id="no-codes"),
    ],
)
def test_a_range_of_codes_says_once_what_they_share(first: str, last: str, text: str) -> None:
    assert codes_range(first, last) == text
