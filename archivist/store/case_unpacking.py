"""The arrays of `archivist.store.case_packing`, made values again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from archivist.model.event import Event, Lack, LackKind
from archivist.model.holdings import Answer, Holdings
from archivist.model.item import Description, Item, ItemName, Paper
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.matching import Claim
from archivist.model.plan import Frequency, Plan
from archivist.model.record import Record, RecordKind
from archivist.model.studio_facts import StudioFacts

UNFIT = (ValueError, TypeError, LookupError, AttributeError, RecursionError, ArithmeticError)
"""What comes of arrays that were not packed."""

_STATED = Description(paper=Paper())
_SILENT = Description()


def unpacked(rows: Any, studio: str, plan: Plan) -> StudioFacts:  # noqa: ANN401
    """Return what was packed; records and items bear what the matrix looks at, and no more.

    Args:
        rows: As `archivist.store.case_packing.packed` returned them.
        studio: Its name.
        plan: The plan by which it was sorted.

    Raises:
        UNFIT: They are something else.
    """
    words, paths, shapes, items, records, holdings, events, entries, workbooks, unread = rows
    known = _Unpacking(words, paths, shapes)
    held = _Held(known, studio, plan, items, records)
    return StudioFacts(
        studio=studio,
        holdings=held.holdings(*holdings),
        events=tuple(known.event(*row) for row in events),
        entries=tuple(known.entry(*row) for row in entries),
        workbooks={_text(ledger): tuple(map(_text, found)) for ledger, found in workbooks},
        unread={_text(path): _text(why) for path, why in unread},
    )


class _Unpacking:
    """Makes values of arrays again; what is the same becomes one object."""

    def __init__(self, words: list[Any], paths: list[Any], shapes: list[list[int]]) -> None:
        self.words = [_text(word) for word in words]
        self.paths = [_joined(self.words[folder], _text(name)) for folder, name in paths]
        self._shapes = shapes
        self._texts: dict[int, tuple[str, ...]] = {}
        self._lacks: dict[int, tuple[Lack, ...]] = {}
        self._places: dict[int, tuple[str, ...]] = {}

    def event(self, *row: Any) -> Event:  # noqa: ANN401
        kind, day, title, lacking, level, failed, item, evidence, ledger, path, sheet, number = row
        return Event(
            self.words[kind],
            date.fromordinal(day),
            _text(title),
            self._lacking(lacking),
            self.words[level],
            bool(failed),
            self.paths[item],
            self._evidence(evidence),
            self.words[ledger],
            self.paths[path],
            self.words[sheet],
            int(number),
        )

    def entry(self, *row: Any) -> LedgerEntry:  # noqa: ANN401
        ledger, path, sheet, number, keys, values, days, dates, counted, numbers, lacking = row
        return LedgerEntry(
            ledger=self.words[ledger],
            path=self.paths[path],
            sheet=self.words[sheet],
            row=int(number),
            values=dict(zip(self._shape(keys), map(_text, values), strict=True)),
            days=dict(zip(self._shape(days), map(date.fromordinal, dates), strict=True)),
            numbers=dict(zip(self._shape(counted), map(Decimal, numbers), strict=True)),
            lacking=self._shape(lacking),
        )

    def _shape(self, number: int) -> tuple[str, ...]:
        if number not in self._texts:
            self._texts[number] = tuple(self.words[at] for at in self._shapes[number])
        return self._texts[number]

    def _lacking(self, number: int) -> tuple[Lack, ...]:
        if number not in self._lacks:
            texts = self._shape(number)
            pairs = zip(texts[::2], texts[1::2], strict=True)
            self._lacks[number] = tuple(Lack(LackKind(kind), name) for kind, name in pairs)
        return self._lacks[number]

    def _evidence(self, number: int) -> tuple[str, ...]:
        if number not in self._places:
            self._places[number] = tuple(self.paths[at] for at in self._shapes[number])
        return self._places[number]


class _Held:
    """Makes the holdings of one studio again."""

    def __init__(
        self, known: _Unpacking, studio: str, plan: Plan, items: list[Any], records: list[Any]
    ) -> None:
        self._studio = studio
        self._plan = plan
        self._items = [
            _item(known.paths[path], studio, known.words[category], day)
            for path, category, day in items
        ]
        self._paths = known.paths
        self._rows = records
        self._made: dict[int, tuple[Record, date | None, int | None]] = {}

    def holdings(self, answers: list[Any], unusable: list[Any], asked: list[Any]) -> Holdings:
        held = Holdings()
        for into, rows in ((held.answers, answers), (held.unusable, unusable)):
            for material, numbers, parts in rows:
                into[self._studio, material] = self._answers(material, numbers, parts)
        for category, frequency, numbers in asked:
            place = self._studio, _text(category), Frequency(frequency)
            held.items[place] = [self._items[number] for number in numbers]
        return held

    def _answers(self, material_id: str, numbers: list[int], parts: list[int]) -> list[Answer]:
        material = self._plan.material(material_id)
        if material is None:
            raise LookupError(material_id)
        claims = [Claim(material), *(Claim(material, part) for part in material.parts)]
        found = []
        for number, part in zip(numbers, parts, strict=True):
            record, day, year = self._record(number)
            found.append(Answer(record, claims[part], day, year))
        return found

    def _record(self, number: int) -> tuple[Record, date | None, int | None]:
        if number not in self._made:
            path, item, day, year, stated = self._rows[number]
            record = _record(self._paths[path], self._items[item], stated)
            self._made[number] = record, _day(day), year or None
        return self._made[number]


def _item(path: str, studio: str, category: str, day: int) -> Item:
    name = ItemName(day_text="", day=_day(day), title="")
    return Item(path=path, studio=studio, category=category, name=name)


def _record(path: str, item: Item, stated: int) -> Record:
    return Record(
        path=path,
        item=item,
        size=0,
        kind=RecordKind.DOCUMENT,
        description=_STATED if stated else _SILENT,
    )


def _day(number: int) -> date | None:
    return date.fromordinal(number) if number else None


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
