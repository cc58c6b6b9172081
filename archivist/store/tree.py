"""Walking the folder tree: names, sizes and times, nothing opened, no link followed."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

from archivist.errors import NotReadableError
from archivist.model.entry import Entry, EntryKind
from archivist.model.layout import ABOUT_FILE
from archivist.model.names import PENDING_PAGE, is_junk, same_name
from archivist.model.reception import read_basket
from archivist.model.refusal import reason_of
from archivist.model.settings import STATE, TEMPLATES, Settings
from archivist.store.inside import is_link

OURS = frozenset({PENDING_PAGE})
"""What archivist itself writes into the inbox."""


def walk(root: Path, settings: Settings) -> Iterator[Entry]:
    """Yield every file and folder of an archive, a folder before what it holds, sorted by name.

    The inbox, the archive's own state and templates, and what systems and editors leave behind
    are passed over. A folder that cannot be listed is an entry of its own.

    Raises:
        NotReadableError: The archive itself cannot be listed.
    """
    skipped = {STATE, TEMPLATES, same_name(settings.inbox)}
    pending = [""]
    while pending:
        folder = pending.pop()
        found = sorted(_list(root, folder), key=lambda entry: entry.path)
        for entry in found:
            if is_junk(entry.name, settings.ignore):
                continue
            if folder or same_name(entry.name) not in skipped:
                yield entry
                if entry.kind is EntryKind.FOLDER:
                    pending.append(entry.path)


def walk_inbox(root: Path, settings: Settings) -> Iterator[Entry]:
    """Yield every file and folder in the inbox, sorted; links are not followed."""
    yield from walk_folder(root, settings.inbox, settings)


def walk_folder(root: Path, folder: str, settings: Settings) -> Iterator[Entry]:
    """Yield every file and folder below a folder, sorted by name; links are not followed.

    Args:
        root: What the folder and the entries' paths are relative to.
        folder: With forward slashes; a full path leads out of the archive, and so do its entries'.
        settings: Which names are ignored.
    """
    pending = [folder]
    while pending:
        for entry in sorted(_list(root, pending.pop()), key=lambda entry: entry.path):
            ours = entry.name in OURS or entry.path == f"{settings.inbox}/{ABOUT_FILE}"
            if ours or is_junk(entry.name, settings.ignore):
                continue
            yield entry
            if entry.kind is EntryKind.FOLDER:
                pending.append(entry.path)


def count_waiting(root: Path, settings: Settings) -> int:
    """Return how many files wait in the inbox; what only describes one does not count.

    Folders in it are looked into, links are not.
    """
    return sum(map(len, read_basket(walk_inbox(root, settings)).layout.files.values()))


def extended(root: Path, platform: str = sys.platform) -> Path:
    r"""Return a folder in the form in which Windows takes paths of more than 260 characters.

    ``\\?\D:\x`` for ``D:\x``, ``\\?\UNC\nas\x`` for ``\\nas\x``; elsewhere the folder itself.
    """
    text = str(root)
    if platform != "win32" or text.startswith("\\\\?\\"):
        return root
    return Path(f"\\\\?\\UNC{text[1:]}" if text.startswith("\\\\") else f"\\\\?\\{text}")


def _list(root: Path, folder: str) -> Iterator[Entry]:
    try:
        with os.scandir(extended(root / folder)) as found:
            for each in found:
                yield _entry(each, f"{folder}/{each.name}" if folder else each.name)
    except OSError as error:
        if not folder:
            raise NotReadableError(
                _("The archive {place} cannot be read: {reason}").format(
                    place=root, reason=reason_of(error)
                ),
                _("Check that the drive is there and that you may open the folder."),
            ) from error
        yield Entry(folder, EntryKind.BLOCKED, detail=reason_of(error))


def _entry(found: os.DirEntry[str], path: str) -> Entry:
    try:
        status = found.stat(follow_symlinks=False)
    except OSError as error:
        return Entry(path, EntryKind.BLOCKED, detail=reason_of(error))
    if is_link(status):
        return Entry(path, EntryKind.LINK)
    if stat.S_ISDIR(status.st_mode):
        return Entry(path, EntryKind.FOLDER)
    kind = EntryKind.FILE if stat.S_ISREG(status.st_mode) else EntryKind.SPECIAL
    return Entry(path, kind, size=status.st_size, mtime_ns=status.st_mtime_ns)
