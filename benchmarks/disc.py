"""Measure images of discs: ``python disc.py [--mb N] [--files N] [--at FOLDER]``.

Beside run what one would do instead: copying the same files (`shutil.copytree`), and having the
disk write them. All are durable when the clock stops; they run in turns, and ratios are of medians.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from measure import ARCHIVIST, ROUNDS, measure
from rubric_archive import remove

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image

from archivist.actions.init import init
from archivist.formats.iso import Member, hash_image, write_image
from archivist.store.disc_images import new_image

_TARGET = 1.5
_STUDIO = "甲工作室"
_FOLDER = f"{_STUDIO}/06 培训学习资料/20220125 授课"


def main() -> None:
    """Lay out an archive, measure, print Markdown, take all away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=1000, help="of all photos")
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--at", type=Path, help="an empty folder to work in, kept afterwards")
    asked = parser.parse_args()
    work = (asked.at or Path(tempfile.mkdtemp(prefix="archivist-bench-"))).resolve()
    work.mkdir(exist_ok=True)
    try:
        system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
        print(f"{system}, Python {platform.python_version()}.\n")
        root = work / "库"
        members = _laid_out(root, asked.mb * 1_000_000 // asked.files, asked.files)
        _measure(work, root, members)
    finally:
        if asked.at is None:
            remove(work)


def _laid_out(root: Path, size: int, count: int) -> list[Member]:
    _say(f"laying out {count} photos")
    init(root, [_STUDIO], "zh_CN")
    (root / _FOLDER).mkdir(parents=True)
    members = []
    for number in range(1, count + 1):
        place = root / _FOLDER / f"C1-20220125-{number:02}.jpg"
        photo = io.BytesIO()
        Image.new("RGB", (4000, 3000), (number % 256, 90, 90)).save(photo, "JPEG", quality=20)
        data = photo.getvalue() + os.urandom(max(size - len(photo.getvalue()), 0))
        place.write_bytes(data)
        sha256 = hashlib.sha256(data).hexdigest()
        path = f"电子档案/2022/06 培训学习资料/{place.name}"
        members.append(Member(path=path, source=place, size=size, sha256=sha256, mtime=1.6e9))
    return members


def _measure(work: Path, root: Path, members: Sequence[Member]) -> None:
    (work / "out").mkdir()
    _say("sealing")
    measure((*ARCHIVIST, "seal", "-q", "--archive", str(root)), work)
    jobs: Mapping[str, Callable[[], object]] = {
        "copying": lambda: _copied(root / _FOLDER, work / "copy"),
        "an image": lambda: _made(work / "image.iso", members),
        "checking that image": lambda: hash_image(work / "image.iso"),
        "`disc make`, all of it": lambda: _commanded(work, root),
    }
    took: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(ROUNDS + 1):
        for name, job in jobs.items():
            _say(f"{number}: {name}")
            _cleared(work)
            begun = time.perf_counter()
            job()
            if number:  # the first round fills the caches
                took[name].append(time.perf_counter() - begun)
    total = sum(member.size for member in members) / 1e6
    print(f"{total:,.0f} MB of photos in {len(members):,} files.\n")
    print("| | runs | wall s | MB/s | ÷ copying | target | |\n|---|--:|--:|--:|--:|---|---|")
    medians = {name: statistics.median(each) for name, each in took.items()}
    for name, wall in medians.items():
        ratio = wall / medians["copying"]
        met = "met" if ratio <= _TARGET else "not met"
        goal = f"≤ {_TARGET} | {met}" if name == "an image" else "|"
        print(f"| {name} | {ROUNDS} | {wall:.2f} | {total / wall:,.0f} | {ratio:.2f} | {goal} |")


def _cleared(work: Path) -> None:
    """Take the copies away, and have the disk finish, so that nobody pays for another's writing."""
    shutil.rmtree(work / "copy", ignore_errors=True)
    for image in (work / "out").iterdir():
        image.unlink()
    if hasattr(os, "sync"):
        os.sync()


def _copied(source: Path, target: Path) -> None:
    shutil.copytree(source, target)
    for place in target.iterdir():
        with place.open("r+b") as file:
            os.fsync(file.fileno())


def _made(place: Path, members: Sequence[Member]) -> None:
    place.unlink(missing_ok=True)
    with new_image(place) as file:
        write_image(file, "A104_2022_001", members)


def _commanded(work: Path, root: Path) -> None:
    make = (*ARCHIVIST, "disc", "make", "-q", "--again", "--archive", str(root), "out")
    measure(make, work)


def _say(text: str) -> None:
    print(f">> {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
