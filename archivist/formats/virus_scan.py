"""A virus scan by ClamAV, where the system has it: a child with a time limit, and no shell.

Only its two programs are ever run, wherever the system's search path has them; one that lies in the
archive or in the folder in which one happens to be is none of the system's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SCANNERS = {
    "clamdscan": ("--multiscan", "--fdpass", "--infected", "--no-summary"),
    "clamscan": ("--recursive", "--infected", "--no-summary"),
}
"""The faster one first, which needs its daemon; and with what they are called."""
HOUR = 3600.0
_FOUND = " FOUND"
_INFECTED = 1
_MOST = 1 << 20
"""Characters of the answer that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a scan came to."""

    scanner: str
    infected: tuple[tuple[str, str], ...] = ()
    """Files, relative to the folder, and what was found in each."""
    failed: str = ""
    """What the scanner said instead of an answer."""
    late: bool = False
    """It was given up after the time limit."""

    @property
    def answered(self) -> bool:
        """Whether the whole folder was looked at."""
        return not self.failed and not self.late


def scanner_of(wanted: str, root: Path) -> Path | None:
    """Return the scanner to use; None: there is none.

    Args:
        wanted: Which one; empty: the first that is there.
        root: The archive, in which no program is trusted.
    """
    for name in (wanted,) if wanted else SCANNERS:
        place = shutil.which(name) if name in SCANNERS else None
        if place and _is_systems(Path(place), root):
            return Path(place)
    return None


def scan(scanner: Path, folder: Path, seconds: float = HOUR) -> Scan:
    """Return what a scanner says of a folder and all in it; nothing in it is changed."""
    name = scanner.stem.lower()
    command = [str(scanner), *SCANNERS.get(name, ()), str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 - no shell; one of two programs of the system
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C"},
            timeout=seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return Scan(scanner=name, late=True)
    except OSError as error:
        return Scan(scanner=name, failed=str(error.strerror or error))
    answer = os.fsdecode(done.stdout[:_MOST])
    infected = tuple(_infected(answer, folder))
    if done.returncode not in {0, _INFECTED} or bool(infected) != (done.returncode == _INFECTED):
        said = next((line for line in reversed(answer.splitlines()) if line.strip()), "")
        return Scan(scanner=name, infected=infected, failed=said or str(done.returncode))
    return Scan(scanner=name, infected=infected)


def _infected(answer: str, folder: Path) -> Iterator[tuple[str, str]]:
    for line in answer.splitlines():
        place, colon, what = line.removesuffix(_FOUND).rpartition(": ")
        if colon and line.endswith(_FOUND):
            path = Path(place)
            inside = path.is_relative_to(folder)
            yield (path.relative_to(folder) if inside else path).as_posix(), what


def _is_systems(place: Path, root: Path) -> bool:
    """Tell whether a program is the system's: Windows looks first where one happens to be."""
    real = Path(os.path.realpath(place))
    here = Path(os.path.realpath(os.curdir))
    inside = real.is_relative_to(os.path.realpath(root))
    return place.is_absolute() and place.parent != here and real.parent != here and not inside
