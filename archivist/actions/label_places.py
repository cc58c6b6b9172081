"""Where the boxes and discs lie that printed codes name: by items, and by rows of registers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from archivist.actions.describe import read_start
from archivist.actions.ledgers import ledger_told
from archivist.errors import ArchivistError
from archivist.formats.apart import Apart
from archivist.formats.ledger_reading import read_ledger
from archivist.formats.ledger_wording import row_text
from archivist.formats.workbook.reading import LIMITS
from archivist.model.boxing import boxes_named
from archivist.model.display import shown
from archivist.model.entry import Entry
from archivist.model.label_code import LabelCode, LabelKind, labelled_name, studio_mark
from archivist.model.layout import Layout, read_layout
from archivist.model.ledger import BOX_REGISTER, DISC_REGISTER, Ledger
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.plan import Plan
from archivist.model.record import RecordKind, kind_of
from archivist.model.settings import Settings
from archivist.store.item_file import load_description
from archivist.store.ledger_file import load_ledgers
from archivist.store.plan_file import load_plan
from archivist.store.tree import extended

_REGISTERS = {LabelKind.BOX: BOX_REGISTER, LabelKind.DISC: DISC_REGISTER}
_PREFIX = re.compile(r"(?:档案盒|光盘|盒|DISC|BOX)号?\s*[:：]?\s*")
_MOST = 5
"""Rows that are told."""


@dataclass(frozen=True, slots=True)
class FoundPath:
    """A file or folder that was looked for."""

    path: str
    """Relative to the archive, with forward slashes."""
    folder: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroup:
    """One of several boxes or discs that bear the same number."""

    heading: str
    """Of which studio it is, and how much lies in it."""
    places: tuple[FoundPath, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelTarget:
    """What a code or a name means."""

    places: tuple[FoundPath, ...] = ()
    register: tuple[FoundPath, ...] = ()
    """The workbooks that have a row of it."""
    remarks: tuple[str, ...] = ()
    """What else is known, for a person."""
    groups: tuple[TargetGroup, ...] = ()
    """The places once more, where they are those of several boxes or discs."""
    foreign: bool = False
    """The code is one of another archive; what was found only bears the same number."""


def label_places(
    root: Path, settings: Settings, entries: Iterable[Entry], label: LabelCode
) -> LabelTarget:
    """Return the items that lie in the box of a printed code, else the registers that have it.

    Of a disc, the registers. Where no studio bears the mark any more, all of them count.
    """
    marks = {studio.name: studio_mark(studio.name) for studio in settings.studios}
    known = frozenset(name for name, mark in marks.items() if mark == label.studio)
    return _LabelLookup(root, settings, entries, (label.kind,), known).found(label.kind, label.name)


def numbered_places(
    root: Path, settings: Settings, entries: Iterable[Entry], text: str
) -> LabelTarget:
    """Return what the bare number of a box or a disc means, in all studios.

    What it is may stand before it: 盒 06-1.
    """
    kinds = LabelKind.BOX, LabelKind.DISC
    lookup = _LabelLookup(root, settings, entries, kinds)
    plain = labelled_name(text)
    bare = plain[match.end() :] if (match := _PREFIX.match(plain)) else ""
    for number in dict.fromkeys(name for name in (plain, bare) if name):
        found = [each for kind in kinds if (each := lookup.found(kind, number)).places]
        if found:
            return LabelTarget(
                places=tuple(place for each in found for place in each.places),
                register=tuple(place for each in found for place in each.register),
                remarks=tuple(remark for each in found for remark in each.remarks),
                groups=tuple(group for each in found for group in each.groups),
            )
    return LabelTarget()


class _LabelLookup:
    def __init__(
        self,
        root: Path,
        settings: Settings,
        entries: Iterable[Entry],
        kinds: Sequence[LabelKind],
        studios: frozenset[str] = frozenset(),
    ) -> None:
        self._kinds, self._studios = kinds, studios
        self._entries: list[LedgerEntry] | None = None
        self._root = extended(root)
        self._plan: Plan = load_plan(self._root, settings)
        self._layout: Layout = read_layout(entries, settings, self._plan)

    def found(self, kind: LabelKind, number: str) -> LabelTarget:
        """Return the items with what the registers say, or the registers where there are none."""
        wanted = labelled_name(number)
        items: defaultdict[str, list[FoundPath]] = defaultdict(list)
        unclear: list[str] = []
        for studio, place, clear in self._items_in(wanted) if kind is LabelKind.BOX else ():
            if clear:
                items[studio].append(place)
            else:
                unclear.append(place.path)
        rows: defaultdict[str, list[LedgerEntry]] = defaultdict(list)
        for row in self._rows(_REGISTERS[kind], wanted):
            rows[row.path.partition("/")[0]].append(row)
        studios = sorted({*items, *rows})
        each = [_one(kind, number, items[studio], rows[studio]) for studio in studios]
        if len(each) > 1:
            target = _several(kind, number, dict(zip(studios, each, strict=True)))
        else:
            target = each[0] if each else LabelTarget()
        return replace(target, remarks=(*target.remarks, *_unclear_texts(unclear)))

    def _items_in(self, wanted: str) -> Iterator[tuple[str, FoundPath, bool]]:
        """Yield the items in a box with their studio, and the files that may name it: unclear."""
        for path, entry in sorted(self._layout.item_files.items()):
            if not self._meant(path.partition("/")[0]) or not self._names(entry.path, wanted):
                continue
            said, mistakes = load_description(self._root / entry.path, entry.path)
            self._layout.describe({path: said})
            item = self._layout.items[path]
            if wanted in map(labelled_name, boxes_named(item)):
                yield item.studio, FoundPath(path, folder=True), True
            if mistakes:
                yield item.studio, FoundPath(entry.path, folder=False), False

    def _names(self, path: str, wanted: str) -> bool:
        """Tell whether an item.toml may name a box; to understand each of them takes long."""
        try:
            content = read_start(self._root / path) or b""
        except (OSError, ArchivistError):
            return True
        text = content.decode("utf-8", "replace")
        return "\\" in text or wanted in labelled_name(text)

    def _rows(self, register: str, wanted: str) -> Iterator[LedgerEntry]:
        if self._entries is None:
            self._entries = list(self._read())
        for entry in self._entries:
            same = labelled_name(entry.text("number")) == wanted
            if same and entry.ledger == register:
                yield entry

    def _read(self) -> Iterator[LedgerEntry]:
        """Yield the rows of all registers that are asked for; to start the reader takes longest."""
        ledgers = tuple(load_ledgers(self._root, self._plan))
        workbooks = list(self._workbooks(ledgers))
        if not workbooks:
            return
        with Apart(LIMITS) as apart:
            for path, ledger in workbooks:
                try:
                    read = read_ledger(self._root / path, path, ledgers, ledger, apart=apart)
                except ArchivistError:
                    # A register that is open elsewhere hides its rows, not the items.
                    continue
                yield from read.entries

    def _meant(self, studio: str) -> bool:
        return not self._studios or studio in self._studios

    def _workbooks(self, ledgers: Sequence[Ledger]) -> Iterator[tuple[str, Ledger]]:
        asked = {_REGISTERS[kind] for kind in self._kinds}
        files = (entry for some in self._layout.files.values() for entry in some)
        for entry in sorted(files, key=lambda each: each.path):
            if kind_of(entry.name) is RecordKind.WORKBOOK:
                ledger = ledger_told(entry.name, self._plan, ledgers)
                if ledger and ledger.id in asked and self._meant(entry.path.partition("/")[0]):
                    yield entry.path, ledger


def _one(
    kind: LabelKind, number: str, items: Sequence[FoundPath], rows: Sequence[LedgerEntry]
) -> LabelTarget:
    """Return what one box or disc is: its items, else its registers, and what is known of it."""
    register = tuple(FoundPath(path, folder=False) for path in {row.path: 0 for row in rows})
    remarks = []
    if items:
        text = ngettext(
            "{count} item lies in box {number}.", "{count} items lie in box {number}.", len(items)
        )
        remarks.append(text.format(count=len(items), number=shown(number)))
    remarks += map(_told, rows[:_MOST])
    if kind is LabelKind.BOX and not items:
        remarks.append(_("No item says that it lies in this box."))
    return LabelTarget(places=tuple(items) or register, register=register, remarks=tuple(remarks))


def _unclear_texts(paths: Sequence[str]) -> Iterator[str]:
    for path in paths[:_MOST]:
        text = _("{file} has mistakes and may name this box: “archivist check” tells them.")
        yield text.format(file=shown(path))
    if paths[_MOST:]:
        yield _("and {count} more").format(count=len(paths) - _MOST)


def _several(kind: LabelKind, number: str, found: Mapping[str, LabelTarget]) -> LabelTarget:
    """Return several boxes or discs of one number, each with its studio."""
    name, count = shown(number), len(found)
    if kind is LabelKind.BOX:
        text = ngettext(
            "{number} is {count} box: each studio numbers its own.",
            "{number} is {count} boxes: each studio numbers its own.",
            count,
        )
        heading = _("box {number} of {studio}:")
    else:
        text = ngettext(
            "{number} is {count} disc: each studio numbers its own.",
            "{number} is {count} discs: each studio numbers its own.",
            count,
        )
        heading = _("disc {number} of {studio}:")
    groups = tuple(
        TargetGroup(
            heading=heading.format(number=name, studio=shown(studio)),
            places=each.places,
            remarks=each.remarks,
        )
        for studio, each in found.items()
    )
    return LabelTarget(
        places=tuple(place for each in found.values() for place in each.places),
        register=tuple(place for each in found.values() for place in each.register),
        remarks=(text.format(number=name, count=count),),
        groups=groups,
    )


def _told(row: LedgerEntry) -> str:
    names = ("number", "content", "title", "year", "retention", "place")
    texts = [shown(" ".join(text.split())) for text in map(row.text, names) if text]
    return _("{place}: {what}").format(place=row_text(row.place), what=_(", ").join(texts))
