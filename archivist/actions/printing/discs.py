"""``archivist print disc``: labels for the cases and the faces of discs."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from archivist.actions.discs import discs_of
from archivist.actions.printing.form import print_form
from archivist.actions.printing.label_layouts import (
    LabelJob,
    PrintedLabels,
    label_layouts,
    layouts_for,
)
from archivist.actions.view import View
from archivist.formats.papers.disc_pages import (
    CASE,
    DVD,
    FACE,
    DiscLabels,
    disc_form,
    title_remarks,
)
from archivist.store.journal_notes import head
from archivist.store.settings import load_settings
from archivist.store.tree import extended

_FORMS = (CASE, FACE, DVD)
_DIGITS = 16
"""Hex digits of the journal's head: enough that nobody finds another journal that has them."""


def discs_for(view: View, layout: str, sides: tuple[str, ...]) -> tuple[str, ...]:
    """Return the layouts by which sides of discs are printed; it raises as `layouts_for`."""
    return layouts_for(extended(view.root), layout, sides, _FORMS)


def print_discs(
    view: View, job: LabelJob, studios: Sequence[str] = (), numbers: Sequence[str] = ()
) -> PrintedLabels:
    """Return the labels of the discs in the registers.

    Args:
        view: Which archive, on which day.
        job: By which layouts, of the forms ``disc-case``, ``disc-case-dvd`` and ``disc-face``.
        studios: Names, or parts of names; none means all.
        numbers: Of discs; none means all.

    Raises:
        InvalidChoiceError: There is no such disc, studio or layout.
        InvalidFileError: A register of discs cannot be read, or a layout has mistakes.
        NotReadableError: The archive cannot be looked into.
        UnprintableError: A text has no room or no glyph, a disc no number, or a cell of its row
            cannot be read; nothing is printed.
    """
    root = extended(view.root)
    layouts = label_layouts(root, job, _FORMS)
    discs = discs_of(view, studios, numbers)
    settings = load_settings(root)
    labels = DiscLabels(discs=discs, settings=settings, start=job.start, anchor=anchor_text(root))
    pdfs = tuple(
        print_form(
            root,
            settings,
            disc_form(layout.form, labels, side=layout.code_side),
            view.as_of,
            layout.name,
        )
        for layout in layouts
    )
    return PrintedLabels(pdfs=pdfs, count=len(discs), remarks=tuple(title_remarks(discs)))


def anchor_text(root: Path) -> str:
    """Return the head of the journal's chain: its last line and the beginning of its SHA-256.

    On paper, it tells a journal that was written anew. Empty: there is no journal.
    """
    with suppress(OSError):
        anchor = head(root)
        return f"{anchor.line} {anchor.sha256[:_DIGITS]}" if anchor.line else ""
    return ""
