"""Reading an image that anybody may have made: every number in it is doubted."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any

from archivist.errors import InvalidFileError
from archivist.formats.apart import Apart, SpoiltError
from archivist.formats.child import COMMAND
from archivist.formats.iso.digest import unreadable
from archivist.model.display import shown
from archivist.model.facts import Defect
from archivist.model.settings import Limits

LIMITS = Limits(seconds=300, megabytes=2048)
"""What listing an image may cost; one with 20,000 files takes some seconds."""
MAX_ANSWER = 256 * 1024 * 1024
_WORKER = (*COMMAND[:-1], "archivist.formats.iso.worker")
_CLAIMED = 4
"""How often the bytes of an image may belong to a file: foreign ones share them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One file of an image."""

    path: str
    extents: tuple[tuple[int, int], ...]
    """Where its bytes begin, and how many they are; none lie outside the image."""

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(length for _start, length in self.extents)


def read_image(path: Path, limits: Limits = LIMITS) -> Iterator[tuple[str, int]]:
    """Yield path and size of every file of an image, in the order in which they lie there.

    Args:
        path: The image.
        limits: What listing it may cost.

    Raises:
        InvalidFileError: It is no image, or a damaged one.
        NotReadableError: The file system refuses.
    """
    for file in listed(path, limits):
        yield file.path, file.size


def listed(path: Path, limits: Limits) -> list[Listed]:
    """Return the files of an image, in the order in which they lie there.

    Raises:
        InvalidFileError: It is no image, or a damaged one.
        NotReadableError: The file system refuses.
    """
    try:
        with path.open("rb") as image:
            size = image.seek(0, os.SEEK_END)
    except OSError as error:
        raise unreadable(path, error) from error
    try:
        with Apart(limits, command=_WORKER) as apart:
            answer = apart.ask(str(path), MAX_ANSWER)
    except SpoiltError as error:
        raise _damaged(path, _because(error.defect)) from error
    try:
        files = _believed(answer, size)
    except (TypeError, ValueError, KeyError) as error:
        raise _damaged(path, _("it contradicts itself")) from error
    if isinstance(files, str):
        raise _damaged(path, files)
    if isinstance(files, OSError):
        raise unreadable(path, files) from files
    return sorted(files, key=lambda file: file.extents[:1])


def _believed(answer: Any, size: int) -> list[Listed] | str | OSError:  # noqa: ANN401 - from outside
    """Return the files that a listing tells of, or why there are none.

    Raises:
        TypeError, ValueError, KeyError: It cannot be true.
    """
    if "refused" in answer:
        number, text = answer["refused"]
        return OSError(number, text)
    if "fault" in answer:
        # What the library says of it helps nobody, and is no sentence of ours.
        return _("where its files lie cannot be told")
    files = [Listed(path=path, extents=_extents(each, size)) for path, each in answer["files"]]
    if sum(file.size for file in files) > _CLAIMED * size:
        raise ValueError("more bytes than the image has")
    if len({file.path for file in files}) < len(files):
        raise ValueError("one path twice")
    return files


def _extents(told: Sequence[Sequence[int]], size: int) -> tuple[tuple[int, int], ...]:
    found = tuple((int(start), int(length)) for start, length in told)
    if any(start < 0 or length < 0 or start + length > size for start, length in found):
        raise ValueError("a file lies outside the image")
    return tuple(each for each in found if each[1])


def _because(defect: Defect) -> str:
    return {
        Defect.TIMEOUT: _("it takes too long to read"),
        Defect.MEMORY: _("it takes too much memory to read"),
    }.get(defect, _("the program that reads it broke down over it"))


def _damaged(path: Path, reason: str) -> InvalidFileError:
    return InvalidFileError(
        _("{path} is no disc image, or a damaged one: {reason}").format(
            path=shown(str(path)), reason=shown(reason)
        ),
        _("Make the disc again from the archive, or take another set of it."),
    )
