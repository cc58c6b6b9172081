"""Reading snapshots 快照: what one says of itself and which files it names. Nothing is trusted."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from io import BufferedReader
from pathlib import Path

from archivist.errors import InvalidFileError
from archivist.model.refusal import reason_of
from archivist.model.sums import CODING, leads_out, read_sum_line
from archivist.store.backup.facts import Refused, Snapshot, snapshot_of
from archivist.store.backup.names import (
    FACTS,
    MANIFEST,
    TIMES,
    is_sha256,
    unsummed,
)
from archivist.store.backup.times import Stored, read_row
from archivist.store.durable import digest_of, open_plain
from archivist.store.inside import is_link

__all__ = ["Refused", "Snapshot", "Stored", "read_entries", "read_snapshot"]

_MOST_FACTS = 32 * 1024 * 1024
_LONGEST = 64 * 1024
"""Bytes of a line; no system has paths that long."""
_MOST = 5_000_000
"""Files in a snapshot."""


def read_snapshot(folder: Path) -> Snapshot:
    """Return what a snapshot says of itself; a damaged one is flagged and never raised."""
    try:
        if is_link(folder.lstat()):
            return _damaged(folder, _("it is a link, which is not followed"))
        with open_plain(folder / FACTS) as file:
            value = unsummed(file.read(_MOST_FACTS + 1))
    except OSError as error:
        return _damaged(folder, _at(FACTS, reason_of(error)))
    if value is None:
        return _damaged(folder, _at(FACTS, _("it is not as it was written")))
    try:
        found = snapshot_of(folder, value)
    except (KeyError, TypeError, ValueError, AttributeError):
        text = _("{file} is of another version, or was not written by archivist").format(file=FACTS)
        return _damaged(folder, text)
    if found.name != folder.name:
        return _damaged(folder, _("it was made as {name}").format(name=found.name))
    return found


def faults_of(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield which files of a snapshot are not as they were written, and why."""
    if snapshot.damage:
        yield FACTS, snapshot.damage
        return
    for part, wanted in _parts(snapshot):
        if why := _fault(snapshot.folder / part, wanted):
            yield part, why


def damage_of(snapshot: Snapshot) -> str:
    """Return why a snapshot cannot be trusted; empty: every byte of it is as written."""
    part, why = next(faults_of(snapshot), ("", ""))
    return why if part in {"", FACTS} else _at(part, why)


def read_entries(snapshot: Snapshot) -> list[Stored]:
    r"""Return the files that a snapshot names, sorted by path.

    No path leads out of the folder that it is put in, on systems whose names hold no ``\`` and
    ``:``; on Windows, who writes looks for those. One of the two lists is enough: without
    ``times.tsv``, size and time are -1.

    Raises:
        InvalidFileError: Neither list is as it was written.
    """
    why = snapshot.damage
    for part, wanted in () if why else reversed(_parts(snapshot)):
        try:
            fault = _fault(snapshot.folder / part, wanted)
            found = [] if fault else list(_rows(snapshot.folder / part, times=part == TIMES))
        except (OSError, ValueError) as error:
            fault = reason_of(error) if isinstance(error, OSError) else str(error)
        if not fault:
            return sorted(found, key=lambda each: each.path)
        why = why or _at(part, fault)
    raise InvalidFileError(
        _("The snapshot {name} cannot be read: {reason}").format(name=snapshot.name, reason=why),
        _("Take another snapshot: “archivist backup list” shows them."),
    )


def _parts(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    return ((MANIFEST, snapshot.manifest_sha256), (TIMES, snapshot.times_sha256))


def _rows(path: Path, *, times: bool) -> Iterator[Stored]:
    seen: set[str] = set()
    with open_plain(path) as file:
        for number, raw in enumerate(_lines(file), start=1):
            row = _row(raw, times=times)
            if row is None or row.path in seen or number > _MOST:
                raise ValueError(_("line {number} makes no sense").format(number=number))
            seen.add(row.path)
            yield row


def _lines(file: BufferedReader) -> Iterator[bytes]:
    while raw := file.readline(_LONGEST):
        yield raw


def _row(raw: bytes, *, times: bool) -> Stored | None:
    if not raw.endswith(b"\n"):
        return None
    line = raw.decode(*CODING)
    row = read_row(line) if times else _from_sum(line)
    return row if row and is_sha256(row.sha256) and not leads_out(row.path) else None


def _from_sum(line: str) -> Stored | None:
    found = read_sum_line(line)
    return Stored(found[1], found[0], -1, -1) if found else None


def _fault(path: Path, wanted: str) -> str:
    """Return why a list cannot be trusted; empty: every byte is as written."""
    try:
        found = digest_of(path)
    except OSError as error:
        return reason_of(error)
    if not found:
        return _("it is missing")
    return "" if found == wanted else _("it is not as it was written")


def _damaged(folder: Path, why: str) -> Snapshot:
    return Snapshot(name=folder.name, folder=folder, damage=why)


def _at(part: str, why: str) -> str:
    return _("{place}: {what}").format(place=part, what=why)
