"""``archivist box assign``: the items that name no box get one; register and items say so.

Boxes that items name and the register lacks are entered into it, so that it has all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.boxes.cells import refuse_hidden_numbers
from archivist.actions.boxes.register import Registers
from archivist.actions.boxes.rows import ENTERED
from archivist.actions.boxes.shelves import StudioBoxes, refuse_unread, shelves
from archivist.actions.describe import read_start
from archivist.actions.view import View
from archivist.errors import InvalidFileError
from archivist.model.box import Box, BoxHeld
from archivist.model.box_faults import range_differs
from archivist.model.box_filling import USUAL_SPINE, Filled, Filling, How, as_filled, filled
from archivist.model.box_numbers import legible
from archivist.model.boxing import Weighed, box_order, derived_box
from archivist.model.item import ITEM_FILE
from archivist.model.operation import Deed, Operation, Result, Step, StepKind, Verb
from archivist.model.selection import Selection
from archivist.store.item_writing import with_box
from archivist.store.operations import Writing, reason_of, writing
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How new boxes are made."""

    spine: float = USUAL_SPINE
    packer: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioAssigned:
    """What goes where in one studio."""

    studio: str
    filling: Filling = field(default_factory=Filling)
    entered: tuple[BoxHeld, ...] = ()
    """Boxes that items name and no register has, with all that is going to lie in them."""
    stale: tuple[BoxHeld, ...] = ()
    """Boxes of the register that get items, so that their row names another last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignReport:
    """What went where."""

    studios: tuple[StudioAssigned, ...]
    troubles: tuple[tuple[str, str], ...] = ()
    """Items that got no box, or whose box is not entered, because of their ``item.toml``, and
    why."""
    deeds: tuple[Deed, ...] = ()
    finished: tuple[Deed, ...] = ()
    """What an earlier run had left unfinished, and how it ended now."""
    dry_run: bool = False

    @property
    def boxes(self) -> tuple[Filled, ...]:
        """All boxes that get items."""
        return tuple(box for studio in self.studios for box in studio.filling.boxes)

    @property
    def entered(self) -> int:
        """How many boxes are entered into the register that were there already."""
        return sum(len(studio.entered) for studio in self.studios)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why something was not written."""
        reasons = (deed.reason for deed in self.deeds if deed.result is not Result.DONE)
        return tuple(dict.fromkeys(reasons))

    @property
    def done(self) -> bool:
        """Everything that wants a box has one."""
        return not self.troubles and not self.reasons


@dataclass(frozen=True, slots=True)
class _Text:
    """An ``item.toml`` as it is."""

    text: str
    before: str
    """SHA-256; empty: there is none, or an empty one, which counts as none."""


@dataclass(slots=True)
class _Studio:
    """One studio while its items are put into boxes."""

    boxes: StudioBoxes
    texts: dict[str, _Text] = field(default_factory=dict)
    """Of the items that can be written, by path."""
    troubles: list[tuple[str, str]] = field(default_factory=list)
    filling: Filling = field(default_factory=Filling)
    entered: tuple[BoxHeld, ...] = ()
    stale: tuple[BoxHeld, ...] = ()

    @property
    def rows(self) -> list[Box]:
        """What the register gets, by number."""
        new = [each.box for each in self.filling.boxes if each.new]
        every = [*new, *(held.box for held in self.entered)]
        return sorted(every, key=lambda box: box_order(box.number))


def assign_boxes(
    view: View, selection: Selection, making: Making, now: datetime, *, dry_run: bool
) -> AssignReport:
    """Put the items that name no box into boxes, in one batch that ``archivist undo`` takes back.

    Raises:
        InvalidChoiceError: A name fits no studio.
        InvalidFileError: A register of boxes, or a number in it, cannot be read, or it cannot take
            rows.
        NotReadableError: A register is open elsewhere, or the archive cannot be looked into.
        NotWritableError: A register is read-only, or nothing can be written in the archive.
    """
    # What an earlier run left is finished first, so that what is seen is what there is.
    finished = () if dry_run else _finished(view.root, now)
    found = shelves(view, selection)
    refuse_unread(found.studios)
    refuse_hidden_numbers([studio.read for studio in found.studios], found.ledgers)
    plan, wanted = found.found.seen.dossier.plan, found.wanted
    how = How(
        plan=plan,
        spine=making.spine,
        packer=making.packer,
        place=making.place,
        day=view.as_of,
    )
    studios = [_filled(view.root, studio, wanted, how) for studio in found.studios]
    report = AssignReport(
        studios=tuple(
            StudioAssigned(
                studio=s.boxes.studio, filling=s.filling, entered=s.entered, stale=s.stale
            )
            for s in studios
        ),
        troubles=tuple(trouble for s in studios for trouble in s.troubles),
        dry_run=dry_run,
    )
    if dry_run or not (report.boxes or report.entered):
        return replace(report, finished=finished)
    registers = Registers(view.root, found)
    contents = [registers.contents(s.boxes, s.rows) for s in studios]
    with writing(view.root, Verb.BOX, now) as session:
        deeds: list[Deed] = []
        for studio, books in zip(studios, contents, strict=True):
            deeds += _written(session, studio, registers.operation(session, books))
        return replace(report, deeds=tuple(deeds), finished=(*finished, *session.finished))


