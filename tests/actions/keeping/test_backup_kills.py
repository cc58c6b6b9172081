"""Killed at any instant, a backup shows whole or not at all, and the next run goes on.

``ARCHIVIST_KILLS`` sets how often it is killed.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archivist.actions.keeping.backup import backups
from archivist.store.backup.snapshots import read_entries
from archivist.store.journal import FILE, breaks, read_lines
from tests.actions.killing import LONG, REPOSITORY, enough, killed
from tests.store.backup.archives import (
    back_up,
    change,
    left_over,
    make_archive,
    objects,
    sha,
    tree,
)

KILLS = int(os.environ.get("ARCHIVIST_KILLS", "2"))


def started(root: Path, target: Path) -> subprocess.Popen[str]:
    words = ("backup", str(target), "--archive", str(root), "--keep", "2", "-q")
    return subprocess.Popen(
        [sys.executable, "-m", "archivist", *words],
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(root: Path, target: Path) -> float:
    """Run a backup to its end and return its seconds."""
    start = time.monotonic()
    with started(root, target) as process:
        _out, told = process.communicate(timeout=LONG)
    assert process.returncode == 0, told
    return time.monotonic() - start


def check_whole(target: Path) -> None:
    """Every snapshot that shows is whole, and so is every object that has its name."""
    held = objects(target)
    odd = [name for name, content in held.items() if len(name) == 64 and sha(content) != name]
    assert odd == []
    for snapshot in backups(target):
        assert snapshot.damage == ""
        assert {entry.sha256 for entry in read_entries(snapshot)} <= set(held)


@pytest.mark.skipif(os.name == "nt", reason="a killed process leaves its children on Windows")
def test_a_killed_backup_is_invisible_or_complete(tmp_path: Path) -> None:
    more = {f"收件箱/{number}.jpg": b"%d" % number * 5000 for number in range(60)}
    first, start = make_archive(tmp_path / "库", more), tmp_path / "备份"
    for day in range(3):
        change(first, "收件箱/1.jpg", b"first %d" % day, age=day)
        back_up(first, start)
    for number in range(60):
        change(first, f"收件箱/{number}.jpg", b"second %d" % number * 5000, age=9)
    shutil.copytree(first, tmp_path / "measured")
    shutil.copytree(start, tmp_path / "measured2")
    (tmp_path / "库").rename(tmp_path / "first")
    (tmp_path / "measured").rename(first)  # the archive's name is what the target belongs to
    whole = finished(first, tmp_path / "measured2")
    chance = random.Random("backup")  # noqa: S311 - the same moments each time
    landed = 0
    for _number in range(KILLS):
        shutil.rmtree(first)
        shutil.copytree(tmp_path / "first", first)
        target = tmp_path / "killed"
        shutil.copytree(start, target)
        before = tree(first)
        with started(first, target) as process:
            landed += killed(process, chance.uniform(0, whole))
        check_whole(target)
        assert tree(first) == before
        finished(first, target)
        check_whole(target)
        assert tree(first) == before
        assert left_over(target) == []
        assert len(backups(target)) == 2
        assert list(breaks(read_lines(first / ".archivist" / FILE))) == []
        newest = {entry.path: entry.sha256 for entry in read_entries(backups(target)[-1])}
        assert newest["收件箱/7.jpg"] == sha(b"second 7" * 5000)
        shutil.rmtree(target)
    assert enough(landed, KILLS)
