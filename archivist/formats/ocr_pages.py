"""Recognition of many pages, in one process that is replaced when a page spoils it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from archivist.errors import ArchivistError
from archivist.formats.apart import COMMAND, Apart, SpoiltError
from archivist.formats.found import MAX_DETAIL
from archivist.formats.image import MAX_FRAMES
from archivist.model.facts import Defect
from archivist.model.recognition import Recognition
from archivist.model.settings import Limits

LIMITS = Limits(seconds=300, megabytes=2560)
"""Of one page. The engine holds 900 MB at an ordinary one; one that lies wrong is read thrice."""
INSTALL = 'python -m pip install "archivist[ocr]"'
_MOST = 200_000
"""Characters of one page."""
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class PageFailedError(Exception):
    """A page could not be recognised.

    Args:
        defect: Why.
    """

    def __init__(self, defect: Defect) -> None:
        super().__init__(defect.value)
        self.defect = defect


class PageReader:
    """Recognises pages, one after the other; the engine is loaded once.

    Args:
        limits: What one page may cost.
        command: What to run as a process (tests run one that misbehaves).
    """

    def __init__(self, limits: Limits = LIMITS, *, command: Sequence[str] = COMMAND) -> None:
        self._apart = Apart(limits, command=command)

    def __enter__(self) -> Self:
        self._apart.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._apart.__exit__(kind, error, trace)

    def engine(self) -> str:
        """Load the engine and return its name, so that no page is blamed for what the engine lacks.

        Raises:
            ArchivistError: It does not work here, or the system cannot start a process.
        """
        try:
            name = self._apart.ask(["engine", ""])
        except SpoiltError as error:
            raise ArchivistError(
                _("Recognising pages does not work here: its engine cannot be loaded."),
                _("Install it anew: {command}").format(command=INSTALL),
            ) from error
        return str(name)

    def read(self, path: Path, page: int) -> Recognition:
        """Return what stands on a page.

        Args:
            path: A PDF or an image.
            page: From 1.

        Raises:
            PageFailedError: It cannot be recognised; the next one may be.
            ArchivistError: The system cannot start a process.
        """
        try:
            return checked_recognition(self._apart.ask(["recognise", str(path), page]))
        except SpoiltError as error:
            raise PageFailedError(error.defect) from error
        except ValueError as error:
            raise PageFailedError(Defect.CRASHED) from error


def recognition_to_list(found: Recognition) -> list[object]:
    """Return what a process says of a page; the inverse of `checked_recognition`."""
    return [found.text, found.confidence, found.rotation, found.engine, found.frames]


def checked_recognition(value: object) -> Recognition:
    """Return what a process states that a hostile file may own.

    Raises:
        ValueError: It is not what an honest process sends.
        PageFailedError: It states why the page cannot be recognised.
    """
    if isinstance(value, str):
        raise PageFailedError(Defect(value))
    if not isinstance(value, list) or [type(each) for each in value] != [str, float, int, str, int]:
        raise ValueError("no recognition")
    text, confidence, rotation, engine, frames = value
    _judge(text, engine, confidence=confidence, rotation=rotation, frames=frames)
    return Recognition(
        text=text, confidence=confidence, rotation=rotation, engine=engine, frames=frames
    )


def _judge(text: str, engine: str, **numbers: Any) -> None:  # noqa: ANN401 - of two types
    if len(text) > _MOST or len(engine) > MAX_DETAIL or _UNFIT.search(text + engine):
        raise ValueError("a text is none, or too long")
    if not 0 <= numbers["confidence"] <= 1 or numbers["rotation"] not in {0, 90, 180, 270}:
        raise ValueError("a number is out of range")
    if not 1 <= numbers["frames"] <= MAX_FRAMES:
        raise ValueError("too many pictures")
