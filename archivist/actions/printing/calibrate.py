"""``archivist print calibrate``: the page on which a printer is measured."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from archivist.actions.printing.form import page_of, print_form
from archivist.formats.papers.calibrate_pages import BAR, INSET, NAME, calibrate_form
from archivist.store.settings import load_settings
from archivist.store.tree import extended


def calibrate(root: Path, day: date, layout: str = "") -> bytes:
    """Return the test page, moved by the offsets that the archive states.

    Args:
        root: The archive.
        day: The date of the file.
        layout: Which layout; empty: the usual one.

    Raises:
        InvalidChoiceError: There is no such layout, or it is of another form.
        InvalidFileError: ``archive.toml`` or the layout has mistakes.
        UnprintableError: A text has no room or no glyph.
    """
    settings = load_settings(extended(root))
    sizes = page_of(root, layout or NAME, (NAME,)).layout.sizes
    form = calibrate_form(
        settings.printing, inset=sizes.get("inset", INSET), bar=sizes.get("bar", BAR)
    )
    return print_form(root, settings, form, day, layout)
