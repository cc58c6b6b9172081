"""Days and terms in a ledger: what people type, and what it tells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.days import compact, dotted
from archivist.model.ledger_days import read_days
from archivist.model.ledger_entry import CellTrouble

DAY = date(2022, 1, 25)
ONE_DAY = [
    "2022.01.25",
    "2022-1-25",
    "2022/1/25",
    "2022年1月25日",
    "20220125",
    "44586",
    "44586.4375",
    "2022.01.25 10:15:00",
    "2022-01-25T10:15",
    "２０２２．１．２５",
    " 2022 / 1 / 25 ",
    "2022 1 25",
    "2022。1。25",
    "2022,1,25",
    "'2022.1.25",
    "2022年1.25",
    "22年1月25日",
    "二〇二二年一月二十五日",
    "1/25/2022",
    "25/1/2022",
    "2022.01.25（周二）下午",
    "2022.1.25、26",
    "2022.01.25-三闸",
]


@pytest.mark.parametrize("text", ONE_DAY)
def test_a_day_is_read_in_each_style(text: str) -> None:
    assert read_days(text).first == DAY
    assert read_days(text).trouble is None


NO_DAY = {
    "2025.02": "",
    "2025年2月": "",
    "2025.2-3": "",
    "2025": "",
    "3月13日": "",
    "2025.02.31": "2025.02.28",
    "2024.02.30": "2024.02.29",
    "2025.04.31": "2025.04.30",
    "2025.13.01": "",
    "2025.02.99": "",
    "2025.01.00": "",
    "2150.02.30": "",
    "2025.02.255": "",
    "25.1.22": "2025.01.22",
    "25.13.22": "",
    "3/4/2022": "",
    "13/14/2022": "",
    "于2025年3月13日": "2025.03.13",
    "C1-20220125-01": "2022.01.25",
    "不详": "",
    "99999": "",
    "12345": "",
    "二〇二五年十十月一日": "",
    "2025.03.13-2025.03.32": "",
    "2025.03.13-2025.04.31": "2025.03.13-2025.04.30",
    "2025.03.13-14.5.6": "",
    "2025.03.13.5": "",
}


@pytest.mark.parametrize(("text", "near"), NO_DAY.items(), ids=NO_DAY)
def test_what_is_no_day_is_refused(text: str, near: str) -> None:
    found = read_days(text)
    assert (found.trouble, found.near) == (CellTrouble.NO_DAY, near)


def test_a_year_of_two_digits_counts_where_nothing_else_is_possible() -> None:
    assert read_days("99.12.31").first == date(1999, 12, 31)


@given(st.dates(date(1970, 1, 1), date(2099, 12, 31)))
def test_any_day_is_read_back(day: date) -> None:
    serial = str((day - date(1899, 12, 30)).days)
    for text in (dotted(day), compact(day), day.isoformat(), serial):
        assert read_days(text).first == day


FIRST, LAST = date(2025, 2, 10), date(2026, 2, 9)
TERMS = {
    "2025.02.10-2026.02.09": (FIRST, LAST),
    "2025-02-10-2026-02-09": (FIRST, LAST),
    "2025.2.10—2026.2.9": (FIRST, LAST),
    "2025.02.10 ~ 2026.02.09": (FIRST, LAST),
    "2025年2月10日至2026年2月9日": (FIRST, LAST),
    "2025/2/10到2026/2/9": (FIRST, LAST),
    "20250210-20260209": (FIRST, LAST),
    "2025.2.10-3.9": (FIRST, date(2025, 3, 9)),
    "2025.2.10-12": (FIRST, date(2025, 2, 12)),
    "2025.02.10-": (FIRST, None),
    "2025.02.10至今": (FIRST, None),
    "2025.02.10起": (FIRST, None),
    "2025.02.10": (FIRST, None),
}


@pytest.mark.parametrize(("text", "days"), TERMS.items(), ids=TERMS)
def test_a_term_has_a_first_day_and_perhaps_a_last(
    text: str, days: tuple[date, date | None]
) -> None:
    found = read_days(text, term=True)
    assert (found.first, found.last, found.trouble) == (*days, None)


BAD_TERMS = {
    "2026.02.10-2025.02.09": (CellTrouble.BACKWARDS, "2025.02.09-2026.02.10"),
    "2025.02.10-2026.02.31": (CellTrouble.NO_DAY, "2025.02.10-2026.02.28"),
    "2025.02.30-2026.02.09": (CellTrouble.NO_DAY, "2025.02.28-2026.02.09"),
    "2025.02—2026.02": (CellTrouble.NO_DAY, "2025.02.01-2026.02.28"),
    "2025年2月至2025年1月": (CellTrouble.NO_DAY, ""),
    "2025年2月至2025年13月": (CellTrouble.NO_DAY, ""),
    "2025.02.10-结业": (CellTrouble.NO_DAY, ""),
    "一年": (CellTrouble.NO_DAY, ""),
}


@pytest.mark.parametrize(("text", "said"), BAD_TERMS.items(), ids=BAD_TERMS)
def test_a_term_that_cannot_be_is_refused(text: str, said: tuple[CellTrouble, str]) -> None:
    found = read_days(text, term=True)
    assert (found.trouble, found.near) == said
