"""Measure the image of a disc: ``python disc.py [--mb N] [--files N] [--at FOLDER]``.

Beside it runs what one would do instead: copying the same files, and having the disk write them.
Both are durable when the clock stops; they run in turns, and the ratio is of the medians.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from measure import ROUNDS
from rubric_archive import remove

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from archivist.formats.iso import Member, image_sha256, write_image
from archivist.store.disc_images import new_image

_TARGET = 1.5
_BLOCK = 1 << 20


def main() -> None:
    """Lay out files, measure, print Markdown, take all away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=1000, help="of all files")
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--at", type=Path, help="an empty folder to work in, kept afterwards")
    asked = parser.parse_args()
    work = (asked.at or Path(tempfile.mkdtemp(prefix="archivist-bench-"))).resolve()
    work.mkdir(exist_ok=True)
    try:
        system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
        print(f"{system}, Python {platform.python_version()}.\n")
        _measure(work, _laid_out(work / "files", asked.mb * 1_000_000 // asked.files, asked.files))
    finally:
        if asked.at is None:
            remove(work)


def _laid_out(folder: Path, size: int, count: int) -> list[Member]:
    _say(f"laying out {count} files")
    folder.mkdir()
    members = []
    for number in range(count):
        place = folder / f"C1-20220125-{number:04}.jpg"
        data = os.urandom(size)
        place.write_bytes(data)
        sha256 = hashlib.sha256(data).hexdigest()
        path = f"电子档案/2022/06 培训学习资料/{place.name}"
        members.append(Member(path=path, source=place, size=size, sha256=sha256, mtime=1.6e9))
    return members


def _measure(work: Path, members: Sequence[Member]) -> None:
    copies, images, checks = [], [], []
    for number in range(ROUNDS + 1):
        _say(f"in turns: {number}")
        copied = _copied(work / "copy", members)
        made = _made(work / "image.iso", members)
        checked = _checked(work / "image.iso")
        if number:  # the first round fills the caches
            copies.append(copied)
            images.append(made)
            checks.append(checked)
    copy, image = statistics.median(copies), statistics.median(images)
    total = sum(member.size for member in members) / 1e6
    met = "met" if image <= _TARGET * copy else "not met"
    print("| | runs | wall s | MB/s | target | |\n|---|--:|--:|--:|---|---|")
    name = f"{total:,.0f} MB in {len(members):,} files"
    print(f"| copying {name} | {ROUNDS} | {copy:.2f} | {total / copy:,.0f} | | |")
    target = f"≤ {_TARGET} × copying: {image / copy:.2f}"
    print(
        f"| an image of {name} | {ROUNDS} | {image:.2f} | {total / image:,.0f} | {target} | {met} |"
    )
    check = statistics.median(checks)
    print(f"| SHA-256 of the image | {ROUNDS} | {check:.2f} | {total / check:,.0f} | | |")


def _copied(folder: Path, members: Sequence[Member]) -> float:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    _quiet()
    begun = time.perf_counter()
    for member in members:
        source = Path(str(member.source))
        shutil.copyfile(source, folder / source.name)
    for place in folder.iterdir():
        with place.open("r+b") as file:
            os.fsync(file.fileno())
    return time.perf_counter() - begun


def _made(place: Path, members: Sequence[Member]) -> float:
    place.unlink(missing_ok=True)
    _quiet()
    begun = time.perf_counter()
    with new_image(place) as file:
        write_image(file, "A104_2022_001", members)
    return time.perf_counter() - begun


def _checked(place: Path) -> float:
    begun = time.perf_counter()
    image_sha256(place)
    return time.perf_counter() - begun


def _quiet() -> None:
    """Have the disk finish what came before, so that nobody pays for another's writing."""
    if hasattr(os, "sync"):
        os.sync()


def _say(text: str) -> None:
    print(f">> {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
