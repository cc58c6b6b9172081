"""Reading the facts of files: from the catalog when nothing changed, else from the file, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from archivist.actions.progress import Progress, unseen
from archivist.formats.pool import Job, ReaderPool
from archivist.formats.wire import facts_from_json, facts_to_json
from archivist.model.entry import Entry
from archivist.model.facts import Defect, Facts
from archivist.model.settings import Limits
from archivist.store.catalog import Catalog, Row
from archivist.store.tree import extended

_BATCH = 500
"""Rows written together: a killed run loses at most the reading of so many files."""
_PASSING = frozenset({Defect.UNREADABLE, Defect.TIMEOUT, Defect.MEMORY, Defect.CRASHED})
"""Defects that may be the moment's and not the file's: never remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """How files are read."""

    limits: Limits
    now_ns: int
    progress: Progress = unseen
    pool: ReaderPool | None = None
    """Readers that stay at work afterwards; None: some are started, and ended again."""


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What was learnt."""

    facts: dict[str, Facts] = field(default_factory=dict)
    """By path."""
    read: int = 0
    """Files that had to be opened."""


def gather(root: Path, wanted: list[Entry], catalog: Catalog, how: Gathering) -> Gathered:
    """Return the facts of every file wanted.

    What was read is remembered even if the run is broken off.
    """
    found = Gathered()
    remembered = {row.path: row for row in catalog.rows({entry.path for entry in wanted})}
    unknown: dict[str, Entry] = {}
    for entry in wanted:
        facts = _recall(remembered.get(entry.path), entry)
        if facts is None:
            unknown[entry.path] = entry
        else:
            found.facts[entry.path] = facts
    fresh: list[Row] = []
    try:
        for path, facts in _read(root, unknown, how):
            found.facts[path] = facts
            found.read += 1
            how.progress(found.read, len(unknown))
            fresh += _row(unknown[path], facts)
            if len(fresh) >= _BATCH:
                catalog.remember(fresh, now_ns=how.now_ns)
                fresh = []
    finally:
        catalog.remember(fresh, now_ns=how.now_ns)
    return found


def _recall(row: Row | None, entry: Entry) -> Facts | None:
    if row is None or (row.size, row.mtime_ns) != (entry.size, entry.mtime_ns):
        return None
    try:
        return facts_from_json(row.facts)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _row(entry: Entry, facts: Facts) -> Iterator[Row]:
    if facts.defect not in _PASSING:
        yield Row(entry.path, entry.size, entry.mtime_ns, facts_to_json(facts))


def _read(root: Path, unknown: dict[str, Entry], how: Gathering) -> Iterator[tuple[str, Facts]]:
    if unknown:
        with nullcontext(how.pool) if how.pool else ReaderPool(how.limits) as pool:
            yield from pool.read(
                Job(key=path, path=extended(root / path), size=entry.size)
                for path, entry in unknown.items()
            )
