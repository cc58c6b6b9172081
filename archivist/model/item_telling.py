"""Which event an item tells by its title, where no row of a ledger does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from archivist.model.item import Item
from archivist.model.ledger import EventRule, Ledger
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.matching import fold


def told_by(item: Item, ledgers: Sequence[Ledger]) -> tuple[Ledger, EventRule] | None:
    """Return the one event that an item's title tells, and whose it is, or None.

    The longest word wins; of equally long ones the last in the title, for in Chinese the head of a
    name stands behind; then the order of the ledgers decides.
    """
    title = fold(item.name.title)
    best: tuple[Ledger, EventRule] | None = None
    weight = (0, -1)
    for ledger in ledgers:
        for rule in ledger.events:
            found = _weight(rule, item.category, title)
            if found > weight:
                best, weight = (ledger, rule), found
    return best


def also_told(ledger: Ledger, rule: EventRule, item: Item) -> Iterator[EventRule]:
    """Yield what an item that tells an event tells besides, as its row would: an activity.

    It has the same date, asks for nothing filed and depends on no cell.
    """
    for other in ledger.events:
        here = not other.categories or item.category in other.categories
        free = not (other.evidence or other.when or other.words)
        if free and here and other.kind != rule.kind and other.day == rule.day:
            yield other


def holds(rule: EventRule, entry: LedgerEntry) -> bool:
    """Tell whether a row fulfils all conditions of a rule."""
    for when in rule.when:
        text = fold(entry.text(when.column))
        if not any(word in text for word in folded(when.words)):
            return False
    return True


@lru_cache(maxsize=5_000)
def folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a rule, folded: the same few are looked for in every title and row."""
    return tuple(map(fold, words))


def categories_of(ledger: Ledger) -> frozenset[str]:
    """Return the numbers of the categories in which the items of a ledger's events lie."""
    return frozenset(number for rule in ledger.events for number in rule.categories)


def _weight(rule: EventRule, category: str, title: str) -> tuple[int, int]:
    """Return how long a rule's longest word in a title is, and where it stands."""
    if category not in rule.categories or rule.months:
        return (0, -1)
    found = [(len(word), title.rfind(word)) for word in folded(rule.words) if word in title]
    return max(found, default=(0, -1))
