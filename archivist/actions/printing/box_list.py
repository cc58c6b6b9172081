"""``archivist box print``: the list and the remarks that go into each box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from gettext import gettext as _

from archivist.actions.boxes.cells import refuse_illegible
from archivist.actions.boxes.shelves import refuse_unread, shelves
from archivist.actions.printing.form import press
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.papers.box_pages import box_form
from archivist.model.box import BoxHeld
from archivist.model.dossier import Dossier
from archivist.model.piece_lines import PieceLine, lines_of
from archivist.model.record import Record
from archivist.model.selection import Selection


def print_boxes(view: View, selection: Selection, *, layout: str = "") -> bytes:
    """Return the papers of the boxes of a selection as a PDF.

    Raises:
        InvalidChoiceError: No box is meant, or there is no such layout.
        InvalidFileError: The layout has mistakes, or a register of boxes cannot be read.
        NotReadableError: The archive cannot be looked into.
        UnprintableError: A text has no room or no glyph, or a cell of a row cannot be read.
    """
    found = shelves(view, selection)
    refuse_unread(found.studios)
    boxes = tuple(found.held())
    refuse_illegible(boxes, [studio.read for studio in found.studios], found.ledgers)
    if not boxes:
        raise InvalidChoiceError(
            _("No box is meant."),
            _("“archivist box list” shows the boxes; “archivist box assign” makes them."),
        )
    dossier = found.found.seen.dossier
    form = box_form(boxes, dossier.settings, _lines(boxes, dossier))
    return press(view.root, dossier.settings, form, view.as_of, layout)


def _lines(boxes: Iterable[BoxHeld], dossier: Dossier) -> dict[str, tuple[PieceLine, ...]]:
    """Return the pieces of all that lies in some boxes, by the path of their item."""
    boxed = {each.item.path: each for held in boxes for each in held.items}
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for record in sorted(dossier.records, key=lambda each: each.path):
        if record.item.path in boxed:
            records[record.item.path].append(record)
    return {path: lines_of(each, records[path], dossier.settings) for path, each in boxed.items()}
