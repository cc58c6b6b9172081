"""``archivist find`` and ``open``: where a code lies. The tree is asked, so that it holds."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path, PurePosixPath

from archivist.actions.label_places import (
    FoundPath,
    LabelTarget,
    TargetGroup,
    label_places,
    numbered_places,
)
from archivist.errors import InvalidChoiceError, NotInArchiveError
from archivist.model.code import read_code, suggest_code
from archivist.model.display import shown
from archivist.model.endings import PROGRAM_SUFFIXES
from archivist.model.entry import Entry, EntryKind
from archivist.model.item import ItemName
from archivist.model.label_code import LabelCode, LabelKind, archive_id
from archivist.model.layout import SIDECAR
from archivist.model.names import same_name
from archivist.model.piece_code import is_piece_code
from archivist.model.settings import Settings
from archivist.model.wording import N_
from archivist.store.settings import load_settings
from archivist.store.tree import extended, walk, walk_inbox

_SOUGHT = {
    LabelKind.RECORD: N_("Nothing in the archive is named {name}."),
    LabelKind.BOX: N_("No item and no register of boxes names box {name}."),
    LabelKind.DISC: N_("No register of discs names disc {name}."),
}
_NAMED = 5
"""Places that are named of a text that fits several."""


def find(root: Path, text: str) -> LabelTarget:
    """Return the files and folders that a code or a name means, by path.

    A whole code or name goes before the beginning of one: ``C1-20220125`` means all images of that
    day, ``C1-20220125-01`` one. Case, full width and the ending do not count. What is in the items
    goes before what is in the inbox. The text of a printed QR code means what it is stuck on.

    Args:
        root: The archive.
        text: A code, the beginning of one, a name with or without ending, the end of a path, the
            code 档号 of a piece, the number of a box or a disc, or what a scanner types.

    Raises:
        NotInArchiveError: There is none.
    """
    settings = load_settings(extended(root))
    label = LabelCode.parse(text)
    if label is not None:
        return _labelled(root, settings, label)
    seen: list[Entry] = []
    for entries in (walk(extended(root), settings), walk_inbox(extended(root), settings)):
        some = list(entries)
        found = tuple(_fitting(some, text))
        if found:
            return LabelTarget(places=found)
        seen += some
    if is_piece_code(text, settings):
        from archivist.actions.filed_pieces import piece_places  # noqa: PLC0415 - seldom asked

        piece = piece_places(root, text)
        if piece.places:
            return piece
    numbered = numbered_places(root, settings, seen, text)
    if numbered.places:
        return numbered
    near = _near(seen, text)
    listed = _("Perhaps one of these: {names}").format(names=_(", ").join(near)) if near else ""
    search = _("“archivist search” looks for words: in names, descriptions and texts.")
    raise NotInArchiveError(
        _("Nothing in the archive is named {text}.").format(text=shown(text)),
        "\n".join(filter(None, (listed, search))),
    )


def one(root: Path, text: str, *, programs: bool = False) -> tuple[Path, tuple[str, ...]]:
    """Return the one file or folder that a code or a name means, and remarks on it.

    Of a box with several items, that is the register that has it.

    Args:
        root: The archive.
        text: As for `find`.
        programs: What would be started instead of shown is allowed, too.

    Raises:
        NotInArchiveError: There is none.
        InvalidChoiceError: There are several, or it is a program.
    """
    every = find(root, text)
    found = every.places
    if every.groups:
        raise InvalidChoiceError(
            "\n  ".join([*every.remarks, *(_listed(group) for group in every.groups)]),
            _("Write the path of what is meant, or scan the code on the label."),
        )
    if len(found) > 1:
        found = every.register or found
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
    return root / path, every.remarks


def _listed(group: TargetGroup) -> str:
    paths = [shown(place.path) for place in group.places[:_NAMED]]
    if group.places[_NAMED:]:
        paths.append(_("and {count} more").format(count=len(group.places) - _NAMED))
    return "\n    ".join([group.heading, *paths])


def _labelled(root: Path, settings: Settings, label: LabelCode) -> LabelTarget:
    """Return what a printed code means.

    Raises:
        NotInArchiveError: It is not here, perhaps because it is another archive's.
    """
    found = _meant(root, settings, label)
    own = archive_id(settings)
    if label.archive != own:
        foreign = _("This label is one of another archive: it bears {theirs}, this one {own}.")
        text = foreign.format(theirs=label.archive, own=own)
        if not found.places:
            raise NotInArchiveError(text, _("Look in that archive: archivist find … --archive DIR"))
        warning = _("What is shown here only bears the same number.")
        return replace(found, remarks=(text, warning, *found.remarks), foreign=True)
    if not found.places:
        raise NotInArchiveError(
            _(_SOUGHT[label.kind]).format(name=shown(label.name)),
            _("“archivist search” looks for words: in names, descriptions and texts."),
        )
    return found


def _meant(root: Path, settings: Settings, label: LabelCode) -> LabelTarget:
    entries = list(walk(extended(root), settings))
    match label.kind:
        case LabelKind.BOX | LabelKind.DISC:
            return label_places(root, settings, entries, label)
        case _:
            waiting = list(walk_inbox(extended(root), settings))
            for some in (entries, waiting):
                found = tuple(_fitting(some, label.name))
                if found:
                    return LabelTarget(places=found)
            return LabelTarget()


def _fitting(entries: list[Entry], text: str) -> Iterator[FoundPath]:
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
        yield FoundPath(entry.path, entry.kind is EntryKind.FOLDER)


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
