"""The layouts of labels that were asked for, and at which place of a sheet printing begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.errors import InvalidChoiceError
from archivist.model.display import shown
from archivist.model.page_layout import PageLayout
from archivist.store.page_file import load_page


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelJob:
    """Which labels are printed, and where the first sheet begins."""

    layouts: tuple[str, ...]
    """Their names; each makes a file."""
    start: int = 1
    """The place on the first sheet, from 1, at which the first label lies; strips have none."""


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
    layouts = tuple(load_page(root, name).layout for name in job.layouts)
    for layout in layouts:
        if layout.form not in forms:
            raise InvalidChoiceError(
                _("“{name}” is a layout of something else: {form}.").format(
                    name=shown(layout.name), form=shown(layout.form)
                ),
                _("Use one of: {names}").format(names=", ".join(forms)),
            )
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
