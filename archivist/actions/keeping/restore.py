"""Restoring 恢复 a snapshot, or a part of it, into a folder of its own."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.keeping.restored_part import is_in, scope_of
from archivist.actions.progress import Progress, unseen
from archivist.errors import InvalidChoiceError
from archivist.model.display import shown
from archivist.model.refusal import reason_of
from archivist.store.backup.again import quoted
from archivist.store.backup.layout import absolute, open_target
from archivist.store.backup.names import LATEST
from archivist.store.backup.place import (
    Place,
    close_place,
    is_note,
    mark,
    open_place,
    refused,
    unfinished,
)
from archivist.store.backup.restoring import impossible, make_empty
from archivist.store.backup.restoring_files import Put, put_all
from archivist.store.backup.snapshots import Refused, Snapshot, Stored, read_entries
from archivist.store.durable import settle
from archivist.store.outside import archive_around, free_beside, refuse_inside
from archivist.store.packing import lies_in

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
    passed: tuple[Snapshot, ...] = ()
    """Newer snapshots that are damaged, so that they are not the latest."""
    part: str | None = None
    """Path in the archive of the file, or of the folder around the files, that alone was asked
    for; None: everything was."""
    again: str = ""
    """The command that goes on with it."""

    @property
    def complete(self) -> bool:
        """Whether all is there that was asked for, and nothing was found to be damaged."""
        return not (self.lost or self.never or self.passed)


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
    place = open_place(folder, target, snapshot, only)
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
        passed=target.after(snapshot) if name in {"", LATEST} else (),
        part=_around([put.stored.path for put in there]) if only else None,
        again=place.again,
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


def _around(paths: Sequence[str]) -> str:
    return posixpath.commonpath(paths) if paths else ""


def _refuse_archive(folder: Path) -> None:
    """Refuse an archive and what lies in one, but for one that is not all restored yet."""
    try:
        begun = unfinished(absolute(folder)) is not None
    except OSError:
        begun = False  # who makes the folder ready says why
    root = archive_around(folder, itself=not begun)
    if root is None:
        return
    hint = _(
        "Nothing is restored into an archive: the files there stay as they are. Name a new "
        "folder outside, such as {place}, and copy back by hand what is needed."
    ).format(place=quoted(free_beside(root, _("restored"))))
    if lies_in(root, folder):
        raise InvalidChoiceError(_("{place} is an archive itself.").format(place=folder), hint)
    refuse_inside(folder, root, hint)


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
        "The files named below could not be restored from the snapshot {name}, all others were. "
        "When the backup is mended, this command fetches them; with another backup that has this "
        "snapshot, name that one behind --from:"
    ).format(name=place.snapshot)
    rows = [_("{place}: {what}").format(place=each.path, what=each.reason) for each in lost[:_TOLD]]
    if len(lost) > _TOLD:
        rows.append("…")
    end = _("If nothing can be done, delete this file.")
    try:
        mark(place, "\n".join((head, "", shown(place.again), "", *map(shown, rows), "", end)))
    except OSError as error:
        raise refused(place, error) from error
