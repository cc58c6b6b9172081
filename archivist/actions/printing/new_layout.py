"""``archivist print new-layout``: a shipped layout copied into the archive, to be changed there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.layout_copy import copied
from archivist.errors import ArchivistError, InvalidChoiceError, NotWritableError
from archivist.model.display import shown
from archivist.model.names import MAX_NAME, NameFault, name_fault, same_name
from archivist.model.page_forms import FORMS
from archivist.model.page_layout import PageLayout
from archivist.model.refusal import reason_of
from archivist.model.settings import TEMPLATES
from archivist.model.wording import N_
from archivist.store.page_file import (
    PAGES,
    README,
    load_page,
    page_names,
    page_readme,
    page_source,
    pages_folder,
    shared_names,
)
from archivist.store.settings import load_settings
from archivist.store.toml import Mistake, invalid_file
from archivist.store.writing import make_folder, make_text

_LONG = 40
"""Characters of a name that are repeated."""
_FAULTS = {
    NameFault.CHARACTER: N_('it holds one of < > : " / \\ | ? * or a control character'),
    NameFault.RESERVED: N_("Windows keeps this name for a device"),
    NameFault.ENDING: N_("a space or a dot stands at its end"),
    NameFault.LENGTH: N_("it is too long"),
    NameFault.INVISIBLE: N_("it holds an invisible character"),
    NameFault.UNENCODABLE: N_("it holds bytes that are no text"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLayout:
    """A layout that was copied."""

    layout: PageLayout
    """As it is now; its name is the new one."""
    folder: Path
    files: tuple[str, ...]
    """What was made in it: the ``.toml`` first."""
    instead: bool
    """It bears the name of a shipped layout, and goes before it."""


def new_layout(root: Path, name: str, source: str = "") -> NewLayout:
    """Copy a layout into ``templates/pages`` of the archive; nothing there is overwritten.

    Args:
        root: The archive.
        name: The copy's.
        source: What is copied; empty: the shipped layout of that very name.

    Raises:
        InvalidChoiceError: There is no such layout, or the name cannot be a file's.
        InvalidFileError: What is to be copied has mistakes itself, or is of no known form.
        NotWritableError: A layout of that name is there already, or the file system refuses.
    """
    _refuse(name, named=bool(source))
    page = load_page(root if source else None, source or name)
    _refuse_form(page.layout)
    toml, typ = page_source(root if source else None, source or name)
    texts = copied(toml, page.layout, name), typ
    try:
        folder = pages_folder(root)
        made = tuple(_written(folder, name, texts))
    except OSError as error:
        raise NotWritableError(
            _("{place} cannot be written: {reason}").format(
                place=shown(str(error.filename or root)), reason=reason_of(error, making=True)
            ),
            _("Choose another folder, or ask for the right to write there."),
        ) from error
    return NewLayout(
        layout=load_page(root, name).layout, folder=folder, files=made, instead=name in page_names()
    )


def _refuse(name: str, *, named: bool) -> None:
    if not name or (fault := _fault_of(name)):
        said = name if len(name) <= _LONG else f"{name[:_LONG]}…"
        raise InvalidChoiceError(
            _("“{name}” cannot be the name of a layout: {reason}.").format(
                name=shown(said), reason=fault if name else _("it is empty")
            ),
            _("Write a short plain name, such as {name}.").format(name=_("small-labels")),
        )
    if same_name(name) in shared_names():
        raise InvalidChoiceError(
            _("“{name}” is what several layouts share; choose another name.").format(name=name),
            _("To change it, copy {file} into templates/pages by hand.").format(
                file=f"{same_name(name)}.typ"
            ),
        )
    shipped = page_names()
    if name not in shipped and same_name(name) in shipped:
        raise InvalidChoiceError(
            _("“{name}” would be “{other}” on Windows.").format(name=name, other=same_name(name)),
            _("Write {other}, or choose another name.").format(other=same_name(name)),
        )
    if not named and name not in shipped:
        raise InvalidChoiceError(
            _("There is no shipped layout “{name}”.").format(name=shown(name)),
            _("Say which one to start from: --from NAME, one of: {names}").format(
                names=_(", ").join(shipped)
            ),
        )


def _refuse_form(layout: PageLayout) -> None:
    """Refuse what no command would print, however it is copied."""
    if layout.form not in FORMS:
        text = _("there is no paper “{name}”; write one of: {names}")
        said = text.format(name=shown(layout.form), names=_(", ").join(FORMS))
        raise invalid_file(f"{PAGES}/{layout.name}.toml", [Mistake(place="form", text=said)])


def _fault_of(name: str) -> str:
    """Return why no file can bear a name; empty: one can."""
    if name.startswith("."):
        return _("it begins with a dot")
    # Linux counts bytes, of which a Chinese character takes three.
    if len(os.fsencode(name)) > MAX_NAME - 10:
        return _("it is too long")
    fault = NameFault.CHARACTER if "/" in name else name_fault(name)
    return _(_FAULTS[fault]) if fault else ""


def _written(folder: Path, name: str, texts: tuple[str, str]) -> Iterator[str]:
    names = (f"{name}.toml", f"{name}.typ")
    for each in names:
        if os.path.lexists(folder / each):
            raise NotWritableError(
                _("{place} is there already.").format(place=shown(str(folder / each))),
                _("Nothing was overwritten. Choose another name."),
            )
    make_folder(folder)
    for each, text in zip(names, texts, strict=True):
        if make_text(folder / each, text):
            yield each
    if (text := page_readme()) and make_text(folder / README, text):
        yield README


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A layout that can be used here."""

    name: str
    title: str
    """In the archive's language; empty when the file has mistakes."""
    own: bool
    """It lies in the archive."""


def layouts(root: Path) -> tuple[Known, ...]:
    """Return all layouts, those with mistakes too."""
    folder = root / TEMPLATES / PAGES
    english = load_settings(root).english
    return tuple(
        Known(
            name=name,
            title=_title(root, name, english=english),
            own=os.path.lexists(folder / f"{name}.toml"),
        )
        for name in page_names(root)
    )


def _title(root: Path, name: str, *, english: bool) -> str:
    try:
        layout = load_page(root, name).layout
    except ArchivistError:
        return ""
    return (english and layout.title_en) or layout.title
