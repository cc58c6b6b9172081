"""Citations: what the evidence cells of an entry name, looked up among what is filed.

An item is cited by its folder's name or a path, a record by its name, with or without the ending,
a path or its code; ``C1-20250318-01~05`` cites all images in between.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice

from archivist.model.code import suggest_code
from archivist.model.item import Item
from archivist.model.matching import fold
from archivist.model.record import Record

_PIECE = re.compile(r"[^、；;，,|｜\r\n\t]+")
_BLANKS = re.compile(r"\s+")
_DRESS = re.compile(
    "^(?:详?见[::]?|[\"'“”‘’《〈【「\\[(])+|[\"'“”‘’》〉】」\\])。.]+$"  # as folding leaves them
)
"""What people put around a name."""
_CODES = re.compile(
    r"([a-z][a-z0-9]{0,7})-([0-9]{8})-([0-9]{1,6})"
    r"(?:(?:~|〜|至|到|-|–|—|―)+(?:\1-\2-)?([0-9]{1,6}))?"
)
_LONGEST = 2000
"""Characters of a piece that may still be a name or a path."""
_PIECES = 60
"""Pieces of one cell that are looked up: nobody cites more by hand."""
_COMMON = 50
"""A name that more files bear means one of the entry's day, or nothing in particular."""
_COUNTED = 5000
"""Images of one class and day among which a code is looked for."""
_JOINED = 5
"""A name may hold so many pieces, for a name may hold commas."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation; several items or records may bear the same name."""

    text: str
    items: tuple[Item, ...] = ()
    records: tuple[Record, ...] = ()

    @property
    def known(self) -> bool:
        """It names something filed."""
        return bool(self.items or self.records)

    @property
    def homes(self) -> tuple[Item, ...]:
        """The items that it may mean, each once."""
        found = self.items or tuple(record.item for record in self.records)
        return tuple({item.path: item for item in found}.values())


@dataclass(frozen=True, eq=False)
class Citations:
    """What may be cited, by each of its names."""

    items: Iterable[Item]
    records: Mapping[str, tuple[Record, ...]] = field(repr=False)

    def read(self, cell: str, days: Collection[date] = ()) -> Iterator[Mention]:
        """Yield what a cell cites; of several names that begin alike, the longest.

        Args:
            cell: What stands in the cell.
            days: Of the entry: they decide what a name that many files bear means.
        """
        pieces = [*islice(_pieces(cell), _PIECES)]
        at = 0
        while at < len(pieces):
            runs = range(min(_JOINED, len(pieces) - at), 0, -1)
            tried = (self._mention(cell[pieces[at][0] : pieces[at + n - 1][1]], days) for n in runs)
            size, mention = next(
                ((n, each) for n, each in zip(runs, tried, strict=True) if each.known),
                (1, Mention(cell[slice(*pieces[at])])),
            )
            yield mention
            at += size

    def codes(self, cell: str) -> Iterator[Mention]:
        """Yield what a cell names by codes alone; anything else in it is no citation."""
        if "-" not in unicodedata.normalize("NFKC", cell[:_LONGEST]):
            return
        for start, end in islice(_pieces(cell), _PIECES):
            found = tuple(self._coded(key_of(cell[start:end])))
            if found:
                yield Mention(cell[start:end], records=found)

    def _mention(self, text: str, days: Collection[date]) -> Mention:
        key = key_of(text)
        for form in _forms(key):
            name = form.rpartition("/")[2]
            items = tuple(i for i in self._folders.get(name, ()) if _ends(i.path, form))
            if items:
                return Mention(text, items=items)
            records = tuple(self._coded(form)) or tuple(self._named(form, name, days))
            if records:
                return Mention(text, records=records)
        meant = suggest_code(text) if len(text) < _LONGEST else None
        return Mention(text, records=tuple(self._coded(key_of(str(meant)))) if meant else ())

    def _coded(self, key: str) -> Iterator[Record]:
        match = _CODES.fullmatch(key)
        if match is None:
            return
        first = int(match[3])
        last = int(match[4]) if match[4] else first
        for number, record in self._by_class.get((match[1], match[2]), ())[:_COUNTED]:
            if first <= number <= last:
                yield record

    def _named(self, form: str, name: str, days: Collection[date]) -> Iterator[Record]:
        bearers = self._names.get(name, [])
        if len(bearers) > _COMMON:
            near = [*self._beside(form, name)]
            near = near or [r for day in days for r in self._by_day.get((name, day), ())]
            bearers = (near or bearers)[:_COMMON]
        for record in bearers:
            if _ends(record.path, form) or _ends(record.path.rpartition(".")[0], form):
                yield record

    def _beside(self, form: str, name: str) -> Iterator[Record]:
        """Yield the records of that name in the item that a path names."""
        folder = form.rpartition("/")[0].rpartition("/")[2]
        for item in self._folders.get(folder, ()):
            for record in self.records.get(item.path, ()):
                if name in {key_of(record.name), key_of(record.stem)}:
                    yield record

    @cached_property
    def _folders(self) -> Mapping[str, list[Item]]:
        found: defaultdict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            found[key_of(item.path.rpartition("/")[2])].append(item)
        return found

    @cached_property
    def _names(self) -> Mapping[str, list[Record]]:
        """Records by their names, and by their names without the ending."""
        found: defaultdict[str, list[Record]] = defaultdict(list)
        for record in self._filed():
            name = key_of(record.name)
            found[name].append(record)
            stem = name.rpartition(".")[0]
            if stem:
                found[stem].append(record)
        return found

    @cached_property
    def _by_day(self) -> Mapping[tuple[str, date], list[Record]]:
        """Those that many bear, by the day of their item as well."""
        found: defaultdict[tuple[str, date], list[Record]] = defaultdict(list)
        for name, records in self._names.items():
            for record in records if len(records) > _COMMON else ():
                if record.item.day is not None:
                    found[name, record.item.day].append(record)
        return found

    @cached_property
    def _by_class(self) -> Mapping[tuple[str, str], list[tuple[int, Record]]]:
        found: defaultdict[tuple[str, str], list[tuple[int, Record]]] = defaultdict(list)
        for record in self._filed():
            if record.code is not None:
                image_class, day, _number = str(record.code).casefold().split("-")
                found[image_class, day].append((record.code.number, record))
        for numbered in found.values():
            numbered.sort(key=lambda each: (each[0], each[1].path))
        return found

    def _filed(self) -> Iterator[Record]:
        return (record for item in self.items for record in self.records.get(item.path, ()))


def key_of(text: str) -> str:
    """Return the form in which two writings of a name are one; blanks and width do not count."""
    return _BLANKS.sub("", fold(text[:_LONGEST]).replace("\\", "/")).removeprefix("./").strip("/")


def _pieces(cell: str) -> Iterator[tuple[int, int]]:
    """Yield where the pieces between commas and line breaks begin and end, without blanks."""
    for match in _PIECE.finditer(cell):
        piece = match[0].rstrip()
        start = match.end() - len(match[0].lstrip())
        if piece.strip():
            yield start, match.start() + len(piece)


def _forms(key: str) -> Iterator[str]:
    """Yield a name as it is written, then without what stands around it."""
    yield key
    bare = _DRESS.sub("", key)
    if bare != key:
        yield bare


def _ends(path: str, key: str) -> bool:
    """Tell whether a path ends with the path that is cited, in whole names."""
    return "/" not in key or f"/{key_of(path)}".endswith(f"/{key}")
