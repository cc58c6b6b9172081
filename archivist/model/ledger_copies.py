"""Copies of a workbook: a row that another workbook of the same ledger says word for word."""

from __future__ import annotations

from collections.abc import Iterable

from archivist.model.ledger_entry import LedgerEntry

Saying = tuple[str, frozenset[tuple[str, str]]]
"""The ledger's id and what the cells say."""


def originals(entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """Return the entries without those that a copy such as ``台账 - 副本.xlsx`` says again.

    Two rows alike in one workbook are two: nobody copies a row into the same table by copying a
    file. The workbook with the shorter path counts as the original, in whatever order they come.
    """
    given = [(entry, saying_of(entry)) for entry in entries]
    homes: dict[Saying, str] = {}
    for entry, saying in given:
        homes[saying] = min(homes.get(saying, entry.path), entry.path, key=_plainness)
    return [entry for entry, saying in given if homes[saying] == entry.path]


def saying_of(entry: LedgerEntry) -> Saying:
    """Return what an entry says, without where it stands."""
    return entry.ledger, frozenset((key, text) for key, text in entry.values.items() if text)


def _plainness(path: str) -> tuple[int, str]:
    return len(path), path
