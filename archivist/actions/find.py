"""``archivist find`` and ``open``: where a code lies. The tree is asked, so that it holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path, PurePosixPath

from archivist.errors import InvalidChoiceError, NotInArchiveError
from archivist.model.code import read_code
from archivist.model.display import shown
from archivist.model.endings import PROGRAM_SUFFIXES
from archivist.model.entry import Entry, EntryKind
from archivist.model.layout import SIDECAR
from archivist.model.names import same_name
from archivist.store.settings import load_settings
from archivist.store.tree import extended, walk, walk_inbox

_NAMED = 3
"""Places that are named of a text that fits several."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder that was looked for."""

    path: str
    """Relative to the archive, with forward slashes."""
    folder: bool


def find(root: Path, text: str) -> tuple[Place, ...]:
    """Return the files and folders that a code or a name means, by path.

    A whole code or name goes before the beginning of one: ``C1-20220125`` means all images of that
    day, ``C1-20220125-01`` one. Case, full width and the ending do not count. What is in the items
    goes before what is in the inbox.

    Args:
        root: The archive.
        text: A code, the beginning of one, a name with or without ending, or the end of a path.

    Raises:
        NotInArchiveError: There is none.
    """
    settings = load_settings(extended(root))
    for entries in (walk(extended(root), settings), walk_inbox(extended(root), settings)):
        found = tuple(_fitting(list(entries), text))
        if found:
            return found
    raise NotInArchiveError(
        _("Nothing in the archive is named {text}.").format(text=shown(text)),
        _("“archivist search” looks for words: in names, descriptions and texts."),
    )


def one(root: Path, text: str, *, programs: bool = False) -> Path:
    """Return the one file or folder that a code or a name means.

    Args:
        root: The archive.
        text: As for `find`.
        programs: What would be started instead of shown is allowed, too.

    Raises:
        NotInArchiveError: There is none.
        InvalidChoiceError: There are several, or it is a program.
    """
    found = find(root, text)
    if len(found) > 1:
        listed = _(", ").join(f"“{shown(each.path)}”" for each in found[:_NAMED])
        if len(found) > _NAMED:
            more = _("and {count} more").format(count=len(found) - _NAMED)
            listed = _(", ").join((listed, more))
        raise InvalidChoiceError(
            _("{path} may mean {count} files or folders of the archive.").format(
                path=shown(text), count=len(found)
            ),
            _("Write more of the path: {paths}").format(paths=listed),
        )
    path = found[0].path
    if not programs and PurePosixPath(path).suffix.lower() in PROGRAM_SUFFIXES:
        raise InvalidChoiceError(
            _("{path} is a program or a script; archivist does not start it.").format(
                path=shown(path)
            ),
            _("“archivist open --folder” shows where it lies."),
        )
    return root / path


def _fitting(entries: list[Entry], text: str) -> Iterator[Place]:
    wanted = same_name(unicodedata.normalize("NFKC", text)).strip().replace("\\", "/").strip("/")
    if not wanted:
        return
    named = {
        same_name(entry.path): entry
        for entry in sorted(entries, key=lambda each: each.path)
        if entry.kind in {EntryKind.FILE, EntryKind.FOLDER} and not entry.path.endswith(SIDECAR)
    }
    whole = [e for name, e in named.items() if f"/{name}".endswith(f"/{wanted}")]
    bare = [e for name, e in named.items() if f"/{_bare(name)}".endswith(f"/{wanted}")]
    begun = [
        e
        for name, e in named.items()
        if _last(name).startswith(f"{wanted}-") and read_code(_bare(_last(name)).upper())
    ]
    for entry in whole or bare or begun:
        yield Place(entry.path, entry.kind is EntryKind.FOLDER)


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _bare(path: str) -> str:
    return str(PurePosixPath(path).with_suffix("")) if "." in _last(path).strip(".") else path
