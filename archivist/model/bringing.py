"""Bringing in: which files of an old tree are worth a proposal, and which are left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from archivist.model.dossier import Dossier
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Defect, Facts
from archivist.model.incoming import read_name
from archivist.model.item import ITEM_FILE
from archivist.model.layout import Layout, pair_sidecars
from archivist.model.old_names import is_copy

_PASSABLE = frozenset({Defect.OVERSIZED})
"""A defect of ours rather than of the file: a picture too large to be opened is whole all the same.
"""


class LeftKind(StrEnum):
    """Why a file of the old tree stays where it is."""

    NOT_ADOPTED = "not-adopted"
    PROPOSED = "proposed"
    """Not adopted, as the plan itself had proposed."""
    UNDECIDED = "undecided"
    ARCHIVED = "archived"
    """The archive holds the same content."""
    REPEATED = "repeated"
    """Another file, which is copied, has the same content."""
    LEFTOVER = "leftover"
    DEFECT = "defect"
    LINK = "link"
    BLOCKED = "blocked"
    SPECIAL = "special"
    SIDECAR = "sidecar"
    ALONE = "description"
    """An ``item.toml`` of whose files none is copied."""
    SCATTERED = "scattered"
    """An ``item.toml`` whose files go to several items."""
    HELD = "held"
    """An ``item.toml`` of an item that the archive has: it would speak of what is there, too."""
    SHARED = "shared"
    """An ``item.toml`` of an item into which files of other folders go as well."""
    RENAMED = "renamed"
    """An ``item.toml`` that names a file which gets another name, or would then name another."""
    UNCLEAR = "unclear"
    """An ``item.toml`` that nobody can read."""
    REFUSED = "refused"
    """The file system refused the copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """One file that is left out."""

    kind: LeftKind
    text: str = ""
    """Where the first one lies, or what the system said."""
    defect: Defect | None = None


@dataclass(slots=True, kw_only=True)
class OldTree:
    """What lies in the old folder. Filled while it is walked, then left alone."""

    files: dict[str, Entry] = field(default_factory=dict)
    """By path."""
    sidecars: Mapping[str, Entry] = field(default_factory=dict)
    """The sidecar of each file that has one, by the file's path."""
    descriptions: dict[str, Entry] = field(default_factory=dict)
    """Every ``item.toml``, by path."""
    left: dict[str, Left] = field(default_factory=dict)
    """What needs no opening to be left out, by path."""

    @property
    def wanted(self) -> list[Entry]:
        """Everything that has to be read."""
        beside = {entry.path: entry for entry in self.sidecars.values()}
        return [*self.files.values(), *beside.values(), *self.descriptions.values()]


_UNOPENED = {
    EntryKind.LINK: LeftKind.LINK,
    EntryKind.BLOCKED: LeftKind.BLOCKED,
    EntryKind.SPECIAL: LeftKind.SPECIAL,
}


def read_old_tree(entries: Iterable[Entry]) -> OldTree:
    """Return the files of an old tree, each with its sidecar, and what is left out unopened."""
    tree = OldTree()
    layout = Layout()
    for entry in entries:
        if entry.kind in _UNOPENED:
            tree.left[entry.path] = Left(kind=_UNOPENED[entry.kind], text=entry.detail)
        elif entry.name == ITEM_FILE and entry.kind is EntryKind.FILE:
            tree.descriptions[entry.path] = entry
        elif entry.kind is EntryKind.FILE:
            layout.files.setdefault(entry.folder, []).append(entry)
    pair_sidecars(layout)
    for stray in layout.strays:
        tree.left[stray.path] = Left(kind=LeftKind.SIDECAR)
    tree.files = {entry.path: entry for found in layout.files.values() for entry in found}
    tree.sidecars = layout.sidecars
    return tree


def left_out(tree: OldTree, facts: Mapping[str, Facts], dossier: Dossier) -> dict[str, Left]:
    """Return which files are left out, by path, and why."""
    archived = {
        record.facts.sha256: record.path
        for record in reversed(dossier.records)
        if record.facts is not None and record.size
    }
    return {**tree.left, **dict(_opened(tree, facts, archived))}


def _opened(
    tree: OldTree, facts: Mapping[str, Facts], archived: Mapping[str, str]
) -> Iterator[tuple[str, Left]]:
    for path, entry in tree.files.items():
        known = facts.get(path) or Facts(sha256="", defect=Defect.UNREADABLE)
        if known.defect is not None and known.defect not in _PASSABLE:
            yield path, Left(kind=LeftKind.DEFECT, text=known.detail, defect=known.defect)
        elif not read_name(entry.name).archival:
            yield path, Left(kind=LeftKind.LEFTOVER)
        elif known.sha256 in archived:
            yield path, Left(kind=LeftKind.ARCHIVED, text=archived[known.sha256])


def repeated(ranks: Mapping[str, int], facts: Mapping[str, Facts]) -> Iterator[tuple[str, Left]]:
    """Yield the files whose content another file has as well, with the one that is kept.

    Args:
        ranks: By path how well a file is placed, 0 best: of equal contents the best is kept. The
            first two are adopted alike, so of these an original goes before its copy.
        facts: What the files told, by path.
    """
    first: dict[str, str] = {}

    def order(path: str) -> tuple[int, bool, int, str]:
        rank = ranks[path]
        return max(rank - 1, 0), is_copy(PurePosixPath(path).stem), rank, path

    for path in sorted(ranks, key=order):
        kept = first.setdefault(facts[path].sha256, path)
        if kept != path:
            yield path, Left(kind=LeftKind.REPEATED, text=kept)
