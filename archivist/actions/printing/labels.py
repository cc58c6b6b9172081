"""``archivist print labels``: labels for the fronts and the spines of boxes (6.9.1, 6.9.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from gettext import gettext as _

from archivist.actions.boxes.printable import printable_boxes
from archivist.actions.printing.form import print_form
from archivist.actions.printing.label_layouts import (
    LabelJob,
    PrintedLabels,
    label_layouts,
    layouts_for,
)
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.papers.box_wording import print_remarks
from archivist.formats.papers.label_pages import FRONT, SMALL, SPINE, BoxLabels, label_form
from archivist.model.box import BoxHeld
from archivist.model.page_layout import PageLayout
from archivist.model.selection import Selection
from archivist.store.plan_file import load_plan
from archivist.store.settings import load_settings
from archivist.store.tree import extended


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
        InvalidFileError: A layout, a register of boxes or an ``item.toml`` has mistakes.
        NotReadableError: The archive cannot be looked into.
        UnprintableError: A text has no room or no glyph, or a box cannot be printed
            (`printable_boxes`); nothing is printed.
    """
    layouts = _layouts(view, job)
    found = printable_boxes(view, selection)
    made = _labelled(view, found.boxes, layouts, job.start)
    return replace(made, remarks=(*found.remarks, *made.remarks))


def label_boxes(view: View, boxes: Sequence[BoxHeld], job: LabelJob) -> PrintedLabels:
    """Return the labels of boxes; arguments and errors as `print_labels`."""
    return _labelled(view, boxes, _layouts(view, job), job.start)


def _layouts(view: View, job: LabelJob) -> tuple[PageLayout, ...]:
    return label_layouts(extended(view.root), job, (FRONT, SPINE, SMALL))


def _labelled(
    view: View, boxes: Sequence[BoxHeld], layouts: Sequence[PageLayout], start: int
) -> PrintedLabels:
    if not boxes:
        raise InvalidChoiceError(
            _("There is no box in what was chosen."),
            _(
                "“archivist box list” shows the boxes; “archivist box assign” puts items into "
                "boxes."
            ),
        )
    root = extended(view.root)
    settings = load_settings(root)
    labels = BoxLabels(boxes=boxes, settings=settings, plan=load_plan(root, settings), start=start)
    pdfs = tuple(
        print_form(
            root,
            settings,
            label_form(layout.form, labels, side=layout.code_side),
            view.as_of,
            layout.name,
        )
        for layout in layouts
    )
    return PrintedLabels(pdfs=pdfs, count=len(boxes), remarks=tuple(print_remarks(boxes)))
