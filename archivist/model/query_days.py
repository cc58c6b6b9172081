"""Days, months, years and ranges of them, as a person types them into a query."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import NamedTuple

from archivist.model.days import dotted, read_day
from archivist.model.period import Period, Span

_LONGEST = 60
"""Longer values are no days."""
_DAY = re.compile(r"[0-9]{8}|[0-9]{4} ?[-./年] ?[0-9]{1,2} ?[-./月] ?[0-9]{1,2} ?[日号]?")
_MONTH = re.compile(r"([0-9]{4})(?: ?[-./年] ?([0-9]{1,2}) ?月?|([0-9]{2}))")
_YEAR = re.compile(r"([0-9]{4}) ?(?:年度?)?")
_QUARTER = re.compile(r"([0-9]{4})[- 年]*(?:q([1-4])|第?([1-4一二三四])季度?)")
_HALF = re.compile(r"([0-9]{4})[- 年]*(?:h([12])|([上下])半年)")
_COMPARED = re.compile(r"(>=|<=|[><≥≤]) ?(.+)")
_SEPARATOR = re.compile(r" ?(?:\.{2,}|[~〜]+|至|到|[—–―]+|--+) ?")
_HAN = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_SPANS = {"月": Span.MONTH, "month": Span.MONTH, "季度": Span.QUARTER, "quarter": Span.QUARTER}
_SPANS |= {"年": Span.YEAR, "year": Span.YEAR}
_DAYS_AGO = {"今天": 0, "今日": 0, "today": 0, "昨天": 1, "昨日": 1, "yesterday": 1}
_SPANNED = re.compile(
    r"(?:(this-)|(last-))(month|quarter|year)|(?:(本|这个?)|(上个?))(月|季度)|(?:([今本])|(去))(年)"
)


_BARE = re.compile("(?:19|20)[0-9]{2}(?:[-./年qh第上下].*|[0-9]{4})")
"""Six digits alone are rather a number than a month."""


class Days(NamedTuple):
    """A range of days, both ends included; None: open."""

    first: date | None
    last: date | None
    turned: bool = False
    """The text said the last first."""


def read_days(text: str, today: date | None = None) -> Days | None:
    """Return the days that a text names.

    Args:
        text: ``2022``, ``2022.01``, ``2022年1月25日``, ``2022.01..2022.03``, ``>=2022``, ``本月``.
        today: Without it words like ``本月`` name nothing.

    Returns:
        None for what is no day, month, quarter, year or range, or not a real one.
    """
    if len(text) > _LONGEST:
        return None
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    try:
        return _one(plain, today) or _compared(plain, today) or _range(plain, today)
    except (OverflowError, ValueError):
        return None


def bare_days(text: str) -> Days | None:
    """Return the days of a word that names no field: a day, month, quarter or half-year.

    A year alone, a range, or a number that may be anything else is only a word.
    """
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not _BARE.fullmatch(plain) or _YEAR.fullmatch(plain):
        return None
    try:
        return _one(plain, None)
    except (OverflowError, ValueError):
        return None


def written_days(days: Days) -> str:
    """Return the shortest text that `read_days` reads as this range; one end is not None."""
    if days.first and days.last:
        for span in (Span.YEAR, Span.MONTH):
            period = Period.containing(days.first, span)
            if (period.start, period.end) == (days.first, days.last):
                return str(period).replace("-", ".")
        if days.first == days.last:
            return dotted(days.first)
    return "..".join(dotted(day) if day else "" for day in (days.first, days.last))


def _one(text: str, today: date | None) -> Days | None:
    """Return the first and last day of a day, month, quarter, half-year or year."""
    if _DAY.fullmatch(text):
        day = read_day(text)
        return Days(day, day) if day else None
    name = _period_name(text)
    if name:
        period = Period.parse(name)
        return Days(period.start, period.end)
    return _relative(text, today) if today else None


def _period_name(text: str) -> str:
    """Return how `Period` writes the month, quarter, half-year or year, or nothing."""
    if year := _YEAR.fullmatch(text):
        return year[1]
    if month := _MONTH.fullmatch(text):
        return f"{month[1]}-{int(month[2] or month[3]):02}"
    if quarter := _QUARTER.fullmatch(text):
        return f"{quarter[1]}-Q{quarter[2] or _HAN.get(quarter[3], quarter[3])}"
    if half := _HALF.fullmatch(text):
        return f"{half[1]}-H{half[2] or _HAN[half[3]]}"
    return ""


def _relative(text: str, today: date) -> Days | None:
    if text in _DAYS_AGO:
        day = today - timedelta(days=_DAYS_AGO[text])
        return Days(day, day)
    match = _SPANNED.fullmatch(text)
    if match is None:
        return None
    span = _SPANS[match[3] or match[6] or match[9]]
    period = Period.containing(today, span)
    if match[2] or match[5] or match[8]:
        period = Period.containing(period.start - timedelta(days=1), span)
    return Days(period.start, period.end)


def _compared(text: str, today: date | None) -> Days | None:
    match = _COMPARED.fullmatch(text)
    days = _one(match[2], today) if match else None
    if match is None or days is None or days.first is None or days.last is None:
        return None
    return {
        ">=": Days(days.first, None),
        "≥": Days(days.first, None),
        "<=": Days(None, days.last),
        "≤": Days(None, days.last),
        ">": Days(_beside(days.last, 1), None),
        "<": Days(None, _beside(days.first, -1)),
    }[match[1]]


def _beside(day: date, step: int) -> date:
    return day + timedelta(days=step)


def _range(text: str, today: date | None) -> Days | None:
    match = _SEPARATOR.search(text)
    if match:
        return _between(text[: match.start()], text[match.end() :], today)
    for dash in re.finditer(" ?- ?", text):
        found = _between(text[: dash.start()], text[dash.end() :], today)
        if found and found.first and found.last:
            return found
    return None


def _between(left: str, right: str, today: date | None) -> Days | None:
    """Return the range between two texts of which one may be empty, or ``今`` on the right."""
    first = _one(left, today) if left else None
    last = _one(right, today) if right not in {"", "今"} else None
    if (left and first is None) or (right not in {"", "今"} and last is None):
        return None
    if first is None and last is None:
        return None
    turned = bool(first and last and first > last)
    if turned:
        first, last = last, first
    return Days(first.first if first else None, last.last if last else None, turned)
