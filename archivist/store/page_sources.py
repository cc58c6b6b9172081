"""The files beside a layout: what it may import or show, each looked at before it is taken."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from gettext import gettext as _
from itertools import islice
from pathlib import Path

from archivist.model.names import name_fault
from archivist.model.refusal import reason_of
from archivist.store.inside import is_link
from archivist.store.toml import decoded

MAX_TEXT = 1024 * 1024
"""Bytes of a ``.typ``; the largest that is shipped has 20 KB."""
MAX_PICTURE = 5 * 1024 * 1024
MAX_FILES = 200
"""Files of one folder that are looked at."""
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp"})
TYPST = ".typ"
OURS = "archivist-"
"""How the names of the engine's own files begin."""
_LONG = 120


class UnusableError(Exception):
    """A file cannot be used for a layout.

    Args:
        reason: Why, in the user's language.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What lies in one folder of layouts."""

    files: dict[str, bytes | Path] = field(default_factory=dict)
    """Texts as UTF-8, pictures as they lie there."""
    skipped: dict[str, str] = field(default_factory=dict)
    """What cannot be used, and why."""


def sources_in(folder: Path) -> Sources:
    """Return the usable files of a folder, which need not be there."""
    found = Sources()
    for path in islice(_listed(folder), MAX_FILES):
        try:
            _look_at_name(path.name)
            found.files[path.name] = source_text(path) if path.suffix == TYPST else _picture(path)
        except UnusableError as error:
            found.skipped[path.name] = error.reason
    return found


def source_text(path: Path) -> bytes:
    """Return a ``.typ`` in UTF-8; Notepad's other encodings are understood.

    Raises:
        UnusableError: It is too large, a link, no text, or cannot be read.
    """
    _look(path, MAX_TEXT, _("it is larger than 1 MB"))
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnusableError(reason_of(error)) from error
    text = decoded(raw)
    if text is None or "\0" in text:
        raise UnusableError(_("it is no text; save it as UTF-8 text"))
    return text.encode("utf-8")


def _look_at_name(name: str) -> None:
    if name_fault(name) or len(name) > _LONG or name.startswith((OURS, ".")):
        raise UnusableError(_("give it a plain name, such as logo.png"))


def _picture(path: Path) -> Path:
    _look(path, MAX_PICTURE, _("it is larger than 5 MB; make the picture smaller"))
    return path


def _look(path: Path, most: int, large: str) -> None:
    try:
        status = path.lstat()
    except (OSError, ValueError) as error:
        raise UnusableError(
            reason_of(error) if isinstance(error, OSError) else str(error)
        ) from error
    if is_link(status):
        raise UnusableError(_("it is a link, which is not followed"))
    if not stat.S_ISREG(status.st_mode):
        raise UnusableError(_("it is no ordinary file"))
    if status.st_size > most:
        raise UnusableError(large)


def _listed(folder: Path) -> Iterator[Path]:
    try:
        there = sorted(folder.iterdir())
    except OSError:
        return
    for path in there:
        if path.suffix == TYPST or path.suffix.lower() in PICTURES:
            yield path
