"""``archivist print labels``: labels for the fronts and the spines of boxes (6.9.1, 6.9.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from archivist.actions.boxes.shelves import boxes_held
from archivist.actions.printing.form import press
from archivist.actions.printing.label_layouts import LabelJob, label_layouts, layouts_for
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.papers.label_pages import FRONT, SMALL, SPINE, Labels, label_form
from archivist.model.box import BoxHeld
from archivist.model.selection import Selection
from archivist.store.plan_file import load_plan
from archivist.store.settings import load_settings
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLabels:
    """What was printed."""

    pdfs: tuple[bytes, ...]
    """One for each layout, in their order."""
    count: int
    """Of boxes, or discs."""


def labels_for(view: View, layout: str, sides: tuple[str, ...]) -> tuple[str, ...]:
    """Return the layouts by which sides of boxes are printed; it raises as `layouts_for`."""
    return layouts_for(extended(view.root), layout, sides, (FRONT, SPINE, SMALL))


def print_labels(view: View, selection: Selection, job: LabelJob) -> PrintedLabels:
    """Return the labels of the boxes in which something lies that was chosen.

    Args:
        view: Which archive, on which day.
        selection: Of items, and of boxes by their numbers.
        job: By which layouts, of the forms ``box-front``, ``box-spine`` and ``box-small``.

    Raises:
        InvalidChoiceError: There is no such box or layout.
        InvalidFileError: A layout has mistakes.
        NotReadableError: The archive cannot be looked into.
        UnprintableError: A text has no room or no glyph, or a box no number; nothing is printed.
    """
    label_layouts(extended(view.root), job, (FRONT, SPINE, SMALL))
    return label_boxes(view, boxes_held(view, selection), job)


def label_boxes(view: View, boxes: Sequence[BoxHeld], job: LabelJob) -> PrintedLabels:
    """Return the labels of boxes; arguments and errors as `print_labels`."""
    root = extended(view.root)
    layouts = label_layouts(root, job, (FRONT, SPINE, SMALL))
    if not boxes:
        raise InvalidChoiceError(
            _("There is no box in what was chosen."),
            _(
                "“archivist box list” shows the boxes; “archivist box assign” puts items into "
                "boxes."
            ),
        )
    settings = load_settings(root)
    labels = Labels(boxes=boxes, settings=settings, plan=load_plan(root, settings), start=job.start)
    pdfs = tuple(
        press(root, settings, label_form(layout.form, labels), view.as_of, layout.name)
        for layout in layouts
    )
    return PrintedLabels(pdfs=pdfs, count=len(boxes))
