"""Troubles: what cannot be done now, told once and not with every try."""

from __future__ import annotations

import traceback
from gettext import gettext as _
from pathlib import Path

from archivist.errors import ArchivistError
from archivist.model.refusal import reason_of


class Troubles:
    """What was told of each thing that may fail; a thing that works again is forgotten."""

    def __init__(self) -> None:
        self._told: dict[str, str] = {}

    def __contains__(self, kind: str) -> bool:
        return kind in self._told

    def news(self, kind: str, error: Exception | str) -> str:
        """Return what is to be told, or nothing when it was told already.

        Args:
            kind: What failed.
            error: How.
        """
        text = error if isinstance(error, str) else text_of(error)
        told = self._told.get(kind)
        self._told[kind] = text
        return "" if told == text else text

    def over(self, kind: str) -> None:
        """Take note that it works again."""
        self._told.pop(kind, None)


def text_of(error: Exception) -> str:
    """Return an error as a person is told it; a fault of ours with its place in the code."""
    if isinstance(error, ArchivistError):
        return error.message
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{reason_of(error)}"
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    what = f"{type(error).__name__} ({place}): {error}"
    text = _("Something that should not happen: {what}. Please report this line to the makers.")
    return text.format(what=what)
