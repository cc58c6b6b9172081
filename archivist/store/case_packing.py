"""What a rubric must know of a studio, as arrays that are small and quickly read again.

Texts that come again and again stand in tables, and a number stands for them. Of what is filed only
that is kept by which the completeness matrix is worked out.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from archivist.model.event import Event
from archivist.model.holdings import Answer, Holdings
from archivist.model.item import Item
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.studio_facts import StudioFacts

_T = TypeVar("_T", bound=Hashable)


def packed(facts: StudioFacts) -> list[object]:
    """Return what is known of a studio as arrays for JSON."""
    packing = _Packing()
    rows = [
        packing.holdings(facts.holdings),
        [packing.event(event) for event in facts.events],
        [packing.entry(entry) for entry in facts.entries],
        [[ledger, list(paths)] for ledger, paths in facts.workbooks.items()],
        [[path, why] for path, why in facts.unread.items()],
    ]
    return [*packing.tables(), *rows]


class _Table(Generic[_T]):
    """Things that come again; each has a number."""

    def __init__(self) -> None:
        self._numbers: dict[_T, int] = {}

    def __call__(self, thing: _T) -> int:
        return self._numbers.setdefault(thing, len(self._numbers))

    def __iter__(self) -> Iterator[_T]:
        return iter(self._numbers)


class _Packing:
    """Makes arrays, and the tables to which their numbers refer."""

    def __init__(self) -> None:
        self._words: _Table[str] = _Table()
        self._paths: _Table[tuple[int, str]] = _Table()
        self._shapes: _Table[tuple[int, ...]] = _Table()
        self._items: _Table[tuple[int, int, int]] = _Table()
        self._records: _Table[tuple[int, int, int, int, int]] = _Table()

    def tables(self) -> Iterator[list[object]]:
        """Return all tables."""
        for table in (self._words, self._paths, self._shapes, self._items, self._records):
            yield list(table)

    def holdings(self, held: Holdings) -> list[object]:
        asked = [
            [category, frequency.value, [self._item(item) for item in items]]
            for (_studio, category, frequency), items in held.items.items()
        ]
        return [self._answers(held.answers), self._answers(held.unusable), asked]

    def event(self, event: Event) -> list[object]:
        return [
            self._words(event.kind),
            event.day.toordinal(),
            event.title,
            self._shape(text for lack in event.lacking for text in (lack.kind, lack.name)),
            self._words(event.level),
            int(event.failed),
            self._path(event.item),
            self._shapes(tuple(map(self._path, event.evidence))),
            self._words(event.ledger),
            self._path(event.path),
            self._words(event.sheet),
            event.row,
        ]

    def entry(self, entry: LedgerEntry) -> list[object]:
        return [
            self._words(entry.ledger),
            self._path(entry.path),
            self._words(entry.sheet),
            entry.row,
            self._shape(entry.values),
            list(entry.values.values()),
            self._shape(entry.days),
            [day.toordinal() for day in entry.days.values()],
            self._shape(entry.numbers),
            [str(number) for number in entry.numbers.values()],
            self._shape(entry.lacking),
        ]

    def _answers(self, found: Mapping[tuple[str, str], Sequence[Answer]]) -> list[object]:
        return [
            [material, [self._record(answer) for answer in answers], [_part(a) for a in answers]]
            for (_studio, material), answers in found.items()
        ]

    def _record(self, answer: Answer) -> int:
        record = answer.record
        stated = record.description.paper or record.item.description.paper
        day = answer.day.toordinal() if answer.day else 0
        place = self._path(record.path), self._item(record.item)
        return self._records((*place, day, answer.year or 0, int(stated is not None)))

    def _item(self, item: Item) -> int:
        day = item.day.toordinal() if item.day else 0
        return self._items((self._path(item.path), self._words(item.category), day))

    def _path(self, path: str) -> int:
        folder, _slash, name = path.rpartition("/")
        return self._paths((self._words(folder), name))

    def _shape(self, texts: Iterable[str]) -> int:
        return self._shapes(tuple(map(self._words, texts)))


def _part(answer: Answer) -> int:
    """Return the part's place among those of its material, from 1; 0: the whole."""
    claim = answer.claim
    return 0 if claim.part is None else claim.material.parts.index(claim.part) + 1
