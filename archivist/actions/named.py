"""Files that are named on the command line: in the inbox, or anywhere outside the archive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

from archivist.errors import NotInArchiveError
from archivist.model.entry import Entry, EntryKind
from archivist.model.layout import SIDECAR
from archivist.model.settings import Settings
from archivist.store.tree import extended, walk_folder


def entries_of(root: Path, settings: Settings, paths: tuple[Path, ...]) -> Iterator[Entry]:
    """Yield the files that paths name, each with its sidecar.

    Files of the inbox are named relative to the archive, files from outside by their full path.

    Raises:
        NotInArchiveError: A path does not exist, or is filed already.
    """
    seen: set[str] = set()
    for path in paths:
        for entry in _entries(root, settings, path):
            if entry.path not in seen:
                seen.add(entry.path)
                yield entry


def _entries(root: Path, settings: Settings, path: Path) -> Iterator[Entry]:
    here = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    if not os.path.lexists(here):
        raise NotInArchiveError(
            _("There is no {path}.").format(path=path),
            _("Check the spelling; put a name with spaces in quotes."),
        )
    inbox = root / settings.inbox
    inside = here.is_relative_to(inbox)
    if here.is_relative_to(root) and not inside:
        raise NotInArchiveError(
            _("{path} lies in the archive already.").format(path=path),
            _("Only what lies in the inbox {inbox} or outside the archive can be filed.").format(
                inbox=inbox
            ),
        )
    base = root if inside else Path(here.anchor)
    start = here.relative_to(root).as_posix() if inside else str(here)
    if here.is_dir():
        yield from walk_folder(extended(base), start, settings)
    else:
        yield from _with_sidecars(here, start)


def _with_sidecars(here: Path, start: str) -> Iterator[Entry]:
    beside = [here, here.with_name(here.name + SIDECAR), here.with_suffix(SIDECAR)]
    for path in dict.fromkeys(beside):
        if path.is_file() and not path.is_symlink():
            status = path.stat()
            name = start[: len(start) - len(here.name)] + path.name
            yield Entry(name, EntryKind.FILE, status.st_size, status.st_mtime_ns)
