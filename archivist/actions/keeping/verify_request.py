"""What of an archive is to be sealed or verified, and how far a run is."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Protocol

from archivist.actions.whereabouts import exists, scope_of
from archivist.errors import NotReadableError
from archivist.model.refusal import reason_of
from archivist.store.sealing import sealed_now


class Pace(Protocol):
    """Called as files are read."""

    def __call__(self, files: int, of_files: int, size: int, of_size: int) -> None:
        """Take note of files and bytes that are read, and of how many there are."""


def unpaced(files: int, of_files: int, size: int, of_size: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRequest:
    """What is to be verified."""

    paths: frozenset[str] = frozenset()
    """Files and folders, relative to the archive; empty: everything."""
    sample: float = 0
    """Percent of the files; 0: all."""
    older_than: int | None = None
    """Only what was not verified in so many days."""
    restart: bool = False
    """From the beginning, though the last run was cut off."""
    pace: Pace = unpaced

    @property
    def scope(self) -> str:
        """What is read, as the journal has it."""
        parts = [f"older-than {self.older_than}"] if self.older_than is not None else []
        parts += [f"{self.sample:g}%"] if self.sample else []
        return " ".join(parts) or "all"

    def covers(self, path: str) -> bool:
        """Tell whether a path, or a folder that it lies in, is asked for."""
        return not self.paths or lies_in(path, self.paths)


def lies_in(path: str, places: Collection[str]) -> bool:
    """Tell whether a path, or a folder that it lies in, is among some; the archive is ``""``."""
    if "" in places:
        return True
    while path and path not in places:
        path = path.rpartition("/")[0]
    return bool(path)


def sealed_paths(root: Path, paths: Iterable[Path], today: date) -> frozenset[str]:
    """Return paths relative to the archive; also of what was sealed and is not there any more.

    Raises:
        NotInArchiveError: One lies outside, or is neither there nor sealed.
        InvalidChoiceError: A name stands for several files or folders.
        NotReadableError: The manifest cannot be read.
    """
    return frozenset(_meant(root, path, today) for path in paths)


def _meant(root: Path, path: Path, today: date) -> str:
    if path == Path() and not Path.cwd().is_relative_to(root):
        return ""  # "." said elsewhere, with --archive
    return _gone(root, path, today) or next(iter(scope_of(root, [path])))


def _gone(root: Path, path: Path, today: date) -> str:
    """Return what a path means that is not there and was sealed; else nothing."""
    if exists(path):
        return ""
    for start in (Path(), root):
        place = Path(os.path.abspath(start / path))  # noqa: PTH100 - resolve() would follow links
        if place.is_relative_to(root):
            gone = place.relative_to(root).as_posix()
            if any(each == gone or each.startswith(f"{gone}/") for each in _sealed(root, today)):
                return gone
    return ""


def _sealed(root: Path, today: date) -> Collection[str]:
    try:
        return sealed_now(root, today).entries
    except OSError as error:
        raise NotReadableError(
            _("The manifest cannot be read: {reason}").format(reason=reason_of(error)),
            _("Check the drive and your rights."),
        ) from error
