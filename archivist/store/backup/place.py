"""The folder into which a backup is restored 恢复, and the file that says it is not finished.

The file is there before anything else is and goes when everything is there, so that a restore that
was killed shows, and the next one may go on.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.model.display import shown
from archivist.model.refusal import reason_of
from archivist.store.backup.again import again
from archivist.store.backup.drive import make_own
from archivist.store.backup.layout import Target, absolute
from archivist.store.backup.names import is_bare
from archivist.store.backup.snapshots import Snapshot
from archivist.store.durable import discard, exists, open_plain, settle
from archivist.store.inside import is_link
from archivist.store.packing import lies_in
from archivist.store.writing import replace_file

UNFINISHED = "未完成-restore-unfinished.txt"
"""The scripts beside a backup know the same name."""
BESIDE = ".~archivist-restore.tmp"
"""Where files lie until their content is known to be right."""
_SAID = "archivist-restore"
_WHICH = re.compile(rf"{_SAID} (\S{{1,100}})")
_OURS = re.compile(r"[0-9a-f]{64}-[0-9]+-[0-9]+")
_HALF = re.compile(re.escape(UNFINISHED) + r"\.[0-9]+\.tmp")
"""What is left of the file that says so when the run was killed while it wrote it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder into which a snapshot is restored."""

    path: Path
    """As the user named it."""
    snapshot: str
    again: str = ""
    """The command that goes on with it."""

    @property
    def folder(self) -> Path:
        """The folder in the form in which the system takes long paths."""
        return absolute(self.path)


def open_place(path: Path, target: Target, snapshot: Snapshot, only: Sequence[str] = ()) -> Place:
    """Make a folder ready: it is new, empty, or one in which this snapshot's restore was cut off.

    Args:
        path: The folder.
        target: The backup.
        snapshot: What is restored.
        only: Parts of it that are; empty: everything.

    Raises:
        InvalidChoiceError: It is something else, or lies in the backup or around it.
        NotWritableError: The file system refuses.
    """
    place = Place(path, snapshot.name, again(snapshot.name, path, target.path, only))
    if lies_in(path, target.folder) or lies_in(target.path, place.folder):
        raise InvalidChoiceError(
            _("{place} lies in the backup, or the backup in it.").format(place=path),
            _("Name a new folder somewhere else."),
        )
    try:
        earlier = unfinished(place.folder)
        if earlier is None and _holds_something(place.folder):
            raise InvalidChoiceError(
                _("{place} is not empty.").format(place=path),
                _("Nothing was changed. Name a new folder or an empty one."),
            )
        if earlier not in {None, snapshot.name}:
            raise _another(path, str(earlier))
        # Open to those alone to whom the backup is.
        mode = stat.S_IMODE(target.folder.stat().st_mode)
        place.folder.mkdir(mode=mode, parents=True, exist_ok=True)
        mark(place, _begun(place))
        _sweep(place.folder / BESIDE, _OURS)
        make_own(place.folder / BESIDE)
    except OSError as error:
        raise refused(place, error) from error
    return place


def mark(place: Place, text: str) -> None:
    """Write into the folder that it is not finished, and why.

    Raises:
        OSError: The file system refuses.
    """
    content = f"{_SAID} {place.snapshot}\n\n{text}\n"
    replace_file(place.folder / UNFINISHED, content.encode("utf-8-sig", "backslashreplace"))
    settle(place.folder)


def unfinished(folder: Path) -> str | None:
    """Return the snapshot whose restore was cut off in a folder; None: no restore was.

    Raises:
        OSError: It cannot be found out.
    """
    try:
        with open_plain(folder / UNFINISHED) as file:
            text = file.read(256).decode("utf-8-sig", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    match = _WHICH.match(text)
    return match[1] if match else None


def is_note(path: str) -> bool:
    """Tell whether a file of a snapshot is a note of an earlier restore, none of the archive."""
    return path == UNFINISHED


def close_place(place: Place, *, finished: bool) -> None:
    """Take away what is ours; the file that says it is not finished goes last.

    Raises:
        NotWritableError: The file system refuses.
    """
    beside = place.folder / BESIDE
    _sweep(beside, _OURS)
    with suppress(OSError):
        beside.rmdir()
    _sweep(place.folder, _HALF)
    if finished:
        try:
            (place.folder / UNFINISHED).unlink(missing_ok=True)
        except OSError as error:
            raise refused(place, error) from error
        settle(place.folder)


def refused(place: Place, error: OSError) -> NotWritableError:
    """Return what says that nothing can be written there."""
    return NotWritableError(
        _("Nothing can be restored to {place}: {reason}").format(
            place=place.path, reason=reason_of(error, making=True)
        ),
        _(
            "Check the drive, the space left and your rights, then run the command again: it "
            "goes on."
        ),
    )


def _holds_something(folder: Path) -> bool:
    if not exists(folder):
        return False
    return not is_bare(os.listdir(folder))  # noqa: PTH208 - names only


def _sweep(folder: Path, ours: re.Pattern[str]) -> None:
    """Take away what a killed restore left: copies of ours that never got to their place."""
    with suppress(OSError):
        if not is_link(folder.lstat()):
            for each in folder.iterdir():
                if ours.fullmatch(each.name):
                    discard(each)


def _another(path: Path, snapshot: str) -> InvalidChoiceError:
    return InvalidChoiceError(
        _("In {place}, the restore of the snapshot {name} is not finished.").format(
            place=path, name=snapshot
        ),
        _(
            "To finish it, run the command that {file} there names; or name a new folder for "
            "another snapshot."
        ).format(file=UNFINISHED),
    )


def _begun(place: Place) -> str:
    text = _(
        "The restore of the snapshot {name} into this folder is not finished. This command goes on "
        "where it was:"
    ).format(name=place.snapshot)
    end = _("When it is finished, this file goes away.")
    return f"{text}\n\n{shown(place.again)}\n\n{end}"
