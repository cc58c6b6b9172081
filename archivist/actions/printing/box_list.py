"""``archivist box print``: the list and the remarks that go into each box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from gettext import gettext as _

from archivist.actions.boxes.printable import printable_boxes
from archivist.actions.ledgers import Librarian
from archivist.actions.printing.form import print_form
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.papers.box_pages import box_form
from archivist.formats.papers.box_wording import estimate_remarks, print_remarks
from archivist.model.box import BoxHeld
from archivist.model.piece_lines import PieceLine, lines_of
from archivist.model.record import Record
from archivist.model.selection import Selection
from archivist.model.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBoxes:
    """The papers of boxes."""

    pdf: bytes
    remarks: tuple[str, ...] = ()
    """What is to be known before they are laid in."""


def print_boxes(view: View, selection: Selection, *, layout: str = "") -> PrintedBoxes:
    """Return the papers of the boxes of a selection as a PDF.

    Raises:
        InvalidChoiceError: No box is meant, or there is no such layout.
        InvalidFileError: The layout has mistakes, or a register of boxes or an ``item.toml`` has.
        NotReadableError: The archive cannot be looked into.
        UnprintableError: A text has no room or no glyph, or a box cannot be printed
            (`printable_boxes`).
    """
    made = printable_boxes(view, selection)
    found, boxes = made.chosen, made.boxes
    if not boxes:
        raise InvalidChoiceError(
            _("No box is meant."),
            _("“archivist box list” shows the boxes; “archivist box assign” makes them."),
        )
    dossier = found.found.seen.dossier
    papers = Librarian(dossier.plan, found.ledgers).papers(dossier.records)
    form = box_form(boxes, dossier.settings, _lines(boxes, papers, dossier.settings))
    pdf = print_form(view.root, dossier.settings, form, view.as_of, layout)
    remarks = (*made.remarks, *print_remarks(boxes), *estimate_remarks(boxes))
    return PrintedBoxes(pdf=pdf, remarks=remarks)


def _lines(
    boxes: Iterable[BoxHeld], papers: Iterable[Record], settings: Settings
) -> dict[str, tuple[PieceLine, ...]]:
    """Return the pieces of all that lies in some boxes, by the path of their item."""
    boxed = {each.item.path: each for held in boxes for each in held.items}
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for record in sorted(papers, key=lambda each: each.path):
        if record.item.path in boxed:
            records[record.item.path].append(record)
    return {path: lines_of(each, records[path], settings) for path, each in boxed.items()}
