"""Printing a form by the archive's layout, or by the shipped one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _
from pathlib import Path

from archivist.errors import ArchivistError, InvalidChoiceError
from archivist.formats.press.form import Form
from archivist.formats.press.printing import LIMITS, OWN_LIMITS, Job, printed
from archivist.model.display import shown
from archivist.model.page_forms import FORMS
from archivist.model.settings import Settings
from archivist.store.page_file import PAGES, PageFiles, load_page, page_names
from archivist.store.toml import Mistake, invalid_file


def print_form(root: Path, settings: Settings, form: Form, day: date, layout: str = "") -> bytes:
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
    page = page_of(root, layout or form.name, (form.name,))
    return printed(
        Job(
            form=form,
            layout=page.layout,
            files=page.files,
            shown=page.shown,
            skipped=page.skipped,
            suspect=page.suspect,
            day=day,
            printing=settings.printing,
            language="en" if settings.english else "zh",
            root=root,
        ),
        limits=OWN_LIMITS if page.own else LIMITS,
    )


def page_of(root: Path, name: str, forms: Sequence[str]) -> PageFiles:
    """Return a layout of one of several forms.

    Raises:
        InvalidChoiceError: There is no such layout, or it is of another form.
        InvalidFileError: It has mistakes.
    """
    try:
        page = load_page(root, name)
    except InvalidChoiceError as error:
        raise InvalidChoiceError(error.message, _fitting(root, forms)) from error
    form = page.layout.form
    if form in forms:
        return page
    if form not in FORMS:
        text = _("there is no paper “{name}”; for this one write “{form}”")
        said = text.format(name=shown(form), form=forms[0])
        raise invalid_file(f"{PAGES}/{name}.toml", [Mistake(place="form", text=said)])
    wanted = FORMS.get(forms[0])
    raise InvalidChoiceError(
        _("“{name}” is a layout for {this}; it cannot be used for {that}.").format(
            name=shown(name),
            this=_(FORMS[form].title),
            that=_(wanted.kind or wanted.title) if wanted else shown(forms[0]),
        ),
        _fitting(root, forms),
    )


def _fitting(root: Path, forms: Sequence[str]) -> str:
    names = [name for name in page_names(root) if _form_of(root, name) in forms]
    return _("Use one of: {names}").format(names=_(", ").join(map(shown, names)))


def _form_of(root: Path, name: str) -> str:
    try:
        return load_page(root, name).layout.form
    except ArchivistError:
        return ""
