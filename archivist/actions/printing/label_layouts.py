"""The layouts of labels that were asked for, and at which place of a sheet printing begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.printing.form import page_of
from archivist.errors import InvalidChoiceError
from archivist.model.display import shown
from archivist.model.page_forms import FORMS
from archivist.model.page_layout import PageLayout


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelJob:
    """Which labels are printed, and where the first sheet begins."""

    layouts: tuple[str, ...]
    """Their names; each makes a file."""
    start: int = 1
    """The place on the first sheet, from 1, at which the first label lies; strips have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLabels:
    """What was printed."""

    pdfs: tuple[bytes, ...]
    """One for each layout, in their order."""
    count: int
    """Of boxes, or discs."""
    remarks: tuple[str, ...] = ()
    """What is to be known before they are stuck on."""


def layouts_for(
    root: Path, layout: str, sides: tuple[str, ...], forms: Sequence[str]
) -> tuple[str, ...]:
    """Return the layouts by which sides are printed.

    Args:
        root: The archive.
        layout: The one that was named, which takes the place of the usual one of its side, or
            stands alone when it is a layout of no side; empty: none was.
        sides: The forms that were asked for, whose usual layouts bear their names.
        forms: Those that a layout may be of.

    Raises:
        InvalidChoiceError: There is no such layout, or it is for another side than the only one
            that was asked for.
        InvalidFileError: It has mistakes.
    """
    if not layout:
        return sides
    form = page_of(root, layout, forms).layout.form
    if form in sides:
        return tuple(layout if side == form else side for side in sides)
    if len(sides) > 1:
        return (layout,)
    raise InvalidChoiceError(
        _("“{name}” is a layout for {this}, but asked for were {that}.").format(
            name=shown(layout), this=_(FORMS[form].title), that=_(FORMS[sides[0]].title)
        ),
        _("Leave out --{side}, or name another layout behind --layout.").format(
            side=sides[0].rpartition("-")[2]
        ),
    )


def label_layouts(root: Path, job: LabelJob, forms: Sequence[str]) -> tuple[PageLayout, ...]:
    """Return the layouts of a job.

    Args:
        root: The archive.
        job: What was asked for.
        forms: Those that a layout may be of.

    Raises:
        InvalidChoiceError: There is no such layout, it is of another form, or its sheet has no such
            place.
        InvalidFileError: A layout has mistakes.
    """
    layouts = tuple(page_of(root, name, forms).layout for name in job.layouts)
    places = [each.sheet.columns * each.sheet.rows for each in layouts if each.sheet]
    most = min(places, default=1)
    if job.start > most:
        raise InvalidChoiceError(
            _("The sheet has no place {start}; its last one is {most}.").format(
                start=job.start, most=most
            ),
            _("Places are counted row by row from the top left, from 1."),
        )
    return layouts
