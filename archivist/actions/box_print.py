"""``archivist box print``: the list and the remarks that go into each box."""

from __future__ import annotations

from gettext import gettext as _

from archivist.actions.boxes import refuse_unread, shelves
from archivist.actions.press import press
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.box_pages import box_form
from archivist.model.selection import Selection


def print_boxes(view: View, selection: Selection, *, layout: str = "") -> bytes:
    """Return the papers of the boxes of a selection as a PDF.

    Raises:
        InvalidChoiceError: No box is meant, or there is no such layout.
        InvalidFileError: The layout has mistakes, or a register of boxes cannot be read.
        NotReadableError: The archive cannot be looked into.
        UnprintableError: A text has no room or no glyph.
    """
    found = shelves(view, selection)
    refuse_unread(found.studios)
    boxes = tuple(found.held())
    if not boxes:
        raise InvalidChoiceError(
            _("No box is meant."),
            _("“archivist box list” shows the boxes; “archivist box assign” makes them."),
        )
    settings = found.found.seen.dossier.settings
    return press(view.root, settings, box_form(boxes, settings), view.as_of, layout)
