"""``archivist find`` and ``open``: where a code lies. The tree is asked, so that it holds."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path, PurePosixPath

from archivist.errors import InvalidChoiceError, NotInArchiveError
from archivist.model.code import read_code, suggest_code
from archivist.model.display import shown
from archivist.model.endings import PROGRAM_SUFFIXES
from archivist.model.entry import Entry, EntryKind
from archivist.model.item import ItemName
from archivist.model.layout import SIDECAR
from archivist.model.names import same_name
from archivist.store.settings import load_settings
from archivist.store.tree import extended, walk, walk_inbox

_NAMED = 5
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
    seen: list[Entry] = []
    for entries in (walk(extended(root), settings), walk_inbox(extended(root), settings)):
        some = list(entries)
        found = tuple(_fitting(some, text))
        if found:
            return found
        seen += some
    near = _near(seen, text)
    listed = _("Perhaps one of these: {names}").format(names=_(", ").join(near)) if near else ""
    search = _("“archivist search” looks for words: in names, descriptions and texts.")
    raise NotInArchiveError(
        _("Nothing in the archive is named {text}.").format(text=shown(text)),
        "\n".join(filter(None, (listed, search))),
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
        listed = "".join(f"\n{shown(each.path)}" for each in found[:_NAMED])
        if len(found) > _NAMED:
            listed += "\n" + _("and {count} more").format(count=len(found) - _NAMED)
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
    meant = suggest_code(wanted)
    ends = f"/{wanted}", f"/{same_name(str(meant)) if meant else wanted}"
    whole = [e for name, e in named.items() if f"/{name}".endswith(ends)]
    bare = [e for name, e in named.items() if f"/{_bare(name)}".endswith(ends)]
    titled = [e for name, e in named.items() if ItemName.parse(_last(name)).title == wanted]
    begun = [
        e
        for name, e in named.items()
        if _last(name).startswith(f"{wanted}-") and read_code(_bare(_last(name)).upper())
    ]
    for entry in whole or bare or titled or begun:
        yield Place(entry.path, entry.kind is EntryKind.FOLDER)


def _near(entries: list[Entry], text: str) -> list[str]:
    """Return names that hold a text, or are like it."""
    wanted = same_name(unicodedata.normalize("NFKC", text)).strip()
    names = {_last(entry.path): None for entry in entries if not entry.path.endswith(SIDECAR)}
    holding = [name for name in names if len(wanted) > 1 and wanted in same_name(name)]
    like = difflib.get_close_matches(wanted, [_bare(name) for name in names], _NAMED)
    return [f"“{shown(name)}”" for name in (sorted(holding, key=len) or like)[:_NAMED]]


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _bare(path: str) -> str:
    return str(PurePosixPath(path).with_suffix("")) if "." in _last(path).strip(".") else path
