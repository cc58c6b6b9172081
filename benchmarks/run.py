"""Measure archivist and what a user would pick instead, side by side: ``python run.py --help``."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from archive import STUDIOS, fill
from measure import ARCHIVIST, DAY, ROUNDS, Row, measure, median
from starts import Sized, start_rows

_SMALL = 60
_LOOP = str(Path(__file__).resolve().parent / "bare_loop.py")
_HEAD = (
    "| whole archive | runs | CPU s | wall s | files/s | MB, first process | MB, all "
    "| CPU ÷ {reference} |\n|---|--:|--:|--:|--:|--:|--:|--:|"
)
_START_HEAD = "| start | CPU s | wall s | target CPU s | CPU ÷ bare Python |\n|---|--:|--:|--:|--:|"


def main() -> None:
    """Make the archives, measure, print Markdown, take the archives away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="images (250 kB each)")
    parser.add_argument("--at", type=Path, help="an empty folder to work in, kept afterwards")
    asked = parser.parse_args()
    work = (asked.at or Path(tempfile.mkdtemp(prefix="archivist-bench-"))).resolve()
    # As after an installation: everything compiled once, whatever this shell says.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
    try:
        load = _load()
        large, small = _archive(work / "large", asked.count), _archive(work / "small", _SMALL)
        for words in ("check", "audit"):
            measure((*ARCHIVIST, words, "-q"), small)
        whole = list(_whole(large))
        _say("starts")
        starts = start_rows(Sized(large, asked.count), Sized(small, _SMALL))
        print("\n".join(_report(whole, starts, asked.count, f"{load} → {_load()}")))
    finally:
        if asked.at is None:
            shutil.rmtree(work)


def _archive(root: Path, count: int) -> Path:
    if not root.exists():
        _say(f"making an archive of {count} images")
        names = [word for studio in STUDIOS for word in ("--studio", studio)]
        measure((*ARCHIVIST, "init", str(root), *names), Path())
        fill(root, count)
    shutil.rmtree(root / ".archivist", ignore_errors=True)
    return root


def _whole(root: Path) -> Iterator[Row]:
    """Yield the costs of everything that looks at the whole archive."""
    files = sum(path.is_file() for path in root.rglob("*"))
    check, audit = ("check", "-q", "--as-of", DAY), ("audit", "-q", "--as-of", DAY)
    exiftool = shutil.which("exiftool")
    alone = {
        "archivist check, nothing remembered": (*ARCHIVIST, *check),
        "bare Python loop, 1 process": (sys.executable, _LOOP, ".", "1"),
        "bare Python loop, 2 processes": (sys.executable, _LOOP, ".", "2"),
    }
    if exiftool:
        words = ("-q", "-r", "-json", ".")
        alone["exiftool -r -json (neither hashes nor decodes)"] = (exiftool, *words)
    for name, command in alone.items():
        _say(name)
        cost = measure(command, root, memory=True)
        yield Row(name=name, cost=cost, runs=1, files=files)
    for name, options in {"check": check, "audit": audit}.items():
        _say(f"archivist {name}, all remembered")
        runs = [measure((*ARCHIVIST, *options), root, memory=True) for _round in range(ROUNDS)]
        yield Row(name=f"archivist {name}, all remembered", cost=median(runs), files=files)


def _report(whole: list[Row], starts: list[Row], count: int, load: str) -> Iterator[str]:
    yield from _machine(count, whole[0].files, load)
    reference = next(row for row in whole if row.name.endswith("1 process"))
    yield "\n" + _HEAD.format(reference="bare loop, 1 process")
    for row in whole:
        cost = row.cost
        rate, ratio = row.files / cost.wall, row.seconds / reference.seconds
        yield (
            f"| {row.name} | {row.runs} | {_cpu(row)} | {cost.wall:.2f} | {rate:,.0f} "
            f"| {cost.own:.0f} | {cost.all:.0f} | {ratio:.3f} |"
        )
    yield "\n" + _START_HEAD
    for row in starts:
        ratio = row.seconds / starts[0].seconds
        yield f"| {row.name} | {_cpu(row)} | {row.cost.wall:.2f} | {row.target} | {ratio:.1f} |"


def _cpu(row: Row) -> str:
    return "–" if row.cost.cpu is None else f"{row.cost.cpu:.2f}"


def _machine(count: int, files: int, load: str) -> Iterator[str]:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("pillow", "click", "pydantic"))
    yield (
        f"{count:,} images of 1600×1200 in {files:,} files. {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"{libraries}; load {load}. The files were in the system's cache."
    )
    yield "The machine is shared and noisy: read CPU seconds first, and ratios rather than either."


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _say(text: str) -> None:
    print(f">> {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
