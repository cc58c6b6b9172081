"""Which boxes a studio has, by its register and by its items, and what lies in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from gettext import gettext as _

from archivist.actions.blind import refuse_unseen
from archivist.actions.boxes.cells import refuse_illegible
from archivist.actions.boxes.rows import REGISTER, box_of, boxes_in_order
from archivist.actions.chosen import Chosen, chosen
from archivist.actions.ledgers import Librarian, StudioLedgers
from archivist.actions.view import View
from archivist.errors import InvalidFileError
from archivist.formats.apart import Apart
from archivist.formats.workbook.reading import LIMITS
from archivist.model.box import Box, BoxedItem, BoxHeld
from archivist.model.boxing import (
    Scales,
    Weighed,
    boxes_named,
    derived_box,
    first_pieces,
    lying_in,
    numbered,
    order_of,
)
from archivist.model.display import shown
from archivist.model.dossier import Dossier, StrayKind
from archivist.model.ledger import Ledger
from archivist.model.names import same_name
from archivist.model.record import Record
from archivist.model.selection import Selection
from archivist.store.ledger_file import load_ledgers
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioBoxes:
    """All boxes of one studio."""

    studio: str
    boxes: tuple[BoxHeld, ...]
    """By number; two rows of one number are two boxes, of which the first holds the items."""
    loose: tuple[Weighed, ...] = ()
    """Items with files that name no box and give no reason for having no paper, in their order."""
    damaged: tuple[str, ...] = ()
    """Those whose ``item.toml`` has mistakes, so that it may mean a box; no item of ``loose``."""
    read: StudioLedgers = field(default_factory=StudioLedgers)
    unread: Mapping[str, str] = field(default_factory=dict)
    """Why a register of boxes cannot be read, by its path."""
    stamps: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Size and time, in nanoseconds, of each workbook just before it was read, by its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """What a selection means, and all boxes of the studios that it names."""

    found: Chosen
    ledgers: tuple[Ledger, ...]
    studios: tuple[StudioBoxes, ...]

    @property
    def wanted(self) -> frozenset[str]:
        """The paths of the items that were chosen."""
        return frozenset(item.path for item in self.found.items)

    def held(self) -> Iterator[BoxHeld]:
        """Yield the boxes in which something lies that was chosen, each with all that it holds.

        An empty box is chosen by its number, category and year, where nothing else is asked.
        """
        wanted, selection = self.wanted, self.found.selection
        numbers = {same_name(number) for number in selection.boxes}
        for studio in self.studios:
            for box in studio.boxes:
                if numbers and same_name(box.box.number) not in numbers:
                    continue
                here = any(each.item.path in wanted for each in box.items)
                if here or (not box.items and _takes(selection, box.box)):
                    yield box


def boxes_held(view: View, selection: Selection) -> tuple[BoxHeld, ...]:
    """Return the boxes that a selection means, with all that lies in each.

    A box that items name and no register has is one with an empty ``row``; a row that no item names
    is a box without items. Numbers are compared without regard to case.

    Raises:
        InvalidChoiceError: A name fits no studio.
        InvalidFileError: A register of boxes cannot be read.
        NotReadableError: The archive, a studio or a category cannot be looked into.
        UnprintableError: A cell of their rows cannot be read.
    """
    found = shelves(view, selection)
    refuse_unread(found.studios)
    boxes = tuple(found.held())
    refuse_illegible(boxes, [studio.read for studio in found.studios], found.ledgers)
    return boxes


def shelves(view: View, selection: Selection) -> Shelves:
    """Return all boxes of the studios of a selection, and what it chooses of them.

    Raises:
        InvalidChoiceError: A name fits no studio.
        NotReadableError: The archive, a studio or a category cannot be looked into.
    """
    found = chosen(view, selection)
    dossier = found.seen.dossier
    names = found.selection.studios or tuple(s.name for s in dossier.settings.studios)
    refuse_unseen(dossier, names)
    ledgers = load_ledgers(extended(view.root), dossier.plan)
    librarian, scales = Librarian(dossier.plan, ledgers), Scales(dossier.plan)
    with Apart(LIMITS) as apart:
        looked = tuple(_Shelf(found, librarian, scales, name).look(apart) for name in names)
    return Shelves(found=found, ledgers=tuple(ledgers), studios=looked)


def refuse_unread(studios: Sequence[StudioBoxes]) -> None:
    """Refuse to go on while a register cannot be read: numbers may be given out already.

    Raises:
        InvalidFileError: One cannot; all are named.
    """
    lines = [
        _("{place}: {what}").format(place=shown(path), what=why)
        for studio in studios
        for path, why in studio.unread.items()
    ]
    if lines:
        raise InvalidFileError(
            "\n  ".join([_("The register of boxes cannot be read; nothing was written."), *lines]),
            _("Mend it or move it out of the studio, then run the command again."),
        )


class _Shelf:
    """The boxes of one studio."""

    def __init__(self, found: Chosen, librarian: Librarian, scales: Scales, studio: str) -> None:
        self._seen, self._librarian, self._scales = found.seen, librarian, scales
        self._studio = studio
        dossier: Dossier = found.seen.dossier
        self._items = sorted((i for i in dossier.items if i.studio == studio), key=order_of)
        self._records: defaultdict[str, list[Record]] = defaultdict(list)
        for record in sorted(dossier.records, key=lambda each: each.path):
            if record.item.studio == studio:
                self._records[record.item.path].append(record)

    def look(self, apart: Apart) -> StudioBoxes:
        """Return them."""
        records = [record for own in self._records.values() for record in own]
        read = self._librarian.read(self._seen.view.root, records, apart)
        told = {r.path: ledger for r, ledger in self._librarian.workbooks(records)}
        registers = {path for path, ledger in told.items() if ledger and ledger.id == REGISTER}
        sizes = {record.path: record.size for record in records}
        lies: defaultdict[str, list[BoxedItem]] = defaultdict(list)
        spelt: dict[str, str] = {}
        loose: list[Weighed] = []
        for weighed in self._numbered():
            item = weighed.boxed.item
            for number in boxes_named(item):
                lies[spelt.setdefault(same_name(number), number)].append(weighed.boxed)
            if item.description.paper is None and weighed.boxed.files and not item.flat:
                loose.append(weighed)
        damaged = self._damaged()
        rows = [box_of(each) for each in read.entries if each.ledger == REGISTER]
        return StudioBoxes(
            studio=self._studio,
            boxes=self._boxes([row for row in rows if row.number], lies),
            loose=tuple(each for each in loose if each.boxed.item.path not in damaged),
            damaged=tuple(w.boxed.item.path for w in loose if w.boxed.item.path in damaged),
            read=read,
            unread={path: why for path, why in read.unread.items() if path in registers},
            stamps={
                reading.path: (sizes[reading.path], self._seen.modified.get(reading.path, 0))
                for reading in read.readings
            },
        )

    def _numbered(self) -> Iterator[Weighed]:
        """Yield the items with the numbers 件号 of their pieces, which count those in no box."""
        weighed = [self._scales.weighed(item, self._records[item.path]) for item in self._items]
        first = first_pieces(lying_in(each.boxed for each in weighed))
        for each in weighed:
            number = first.get(each.boxed.item.path, 0)
            yield replace(each, boxed=replace(each.boxed, first_piece=number))

    def _damaged(self) -> set[str]:
        return {
            stray.path.rpartition("/")[0]
            for stray in self._seen.dossier.strays
            if stray.kind is StrayKind.DAMAGED_ITEM_FILE
        }

    def _boxes(
        self, rows: Iterable[Box], lies: Mapping[str, Sequence[BoxedItem]]
    ) -> tuple[BoxHeld, ...]:
        left = {same_name(number): (number, items) for number, items in lies.items()}
        found: list[BoxHeld] = []
        for box in rows:
            _number, items = left.pop(same_name(box.number), ("", ()))
            found.append(BoxHeld(box=replace(box, studio=self._studio), items=numbered(items)))
        plan = self._seen.dossier.plan
        for number, items in left.values():
            box = derived_box(self._studio, number, items, plan)
            found.append(BoxHeld(box=box, items=numbered(items)))
        return tuple(boxes_in_order(found))


def _takes(selection: Selection, box: Box) -> bool:
    """Tell whether a box without items is meant."""
    days = selection.since or selection.until or selection.changed_since
    if selection.items or days:
        return False
    category = box.content.strip()[:2] in selection.categories or box.number.startswith(
        tuple(f"{number}-" for number in selection.categories)
    )
    year = not selection.years or not set(box.years).isdisjoint(selection.years)
    return year and (category or not selection.categories)
