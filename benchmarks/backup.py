"""Measure ``archivist backup``: ``python backup.py [--count N] [--size BYTES]``.

Beside the first run runs `shutil.copytree`, which neither hashes nor waits for the disk. The ratios
are of one run.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import ARCHIVIST, ROUNDS, Cost, measure, median
from rubric_archive import remove

_HEAD = (
    "| whole process | runs | CPU s | wall s | MB | target | |",
    "|---|--:|--:|--:|--:|---|---|",
)
_AGAIN = 3
"""Seconds that a run may take when nothing has changed, for 20,000 files."""
_COPY = "import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2])"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    name: str
    runs: int
    cost: Cost
    seconds: float = 0
    """The target; 0: none."""

    def __str__(self) -> str:
        cpu = "" if self.cost.cpu is None else f"{self.cost.cpu:.2f}"
        target = f"≤ {self.seconds:.0f} s" if self.seconds else ""
        met = "met" if self.cost.wall <= self.seconds else "not met"
        figures = f"{self.runs} | {cpu} | {self.cost.wall:.2f} | {self.cost.all:.0f}"
        return f"| {self.name} | {figures} | {target} | {met if target else ''} |"


def main() -> None:
    """Lay an archive out, measure, print Markdown, take all away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="files")
    parser.add_argument("--size", type=int, default=20_000, help="bytes of each")
    parser.add_argument("--at", type=Path, help="an empty folder to work in, kept afterwards")
    asked = parser.parse_args()
    work = (asked.at or Path(tempfile.mkdtemp(prefix="archivist-bench-"))).resolve()
    work.mkdir(exist_ok=True)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
    try:
        system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
        print(f"{system}, Python {platform.python_version()}.\n")
        _say(f"laying out {asked.count} files")
        _lay_out(work / "archive", asked.count, asked.size)
        for line in (*_HEAD, *_runs(work, asked.count)):
            print(line, flush=True)
    finally:
        if asked.at is None:
            remove(work)


def _runs(work: Path, count: int) -> Iterator[_Line]:
    root = work / "archive"
    firsts: list[Cost] = []
    copies: list[Cost] = []
    for number in range(ROUNDS):
        _say(f"first run and copytree, in turns: {number + 1}")
        copy = (sys.executable, "-c", _COPY, str(root), str(work / f"copy{number}"))
        copies.append(measure(copy, work, memory=True))
        firsts.append(measure(_backup(root, work / f"target{number}"), work, memory=True))
        remove(work / f"copy{number}")
    yield _Line(name=f"shutil.copytree, {count:,} files", runs=ROUNDS, cost=median(copies))
    yield _Line(name="archivist backup, first run", runs=ROUNDS, cost=median(firsts))
    target = work / "target0"
    name = "archivist backup, nothing changed"
    yield _several(name, _backup(root, target), work, _AGAIN * count / 20_000)
    yield _several("archivist backup --reread", _backup(root, target, "--reread"), work)
    listed = (*ARCHIVIST, "backup", "list", str(target))
    yield _several("archivist backup list", listed, work)


def _several(name: str, command: Sequence[str], work: Path, seconds: float = 0) -> _Line:
    _say(name)
    costs = [measure(command, work, memory=True) for _number in range(ROUNDS)]
    return _Line(name=name, runs=ROUNDS, cost=median(costs), seconds=seconds)


def _backup(root: Path, target: Path, *more: str) -> Sequence[str]:
    return (*ARCHIVIST, "backup", str(target), "--archive", str(root), "-q", *more)


def _lay_out(root: Path, count: int, size: int) -> None:
    """Make an archive of photos, each another one, taken long ago."""
    root.mkdir()
    studio = "测流创新工作室"
    marker = f'id = "AB12CD34"\n[[studios]]\nname = "{studio}"\n'
    (root / "archive.toml").write_text(marker, encoding="utf-8")
    dice = random.Random(1)  # noqa: S311 - the same files each time
    old = time.time() - 30 * 86_400
    for number in range(count):
        item, photo = divmod(number, 20)
        folder = (
            root / studio / f"{item // 100 + 1:02} 类目" / f"202201{item % 28 + 1:02} 活动{item}"
        )
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"C1-20220125-{photo + 1:02}.jpg"
        path.write_bytes(dice.randbytes(size))
        os.utime(path, (old, old))


def _say(text: str) -> None:
    print(f">> {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
