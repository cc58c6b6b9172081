"""Writing a snapshot: under a temporary name, on the disk, and renamed last of all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count, islice
from pathlib import Path
from typing import Any

from archivist.model.sums import CODING, sum_line
from archivist.store.backup.beside import write_beside
from archivist.store.backup.drive import TargetError, at_target, write
from archivist.store.backup.gathered import Gathered
from archivist.store.backup.layout import Target
from archivist.store.backup.names import (
    FACTS,
    MANIFEST,
    SCHEMA,
    SNAPSHOTS,
    TEMPORARY,
    TIMES,
    summed,
)
from archivist.store.backup.snapshots import Snapshot, read_snapshot
from archivist.store.backup.sweeping import remove_snapshot
from archivist.store.backup.times import row_of
from archivist.store.durable import settle
from archivist.store.journal import actor
from archivist.store.journal_notes import Anchor

_TOGETHER = 1000
"""Lines in one write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When a snapshot is made, and of what."""

    now: datetime
    archive: str
    archive_id: str
    journal: Anchor
    number: int


def write_snapshot(target: Target, occasion: Occasion, found: Gathered) -> Snapshot:
    """Write a snapshot of what was gathered; every object and its name is on the disk already.

    Raises:
        TargetError: The target cannot be written; nothing of the snapshot is to be seen.
    """
    snapshots = target.folder / SNAPSHOTS
    name = _free(snapshots, occasion.now)
    beside = snapshots / TEMPORARY.format(name=name)
    files = [found.stored[path] for path in sorted(found.stored)]
    facts = _facts(name, occasion, found) | {"beside": write_beside(target.folder)}
    with at_target():
        beside.mkdir()
    try:
        sums = {
            MANIFEST: write(beside / MANIFEST, _some(sum_line(e.sha256, e.path) for e in files)),
            TIMES: write(beside / TIMES, _some(row_of(each) for each in files)),
        }
        write(beside / FACTS, iter((summed(facts | {"sha256": sums}),)))
        with at_target():
            settle(target.folder)
            _appear(beside, snapshots / name)
    finally:
        remove_snapshot(beside)
    made = read_snapshot(snapshots / name)
    if made.damage:  # a drive that takes what it cannot give back
        raise TargetError(OSError(errno.EIO, made.damage))
    return made


def _appear(beside: Path, place: Path) -> None:
    settle(beside)
    if os.path.lexists(place):  # on Linux an empty folder would be replaced
        raise FileExistsError(str(place))
    beside.rename(place)
    settle(place.parent)


def _facts(name: str, occasion: Occasion, found: Gathered) -> dict[str, Any]:
    refused = sorted(found.refused.values(), key=lambda each: each.path)
    return {
        "schema": SCHEMA,
        "name": name,
        "number": occasion.number,
        "at": occasion.now.isoformat(timespec="seconds"),
        "by": actor(),
        "archive": {"name": occasion.archive, "id": occasion.archive_id},
        "files": len(found.stored),
        "bytes": sum(each.size for each in found.stored.values()),
        "new_objects": found.new_objects,
        "new_bytes": found.new_bytes,
        "journal": {"line": occasion.journal.line, "sha256": occasion.journal.sha256},
        "refused": [{"path": each.path, "reason": each.reason} for each in refused],
        "empty_folders": list(found.empty_folders),
    }


def _free(snapshots: Path, now: datetime) -> str:
    first = f"{now:%Y%m%dT%H%M%S}"
    names = (first if number == 1 else f"{first}-{number}" for number in count(1))
    return next(name for name in names if not os.path.lexists(snapshots / name))


def _some(lines: Iterable[str]) -> Iterator[bytes]:
    source = iter(lines)
    while some := list(islice(source, _TOGETHER)):
        yield "".join(some).encode(*CODING)
