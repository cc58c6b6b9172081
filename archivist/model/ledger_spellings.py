"""One person written in two ways: only what is sure to be the same name, or nearly so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from archivist.model.han import fold
from archivist.model.ledger_people import Person

_LONG = 4
"""Characters of a name that two people hardly share but for one."""
_SHORT = 3
_OFTEN = 5
"""How often a short name stands in a ledger before another like it, once, is taken for a slip."""


def other_spellings(cells: Sequence[Sequence[Person]]) -> dict[str, str]:
    """Return how a name is written mostly, for each spelling that is not that one.

    Sure is what blanks, width and traditional characters account for. A name that differs in one
    character is told only when it stands once, the other often, and never both in one cell:
    brothers are named alike.

    Args:
        cells: The people of each cell of a ledger, in its order.
    """
    counts = Counter(person.spelling for cell in cells for person in cell)
    alike: dict[str, list[str]] = defaultdict(list)
    for spelling in counts:
        alike[_form(spelling)].append(spelling)
    # Of spellings that are used as often the one that came first is right.
    usual = {
        form: max(found, key=lambda each: (" " not in each, counts[each]))
        for form, found in alike.items()
    }
    others = {
        spelling: usual[form]
        for form, found in alike.items()
        for spelling in found
        if spelling != usual[form]
    }
    return others | _torn(cells, usual) | _slips(cells, usual)


def _torn(cells: Sequence[Sequence[Person]], usual: Mapping[str, str]) -> dict[str, str]:
    """Return the names that a blank tears into two, where they stand whole elsewhere."""
    pieces = {person.piece for cell in cells for person in cell if person.piece}
    return {piece: usual[form] for piece in pieces if (form := _form(piece)) in usual}


def _form(spelling: str) -> str:
    return "".join(fold(spelling).split())


def _slips(cells: Sequence[Sequence[Person]], usual: Mapping[str, str]) -> dict[str, str]:
    counts = Counter(_form(person.spelling) for cell in cells for person in cell)
    together = {
        (one, other)
        for cell in cells
        for one in {_form(person.spelling) for person in cell}
        for other in {_form(person.spelling) for person in cell}
    }
    once = [form for form, count in counts.items() if count == 1 and len(form) >= _SHORT]
    often = [form for form, count in counts.items() if count > 1 and len(form) >= _SHORT]
    buckets = _buckets(often)
    found = {}
    for form in once:
        near = {
            other
            for hole in _holes(form)
            for other in buckets.get(hole, ())
            if counts[other] >= _needed(form) and (form, other) not in together
        }
        if len(near) == 1:
            found[usual[form]] = usual[near.pop()]
    return found


def _needed(form: str) -> int:
    return _OFTEN if len(form) < _LONG else 2


def _holes(form: str) -> Iterable[str]:
    """Return a name with each of its characters but the first left open."""
    return (f"{form[:at]}?{form[at + 1 :]}" for at in range(1, len(form)))


def _buckets(forms: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        for hole in _holes(form):
            found[hole].append(form)
    return found
