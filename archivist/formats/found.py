"""What a format's module found in one file, before the reader adds digest and format."""

from __future__ import annotations

from dataclasses import dataclass

from archivist.model.elements import Reading
from archivist.model.facts import Defect, Shot

MAX_DETAIL = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The part of `archivist.model.facts.Facts` that the content tells."""

    defect: Defect | None = None
    detail: str = ""
    """English, one line."""
    width: int = 0
    height: int = 0
    pages: int = 0
    readings: tuple[Reading, ...] = ()
    shot: Shot = Shot()


def one_line(error: BaseException | str) -> str:
    """Return what a library said on one line of bounded length, without control characters."""
    text = str(error) or type(error).__name__
    words = "".join(c if c.isprintable() else " " for c in text[: 4 * MAX_DETAIL]).split()
    return " ".join(words)[:MAX_DETAIL]
