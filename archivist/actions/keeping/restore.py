"""Restoring 恢复 a snapshot, or a part of it, into a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.keeping.restored_part import is_in, scope_of
from archivist.actions.progress import Progress, unseen
from archivist.errors import InvalidChoiceError
from archivist.model.display import shown
from archivist.model.refusal import reason_of
from archivist.model.settings import MARKER
from archivist.store.backup.layout import open_target
from archivist.store.backup.names import LATEST
from archivist.store.backup.place import Place, close_place, is_note, mark, open_place, refused
from archivist.store.backup.restoring import impossible, make_empty
from archivist.store.backup.restoring_files import Put, put_all
from archivist.store.backup.snapshots import Refused, Snapshot, Stored, read_entries
from archivist.store.durable import settle

_TOLD = 1000
"""Files that the folder's own file names; a screen shows all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored."""

    snapshot: Snapshot
    folder: Path
    files: int
    """All that are there now, those included that were there before."""
    bytes: int
    before: int
    """Files that an earlier run had restored."""
    lost: tuple[Refused, ...]
    """Files that are not there, and why."""
    never: tuple[Refused, ...]
    """What the backup itself could not read when it was made."""
    odd: tuple[str, ...]
    """Restored, and yet Windows cannot hold them."""
    timeless: bool
    """The snapshot's list of times is damaged: what was restored has the time of its copy."""


def restore(
    name: str,
    folder: Path,
    source: Path,
    only: Sequence[str] = (),
    progress: Progress = unseen,
) -> Restored:
    """Restore a snapshot into a folder that is new, empty, or was begun by an earlier run.

    Args:
        name: The snapshot; ``latest`` is one.
        folder: Where to.
        source: The backup.
        only: Folders, items or files of the archive; empty: everything.
        progress: Told how many files are restored.

    Raises:
        InvalidChoiceError: The folder, the snapshot or a part of it will not do.
        InvalidFileError: The snapshot's lists are damaged.
        NotReadableError: The backup cannot be read.
        NotWritableError: The drive is full or gone; the next run goes on.
    """
    target = open_target(source)
    snapshot = target.snapshot(name or LATEST)
    entries = [each for each in read_entries(snapshot) if not is_note(each.path)]
    scope = scope_of(snapshot, entries, only)
    wanted = [each for each in entries if is_in(each.path, scope)]
    _refuse_archive(folder)
    place = open_place(folder, target, snapshot)
    finished = False
    try:
        puts = _watched(put_all(target, wanted, place), len(wanted), progress)
        lost = [*_lost(puts), *_make_empty(place, snapshot, scope)]
        _settle(place, wanted)
        if lost:
            _tell_lost(place, lost)
        finished = not lost
    finally:
        close_place(place, finished=finished)
    there = [put for put in puts if put.error is None]
    return Restored(
        snapshot=snapshot,
        folder=folder,
        files=len(there),
        bytes=sum(put.size for put in there),
        before=sum(not put.new for put in there),
        lost=tuple(lost),
        never=tuple(each for each in snapshot.refused if is_in(each.path, scope)),
        odd=tuple(each.path for each in wanted if impossible(each.path)),
        timeless=any(each.size < 0 for each in wanted),
    )


def _watched(puts: Iterator[Put], count: int, progress: Progress) -> list[Put]:
    found = []
    for number, put in enumerate(puts, start=1):
        progress(number, count)
        found.append(put)
    return found


def _lost(puts: Sequence[Put]) -> list[Refused]:
    return [
        Refused(put.stored.path, reason_of(put.error, making=True))
        for put in puts
        if put.error is not None
    ]


def _refuse_archive(folder: Path) -> None:
    """Refuse a place in an archive; whether it is empty is asked later."""
    for start in (os.path.abspath(folder), os.path.realpath(folder)):  # noqa: PTH100
        for each in Path(start).parents:
            if os.path.lexists(each / MARKER):
                raise InvalidChoiceError(
                    _("{place} lies in the archive {root}.").format(place=folder, root=each),
                    _("Nothing is restored into an archive. Name a new folder somewhere else."),
                )


def _make_empty(place: Place, snapshot: Snapshot, scope: frozenset[str]) -> list[Refused]:
    found = []
    for path in snapshot.empty_folders:
        if is_in(path, scope):
            try:
                make_empty(place, path)
            except OSError as error:
                found.append(Refused(path, reason_of(error, making=True)))
    return found


def _settle(place: Place, wanted: Sequence[Stored]) -> None:
    """Have the names on the disk before the folder is called finished."""
    folders = {each.path.rpartition("/")[0] for each in wanted}
    settle(*(place.folder / each for each in sorted(folders)))


def _tell_lost(place: Place, lost: Sequence[Refused]) -> None:
    head = _(
        "These files could not be restored, all others were. Run the same command again when the "
        "backup is mended or from another backup; or delete this file, if nothing is to be done."
    )
    rows = [_("{place}: {what}").format(place=each.path, what=each.reason) for each in lost[:_TOLD]]
    if len(lost) > _TOLD:
        rows.append("…")
    try:
        mark(place, "\n".join((head, "", *map(shown, rows))))
    except OSError as error:
        raise refused(place, error) from error
