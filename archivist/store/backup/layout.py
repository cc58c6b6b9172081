"""A backup target 备份位置: finding out what it is, its snapshots and its objects."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from gettext import gettext as _
from itertools import islice
from pathlib import Path

from archivist.errors import ArchivistError, InvalidChoiceError, InvalidFileError, NotReadableError
from archivist.model.refusal import reason_of
from archivist.store.backup.again import quoted
from archivist.store.backup.marker import Marked, read_marker
from archivist.store.backup.names import (
    FACTS,
    KIND,
    LATEST,
    MARKER,
    OBJECTS,
    SNAPSHOTS,
    is_sha256,
    is_snapshot,
    is_temporary,
)
from archivist.store.backup.snapshots import Snapshot, damage_of, read_snapshot
from archivist.store.durable import open_plain
from archivist.store.tree import extended

_MOST = 16 * 1024
"""Bytes of a marker that are read."""
_NAMED = 5
"""Snapshots that a hint names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A folder that is a backup."""

    path: Path
    """As the user named it."""
    marked: Marked
    """What its marker says."""

    @property
    def folder(self) -> Path:
        """The folder in the form in which the system takes long paths."""
        return absolute(self.path)

    def snapshots(self) -> list[Snapshot]:
        """Return all snapshots, oldest first; those that are damaged are among them.

        Raises:
            NotReadableError: They cannot be listed.
        """
        try:
            names = sorted(os.listdir(self.folder / SNAPSHOTS))  # noqa: PTH208 - names only
        except FileNotFoundError:
            open_target(self.path)  # gone with the drive, or never made
            names = []
        except OSError as error:
            raise _unreadable(self.path / SNAPSHOTS, error) from error
        folders = [self.folder / SNAPSHOTS / name for name in names if not is_temporary(name)]
        # One that bears another name now is damaged: what it names must not be removed unseen.
        meant = [each for each in folders if is_snapshot(each.name) or (each / FACTS).is_file()]
        return _in_order([read_snapshot(each) for each in meant])

    def snapshot(self, name: str) -> Snapshot:
        """Return one snapshot, by its name or a beginning that only one has.

        ``latest`` is the newest sound one; where none is, the newest that says what it holds.

        Raises:
            InvalidChoiceError: There is none of that name, or none at all that can be read.
            NotReadableError: They cannot be listed.
        """
        found = self.snapshots()
        if name == LATEST:
            readable = [each for each in reversed(found) if not each.damage]
            sound = (each for each in readable if not damage_of(each))
            meant = [each for each in (next(sound, None), *readable) if each is not None][:1]
        else:
            exact = [each for each in found if each.name == name]
            meant = exact or [each for each in found if name and each.name.startswith(name)]
        if len(meant) == 1:
            return meant[0]
        raise _no_snapshot(self.path, name, found, meant)

    def after(self, snapshot: Snapshot) -> tuple[Snapshot, ...]:
        """Return the newer snapshots, the damage of each told: what ``latest`` passed over."""
        found = self.snapshots()
        names = [each.name for each in found]
        newer = found[names.index(snapshot.name) + 1 :] if snapshot.name in names else []
        return tuple(replace(each, damage=damage_of(each)) for each in newer)


def open_target(path: Path) -> Target:
    """Return the backup at a place.

    Raises:
        NotReadableError: The folder is gone, or the file system refuses.
        InvalidFileError: A newer version of archivist made it.
        InvalidChoiceError: The folder is no backup.
    """
    place = absolute(path)
    try:
        names = os.listdir(place)  # noqa: PTH208 - names only
        if MARKER not in names:
            raise _no_backup(path, names)
        with open_plain(place / MARKER) as file:
            content = file.read(_MOST)
    except FileNotFoundError as error:
        raise NotReadableError(
            _("The backup {place} is not there.").format(place=path),
            _("Check the name, and that the drive or share is connected."),
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    return Target(path=path, marked=read_marker(content))


def absolute(path: Path) -> Path:
    """Return a place in the form in which the system takes long paths; links stay what they are."""
    return extended(Path(os.path.abspath(path)))  # noqa: PTH100 - resolve() would follow them


def object_path(target: Target, sha256: str) -> Path:
    """Return where a content lies.

    Raises:
        ValueError: It is no SHA-256 in lower-case hex, so that it could lead elsewhere.
    """
    if not is_sha256(sha256):
        raise ValueError(sha256)
    return target.folder / OBJECTS / sha256[:2] / sha256


def _in_order(found: list[Snapshot]) -> list[Snapshot]:
    """Sort by number, which no clock can upset; a damaged one stands where its name does."""
    keyed, last = [], 0
    for each in found:
        last = each.number or last
        keyed.append((last, each))
    return [each for _number, each in sorted(keyed, key=lambda pair: pair[0])]


def _no_backup(path: Path, names: list[str]) -> ArchivistError:
    if newer := next((name for name in names if name.startswith(KIND)), ""):
        return InvalidFileError(
            _("{place} was made by a newer version of archivist ({marker}).").format(
                place=path, marker=newer
            ),
            _("Use that version, or name another folder. README.txt there tells how to restore."),
        )
    return InvalidChoiceError(
        _("{place} is no backup of archivist: {marker} is not there.").format(
            place=path, marker=MARKER
        ),
        _("Name the folder that was given to “archivist backup”."),
    )


def _no_snapshot(
    path: Path, name: str, found: list[Snapshot], several: list[Snapshot]
) -> InvalidChoiceError:
    names = [each.name for each in reversed(found) if not each.damage]
    listed = _("All are shown by “archivist backup list {place}”.").format(place=quoted(str(path)))
    if name == LATEST or not names:
        text = _("{place} holds no snapshot that can be read.").format(place=path)
        return InvalidChoiceError(text, listed)
    if several:
        text = _("In {place}, several snapshots begin with “{name}”.")
        told = _("They are: {names}").format(names=_named(each.name for each in reversed(several)))
    else:
        text = _("{place} holds no snapshot “{name}”.")
        told = _("The newest are: {names}").format(names=_named(names))
        if near := difflib.get_close_matches(name.lower(), (LATEST, *names), n=1):
            told = _("Did you mean {near}?").format(near=near[0])
    return InvalidChoiceError(text.format(place=path, name=name), f"{told}\n{listed}")


def _named(names: Iterable[str]) -> str:
    return _(", ").join(islice(names, _NAMED))


def _unreadable(path: Path, error: OSError) -> NotReadableError:
    return NotReadableError(
        _("The backup {place} cannot be read: {reason}").format(
            place=path, reason=reason_of(error)
        ),
        _("Check that the drive is there and that you may open the folder."),
    )
