"""``archivist box assign``: the items that name no box get one; register and items say so.

Boxes that items name and the register lacks are entered into it, so that it has all of them. The
numbers 件号 of the pieces in boxes are written down, too, so that none changes any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.boxes.assigned import AssignReport, StudioAssigned
from archivist.actions.boxes.cells import refuse_hidden_numbers
from archivist.actions.boxes.register import Ranged, Registers, ranged
from archivist.actions.boxes.rows import ENTERED
from archivist.actions.boxes.shelves import ChosenBoxes, StudioBoxes, chosen_boxes
from archivist.actions.boxes.statements import (
    ItemText,
    UnwritableError,
    item_text,
    statement,
    to_be_numbered,
)
from archivist.actions.chosen import chosen
from archivist.actions.register_books import register_steps
from archivist.actions.registers import refuse_unread
from archivist.actions.view import View
from archivist.model.box import Box, BoxedItem, BoxHeld
from archivist.model.box_faults import range_differs
from archivist.model.box_filling import BoxMaking, Filling, as_filled, filled
from archivist.model.box_numbers import legible
from archivist.model.boxing import Weighed, box_order, boxes_named, derived_box
from archivist.model.ledger import BOX_REGISTER
from archivist.model.names import same_name
from archivist.model.operation import Operation, Step, Verb
from archivist.model.plan import Plan
from archivist.model.selection import Selection
from archivist.store.operations import Writing, writing


@dataclass(slots=True)
class _Studio:
    """One studio while its items are put into boxes."""

    boxes: StudioBoxes
    texts: dict[str, ItemText] = field(default_factory=dict)
    """Of the items that can be written, by path."""
    troubles: list[tuple[str, str]] = field(default_factory=list)
    filling: Filling = field(default_factory=Filling)
    after: tuple[BoxHeld, ...] = ()
    """All boxes, as they are going to be."""
    entered: tuple[BoxHeld, ...] = ()
    numbered: tuple[BoxedItem, ...] = ()
    ranged: tuple[Ranged, ...] = ()
    stale: tuple[BoxHeld, ...] = ()

    @property
    def rows(self) -> list[Box]:
        """What the register gets, by number."""
        new = [each.box for each in self.filling.boxes if each.new]
        every = [*new, *(held.box for held in self.entered)]
        return sorted(every, key=lambda box: box_order(box.number))

    def assigned(self) -> StudioAssigned:
        """Return what goes where."""
        return StudioAssigned(
            studio=self.boxes.studio,
            filling=self.filling,
            entered=self.entered,
            numbered=self.numbered,
            corrected=tuple(each.held for each in self.ranged),
            stale=self.stale,
        )

    def take(self, root: Path, path: str) -> bool:
        """Read an ``item.toml`` that is to be changed; what hinders that is a trouble."""
        try:
            self.texts[path] = item_text(root, path)
        except UnwritableError as error:
            self.troubles.append((path, error.reason))
            return False
        return True


def assign_boxes(
    view: View, selection: Selection, making: BoxMaking, now: datetime, *, dry_run: bool
) -> AssignReport:
    """Put the items that name no box into boxes, in one batch that ``archivist undo`` takes back.

    Raises:
        InvalidChoiceError: A name fits no studio.
        InvalidFileError: A register of boxes, or a number in it, cannot be read, or it cannot take
            rows.
        NotReadableError: A register is open elsewhere, or the archive cannot be looked into.
        NotWritableError: A register is read-only, or nothing can be written in the archive.
    """
    if dry_run:
        _found, studios = _planned(view, selection, making)
        return replace(_report(studios), dry_run=True)
    chosen(view, selection)  # the long reading, before others are kept waiting
    with writing(view.root, Verb.BOX, now) as session:
        # What an earlier run left is finished now, and nobody else fills the same boxes.
        found, studios = _planned(view, selection, making)
        report = replace(_report(studios), finished=session.finished)
        if report.idle:
            return report
        registers = Registers(view.root, found)
        contents = [_contents(registers, studio) for studio in studios]
        report = replace(report, studios=tuple(studio.assigned() for studio in studios))
        deeds = session.carry_out(_operations(session, studios, contents))
        return replace(report, deeds=tuple(deeds))


def _planned(
    view: View, selection: Selection, making: BoxMaking
) -> tuple[ChosenBoxes, list[_Studio]]:
    """Return all boxes there are, and what goes where in each studio."""
    found = chosen_boxes(view, selection)
    refuse_unread(found.read, BOX_REGISTER)
    refuse_hidden_numbers(found.read, found.ledgers)
    plan, wanted = found.found.seen.dossier.plan, found.wanted
    making = replace(making, packed=view.as_of)
    return found, [_filled(view.root, each, wanted, plan, making) for each in found.studios]


def _report(studios: Sequence[_Studio]) -> AssignReport:
    return AssignReport(
        studios=tuple(studio.assigned() for studio in studios),
        troubles=tuple(trouble for studio in studios for trouble in studio.troubles),
    )


def _contents(registers: Registers, studio: _Studio) -> dict[str, tuple[bytes, str]]:
    contents, failed = registers.contents(studio.boxes, studio.rows, studio.ranged)
    studio.ranged = tuple(each for each in studio.ranged if each.held not in failed)
    studio.stale += failed
    return contents


def _filled(
    root: Path, boxes: StudioBoxes, wanted: frozenset[str], plan: Plan, making: BoxMaking
) -> _Studio:
    studio = _Studio(boxes=boxes)
    loose: list[Weighed] = []
    for each in boxes.loose:
        path = each.boxed.item.path
        if path not in wanted or not each.asked:
            continue
        if studio.take(root, path):
            loose.append(each)
    damaged = _("its item.toml has mistakes: archivist check tells which")
    studio.troubles += [(path, damaged) for path in boxes.damaged if path in wanted]
    studio.filling = filled(loose, boxes.boxes, plan, making)
    studio.after = as_filled(boxes.boxes, studio.filling, boxes.unboxed)
    _number(root, studio, wanted, damaged)
    _enter(studio, wanted, plan, making)
    _correct(studio, wanted)
    return studio


def _number(root: Path, studio: _Studio, wanted: frozenset[str], damaged: str) -> None:
    """Tell which items lie in a box already and get the numbers of their pieces written down."""
    found = []
    for each in to_be_numbered(studio.boxes, studio.after, wanted):
        path = each.item.path
        if path in studio.boxes.misread:
            studio.troubles.append((path, damaged))
        elif studio.take(root, path):
            found.append(each)
    studio.numbered = tuple(found)


def _correct(studio: _Studio, wanted: frozenset[str]) -> None:
    """Tell of which boxes the row of the register is to name another first or last piece."""
    got = {same_name(each.box.number) for each in studio.filling.boxes if not each.new}
    got |= {same_name(number) for each in studio.numbered for number in boxes_named(each.item)}
    before = {held.box.row: held for held in studio.boxes.boxes if held.box.row}
    for held in studio.after:
        differs, mine = range_differs(held), same_name(held.box.number) in got
        chosen = any(each.item.path in wanted for each in held.items)
        if held.box.row and (mine or (differs and chosen)):
            row = ranged(before[held.box.row], held, studio.boxes)
            studio.ranged += (row,) if row else ()
            studio.stale += (held,) if row is None and differs and mine else ()


def _enter(studio: _Studio, wanted: frozenset[str], plan: Plan, making: BoxMaking) -> None:
    """Tell which rows the register gets."""
    got = {each.box.number: each for each in studio.filling.boxes}
    after = {held.box.number: held for held in studio.after}
    new = (replace(b, box=_ranged(after[b.box.number])) if b.new else b for b in got.values())
    studio.filling = replace(studio.filling, boxes=tuple(new))
    for held in after.values():
        number = held.box.number
        if not held.box.row and (number not in got or not got[number].new):
            chosen = [each for each in held.items if each.item.path in wanted]
            if legible(number) and chosen:
                studio.entered += (replace(held, box=_entered(held, plan, making)),)
            elif chosen:
                why = _("the number of its box cannot be read; write it anew")
                studio.troubles += [(each.item.path, why) for each in chosen]


def _entered(held: BoxHeld, plan: Plan, making: BoxMaking) -> Box:
    """Return the row of a box that items name; what nobody told stays open."""
    derived = derived_box(held.box.studio, held.box.number, held.items, plan)
    return replace(
        _ranged(replace(held, box=derived)), packer=making.packer, place=making.place, state=ENTERED
    )


def _ranged(held: BoxHeld) -> Box:
    first, last = held.first_piece, held.last_piece
    return replace(held.box, first=str(first or ""), last=str(last or ""))


def _operations(
    session: Writing,
    studios: Iterable[_Studio],
    contents: Iterable[Mapping[str, tuple[bytes, str]]],
) -> Iterator[Operation]:
    """Yield one operation for each studio: no register has boxes that nothing names."""
    for studio, books in zip(studios, contents, strict=True):
        steps = (*register_steps(session, books), *_item_steps(session, studio))
        if steps:
            yield Operation(verb=Verb.BOX, steps=steps)


def _item_steps(session: Writing, studio: _Studio) -> Iterator[Step]:
    numbered = {each.item.path: each for held in studio.after for each in held.items}
    for box in studio.filling.boxes:
        for each in box.items:
            text, boxed = studio.texts[each.item.path], numbered[each.item.path]
            yield statement(session, text, boxed, box.box.number)
    for each in studio.numbered:
        yield statement(session, studio.texts[each.item.path], each)