def _finished(root: Path, now: datetime) -> tuple[Deed, ...]:
    with writing(root, Verb.BOX, now) as session:
        return session.finished


def _filled(root: Path, boxes: StudioBoxes, wanted: frozenset[str], how: How) -> _Studio:
    studio = _Studio(boxes=boxes)
    loose: list[Weighed] = []
    for each in boxes.loose:
        path = each.boxed.item.path
        if path not in wanted or not each.asked:
            continue
        try:
            studio.texts[path] = _text(root, path)
        except (InvalidFileError, OSError, UnicodeDecodeError) as error:
            studio.troubles.append((path, _reason(error)))
        else:
            loose.append(each)
    damaged = _("its item.toml has mistakes: archivist check tells which")
    studio.troubles += [(path, damaged) for path in boxes.damaged if path in wanted]
    studio.filling = filled(loose, boxes.boxes, how)
    _enter(studio, wanted, how)
    return studio


def _enter(studio: _Studio, wanted: frozenset[str], how: How) -> None:
    """Tell which rows the register gets, and which of its own do not hold any more."""
    got = {each.box.number: each for each in studio.filling.boxes}
    after = {held.box.number: held for held in as_filled(studio.boxes.boxes, studio.filling)}
    new = (replace(b, box=_ranged(after[b.box.number])) if b.new else b for b in got.values())
    studio.filling = replace(studio.filling, boxes=tuple(new))
    for held in after.values():
        number = held.box.number
        if held.box.row:
            if number in got and range_differs(held):
                studio.stale += (held,)
        elif number not in got or not got[number].new:
            chosen = [each for each in held.items if each.item.path in wanted]
            if legible(number) and chosen:
                studio.entered += (replace(held, box=_entered(held, how)),)
            elif chosen:
                why = _("the number of its box cannot be read; write it anew")
                studio.troubles += [(each.item.path, why) for each in chosen]


def _entered(held: BoxHeld, how: How) -> Box:
    """Return the row of a box that items name; what nobody told stays open."""
    derived = derived_box(held.box.studio, held.box.number, held.items, how.plan)
    return replace(
        _ranged(replace(held, box=derived)), packer=how.packer, place=how.place, state=ENTERED
    )


def _ranged(held: BoxHeld) -> Box:
    first, last = held.first_piece, held.last_piece
    return replace(held.box, first=str(first or ""), last=str(last or ""))


def _text(root: Path, path: str) -> _Text:
    """Return an ``item.toml`` that can be changed without loss.

    Raises:
        InvalidFileError: It cannot.
        OSError: It cannot be read.
    """
    content = read_start(extended(root) / path / ITEM_FILE)
    text = content.decode("utf-8") if content else ""
    with_box(text, "0")
    return _Text(text, hashlib.sha256(content).hexdigest() if content else "")


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return reason_of(error)
    if isinstance(error, InvalidFileError):
        return " ".join(line.strip() for line in error.message.split("\n"))
    return _("it is no UTF-8 text")


def _written(session: Writing, studio: _Studio, register: Operation) -> Iterator[Deed]:
    """Write the register first: a row without items is filled by the next run, not the reverse."""
    if register.steps:
        (deed,) = session.carry_out([register])
        yield deed
        if deed.result is not Result.DONE:
            return
    yield from session.carry_out(_operations(session, studio))


def _operations(session: Writing, studio: _Studio) -> Iterator[Operation]:
    for box in studio.filling.boxes:
        steps = tuple(
            _step(session, item.item.path, studio.texts[item.item.path], box.box.number)
            for item in box.items
        )
        yield Operation(verb=Verb.BOX, steps=steps)


def _step(session: Writing, path: str, text: _Text, number: str) -> Step:
    content = with_box(text.text, number).encode("utf-8")
    return Step(
        kind=StepKind.PUT,
        path=f"{path}/{ITEM_FILE}",
        sha256=session.keep(content),
        before=text.before,
    )
