"""Making a target ready: new or of the same archive, one writer at a time, nothing left behind."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.errors import BusyError, InvalidChoiceError, NotReadableError, NotWritableError
from archivist.model.operation import Verb
from archivist.model.refusal import reason_of
from archivist.store.backup.drive import TargetError, at_target, make_own
from archivist.store.backup.layout import Target, absolute, open_target
from archivist.store.backup.marker import marker_of, on_one_line
from archivist.store.backup.names import KIND, LOCK, MARKER, OBJECTS, SNAPSHOTS, is_bare
from archivist.store.backup.sweeping import sweep, sweep_snapshots
from archivist.store.durable import settle
from archivist.store.lock import this_process, writer_lock
from archivist.store.moving import new_file
from archivist.store.outside import refuse_inside
from archivist.store.packing import lies_in
from archivist.store.writing import replace_file


def check_place(path: Path, root: Path) -> bool:
    """Tell whether a backup lies at a place; False: one can be made there.

    Raises:
        InvalidChoiceError: It lies in the archive or around it, or is a folder of something else.
        NotWritableError: There is no folder to make it in.
        NotReadableError: The file system refuses.
    """
    place = absolute(path)
    hint = _("A backup belongs on another drive or share; name a folder there.")
    refuse_inside(path, root, hint)
    if lies_in(root, place):
        raise InvalidChoiceError(_("The archive lies in {place}.").format(place=path), hint)
    names = _names(path)
    if any(name.startswith(KIND) for name in names):
        return True
    # A first backup that was killed before it could say what it is leaves its lock.
    if is_bare(name for name in names if name != LOCK):
        return False
    raise _another(path)


@contextmanager
def locked(path: Path, now: datetime) -> Iterator[None]:
    """Hold the target's lock, so that two computers do not write there at once.

    Raises:
        BusyError: Somebody else holds it.
        NotWritableError: Nothing can be written there.
    """
    owner = this_process(Verb.BACKUP.value, now)
    with ExitStack() as held:
        try:
            held.enter_context(writer_lock(absolute(path), owner, name=LOCK))
        except BusyError as error:
            raise BusyError(
                _("Another backup is being written to {place} just now.").format(place=path),
                error.hint,
            ) from error
        yield


def make_place(path: Path, root: Path) -> None:
    """Make the folder of a new target, open to those alone to whom the archive is.

    Raises:
        TargetError: The file system refuses.
    """
    with at_target(), suppress(FileExistsError):
        absolute(path).mkdir(mode=stat.S_IMODE(root.stat().st_mode))


def opened(path: Path, archive: str, archive_id: str) -> Target:
    """Return the target at a place, made when there is none; what a killed run left is swept.

    A marker that is damaged is written anew.

    Raises:
        InvalidChoiceError: It belongs to another archive.
        TargetError: Nothing can be written there.
        ArchivistError: As `open_target`.
    """
    place = absolute(path)
    with at_target():
        if not any(name.startswith(KIND) for name in os.listdir(place)):  # noqa: PTH208
            sweep(place)
            # First of all: what bears it may be gone on with, whatever happens next.
            new_file(place / MARKER, marker_of(archive, archive_id))
    target = open_target(path)
    _check_owner(target, archive, archive_id)
    with at_target():
        if target.marked.damage:
            replace_file(place / MARKER, marker_of(archive, archive_id))
            target = open_target(path)
        for name in (OBJECTS, SNAPSHOTS):
            make_own(place / name)
        settle(place)
        sweep(place)
        sweep(place / OBJECTS)
        sweep_snapshots(place / SNAPSHOTS)
    return target


def not_writable(path: Path, error: TargetError) -> NotWritableError:
    """Return what a person is told when the target refuses."""
    return NotWritableError(
        _("The backup {place} cannot be written: {reason}").format(
            place=path, reason=reason_of(error.cause)
        ),
        _(
            "No snapshot was made; the archive was not touched and the earlier snapshots are as "
            "they were. Check the drive and the space left on it, then run the command again: what "
            "was copied is not copied again."
        ),
    )


def _check_owner(target: Target, archive: str, archive_id: str) -> None:
    named, told = target.marked.archive, target.marked.archive_id
    if target.marked.damage:
        # Whose it is, the snapshots say as well.
        newest = next((each for each in reversed(target.snapshots()) if not each.damage), None)
        if newest is None:
            return
        named, told = on_one_line(newest.archive), newest.archive_id
    # An archive that bears a mark of its own may be called anew and stays the same.
    same = told == archive_id if told and archive_id else named == on_one_line(archive)
    if not same:
        raise InvalidChoiceError(
            _("{place} is the backup of another archive, “{name}”.").format(
                place=target.path, name=named
            ),
            _("Each archive has a folder of its own for its backups; name another one."),
        )


def _names(path: Path) -> list[str]:
    """Return what lies in a folder; nothing when only the folder itself is not there yet."""
    place = absolute(path)
    try:
        return os.listdir(place)  # noqa: PTH208 - names only
    except FileNotFoundError:
        if place.parent.is_dir():
            return []
        raise NotWritableError(
            _("The folder {place} is not there.").format(place=path.parent),
            _("Check that the drive or share is connected, or make the folder first."),
        ) from None
    except NotADirectoryError as error:
        raise _another(path) from error
    except OSError as error:
        raise NotReadableError(
            _("{place} cannot be read: {reason}").format(place=path, reason=reason_of(error)),
            _("Check that the drive is there and that you may open the folder."),
        ) from error


def _another(path: Path) -> InvalidChoiceError:
    return InvalidChoiceError(
        _("{place} is no backup, and there is something else.").format(place=path),
        _("Name a new or an empty folder; nothing was written there."),
    )
