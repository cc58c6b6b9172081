"""Days and terms as people type them into a ledger; what leaves a doubt is refused."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from archivist.model.days import dotted
from archivist.model.ledger_entry import CellTrouble

_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheet programs, for all days since March 1900."""
_SERIALS = range(25_569, 73_051)
"""Numbers that stand for days from 1970 to 2099."""
_YEARS = range(1900, 2100)
_MAX_LENGTH = 200
"""Characters of a cell in which a day is looked for."""
_BLANKS = re.compile(r"\s*([-./,。·年月])\s*")
_FULL = re.compile(r"'?([0-9]{4})年([0-9]{1,2})[月.]([0-9]{1,2})(?![0-9])[日号]?")
_SIGNS = re.compile(
    r"'?([0-9]{4})(?P<sign>[-./,。· ])([0-9]{1,2})(?P=sign)([0-9]{1,2})(?![0-9])日?"
)
"""The same sign twice: ``2025.2-3`` is two months."""
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])")
_MARKED = re.compile(r"'?([0-9]{2})年([0-9]{1,2})月([0-9]{1,2})(?![0-9])[日号]?")
_SHORT = re.compile(r"([0-9]{2})[-./]([0-9]{1,2})[-./]([0-9]{1,2})(?![0-9])")
_TURNED = re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})(?![0-9])")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_ANYWHERE = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}[-./年]?[0-9]{1,2}[-./月]?[0-9]{1,2}(?![0-9])")
_TO = re.compile(r"\s*(?:-|—|–|―|~|→|至|到)+\s*")
_OPEN = re.compile(r"(?:今|现在|长期|永久|待定|起)?")
_SAME_YEAR = re.compile(r"([0-9]{1,2})[-./月]([0-9]{1,2})[日号]?(?![0-9./])")
_SAME_MONTH = re.compile(r"([0-9]{1,2})[日号]?(?![0-9./月年-])")
_MORE_DIGITS = re.compile(r"[0-9]|[./][0-9]")
_MONTHS = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})月?[-—–~至到]+([0-9]{4})[-./年]([0-9]{1,2})月?")
_HAN_DAY = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_HAN_DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    **{each: at for at, each in enumerate("一二三四五六七八九", 1)},
}

_Parts: TypeAlias = tuple[int, int, int]
"""Year, month and day, which need not be a real day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What a cell with a day or a term tells."""

    first: date | None = None
    last: date | None = None
    trouble: CellTrouble | None = None
    near: str = ""
    """What was probably meant."""


def read_days(text: str, *, term: bool = False) -> Days:
    """Return the day that a cell names, or the two of a term.

    Full width, Chinese numerals, serial numbers, a time or words behind are understood. A day
    without a year, or without a day of the month, is none, nor is one that may be read in two
    ways, such as ``25.1.22``.

    Args:
        text: What stands in the cell.
        term: Whether words instead of the last day are a mistake.
    """
    plain = _plain(text)
    found = _start(plain)
    if found is None:
        return Days(trouble=CellTrouble.NO_DAY, near=_guess(plain, term=term))
    parts, rest = found
    first = _real(parts)
    to = _TO.match(rest)
    if to is None and _MORE_DIGITS.match(rest):
        return Days(trouble=CellTrouble.NO_DAY)
    behind = rest[to.end() :] if to else ""
    last = _end(behind, parts) if behind else None
    if first is None:
        return Days(trouble=CellTrouble.NO_DAY, near=_mended(parts, last))
    if last is None:
        unclear = bool(behind) and not _OPEN.fullmatch(behind)
        digits = unclear and behind[0].isdigit()
        trouble = CellTrouble.NO_DAY if digits or (unclear and term) else None
        return Days(first=first, trouble=trouble)
    return _term(first, last)


def _term(first: date, last: _Parts) -> Days:
    end = _real(last)
    if end is None:
        near = f"{dotted(first)}-{_mended(last, None)}" if _mended(last, None) else ""
        return Days(first=first, trouble=CellTrouble.NO_DAY, near=near)
    if end < first:
        near = f"{dotted(end)}-{dotted(first)}"
        return Days(first=first, trouble=CellTrouble.BACKWARDS, near=near)
    return Days(first=first, last=end)


