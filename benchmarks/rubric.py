"""Measure ``archivist audit --all`` by a rubric: ``python rubric.py [--studios N] [--at FOLDER]``.

Beside it runs what one would use instead: a loop that only counts the rows of the ledgers by
month, and a walk that only asks for sizes. The ratios are of one run.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from measure import ARCHIVIST, DAY, ROUNDS, Cost, Row, measure, median
from rubric_archive import make, remove, studios_of, touch

_HERE = Path(__file__).resolve().parent
_PERIOD = "2025-Q3"
_RUBRICS = ("xbnh-2025", "db1508-t150-2023")
"""The first asks for no findings of the checks, the second does."""
_SECONDS, _MEGABYTES = 10, 500
_HEAD = (
    "| whole process | runs | CPU s | wall s | MB, first process | MB, all | wall ÷ loop |",
    "|---|--:|--:|--:|--:|--:|--:|",
)


def main() -> None:
    """Lay out an archive, measure, print Markdown, take all away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studios", type=int, default=50, help="of 4,059 records each")
    parser.add_argument("--at", type=Path, help="an empty folder to work in, kept afterwards")
    asked = parser.parse_args()
    work = (asked.at or Path(tempfile.mkdtemp(prefix="archivist-bench-"))).resolve()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
    try:
        for line in _all(work, asked.studios):
            print(line, flush=True)
    finally:
        if asked.at is None:
            remove(work)


def _all(work: Path, studios: int) -> Iterator[str]:
    root = work / "archive"
    _say(f"laying out {studios} studios")
    started = time.perf_counter()
    records, entries = make(root, studios)
    took = time.perf_counter() - started
    measure((*ARCHIVIST, "--version"), work)  # bytecode
    rows = list(_rows(root, studios))
    loop = next(row for row in rows if row.name.startswith("loop"))
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    made = f"{records:,} records and {entries:,} entries of {studios} studios"
    yield f"{made}, laid out in {took:.0f} s. {system}, Python {platform.python_version()}."
    yield ""
    yield from _HEAD
    yield from (_shown(row, loop.cost.wall) for row in rows)
    yield ""
    yield from _targets(rows)


def _rows(root: Path, studios: int) -> Iterator[Row]:
    first, second = (_audit(root, rubric) for rubric in _RUBRICS)
    yield _once("audit --all, nothing remembered", first, root)
    commands = {
        "audit --all, all remembered": first,
        "loop that counts rows by month": _bare("ledgers", root),
        "walk and stat": _bare("walk", root),
    }
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(ROUNDS):
        _say(f"in turns: {', '.join(commands)}: {number + 1}")
        for name, command in commands.items():
            costs[name].append(measure(command, root, memory=True))
    yield from (Row(name=name, cost=median(found)) for name, found in costs.items())
    touch(root, studios_of(studios)[0])
    yield _once("audit --all, one studio changed", first, root)
    yield _once("the same with checks, first on a day", second, root)
    again = [measure(second, root, memory=True) for _round in range(ROUNDS)]
    yield Row(name="the same with checks, all remembered", cost=median(again))


def _once(name: str, command: Sequence[str], root: Path) -> Row:
    _say(name)
    return Row(name=name, cost=measure(command, root, memory=True), runs=1)


def _audit(root: Path, rubric: str) -> Sequence[str]:
    asked = ("--rubric", rubric, "--period", _PERIOD, "--as-of", DAY, "--archive", str(root))
    return (*ARCHIVIST, "audit", "--all", *asked, "-q")


def _bare(task: str, root: Path) -> Sequence[str]:
    return (sys.executable, str(_HERE / "rubric_bare.py"), task, str(root))


def _shown(row: Row, loop: float) -> str:
    cost = row.cost
    cpu = "" if cost.cpu is None else f"{cost.cpu:.2f}"
    figures = (f"{row.runs}", cpu, f"{cost.wall:.2f}", f"{cost.own:.0f}", f"{cost.all:.0f}")
    return f"| {row.name} | {' | '.join(figures)} | {cost.wall / loop:.2f} |"


def _targets(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        if row.name.startswith("audit") and row.name.endswith("all remembered"):
            met = row.cost.wall <= _SECONDS and row.cost.all <= _MEGABYTES
            told = "met" if met else "not met"
            yield f"Target: all remembered ≤ {_SECONDS} s and ≤ {_MEGABYTES} MB: {told}."


def _say(text: str) -> None:
    print(f">> {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
