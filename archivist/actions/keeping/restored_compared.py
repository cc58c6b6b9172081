"""Comparing restored files with what was backed up, and with the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.model.refusal import reason_of
from archivist.model.settings import STATE
from archivist.store.backup.layout import Target
from archivist.store.backup.place import Place
from archivist.store.backup.restoring_files import Put, put_all
from archivist.store.backup.snapshots import Stored
from archivist.store.durable import discard, regular
from archivist.store.hashing import hashed
from archivist.store.journal_lines import FILE as JOURNAL
from archivist.store.judgements import JUDGEMENTS
from archivist.store.manifest_lines import MANIFEST, TIMES
from archivist.store.tree import extended

GROWING = frozenset(f"{STATE}/{name}" for name in (JOURNAL, MANIFEST, TIMES, JUDGEMENTS))
"""Archivist's own lists, to which its commands add."""
_TOGETHER = 256
"""Files that lie in the scratch place at once, so that it needs little room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How one file compares."""

    path: str
    size: int
    reason: str
    """Why it cannot be restored; empty: it is what was backed up."""
    same: bool
    """The archive has it unchanged, and with the same content."""
    since: str = ""
    """What became of the archive's own since the backup; empty: nothing, or nobody asks."""

    @property
    def grows(self) -> bool:
        """Whether it is one of archivist's own lists, which is another after each command."""
        return self.path in GROWING


def compared(
    target: Target, chosen: Sequence[Stored], place: Place, root: Path
) -> Iterator[Compared]:
    """Restore files, read them back, yield how each compares, and take them away again.

    Args:
        target: The backup.
        chosen: Which files.
        place: Where to; it holds only a few of them at once.
        root: The archive.

    Raises:
        NotWritableError: The drive is full or gone.
        NotReadableError: The backup is gone.
    """
    for start in range(0, len(chosen), _TOGETHER):
        puts = list(put_all(target, chosen[start : start + _TOGETHER], place))
        there = [put for put in puts if put.error is None]
        found = hashed(place.folder / put.stored.path for put in there)
        read = {put.stored.path: sha256 for put, (_path, sha256) in zip(there, found, strict=True)}
        live, since = _live([put.stored for put in there], extended(root))
        for put in puts:
            path = put.stored.path
            reason, alike = _fault(put, read.get(path, "")), live.get(path)
            if not reason and alike is not None and alike != put.stored.sha256:
                reason = _not_alike()
            yield Compared(
                path=path,
                size=put.size,
                reason=reason,
                same=alike == put.stored.sha256,
                since=since.get(path, ""),
            )
        for put in there:
            discard(place.folder / put.stored.path)


def _fault(put: Put, found: str | OSError) -> str:
    if put.error is not None:
        return reason_of(put.error, making=True)
    if isinstance(found, OSError):
        return reason_of(found)
    return "" if found == put.stored.sha256 else _("what was restored is not what was backed up")


def _live(entries: Sequence[Stored], root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the SHA-256 of the archive's own files that have not changed since the backup.

    And what became of the others.
    """
    since = {each.path: _since(root / each.path, each) for each in entries}
    same = [each.path for each in entries if not since[each.path]]
    live = {}
    for path, (_place, found) in zip(same, hashed(root / path for path in same), strict=True):
        if isinstance(found, str):
            live[path] = found
        else:
            since[path] = reason_of(found)
    return live, since


def _since(path: Path, stored: Stored) -> str:
    """Return what became of a file since the backup; empty: by size and time, nothing."""
    try:
        status = regular(path)
    except OSError as error:
        return reason_of(error)
    except ValueError:
        return _("the system cannot hold its name")
    if (status.st_size, status.st_mtime_ns) == (stored.size, stored.mtime_ns):
        return ""
    return _("it was changed after the backup")


def _not_alike() -> str:
    return _(
        "the file in the archive has another content, though its size and time are those of the "
        "backup; “archivist verify” tells which of the two is sound"
    )
