"""A ledger held against the folders: rows without evidence, items without a row, what is tied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from archivist.model.days import dotted
from archivist.model.elements import Element, Person, Reading
from archivist.model.filed import Filed
from archivist.model.item import Item
from archivist.model.item_telling import categories_of, folded, told_by
from archivist.model.ledger import ColumnKind, EventRule, Ledger, LedgerColumn
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.matching import fold
from archivist.model.tie import Hold, Tie
from archivist.model.ties import taken_by
from archivist.model.title_fit import plain_title, title_fit

_PLACES = ("place", "地点")
_PEOPLE = ("people", "参加人")


class Why(StrEnum):
    """Why an entry is tied to nothing."""

    UNKNOWN = "unknown"
    """What it cites is not filed."""
    SEVERAL = "several"
    """More than one item fits equally well."""
    NONE = "none"
    """It cites nothing, and no item of its day has a title that fits."""


@dataclass(frozen=True, slots=True)
class Unproved:
    """An entry without filed evidence."""

    tie: Tie
    why: Why


@dataclass(frozen=True, slots=True)
class Unentered:
    """A filed item without an entry."""

    item: Item
    kind: str
    """The kind of event that its title tells; empty where only its category speaks."""
    row: Mapping[str, str]
    """What can be filled in of its row, by the column's key."""


@dataclass(frozen=True, slots=True)
class Sync:
    """One ledger and the folders."""

    ledger: Ledger
    tied: tuple[Tie, ...]
    unproved: tuple[Unproved, ...]
    unentered: tuple[Unentered, ...]


def sync(
    ledger: Ledger,
    entries: Sequence[LedgerEntry],
    filed: Filed,
    ties: Iterable[Tie],
    *,
    others: Sequence[Ledger] = (),
) -> Sync:
    """Return what a ledger and the folders do not have in common.

    Args:
        ledger: The ledger.
        entries: Its entries; those of other ledgers are passed over.
        filed: What the studio has filed.
        ties: Of these entries, and of other ledgers' too: what they rest on has its row there.
        others: All ledgers of the archive, so that each item is asked for in one of them only.
    """
    known = tuple(ties)
    rows = {_row(entry) for entry in entries if entry.ledger == ledger.id}
    own = tuple(tie for tie in known if tie.entry.ledger == ledger.id and _row(tie.entry) in rows)
    taken = taken_by(known, filed)
    asked = tuple(others) if any(other.id == ledger.id for other in others) else (ledger, *others)
    claims = _Claims(ledger, asked, filed)
    loose = (item for item in filed.proper if item.path not in taken)
    return Sync(
        ledger=ledger,
        tied=tuple(tie for tie in own if tie.item is not None),
        unproved=tuple(_unproved(ledger, own)),
        unentered=tuple(each for item in loose if (each := claims.unentered(item))),
    )


def _row(entry: LedgerEntry) -> tuple[str, str, int]:
    return entry.path, entry.sheet, entry.row


def _unproved(ledger: Ledger, ties: Iterable[Tie]) -> Iterator[Unproved]:
    """Yield the entries tied to nothing; of a ledger that asks for no evidence none is expected."""
    if not ledger.proven:
        return
    for tie in ties:
        if tie.hold is Hold.SEVERAL:
            yield Unproved(tie, Why.SEVERAL)
        elif tie.hold is Hold.NONE:
            yield Unproved(tie, Why.UNKNOWN if tie.unknown else Why.NONE)


@dataclass(frozen=True, eq=False)
class _Claims:
    """Which items ought to have a row in one ledger."""

    ledger: Ledger
    asked: tuple[Ledger, ...]
    """All ledgers, this one among them, in the order that decides where words do not."""
    filed: Filed

    def unentered(self, item: Item) -> Unentered | None:
        """Return an item that has no row although its title or its category asks for one."""
        if item.day is None or item.category not in categories_of(self.ledger):
            return None
        told = told_by(item, self.asked)
        if told is None:
            fits = self._only_ours(item.category) and self._eventful(item)
            return Unentered(item, "", self._values(item, None)) if fits else None
        owner, rule = told
        if owner.id != self.ledger.id or self.filed.recurring(item):
            return None
        return Unentered(item, rule.kind, self._values(item, rule))

    def _only_ours(self, category: str) -> bool:
        others = (other for other in self.asked if other.id != self.ledger.id)
        return not any(category in categories_of(other) for other in others)

    def _eventful(self, item: Item) -> bool:
        """Tell whether it holds what each event or each item is asked for: no plan, no list."""
        return any(frequency.by_item for frequency in self.filed.answered(item))

    def _values(self, item: Item, rule: EventRule | None) -> dict[str, str]:
        ledger, values = self.ledger, dict[str, str]()
        day = _day_column(ledger, item.category, rule)
        if day and item.day is not None:
            values[day] = dotted(item.day)
        title = ledger.column(ledger.title)
        if title is not None and title.kind is ColumnKind.TEXT and item.name.title:
            values[title.key] = item.name.title
        values |= dict(_choices(ledger, rule, item.name.title))
        values |= dict(_said(ledger, self._readings(item)))
        evidence = (c.key for c in ledger.columns if c.kind is ColumnKind.EVIDENCE)
        values |= dict.fromkeys([*evidence][:1], item.path.rpartition("/")[2])
        return {c.key: values[c.key] for c in ledger.columns if c.key in values}

    def _readings(self, item: Item) -> tuple[tuple[Reading, ...], ...]:
        """Return what is said of the item and of each of its images."""
        records = self.filed.of(item.path)
        shown = (
            ((*(r for r in (record.elements.place,) if r), *record.elements.people))
            for record in records
        )
        return item.description.readings, *shown


def _day_column(ledger: Ledger, category: str, rule: EventRule | None) -> str:
    """Return the column for the item's day: that of its event, else the first of its category."""
    rules = [rule] if rule else [r for r in ledger.events if category in r.categories]
    return next((each.day for each in rules if each.day), "")


def _choices(ledger: Ledger, rule: EventRule | None, title: str) -> Iterator[tuple[str, str]]:
    """Yield for each condition of a rule the choice that fulfils it and suits the title best."""
    for when in rule.when if rule else ():
        column = ledger.column(when.column)
        words = folded(when.words)
        fitting = [
            choice
            for choice in (column.choices if column else ())
            if any(word in fold(choice) for word in words)
        ]
        if fitting:
            yield (
                when.column,
                max(fitting, key=lambda choice: title_fit(plain_title(choice), plain_title(title))),
            )


def _said(ledger: Ledger, readings: Iterable[tuple[Reading, ...]]) -> Iterator[tuple[str, str]]:
    """Yield place and people when the item and all its images state but one."""
    said = [*readings]
    for names, element in ((_PLACES, Element.PLACE), (_PEOPLE, Element.PEOPLE)):
        column = _column(ledger, names)
        texts = {_joined(each, element) for each in said} - {""}
        if column is not None and len(texts) == 1 and not column.choices:
            yield column.key, texts.pop()


def _joined(readings: Iterable[Reading], element: Element) -> str:
    stated = [reading.text.strip() for reading in readings if reading.element is element]
    if element is Element.PEOPLE:
        stated = [Person.parse(text).name for text in stated]
    return "、".join(dict.fromkeys(stated))


def _column(ledger: Ledger, names: tuple[str, str]) -> LedgerColumn | None:
    return next((c for c in ledger.columns if c.key in names or c.name in names), None)
