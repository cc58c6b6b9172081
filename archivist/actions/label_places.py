"""Where the boxes and discs lie that printed codes name: by items, and by rows of registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from archivist.actions.ledgers import ledger_told
from archivist.errors import ArchivistError
from archivist.formats.apart import Apart
from archivist.formats.ledger_reading import read_ledger
from archivist.formats.workbook.reading import LIMITS
from archivist.model.boxing import boxes_named
from archivist.model.display import shown
from archivist.model.entry import Entry
from archivist.model.label_code import LabelCode, LabelKind, labelled_name, studio_mark
from archivist.model.layout import Layout, read_layout
from archivist.model.ledger import Ledger
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.plan import Plan
from archivist.model.record import RecordKind, kind_of
from archivist.model.settings import Settings
from archivist.store.item_file import load_description
from archivist.store.ledger_file import load_ledgers
from archivist.store.plan_file import load_plan
from archivist.store.tree import extended

_REGISTERS = {LabelKind.BOX: "boxes", LabelKind.DISC: "discs"}
_MOST = 5
"""Rows that are told."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder that was looked for."""

    path: str
    """Relative to the archive, with forward slashes."""
    folder: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a code or a name means."""

    places: tuple[Place, ...] = ()
    register: tuple[Place, ...] = ()
    """The workbooks that have a row of it."""
    remarks: tuple[str, ...] = ()
    """What else is known, for a person."""


def label_places(
    root: Path, settings: Settings, entries: Iterable[Entry], label: LabelCode
) -> Found:
    """Return the items that lie in the box of a printed code, else the registers that have it.

    Of a disc, the registers. Where no studio bears the mark any more, all of them count.
    """
    every = list(entries)
    marks = {studio.name: studio_mark(studio.name) for studio in settings.studios}
    known = frozenset(name for name, mark in marks.items() if mark == label.studio)
    shelf = _Shelf(root, settings, every, known)
    if label.kind is LabelKind.DISC:
        return shelf.found(LabelKind.DISC, label.name, Found())
    return shelf.found(LabelKind.BOX, label.name, shelf.items_in(label.name))


def items_in_box(root: Path, settings: Settings, entries: Iterable[Entry], number: str) -> Found:
    """Return the items that lie in a box, of all studios; no register is read."""
    return _Shelf(root, settings, entries).items_in(number)


class _Shelf:
    def __init__(
        self,
        root: Path,
        settings: Settings,
        entries: Iterable[Entry],
        studios: frozenset[str] = frozenset(),
    ) -> None:
        self._studios = studios
        self._root = extended(root)
        self._plan: Plan = load_plan(self._root, settings)
        self._layout: Layout = read_layout(entries, settings, self._plan)

    def items_in(self, number: str) -> Found:
        """Return the items that say that they lie in a box."""
        places = tuple(self._items_in(labelled_name(number)))
        if not places:
            return Found()
        text = ngettext(
            "{count} item lies in box {number}.", "{count} items lie in box {number}.", len(places)
        )
        return Found(places=places, remarks=(text.format(count=len(places), number=shown(number)),))

    def _items_in(self, wanted: str) -> Iterator[Place]:
        for path, entry in sorted(self._layout.item_files.items()):
            said, _mistakes = load_description(self._root / entry.path, entry.path)
            self._layout.describe({path: said})
            item = self._layout.items[path]
            if self._meant(item.studio) and wanted in map(labelled_name, boxes_named(item)):
                yield Place(path, folder=True)

    def found(self, kind: LabelKind, number: str, items: Found) -> Found:
        """Return the items with what the registers say, or the registers where there are none."""
        rows = list(self._rows(_REGISTERS[kind], number))
        register = tuple(Place(path, folder=False) for path in {row.path: 0 for row in rows})
        remarks = (*items.remarks, *map(_told, rows[:_MOST]))
        if kind is LabelKind.BOX and rows and not items.places:
            remarks = (*remarks, _("No item says that it lies in this box."))
        return Found(places=items.places or register, register=register, remarks=remarks)

    def _rows(self, register: str, number: str) -> Iterator[LedgerEntry]:
        wanted = labelled_name(number)
        ledgers = tuple(load_ledgers(self._root, self._plan))
        ledger = next((each for each in ledgers if each.id == register), None)
        with Apart(LIMITS) as apart:
            for path in self._workbooks(register, ledgers):
                try:
                    read = read_ledger(self._root / path, path, ledgers, ledger, apart=apart)
                except ArchivistError:
                    # A register that is open elsewhere hides its rows, not the items.
                    continue
                for entry in read.entries:
                    same = labelled_name(entry.text("number")) == wanted
                    if same and entry.ledger == register and self._meant(path.partition("/")[0]):
                        yield entry

    def _meant(self, studio: str) -> bool:
        return not self._studios or studio in self._studios

    def _workbooks(self, register: str, ledgers: Sequence[Ledger]) -> Iterator[str]:
        files = (entry for some in self._layout.files.values() for entry in some)
        for entry in sorted(files, key=lambda each: each.path):
            if kind_of(entry.name) is RecordKind.WORKBOOK:
                ledger = ledger_told(entry.name, self._plan, ledgers)
                if ledger is not None and ledger.id == register:
                    yield entry.path


def _told(row: LedgerEntry) -> str:
    names = ("number", "content", "title", "year", "retention", "place")
    texts = [shown(text) for text in map(row.text, names) if text]
    return _("{file}, {sheet}, row {row}: {texts}").format(
        file=shown(row.path), sheet=shown(row.sheet), row=row.row, texts=_(", ").join(texts)
    )
