"""What the record of an event lacks: fields of its row, materials and photos of its item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archivist.model.elements import Element, Elements, PeopleStatus
from archivist.model.event import Lack, LackKind
from archivist.model.filed import Filed
from archivist.model.item import Item
from archivist.model.item_telling import folded
from archivist.model.ledger import ColumnKind, EventRule, Ledger
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.matching import fold
from archivist.model.record import Record

_DATED = frozenset({ColumnKind.DAY, ColumnKind.TERM})
_COUNTED = frozenset({ColumnKind.NUMBER, ColumnKind.MONEY})
_PEOPLE = frozenset({PeopleStatus.NAMED, PeopleStatus.NONE_PARTICULAR})


@dataclass(frozen=True, slots=True)
class Proof:
    """The items on which an event rests, and all their usable records."""

    items: tuple[Item, ...]
    records: tuple[Record, ...]

    @classmethod
    def of(cls, paths: Iterable[str], filed: Filed) -> Proof:
        """Return what lies in these items; a file that cannot be used proves nothing."""
        items = tuple(filed.by_path[path] for path in sorted(paths) if path in filed.by_path)
        records = (record for item in items for record in filed.of(item.path))
        return cls(items, tuple(r for r in records if r.facts is None or r.facts.defect is None))


def field_lacks(ledger: Ledger, keys: Iterable[str], entry: LedgerEntry) -> Iterator[Lack]:
    """Yield the columns of a row that are empty or cannot be read."""
    for key in keys:
        column = ledger.column(key)
        kind = column.kind if column else ColumnKind.TEXT
        dated = kind not in _DATED or key in entry.days
        counted = kind not in _COUNTED or key in entry.numbers
        if not (entry.text(key) and dated and counted):
            yield Lack(LackKind.FIELD, key)


def item_lacks(rule: EventRule, proof: Proof, filed: Filed) -> Iterator[Lack]:
    """Yield what the items of an event ought to hold, and do not.

    Where evidence is asked for and no item is there, that is one thing; an empty item is none
    either. Filing something never makes a record less complete.
    """
    if rule.evidence and not proof.records:
        yield Lack(LackKind.ITEM)
        if not proof.items:
            return
    claimed = _claimed(proof.records, filed) if rule.materials else frozenset()
    for material in _asked(rule.materials, proof.items):
        if material not in claimed:
            yield Lack(LackKind.MATERIAL, material)
    for file in rule.files:
        words = folded(file.words)
        if not any(word in said for r in proof.records for said in _said(r) for word in words):
            yield Lack(LackKind.FILE, file.name)
    if rule.photo and not any(r.pictorial and _described(r.elements) for r in proof.records):
        yield Lack(LackKind.PHOTO)


def _claimed(records: Iterable[Record], filed: Filed) -> frozenset[str]:
    return frozenset(claim.material.id for record in records for claim in filed.claims(record))


def _asked(materials: Sequence[str], items: Sequence[Item]) -> Sequence[str]:
    """Return the materials of the items' own categories: no item can hold those of another."""
    numbers = {item.category for item in items}
    return [each for each in materials if each.partition(".")[0] in numbers] or materials


def _said(record: Record) -> Iterator[str]:
    yield fold(record.name)
    if record.elements.cause is not None:
        yield fold(record.elements.cause.text)
    yield from map(fold, record.description.materials)
    for reading in record.description.readings:
        if reading.element is Element.CAUSE:
            yield fold(reading.text)


def _described(elements: Elements) -> bool:
    """Tell whether all five elements are stated (clause 6.8.15.1), both dates among them."""
    stated = (
        elements.cause,
        elements.event_date,
        elements.shooting_date,
        elements.place,
        elements.source,
    )
    return None not in stated and elements.people_status in _PEOPLE
