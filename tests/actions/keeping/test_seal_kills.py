"""Sealing is killed at any instant; what files, describes and takes back is sealed at once.

``ARCHIVIST_KILLS`` sets how often each is killed.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from archivist.store.journal import FILE, breaks, read_lines
from archivist.store.seal_state import seal_state
from tests.actions.keeping.sealed import (
    PAPER,
    edit,
    make,
    put,
    sealed,
    sealing,
    sums,
    told,
    verified,
)
from tests.actions.killing import Place, command, describing, enough, filing, killed, run, undoing
from tests.store.interrupting import Fuse, KilledError, burning

KILLS = int(os.environ.get("ARCHIVIST_KILLS", "1"))


def first(folder: Path) -> Place:
    root = make(folder)
    for number in range(300):
        put(root, f"甲工作室/{number}.txt", b"x" * number)
    return Place(root, ("seal",))


def later(folder: Path) -> Place:
    root = sealed(folder)
    for number in range(300):
        put(root, f"甲工作室/{number}.txt", b"x" * number)
    return Place(root, ("seal",))


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_any_call_it_is_whole_and_the_next_one_finishes(
    after: bool, tmp_path: Path
) -> None:
    start = sealed(tmp_path / "start")
    put(start, "甲工作室/a.txt", b"new")
    edit(start, PAPER)
    for number in count(1):
        root = tmp_path / f"{number}" / start.name
        shutil.copytree(start, root)
        with burning(Fuse(number, KilledError(), after=after)):
            try:
                sealing(root, accept=frozenset({PAPER}))
            except KilledError:
                pass
            else:
                break
        assert seal_state(root).whole
        assert not list(breaks(read_lines(root / ".archivist" / FILE)))
        assert set(told(verified(root)).values()) <= {"new", "changed"}
        assert sealing(root, accept=frozenset({PAPER})).done
        found = verified(root)
        assert found.sound
        assert not told(found)
    assert number > 5


@pytest.mark.parametrize("prepare", [first, later], ids=["first", "later"])
def test_a_killed_sealing_is_whole_and_the_next_one_finishes(
    prepare: Callable[[Path], Place], tmp_path: Path
) -> None:
    place = prepare(tmp_path / "first")
    start = time.monotonic()
    shutil.copytree(tmp_path / "first", tmp_path / "measured")
    measured = Place(tmp_path / "measured" / place.root.name, place.argv)
    assert run(measured).returncode == 0
    seconds = time.monotonic() - start
    chance = random.Random(prepare.__name__)  # noqa: S311 - the same moments each time
    hit = Place(tmp_path / "hit" / place.root.name, place.argv)
    shutil.copytree(tmp_path / "first", tmp_path / "hit")
    landed = 0
    for number in range(KILLS):
        put(hit.root, f"甲工作室/k{number}.txt", b"k" * number)
        with command(hit) as process:
            landed += killed(process, chance.uniform(seconds / 2, seconds))
        assert seal_state(hit.root).whole
        assert not list(breaks(read_lines(hit.root / ".archivist" / FILE)))
    assert enough(landed, KILLS)
    again = run(hit)
    assert again.returncode == 0, again.stderr + again.stdout
    found = verified(hit.root)
    assert found.sound
    assert not told(found)
    assert sums(hit.root) == 0


@pytest.mark.parametrize("prepare", [filing, undoing, describing], ids=lambda each: each.__name__)
def test_what_a_command_writes_is_sealed_at_once_also_after_a_kill(
    prepare: Callable[[Path], Place], tmp_path: Path
) -> None:
    place = prepare(tmp_path)
    assert run(Place(place.root, ("seal",))).returncode == 0
    journal = place.root / ".archivist" / FILE
    before = journal.stat().st_size
    with command(place) as process:
        killed(process, 0.01, lambda: journal.stat().st_size > before)
    assert seal_state(place.root).whole
    assert run(place).returncode in {0, 1}
    found = verified(place.root)
    assert found.sound
    assert not told(found)
    assert sums(place.root) == 0


def test_an_edit_that_a_command_makes_later_is_no_edit_by_hand(tmp_path: Path) -> None:
    place = describing(tmp_path)
    assert run(Place(place.root, ("seal",))).returncode == 0
    assert run(place).returncode == 0
    assert verified(place.root).sound
    assert run(Place(place.root, ("undo",))).returncode == 0
    found = verified(place.root)
    assert found.sound
    assert not told(found)
    image = next(path for path in place.root.rglob("*.jpg"))
    edit(place.root, image.relative_to(place.root).as_posix())
    assert not verified(place.root).sound
