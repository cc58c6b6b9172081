"""Reading the layouts of printed pages: a ``.toml`` and the ``.typ`` beside it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from pathlib import Path

from archivist.errors import InvalidChoiceError, InvalidFileError, NotReadableError
from archivist.model.display import shown as visible
from archivist.model.page_layout import MAIN, LabelSheet, Margins, PageLayout
from archivist.model.refusal import reason_of
from archivist.model.settings import TEMPLATES
from archivist.store.inside import inside
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
    own: bool = False
    """A ``.typ`` in it is not as shipped: it may do anything, also loop."""


def pages_folder(root: Path) -> Path:
    """Return where an archive's own layouts lie, whether there are any or not.

    Raises:
        OSError: ``templates``, or ``pages`` in it, is a link, which is not followed.
    """
    return inside(root, f"{TEMPLATES}/{PAGES}/{README}").parent


def page_names(root: Path | None = None) -> tuple[str, ...]:
    """Return the names of all layouts, the archive's own among them.

    Raises:
        NotReadableError: The folder of its own is a link.
    """
    _own(root)
    return tuple(each.name for each in data_files(PAGES, root))


def load_page(root: Path | None, name: str) -> PageFiles:
    """Return a layout; the archive's own goes before the shipped one of the same name.

    Raises:
        InvalidChoiceError: There is none of that name.
        InvalidFileError: Its ``.toml`` has mistakes, or its ``.typ`` is missing or no text.
        NotReadableError: The folder of the archive's own is a link.
    """
    shipped = _shipped()
    own = _own(root) or shipped
    path = _found(root, name)
    theirs, ours = sources_in(shipped), sources_in(own)
    layout = _shaped(path)
    typ = _typ(path, layout.typ)
    main = _text(typ, path)
    asked = _asked(main, theirs, ours)
    _check(path, layout_mistakes(layout, asked))
    files = {**theirs.files, **ours.files, MAIN: main}
    shown = {each: f"{PAGES}/{each}" for each in files}
    return PageFiles(
        layout=replace(layout, name=name),
        files=files,
        shown={**shown, MAIN: f"{PAGES}/{typ.name}"},
        skipped={**theirs.skipped, **ours.skipped},
        suspect=f"{PAGES}/{path.name}" if path.parent != shipped and asked is not None else "",
        own=asked is None,
    )


def _own(root: Path | None) -> Path | None:
    """Return the folder of an archive's own layouts; None: without an archive."""
    try:
        return pages_folder(root) if root else None
    except OSError as error:
        place = visible(str(error.filename or root))
        raise NotReadableError(
            _("{file} cannot be read: {reason}").format(file=place, reason=reason_of(error)),
            _("Put the folder itself in place of the link."),
        ) from error


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


def _shipped() -> Path:
    return data_files(PAGES)[0].path.parent


def _shaped(path: Path) -> PageLayout:
    layout = shape(PageLayout, read_toml(path, f"{PAGES}/{path.name}"), PAGE_PARTS)
    if isinstance(layout, list):
        raise invalid_file(f"{PAGES}/{path.name}", placed(layout, path))
    return layout


def _check(path: Path, mistakes: list[Mistake]) -> None:
    if mistakes:
        raise invalid_file(f"{PAGES}/{path.name}", placed(mistakes, path))


def _typ(path: Path, name: str) -> Path:
    """Return the ``.typ`` of a layout, or the other's that it names: beside it, else shipped."""
    if not name:
        return path.with_suffix(TYPST)
    # Of names that are there, never a path that somebody wrote.
    there = {
        toml.stem: toml.with_suffix(TYPST)
        for folder in (_shipped(), path.parent)
        for toml in sorted(folder.glob("*.toml"))
        if os.path.lexists(toml.with_suffix(TYPST))
    }
    if name not in there:
        text = _("no layout “{name}” has a .typ; take the line out, or write one of: {names}")
        said = text.format(name=visible(name[:_LONG]), names=_(", ").join(sorted(there)))
        _check(path, [Mistake(place="typ", text=said)])
    return there[name]


def _text(typ: Path, toml: Path) -> bytes:
    shown = f"{PAGES}/{typ.name}"
    if not os.path.lexists(typ):
        text = _("it is missing; it belongs beside {toml}").format(toml=f"{PAGES}/{toml.name}")
        raise _unusable(shown, text)
    try:
        return source_text(typ)
    except UnusableError as error:
        raise _unusable(shown, error.reason) from error


def _unusable(shown: str, text: str) -> InvalidFileError:
    return invalid_file(shown, [Mistake(place="", text=text)])


def shared_names() -> frozenset[str]:
    """Return the names of what layouts import, which no layout may bear: ``base``."""
    shipped = sources_in(_shipped()).files
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
        texts = [source_text(path), source_text(_typ(path, _shaped(path).typ))]
    except UnusableError as error:
        raise _unusable(f"{PAGES}/{path.name}", error.reason) from error
    return texts[0].decode("utf-8"), texts[1].decode("utf-8")


def page_readme() -> str:
    """Return how a user changes a layout, in Chinese and English; empty: it was not shipped."""
    path = _shipped() / README
    return path.read_text(encoding="utf-8") if path.is_file() else ""
