"""What is due of discs: copies never burnt, never checked, failed, or to be checked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archivist.model.disc import FAILED, Disc
from archivist.model.names import same_name

OPTICAL, MAGNETIC = 4, 2
"""Years between two checks (FACTS §5)."""
_MAGNETIC = ("硬盘", "U盘", "优盘", "磁盘", "移动")


class DueKind(StrEnum):
    """What is due."""

    UNBURNT = "unburnt"
    """The image is made, and the register has no day on which this set was burnt."""
    UNCHECKED = "unchecked"
    """It was burnt and never read back."""
    FAILED = "failed"
    """The last check found faults."""
    RECHECK = "recheck"
    """The years between two checks are over."""
    SET_MISSING = "set-missing"
    """The register has no row for a set of the disc."""
    UNENTERED = "unentered"
    """An image was made, and no register has its number."""
    LIST_LOST = "list-lost"
    """The archive's own list of the disc is gone, or was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that is due."""

    kind: DueKind
    number: str
    studio: str = ""
    set: str = ""
    day: date | None = None
    """Since when; None: from the beginning."""
    title: str = ""


def due_of(discs: Iterable[Disc], sets: Sequence[str], as_of: date) -> Iterator[Due]:
    """Yield what is due of the discs in registers, disc by disc.

    Args:
        discs: The rows; each set is one.
        sets: The sets that each disc has to have.
        as_of: The day on which is asked.
    """
    rows: defaultdict[tuple[str, str], list[Disc]] = defaultdict(list)
    for disc in discs:
        if disc.number.strip():
            rows[disc.studio, same_name(disc.number)].append(disc)
    for some in rows.values():
        for disc in some:
            yield from _of_row(disc, as_of)
        there = {disc.set for disc in some}
        yield from (
            _due(DueKind.SET_MISSING, some[0], set_name=each) for each in sets if each not in there
        )


def years_between(disc: Disc) -> int:
    """Return how many years may pass between two checks of a carrier."""
    return MAGNETIC if any(word in disc.type for word in _MAGNETIC) else OPTICAL


def next_check(disc: Disc) -> date | None:
    """Return the day on which a carrier is to be checked again; None: it was never burnt."""
    days = [day for day in (disc.checked, disc.burnt) if day]
    return _later(max(days), years_between(disc)) if days else None


def _of_row(disc: Disc, as_of: date) -> Iterator[Due]:
    again = next_check(disc)
    anew = bool(disc.burnt and disc.checked and disc.burnt > disc.checked)
    if disc.result == FAILED and not anew:
        yield _due(DueKind.FAILED, disc, disc.checked)
    elif again is None:
        yield _due(DueKind.UNBURNT, disc)
    elif disc.checked is None or anew:
        yield _due(DueKind.UNCHECKED, disc, disc.burnt)
    elif again <= as_of:
        yield _due(DueKind.RECHECK, disc, again)
    elif disc.burnt is None and years_between(disc) == OPTICAL:
        # What was checked was a copy on a hard drive, or the image.
        yield _due(DueKind.UNBURNT, disc)


def _due(kind: DueKind, disc: Disc, day: date | None = None, set_name: str = "") -> Due:
    return Due(
        kind=kind,
        number=disc.number,
        studio=disc.studio,
        set=set_name or disc.set,
        day=day,
        title=disc.title,
    )


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February, or beyond the last year that there is
        return date(min(day.year + years, date.max.year), day.month, 28)
