"""Turning a rubric's tables into the model's values, however many keys of them are wrong.

What is wrong is taken out and the rest is looked at all the same: a person who has mended ten
mistakes should not be shown ten more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from gettext import gettext as _
from typing import Any

from archivist.model.ledger import When
from archivist.model.rubric import (
    Band,
    Bonus,
    Criterion,
    Deduction,
    Duty,
    Level,
    Rubric,
    Section,
    StandingCondition,
)
from archivist.store.shapes import shape
from archivist.store.toml import Mistake

RUBRIC_PARTS = (
    *(Section, Criterion, Deduction, When, Level),
    *(Bonus, Band, StandingCondition, Duty),
)
"""Every dataclass that may occur in a rubric."""
_NUMBERS = frozenset({"each", "cap", "most", "amount", "points", "total", "least", "below"})
_WHOLE = frozenset({"least", "running"})
_SUMS = frozenset({"points", "total"})
_WORTH = frozenset({"each", "cap", "most"})
_STUB = {"kind": "judge", "text": "…"}
_MOST = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """A rubric as far as it could be understood."""

    rubric: Rubric | None
    """None: too much of it is wrong."""
    mistakes: tuple[Mistake, ...]
    tables: dict[str, Any]
    """What the file says."""

    def follows(self, mistake: Mistake) -> bool:
        """Tell whether a mistake is only what becomes of one that is named already."""
        table, _dot, key = mistake.place.rpartition(".")
        there = _at(self.tables, table)
        absent = isinstance(there, dict) and key not in there
        return any(
            mistake.place == each.place
            or (absent and each.place.rpartition(".")[0] == table)
            or (key in _SUMS and _is_summand(each.place, table))
            or (key in _WORTH and self._is_worth(each.place, table))
            or (each.place.endswith(".kind") and mistake.place.startswith(each.place[:-4]))
            for each in self.mistakes
        )

    def _is_worth(self, place: str, table: str) -> bool:
        """Tell whether a place holds the points of a deduction's criterion, or them misspelt."""
        above, _dot, key = place.rpartition(".")
        criterion = table.rpartition(".deductions.")[0]
        there = _at(self.tables, criterion)
        return above == criterion != "" and (
            key == "points" or (isinstance(there, dict) and "points" not in there)
        )


def _is_summand(place: str, table: str) -> bool:
    """Tell whether the points at a place, or what may be them misspelt, go into a table's sum."""
    return place.startswith(table or "sections") and ".deductions." not in place


def shaped(tables: dict[str, Any]) -> Shaped:
    """Return the rubric that the tables spell, with every mistake in their keys."""
    mistakes: list[Mistake] = []
    cleaned = _cleaned(tables, "", mistakes)
    rubric = shape(Rubric, cleaned, RUBRIC_PARTS)
    if isinstance(rubric, list):
        mistakes += rubric
        repaired = [_repair(cleaned, each.place) for each in rubric]
        rubric = shape(Rubric, cleaned, RUBRIC_PARTS) if all(repaired) else rubric
    return Shaped(
        rubric=None if isinstance(rubric, list) else rubric,
        mistakes=tuple(mistakes),
        tables=tables,
    )


def _cleaned(value: Any, place: str, mistakes: list[Mistake]) -> Any:  # noqa: ANN401 - TOML
    """Return a copy whose numbers are exact, without those that are wrong."""
    if isinstance(value, list):
        pairs = enumerate(value, start=1)
        return [_cleaned(each, f"{place}.{number}", mistakes) for number, each in pairs]
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, each in value.items():
        where = f"{place}.{key}" if place else key
        if key not in _NUMBERS | _WHOLE:
            kept[key] = _cleaned(each, where, mistakes)
            continue
        whole = key in _WHOLE and not (key == "least" and place.startswith("bands."))
        wrong = _number_mistake(each, whole=whole)
        if wrong:
            mistakes.append(Mistake(place=where, text=wrong))
        else:
            # The shortest decimal that means this float is what the user wrote.
            kept[key] = each if whole else Decimal(repr(each))
    return kept


def _number_mistake(value: object, *, whole: bool) -> str:
    if whole:
        right = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST
        return "" if right else _("write a whole number without quotes, 1 or more")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _("write a number without quotes, for example 5 or 2.5")
    if not math.isfinite(value) or value > _MOST:
        return _("this is no number to reckon with; write for example 5 or 2.5")
    if value < 0:
        return _("write the number without a minus; that it is taken off is understood")
    if Decimal(repr(value)) != round(Decimal(repr(value)), 2):
        return _("at most two digits after the point")
    return ""


def _repair(tables: dict[str, Any], place: str) -> bool:
    """Take out what is wrong at a place, or put in what is missing; False when that fails."""
    *above, key = place.split(".")
    table = _at(tables, ".".join(above))
    if not isinstance(table, dict):
        return False
    if key == "kind":
        table.clear()
        table.update(_STUB)
    elif key in {"id", "name", "text"}:
        table[key] = "…"
    elif key in table:
        del table[key]
    else:
        return False
    return True


def _at(tables: object, place: str) -> object:
    for part in _parts(place):
        if isinstance(tables, dict):
            tables = tables.get(part)
        elif isinstance(tables, list) and part.isdecimal() and 1 <= int(part) <= len(tables):
            tables = tables[int(part) - 1]
        else:
            return None
    return tables


def _parts(place: str) -> Iterator[str]:
    return (part for part in place.split(".") if part)


def owner_of(tables: dict[str, Any], place: str) -> tuple[str, str]:
    """Return the id of what a place belongs to, and the rest of the place; "" when it has none."""
    parts: Sequence[str] = place.split(".")
    for length in range(len(parts) - 1, 0, -1):
        table = _at(tables, ".".join(parts[:length]))
        name = table.get("id") or table.get("name") if isinstance(table, dict) else None
        if isinstance(name, str):
            return name[:40], ".".join(parts[length:])
    return "", place
