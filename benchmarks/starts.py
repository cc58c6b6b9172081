"""Short commands, in which starting is most of the work."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive import first_image
from measure import ARCHIVIST, DAY, ROUNDS, Cost, Row, measure, median

_PAST = 60
"""Seconds by which a file is dated back, so that what was remembered of it no longer holds."""


@dataclass(frozen=True, slots=True)
class Sized:
    """An archive, and how many images it holds."""

    root: Path
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    name: str
    command: tuple[str, ...]
    root: Path
    target: str = ""
    new: bool = False
    """The file looked at has changed since the last look."""

    def run(self) -> Cost:
        """Run it once."""
        if self.new:
            path = self.root / first_image(self.root)
            past = path.stat().st_mtime - _PAST
            os.utime(path, (past, past))
        return measure(self.command, self.root)


def start_rows(large: Sized, small: Sized) -> list[Row]:
    """Return the costs of short commands, run in turn so that all meet the same noise."""
    tasks = list(_tasks(large, small))
    costs: list[list[Cost]] = [[] for _task in tasks]
    for _round in range(ROUNDS):
        for found, task in zip(costs, tasks, strict=True):
            found.append(task.run())
    return [
        Row(name=task.name, cost=median(found), target=task.target)
        for found, task in zip(costs, tasks, strict=True)
    ]


def _tasks(large: Sized, small: Sized) -> Iterator[_Task]:
    root = small.root
    version = (*ARCHIVIST, "--version")
    yield _Task(name="python -c pass", command=(sys.executable, "-c", "pass"), root=root)
    yield _Task(name="archivist --version", command=version, root=root, target="0.15")
    for archive, target in ((small, "0.4"), (large, "")):
        one = (*ARCHIVIST, "check", "-q", "--as-of", DAY, str(first_image(archive.root)))
        for new, state in ((True, "file new"), (False, "file remembered")):
            name = f"archivist check ONE_FILE of {archive.count:,}, {state}"
            yield _Task(name=name, command=one, root=archive.root, target=target, new=new)
    audit = (*ARCHIVIST, "audit", "-q", "--as-of", DAY)
    yield _Task(name=f"archivist audit of {small.count:,}", command=audit, root=root)
    exiftool = shutil.which("exiftool")
    if exiftool:
        other = (exiftool, "-json", str(first_image(root)))
        yield _Task(name="exiftool -json ONE_FILE", command=other, root=root)
