"""Killed at any instant: every file is whole in one place, and the next run finishes.

``ARCHIVIST_KILLS`` sets how often each scenario is killed.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.store.journal import FILE, Journal, breaks, read_deeds, read_lines
from tests.actions.killing import (
    LONG,
    NOW,
    SCENARIOS,
    Pace,
    Place,
    command,
    run,
)

KILLS = int(os.environ.get("ARCHIVIST_KILLS", "1"))
"""Of each scenario."""


@pytest.mark.parametrize("prepare", SCENARIOS, ids=lambda prepare: prepare.__name__)
def test_a_killed_command_loses_nothing_and_the_next_one_finishes(
    prepare: Callable[[Path], Place], tmp_path: Path
) -> None:
    place = prepare(tmp_path / "first")
    first, outside = contents(place), loose(tmp_path / "first")
    pace = measured(at(tmp_path / "first", tmp_path / "measured", place))
    chance = random.Random(prepare.__name__)  # noqa: S311 - the same moments each time
    for number in range(KILLS):
        folder = tmp_path / f"{number}"
        killed = at(tmp_path / "first", folder, place)
        kill(killed, pace, chance, by_lock=number % 2 == 0)
        check_whole(killed, first, outside)
        again = run(killed)
        assert again.returncode in {0, 1}, again.stderr
        assert "Traceback" not in again.stderr + again.stdout
        check_whole(killed, first, outside)
        check_finished(killed)
        assert waiting(killed) == pace.waiting
        assert stated(killed.root) == pace.stated
        assert contents(killed) == pace.contents
        assert loose(folder) == outside
        shutil.rmtree(folder)


def at(first: Path, folder: Path, place: Place) -> Place:
    """Return the same place in a copy of its own."""
    shutil.copytree(first, folder)
    return Place(folder / place.root.name, place.argv, place.describes)


def measured(place: Place) -> Pace:
    start = time.monotonic()
    with command(place) as process:
        wait_for_lock(place, process)
        locked = time.monotonic()
        process.communicate(timeout=LONG)
    end = time.monotonic()
    check_finished(place)
    return Pace(end - start, end - locked, waiting(place), stated(place.root), contents(place))


def kill(place: Place, pace: Pace, chance: random.Random, *, by_lock: bool) -> None:
    """Kill a run at a moment of chance: of all of it, or of the part in which it writes."""
    with command(place) as process:
        if by_lock:
            wait_for_lock(place, process)
        delay = chance.uniform(0, pace.writing if by_lock else pace.whole)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate(timeout=LONG)


def wait_for_lock(place: Place, process: subprocess.Popen[str]) -> None:
    """Wait until the command holds the lock: it has written its name into it."""
    lock = place.root / ".archivist" / "lock"
    end = time.monotonic() + LONG
    while process.poll() is None and time.monotonic() < end:
        if lock.exists() and lock.stat().st_size:
            return
        time.sleep(0.001)


def ours(path: Path) -> bool:
    return path.name.startswith(".~") and path.name.endswith(".tmp")


def stated(root: Path) -> str:
    """Return what all descriptions of the archive say, as one checksum."""
    paths = sorted(p for p in root.rglob("*") if p.suffix == ".xmp" or p.name == "item.toml")
    said = (path.read_bytes() for path in paths if ".archivist" not in path.parts)
    return hashlib.sha256(b"\0".join(said)).hexdigest()


def contents(place: Place) -> Counter[str]:
    """Return how often each content lies in the inbox, the tree and the kept files.

    Where descriptions change, only what is none is counted, and only in its own place.
    """
    root = place.root
    kept = root / ".archivist" / "kept"
    paths = [p for p in root.rglob("*") if p.is_file() and not ours(p)]
    wanted = [p for p in paths if kept in p.parents or ".archivist" not in p.parts]
    if place.describes:
        wanted = [p for p in wanted if p.suffix not in {".xmp", ".toml"} and kept not in p.parents]
    return Counter(digest(path) for path in wanted if path.name != "archive.toml")


def loose(folder: Path) -> dict[str, str]:
    """Return the files outside the archive."""
    places = [path for name in ("U盘", "旧资料") for path in (folder / name).glob("*")]
    return {path.name: digest(path) for path in places}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_whole(place: Place, first: Counter[str], outside: dict[str, str]) -> None:
    copies, root = set(outside.values()), place.root
    found = contents(place)
    assert {d: n for d, n in found.items() if d not in copies} == {
        d: n for d, n in first.items() if d not in copies
    }
    # A copy is there once or not yet; once it is, it stays.
    assert all(first[d] <= found[d] <= 1 for d in copies)
    assert list(breaks(read_lines(root / ".archivist" / FILE))) == []


def check_finished(place: Place) -> None:
    root = place.root
    assert Journal(root, NOW).unfinished() == []
    assert [deed for deed in read_deeds(root) if deed.result is None] == []
    assert [path for path in root.rglob("*") if ours(path)] == []


def waiting(place: Place) -> int:
    return sum(path.is_file() for path in (place.root / "收件箱").rglob("*"))
