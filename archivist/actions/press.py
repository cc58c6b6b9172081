"""Printing a form by the archive's layout, or by the shipped one."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

from archivist.errors import ArchivistError, InvalidChoiceError
from archivist.formats.press.press import Form, Job, printed
from archivist.model.display import shown
from archivist.model.settings import Settings
from archivist.store.page_file import load_page, page_names


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
        NotReadableError: A picture is gone.
    """
    page = load_page(root, layout or form.name)
    if page.layout.form != form.name:
        fitting = [name for name in page_names(root) if _form_of(root, name) == form.name]
        raise InvalidChoiceError(
            _("“{name}” is a layout of something else: {form}.").format(
                name=shown(layout), form=shown(page.layout.form)
            ),
            _("Use one of: {names}").format(names=", ".join(fitting)),
        )
    return printed(
        Job(
            layout=page.layout,
            files=page.files,
            shown=page.shown,
            skipped=page.skipped,
            data=form.data,
            words=form.words,
            pictures=form.pictures,
            day=day,
            printing=settings.printing,
            language="en" if settings.language.startswith("en") else "zh",
            root=root,
        )
    )


def _form_of(root: Path, name: str) -> str:
    try:
        return load_page(root, name).layout.form
    except ArchivistError:
        return ""
