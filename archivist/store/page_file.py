"""Reading the layouts of printed pages: a ``.toml`` and the ``.typ`` beside it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from pathlib import Path

from archivist.errors import InvalidChoiceError, InvalidFileError
from archivist.model.display import shown as visible
from archivist.model.page_layout import LabelSheet, Margins, PageLayout
from archivist.model.settings import TEMPLATES
from archivist.store.page_checks import layout_mistakes
from archivist.store.page_sources import (
    TYPST,
    Sources,
    UnusableError,
    source_text,
    sources_in,
)
from archivist.store.shapes import shape
from archivist.store.templates import data_files, find_template
from archivist.store.toml import Mistake, invalid_file, read_toml
from archivist.store.toml_places import placed

PAGES = "pages"
PAGE_PARTS = (Margins, LabelSheet)
README = "README.md"
MAIN = "main.typ"
"""The name under which a layout's own ``.typ`` is set."""
_LONG = 60
"""Characters of a name that are repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFiles:
    """A layout that was read, and the files that its form needs."""

    layout: PageLayout
    files: Mapping[str, bytes | Path]
    """By the name that the engine gives them: ``main.typ``, ``base.typ``, a picture."""
    shown: Mapping[str, str]
    """What the user knows each of them as, by the same names, for messages."""
    skipped: Mapping[str, str] = field(default_factory=dict)
    """Files beside the layout that cannot be used, and why."""
    suspect: str = ""
    """The archive's own ``.toml``, where every ``.typ`` is as shipped: only it can be wrong."""


def page_names(root: Path | None = None) -> tuple[str, ...]:
    """Return the names of all layouts, the archive's own among them."""
    return tuple(each.name for each in data_files(PAGES, root))


def load_page(root: Path | None, name: str) -> PageFiles:
    """Return a layout; the archive's own goes before the shipped one of the same name.

    Raises:
        InvalidChoiceError: There is none of that name.
        InvalidFileError: Its ``.toml`` has mistakes, or its ``.typ`` is missing or no text.
    """
    path = _found(root, name)
    shipped = data_files(PAGES)[0].path.parent
    own = root / TEMPLATES / PAGES if root else shipped
    theirs, ours = sources_in(shipped), sources_in(own)
    main = _typ(path)
    asked = _asked(main, theirs, ours)
    layout = _layout(path, asked)
    files = {**theirs.files, **ours.files, MAIN: main}
    shown = {each: f"{PAGES}/{each}" for each in files}
    return PageFiles(
        layout=replace(layout, name=name),
        files=files,
        shown={**shown, MAIN: f"{PAGES}/{path.stem}{TYPST}"},
        skipped={**theirs.skipped, **ours.skipped},
        suspect=f"{PAGES}/{path.name}" if path.parent != shipped and asked is not None else "",
    )


def _found(root: Path | None, name: str) -> Path:
    try:
        return find_template(PAGES, name, root)
    except InvalidChoiceError as error:
        said = visible(name[:_LONG]) + ("…" if len(name) > _LONG else "")
        raise InvalidChoiceError(
            _("There is no layout “{name}”.").format(name=said), error.hint
        ) from error


def _asked(main: bytes, theirs: Sources, ours: Sources) -> Collection[str] | None:
    """Return the sizes that a form asks for, by the shipped layout that has it; None: none has."""
    shipped = [each.path for each in data_files(PAGES)]
    forms = {path.stem + TYPST for path in shipped}
    shared = ((name, text) for name, text in theirs.files.items() if name not in forms)
    if any(ours.files.get(name, text) != text for name, text in shared):
        return None
    same = (path for path in shipped if theirs.files.get(path.stem + TYPST) == main)
    twin = next(same, None)
    return None if twin is None else tuple(read_toml(twin, twin.name).get("sizes", ()))


def _layout(path: Path, asked: Collection[str] | None) -> PageLayout:
    shown = f"{PAGES}/{path.name}"
    layout = shape(PageLayout, read_toml(path, shown), PAGE_PARTS)
    mistakes = layout if isinstance(layout, list) else layout_mistakes(layout, asked)
    if mistakes or isinstance(layout, list):
        raise invalid_file(shown, placed(mistakes, path))
    return layout


def _typ(path: Path) -> bytes:
    place = path.with_suffix(TYPST)
    shown = f"{PAGES}/{place.name}"
    if not os.path.lexists(place):
        text = _("it is missing; it belongs beside {toml}").format(toml=f"{PAGES}/{path.name}")
        raise _unusable(shown, text)
    try:
        return source_text(place)
    except UnusableError as error:
        raise _unusable(shown, error.reason) from error


def _unusable(shown: str, text: str) -> InvalidFileError:
    return invalid_file(shown, [Mistake(place="", text=text)])


def shared_names() -> frozenset[str]:
    """Return the names of what layouts import, which no layout may bear: ``base``."""
    shipped = sources_in(data_files(PAGES)[0].path.parent).files
    texts = {name.removesuffix(TYPST) for name in shipped if name.endswith(TYPST)}
    return frozenset({*texts, MAIN.removesuffix(TYPST)} - {*page_names()})


def page_source(root: Path | None, name: str) -> tuple[str, str]:
    """Return the ``.toml`` and the ``.typ`` of a layout as they stand, which was loaded before.

    Raises:
        InvalidChoiceError: There is none of that name.
        InvalidFileError: One of them cannot be used.
    """
    path = _found(root, name)
    try:
        texts = [source_text(path), source_text(path.with_suffix(TYPST))]
    except UnusableError as error:
        raise _unusable(f"{PAGES}/{path.name}", error.reason) from error
    return texts[0].decode("utf-8"), texts[1].decode("utf-8")


def page_readme() -> str:
    """Return how a user changes a layout, in Chinese and English; empty: it was not shipped."""
    path = data_files(PAGES)[0].path.parent / README
    return path.read_text(encoding="utf-8") if path.is_file() else ""