def _plain(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text[:_MAX_LENGTH]).strip()
    narrow = _HAN_DAY.sub(_in_digits, narrow)
    return _BLANKS.sub(r"\1", narrow)


def _in_digits(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    digits = "".join(str(_HAN_DIGITS[each]) for each in year)
    return f"{digits}年{_han_number(month)}月{_han_number(day)}日"


def _han_number(text: str) -> int:
    """Return 1 to 99; 0, which is no day, for what is no number."""
    tens, ten, ones = text.rpartition("十")
    if len(ones) > 1 or len(tens) > 1 or tens == "十":
        return 0
    return (_HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + _HAN_DIGITS.get(ones, 0)


def _start(text: str) -> tuple[_Parts, str] | None:
    """Return the day with which a text begins, and the rest of the text."""
    for pattern, order in _ORDERS:
        match = pattern.match(text)
        if match:
            year, month, day = (int(match[at]) for at in order)
            if pattern is _MARKED or pattern is _SHORT:
                if pattern is _SHORT and year <= 31:
                    return None
                year += 1900 if year >= 70 else 2000
            return (year, month, day), text[match.end() :]
    return _turned(text) or _serial(text)


_ORDERS = (
    (_FULL, (1, 2, 3)),
    (_SIGNS, (1, 3, 4)),
    (_COMPACT, (1, 2, 3)),
    (_MARKED, (1, 2, 3)),
    (_SHORT, (1, 2, 3)),
)


def _turned(text: str) -> tuple[_Parts, str] | None:
    """Return a day whose year stands last, when only one of the numbers can be its month."""
    match = _TURNED.match(text)
    if match is None:
        return None
    one, two, year = (int(group) for group in match.groups())
    if one > 12 >= two:
        return (year, two, one), text[match.end() :]
    if two > 12 >= one or one == two:
        return (year, one, two), text[match.end() :]
    return None


def _serial(text: str) -> tuple[_Parts, str] | None:
    match = _SERIAL.fullmatch(text)
    if match is None or int(match[1]) not in _SERIALS:
        return None
    day = _EPOCH + timedelta(days=int(match[1]))
    return (day.year, day.month, day.day), ""


def _end(text: str, first: _Parts) -> _Parts | None:
    """Return the last day of a term, which may leave out what it shares with the first."""
    found = _start(text)
    if found is not None:
        return None if _MORE_DIGITS.match(found[1]) else found[0]
    match = _SAME_YEAR.match(text)
    if match:
        return first[0], int(match[1]), int(match[2])
    match = _SAME_MONTH.match(text)
    return (first[0], first[1], int(match[1])) if match else None


def _real(parts: _Parts) -> date | None:
    if parts[0] not in _YEARS:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _mended(parts: _Parts, last: _Parts | None) -> str:
    """Return the last day of the month where a day beyond it was typed, with the rest of a term."""
    year, month, day = parts
    if year not in _YEARS or not 1 <= month <= 12 or not 28 < day <= 31:
        return ""
    mended = dotted(date(year, month, calendar.monthrange(year, month)[1]))
    end = _real(last) if last else None
    return f"{mended}-{dotted(end)}" if end else mended


def _guess(text: str, *, term: bool) -> str:
    """Return what was probably meant by a text that does not begin with a day."""
    short = _SHORT.match(text)
    if short:
        day = _real((2000 + int(short[1]), int(short[2]), int(short[3])))
        return dotted(day) if day else ""
    months = _MONTHS.fullmatch(text) if term else None
    if months:
        return _whole_months(*(int(group) for group in months.groups()))
    inside = _ANYWHERE.search(text)
    found = _start(inside[0]) if inside else None
    day = _real(found[0]) if found else None
    return dotted(day) if day else ""


def _whole_months(year: int, month: int, to_year: int, to_month: int) -> str:
    first = _real((year, month, 1))
    if first is None or to_year not in _YEARS or not 1 <= to_month <= 12:
        return ""
    last = date(to_year, to_month, calendar.monthrange(to_year, to_month)[1])
    return f"{dotted(first)}-{dotted(last)}" if last > first else ""
