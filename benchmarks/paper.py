"""Measure ``archivist print``: ``python paper.py [--boxes N] [--items N] [--photos N]``.

Beside the labels runs what one would write instead: the same labels by reportlab and by fpdf2. The
ratios are of one run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import ARCHIVIST, DAY, ROUNDS, Cost, measure, median
from paper_archive import boxed, many, photos
from rubric_archive import remove

_HERE = Path(__file__).resolve().parent
_HEAD = (
    "| whole process | runs | CPU s | wall s | MB, all | target | |",
    "|---|--:|--:|--:|--:|---|---|",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    name: str
    runs: int
    cost: Cost
    seconds: float = 0
    """The target; 0: none."""
    megabytes: float = 0

    def __str__(self) -> str:
        cpu = "" if self.cost.cpu is None else f"{self.cost.cpu:.2f}"
        figures = f"{self.runs} | {cpu} | {self.cost.wall:.2f} | {self.cost.all:.0f}"
        return f"| {self.name} | {figures} | {' | '.join(self._target())} |"

    def _target(self) -> tuple[str, str]:
        if not self.seconds:
            return "", ""
        memory = f", ≤ {self.megabytes:.0f} MB" if self.megabytes else ""
        met = self.cost.wall <= self.seconds and (
            not self.megabytes or self.cost.all <= self.megabytes
        )
        return f"≤ {self.seconds:.0f} s{memory}", "met" if met else "not met"


def main() -> None:
    """Lay out archives, measure, print Markdown, take all away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--boxes", type=int, default=1000)
    parser.add_argument("--items", type=int, default=20_000, help="of the catalogue")
    parser.add_argument("--photos", type=int, default=1000)
    parser.add_argument("--at", type=Path, help="an empty folder to work in, kept afterwards")
    asked = parser.parse_args()
    work = (asked.at or Path(tempfile.mkdtemp(prefix="archivist-bench-"))).resolve()
    work.mkdir(exist_ok=True)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
    try:
        system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
        print(f"{system}, Python {platform.python_version()}.\n")
        for line in (*_HEAD, *_labels(work, asked.boxes)):
            print(line, flush=True)
        for line in (*_catalogue(work, asked.items), *_sheets(work, asked.photos)):
            print(line, flush=True)
    finally:
        if asked.at is None:
            remove(work)


def _labels(work: Path, boxes: int) -> Iterator[_Line]:
    root = work / "boxes"
    _say(f"laying out {boxes} boxes")
    boxed(root, boxes)
    measure(_print(root, "labels", work / "first.pdf"), work)
    rivals = work / "labels.json"
    rivals.write_text(json.dumps(_same(boxes)), encoding="utf-8")
    rival = str(_HERE / "paper_rival.py")
    commands: dict[str, Sequence[str]] = {"archivist print labels": ()}
    for name in ("reportlab", "fpdf2"):
        target = str(work / f"{name}.pdf")
        commands[f"the same labels by {name}"] = (sys.executable, rival, name, str(rivals), target)
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(ROUNDS):
        _say(f"labels, in turns: {number + 1}")
        for name, command in commands.items():
            words = command or _print(root, "labels", work / f"labels{number}.pdf")
            costs[name].append(measure(words, work, memory=True))
    for name, found in costs.items():
        ours = name.startswith("archivist")
        yield _Line(
            name=f"{name}, {boxes:,} boxes, front and spine",
            runs=ROUNDS,
            cost=median(found),
            seconds=15 if ours else 0,
            megabytes=500 if ours else 0,
        )


def _catalogue(work: Path, items: int) -> Iterator[_Line]:
    root = work / "items"
    _say(f"laying out {items} items")
    many(root, items)
    name = f"archivist print catalogue, {items:,} items"
    yield _once(f"{name}, first run", _print(root, "catalogue", work / "c0.pdf"), work)
    again = _print(root, "catalogue", work / "c1.pdf")
    yield _once(f"{name}, all remembered", again, work, seconds=20)


def _sheets(work: Path, count: int) -> Iterator[_Line]:
    root = work / "photos"
    _say(f"laying out {count} photos")
    photos(root, count)
    measure((*ARCHIVIST, "check", "-q", "--archive", str(root)), work)
    for number in ("6", "12"):
        asked = ("--per-page", number)
        cold = _print(root, "photos", work / f"p{number}a.pdf", *asked)
        warm = _print(root, "photos", work / f"p{number}b.pdf", *asked)
        name = f"archivist print photos, {count:,}, {number} a page, thumbnails"
        shutil.rmtree(root / ".archivist" / "thumbs", ignore_errors=True)
        yield _once(f"{name} cold", cold, work, seconds=60)
        yield _once(f"{name} cached", warm, work, seconds=10)


def _once(name: str, command: Sequence[str], work: Path, seconds: float = 0) -> _Line:
    _say(name)
    return _Line(name=name, runs=1, cost=measure(command, work, memory=True), seconds=seconds)


def _print(root: Path, paper: str, target: Path, *more: str) -> Sequence[str]:
    asked = ("--as-of", DAY, "--archive", str(root), "-q", "-o", str(target))
    return (*ARCHIVIST, "print", paper, *more, *asked)


def _same(boxes: int) -> list[dict[str, object]]:
    """Return what stands on the labels, for the other libraries."""
    item = "20220125 测流仪器理论授课与实操培训第{number}期"
    return [
        {
            "title": list("测流创新工作室培训学习资料"),
            "lines": [item.format(number=8 * box + place + 1) for place in range(8)],
            "code": f"ARC:AB12CD34:B:06-{box + 1}",
        }
        for box in range(boxes)
    ]


def _say(text: str) -> None:
    print(f">> {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
