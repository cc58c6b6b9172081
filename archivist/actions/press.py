"""Printing a form by the archive's layout, or by the shipped one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from archivist.formats.press.press import Form, Job, printed
from archivist.model.settings import Settings
from archivist.store.page_file import load_page


def press(root: Path, settings: Settings, form: Form, day: date, layout: str = "") -> bytes:
    """Return a form as PDF/A-2b.

    Args:
        root: The archive.
        settings: Its own.
        form: What is printed.
        day: The date of the file.
        layout: Which layout; empty: the one of the form's name.

    Raises:
        InvalidChoiceError: There is no such layout, or it is of another form.
        InvalidFileError: The layout has mistakes.
        UnprintableError: A text has no room or no glyph.
    """
    page = load_page(root, layout or form.name)
    return printed(
        Job(
            layout=page.layout,
            files=page.files,
            data=form.data,
            words=form.words,
            pictures=form.pictures,
            day=day,
            printing=settings.printing,
        )
    )
