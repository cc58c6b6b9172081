"""Which boxes a studio has, by its register and by its items, and what lies in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from gettext import gettext as _

from archivist.actions.blind import refuse_unseen
from archivist.actions.boxes.rows import box_of, boxes_in_order
from archivist.actions.chosen import Chosen, chosen
from archivist.actions.ledgers import Librarian, StudioLedgers
from archivist.actions.registers import with_disguised
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.apart import Apart
from archivist.formats.workbook.reading import LIMITS
from archivist.model.box import Box, BoxedItem, BoxHeld
from archivist.model.box_near import nearest_box
from archivist.model.boxing import (
    Scales,
    Weighed,
    boxes_named,
    derived_box,
    lying_in,
    numbered,
    order_of,
)
from archivist.model.display import shown
from archivist.model.dossier import Dossier, StrayKind
from archivist.model.ledger import BOX_REGISTER, Ledger
from archivist.model.names import same_name
from archivist.model.piece_numbers import numbers_of
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
    unboxed: tuple[BoxedItem, ...] = ()
    """All items that name no box, whatever the reason."""
    damaged: tuple[str, ...] = ()
    """Those whose ``item.toml`` has mistakes, so that it may mean a box; no item of ``loose``."""
    misread: tuple[str, ...] = ()
    """Items in boxes whose ``item.toml`` has mistakes, so that it may state other numbers."""
    unclear: tuple[str, ...] = ()
    """All items whose ``item.toml`` has mistakes: what lies in the boxes is not known for sure."""
    read: StudioLedgers = field(default_factory=StudioLedgers)
    stamps: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Size and time, in nanoseconds, of each workbook just before it was read, by its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenBoxes:
    """What a selection means, and all boxes of the studios that it names."""

    found: Chosen
    ledgers: tuple[Ledger, ...]
    studios: tuple[StudioBoxes, ...]

    @property
    def read(self) -> tuple[StudioLedgers, ...]:
        """The ledgers of each studio."""
        return tuple(studio.read for studio in self.studios)

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


def chosen_boxes(view: View, selection: Selection) -> ChosenBoxes:
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
        looked = tuple(
            _StudioBoxReader(found, librarian, scales, name).look(apart) for name in names
        )
    return ChosenBoxes(found=found, ledgers=tuple(ledgers), studios=looked)


def refuse_unknown(found: ChosenBoxes, selection: Selection) -> None:
    """Refuse a number that no box has, and say which one was probably meant.

    Raises:
        InvalidChoiceError: There is one.
    """
    there = [held.box.number for studio in found.studios for held in studio.boxes]
    known = {same_name(number) for number in there}
    missing = [number for number in selection.boxes if same_name(number) not in known]
    if missing:
        near = dict.fromkeys(filter(None, (nearest_box(each, there) for each in missing)))
        hint = _("“archivist box list” without --box shows all there are.")
        if near:
            text = _("Perhaps {numbers}? {more}")
            hint = text.format(numbers=_(", ").join(map(shown, near)), more=hint)
        raise InvalidChoiceError(
            _("There is no box {numbers}.").format(numbers=_(", ").join(map(shown, missing))), hint
        )


class _StudioBoxReader:
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
        dossier = self._seen.dossier
        read = self._librarian.read(self._seen.view.root, records, apart)
        read = with_disguised(read, self._studio, dossier, self._librarian.ledgers)
        sizes = {record.path: record.size for record in records}
        lies: defaultdict[str, list[BoxedItem]] = defaultdict(list)
        spelt: dict[str, str] = {}
        loose: list[Weighed] = []
        unboxed: list[BoxedItem] = []
        for weighed in self._numbered():
            item = weighed.boxed.item
            if not boxes_named(item):
                unboxed.append(weighed.boxed)
            for number in boxes_named(item):
                lies[spelt.setdefault(same_name(number), number)].append(weighed.boxed)
            if item.description.paper is None and weighed.boxed.files and not item.flat:
                loose.append(weighed)
        damaged = self._damaged()
        rows = map(box_of, read.of(BOX_REGISTER))
        return StudioBoxes(
            studio=self._studio,
            boxes=self._boxes([row for row in rows if row.number], lies),
            loose=tuple(each for each in loose if each.boxed.item.path not in damaged),
            unboxed=tuple(unboxed),
            damaged=tuple(w.boxed.item.path for w in loose if w.boxed.item.path in damaged),
            misread=tuple(sorted({b.item.path for held in lies.values() for b in held} & damaged)),
            unclear=tuple(sorted(damaged & {item.path for item in self._items})),
            read=read,
            stamps={
                reading.path: (sizes[reading.path], self._seen.modified.get(reading.path, 0))
                for reading in read.readings
            },
        )

    def _numbered(self) -> Iterator[Weighed]:
        """Yield the items with the numbers 件号 of their pieces, which count those in no box."""
        papers = {p: [*self._librarian.papers(own)] for p, own in self._records.items()}
        weighed = [self._scales.weighed(item, papers.get(item.path, ())) for item in self._items]
        numbers = numbers_of(lying_in(each.boxed for each in weighed))
        for each in weighed:
            own = numbers.get(each.boxed.item.path, ())
            yield replace(each, boxed=replace(each.boxed, numbers=own))

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
