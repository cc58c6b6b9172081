"""Measure ``archivist verify`` and ``seal``: ``python keeping.py [--files N] [--mb N]``.

Beside them runs a bare loop: os.walk, hashlib, as many threads. Both are measured in turns, as
whole processes, on files that lie in memory; the ratio is of one run.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measure import ARCHIVIST, Cost, measure
from rubric_archive import remove

_HERE = Path(__file__).resolve().parent
_ROUNDS = 5
_FOLDER = 100
"""Files in a folder."""
_SETTINGS = 'language = "en"\n\n[[studios]]\nname = "测流创新工作室"\n'


def main() -> None:
    """Lay out an archive, measure, print Markdown, take all away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--mb", type=int, default=2000, help="of all files together")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("--at", type=Path, help="an empty folder to work in, kept afterwards")
    asked = parser.parse_args()
    work = (asked.at or Path(tempfile.mkdtemp(prefix="archivist-bench-"))).resolve()
    work.mkdir(exist_ok=True)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
    try:
        _report(work, asked.files, asked.mb, asked.rounds)
    finally:
        if asked.at is None:
            remove(work)


def _report(work: Path, files: int, megabytes: int, rounds: int) -> None:
    root = work / "库"
    if not root.exists():
        _say(f"laying out {files} files of {megabytes} MB")
        _lay_out(root, files, megabytes)
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    print(f"{system}, Python {platform.python_version()}.\n")
    print("| whole process | runs | wall s | CPU s | MB | target | |")
    print("|---|--:|--:|--:|--:|---|---|")
    first = measure(_command("seal", root), work, memory=True)
    _line(f"archivist seal, {files:,} new files", [first], "", met=True)
    bare = (sys.executable, str(_HERE / "keeping_bare.py"), str(root))
    ours, theirs, ratios = [], [], []
    for number in range(rounds):
        _say(f"verify and a bare loop, in turns: {number + 1}")
        theirs.append(measure(bare, work))
        ours.append(measure(_command("verify", root), work))
        ratios.append(theirs[-1].wall / ours[-1].wall)
    size = f"{files:,} files, {megabytes:,} MB"
    _line(f"os.walk and hashlib on threads, {size}", theirs, "", met=True)
    ratio = statistics.median(ratios)
    _line(f"archivist verify, {size}, {ratio:.2f} × that", ours, "≥ 0.9 ×", met=ratio >= 0.9)
    held = measure(_command("verify", root), work, memory=True)
    _line("archivist verify, memory", [held], "≤ 150 MB", met=held.all <= 150)
    again = [measure(_command("seal", root), work) for _round in range(rounds)]
    _line("archivist seal, nothing new", again, "", met=True)


def _lay_out(root: Path, files: int, megabytes: int) -> None:
    root.mkdir()
    (root / "archive.toml").write_text(_SETTINGS, encoding="utf-8")
    chance = random.Random(7)  # noqa: S311 - the same files each time
    block = chance.randbytes(max(64, 2 * megabytes * 1_000_000 // files))
    for number in range(files):
        folder = root / "测流创新工作室" / "06 培训学习资料" / f"20250301 授课{number // _FOLDER}"
        folder.mkdir(parents=True, exist_ok=True)
        head = f"{number:012}".encode()
        size = chance.randint(len(block) // 4, len(block) * 3 // 4)
        (folder / f"C1-20250301-{number:06}.jpg").write_bytes(head + block[:size])


def _command(verb: str, root: Path) -> Sequence[str]:
    return (*ARCHIVIST, verb, "-q", "--archive", str(root))


def _line(name: str, costs: list[Cost], target: str, *, met: bool) -> None:
    wall = statistics.median(cost.wall for cost in costs)
    cpu = [cost.cpu for cost in costs if cost.cpu is not None]
    memory = f"{costs[0].all:.0f}" if costs[0].all else ""
    verdict = ("met" if met else "not met") if target else ""
    spent = f"{statistics.median(cpu):.2f}" if cpu else ""
    print(f"| {name} | {len(costs)} | {wall:.2f} | {spent} | {memory} | {target} | {verdict} |")


def _say(text: str) -> None:
    print(f">> {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
