"""The ``item.toml`` files of an old tree: into which item each comes along, or why it stays.

It speaks of all files of an item and names some of them. So it comes only where it cannot say
anything of a file that it never knew: into an item that is new, with the files of its own folder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archivist.model.arrival import Arrival
from archivist.model.bringing import Left, LeftKind
from archivist.model.dossier import Dossier
from archivist.model.entry import Entry
from archivist.model.item import Description
from archivist.model.layout import ABOUT_FILE
from archivist.model.names import same_name
from archivist.model.place import Destination

DOCUMENT = "document"
"""The kind of file that is no image record."""
Target = tuple[Arrival, str]
"""A file that is copied, and its path in the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldDescription:
    """One ``item.toml`` of the old tree."""

    entry: Entry
    said: Description
    trouble: str = ""
    """What in it nobody can read."""


class OldDescriptions:
    """Every ``item.toml`` of an old tree, a folder before those in it."""

    def __init__(self, found: Iterable[OldDescription] = ()) -> None:
        self.all = tuple(sorted(found, key=lambda e: (e.entry.path.count("/"), e.entry.path)))
        self._said = {each.entry.folder: each.said for each in self.all}

    def document(self, path: str) -> bool:
        """Tell whether a picture is said to be the scan of a document, which keeps its name."""
        said = next((self._said[f] for f in _folders(path) if f in self._said), Description())
        name = same_name(path.rpartition("/")[2])
        own = [each.kind for key, each in said.files.items() if same_name(key) == name]
        return next(filter(None, own), said.kind) == DOCUMENT


class Companions:
    """Says where descriptions go, with files whose places are known.

    Args:
        dossier: The archive as it is known now.
        targets: Every file that is copied.
    """

    def __init__(self, dossier: Dossier, targets: Iterable[Target]) -> None:
        self._held = {
            same_name(folder)
            for path in dossier.paths
            if path.rpartition("/")[2] != ABOUT_FILE
            for folder in _folders(path)
        }
        self._described: set[str] = set()
        self._below: defaultdict[str, list[Target]] = defaultdict(list)
        """What comes from a folder of the old tree, or from one in it."""
        self._into: defaultdict[str, int] = defaultdict(int)
        """How many files an item gets."""
        for arrival, target in targets:
            for folder in _folders(arrival.path):
                self._below[folder].append((arrival, target))
            self._into[_item(arrival)] += 1

    def place(self, old: OldDescription) -> Destination | Left:
        """Return the item into which a description comes along, or why it stays."""
        own = self._below.get(old.entry.folder, [])
        places = {_item(arrival): arrival.destination for arrival, _target in own}
        if len(places) != 1:
            return Left(kind=LeftKind.SCATTERED if places else LeftKind.ALONE)
        (item, place), *_rest = places.items()
        left = self._unwelcome(item, len(own)) or _misleading(old, own)
        if left or place is None:
            return left or Left(kind=LeftKind.ALONE)
        self._described.add(item)
        return place

    def _unwelcome(self, item: str, coming: int) -> Left | None:
        """Return what speaks against any description in an item."""
        if same_name(item) in self._held:
            return Left(kind=LeftKind.HELD, text=item)
        if item in self._described or self._into[item] != coming:
            return Left(kind=LeftKind.SHARED, text=item)
        return None


def _misleading(old: OldDescription, own: Iterable[Target]) -> Left | None:
    """Return what speaks against this description: it cannot be read, or names the wrong files."""
    if old.trouble and old.said == Description():
        return Left(kind=LeftKind.UNCLEAR, text=old.trouble)
    named = set(map(same_name, old.said.files))
    for arrival, target in own:
        before, after = arrival.entry.name, target.rpartition("/")[2]
        if before != after and named.intersection((same_name(before), same_name(after))):
            return Left(kind=LeftKind.RENAMED, text=before)
    return None


def _item(arrival: Arrival) -> str:
    return arrival.destination.path if arrival.destination else ""


def _folders(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path
