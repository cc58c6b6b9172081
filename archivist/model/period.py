"""Periods of an inspection: month, quarter, half-year and year.

Written ``2025-03``, ``2025-Q1``, ``2025-H1`` and ``2025``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_FORM = re.compile(r"([0-9]{4})(?:-(?:(Q)([1-4])|(H)([12])|(0[1-9]|1[0-2])))?")


class Span(StrEnum):
    """How long a period lasts."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Months in it: 1, 3, 6 or 12."""
        return _MONTHS[self]


_MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF_YEAR: 6, Span.YEAR: 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One month, quarter, half-year or year."""

    span: Span
    year: int
    index: int
    """Which one in the year, from 1; always 1 for a year."""

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period that ``text`` names exactly; the inverse of ``str``.

        Raises:
            ValueError: It is none of ``2025-03``, ``2025-Q1``, ``2025-H1``, ``2025``.
        """
        match = _FORM.fullmatch(text)
        if match is None or match[1] == "0000":
            raise ValueError(text)
        year = int(match[1])
        if match[2]:
            return cls(span=Span.QUARTER, year=year, index=int(match[3]))
        if match[4]:
            return cls(span=Span.HALF_YEAR, year=year, index=int(match[5]))
        if match[6]:
            return cls(span=Span.MONTH, year=year, index=int(match[6]))
        return cls(span=Span.YEAR, year=year, index=1)

    @classmethod
    def containing(cls, day: date, span: Span) -> Period:
        """Return the period of that length in which a day lies."""
        return cls(span=span, year=day.year, index=(day.month - 1) // span.months + 1)

    def __str__(self) -> str:
        suffix = {
            Span.MONTH: f"-{self.index:02}",
            Span.QUARTER: f"-Q{self.index}",
            Span.HALF_YEAR: f"-H{self.index}",
            Span.YEAR: "",
        }
        return f"{self.year:04}{suffix[self.span]}"

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, (self.index - 1) * self.span.months + 1, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        month = self.index * self.span.months
        return date.max if (self.year, month) == (9999, 12) else _first_after(self.year, month)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def previous(self) -> Period | None:
        """The one before; None at the beginning of the calendar."""
        if self.start == date.min:
            return None
        return Period.containing(self.start - timedelta(days=1), self.span)

    @property
    def following(self) -> Period | None:
        """The one after; None at the end of the calendar."""
        if self.end == date.max:
            return None
        return Period.containing(self.end + timedelta(days=1), self.span)

    def parts(self, span: Span) -> Iterator[Period]:
        """Yield the periods of length ``span`` that begin inside this one, in order.

        A longer span yields the one period that contains this one.
        """
        if span.months >= self.span.months:
            yield Period.containing(self.start, span)
            return
        for month in range(self.start.month, self.end.month + 1, span.months):
            yield Period.containing(date(self.year, month, 1), span)


def _first_after(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
