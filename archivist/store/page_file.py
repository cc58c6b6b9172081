"""Reading the layouts of printed pages: a ``.toml`` and the ``.typ`` beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.model.page_layout import LabelSheet, Margins, PageLayout
from archivist.store.shapes import shape
from archivist.store.templates import find_template
from archivist.store.toml import invalid_file, read_toml

PAGES = "pages"
PAGE_PARTS = (Margins, LabelSheet)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFiles:
    """A layout that was read, and the files that its form needs."""

    layout: PageLayout
    files: Mapping[str, Path]
    """By the name that the engine gives them: ``main.typ``, ``base.typ``, a picture."""
    shown: Mapping[str, str]
    """What the user knows each of them as, by the same names, for messages."""


def load_page(root: Path | None, name: str) -> PageFiles:
    """Return a layout; the archive's own goes before the shipped one of the same name.

    Raises:
        InvalidChoiceError: There is none of that name.
        InvalidFileError: Its ``.toml`` has mistakes, or its ``.typ`` is missing.
    """
    path = find_template(PAGES, name, root)
    shown = f"{PAGES}/{path.name}"
    layout = shape(PageLayout, read_toml(path, shown), PAGE_PARTS)
    if isinstance(layout, list):
        raise invalid_file(shown, layout)
    base = find_template(PAGES, name).parent / "base.typ"
    return PageFiles(
        layout=replace(layout, name=name),
        files={"main.typ": path.with_suffix(".typ"), "base.typ": base},
        shown={"main.typ": f"{PAGES}/{path.stem}.typ", "base.typ": f"{PAGES}/base.typ"},
    )
