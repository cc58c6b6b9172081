"""A restore that is killed at any instant: what is there is right, it shows, the next run ends it.

``ARCHIVIST_KILLS`` sets how often it is killed.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from archivist.store.backup.place import BESIDE, UNFINISHED
from tests.actions.keeping.backed_up import STUDIO, an_archive, back_up, held
from tests.actions.killing import LONG, REPOSITORY, enough, killed

KILLS = int(os.environ.get("ARCHIVIST_KILLS", "2"))
MANY = 400


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kills")
    root = an_archive(folder)
    for number in range(MANY):
        place = root / STUDIO / f"{number % 20:02} 多" / f"{number}.bin"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(number.to_bytes(4, "big") * (64 * (number % 50)))
    back_up(root, folder / "备份")
    return folder / "备份"


def started(target: Path, new: Path) -> subprocess.Popen[str]:
    words = ("--lang", "en", "restore", "latest", str(new), "--from", str(target))
    return subprocess.Popen(
        [sys.executable, "-m", "archivist", *words],
        cwd=new.parent,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(target: Path, new: Path) -> subprocess.CompletedProcess[str]:
    with started(target, new) as process:
        output, errors = process.communicate(timeout=LONG)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def test_a_killed_restore_shows_and_the_next_run_ends_it(target: Path, tmp_path: Path) -> None:
    start = time.monotonic()
    with started(target, tmp_path / "whole") as process:
        while process.poll() is None and not (tmp_path / "whole" / UNFINISHED).exists():
            time.sleep(0.001)
        writing = time.monotonic()
        process.communicate(timeout=LONG)
    whole, rest = time.monotonic() - start, time.monotonic() - writing
    wanted, before = held(tmp_path / "whole"), held(target)
    assert len(wanted) > MANY
    chance = random.Random("restore")  # noqa: S311 - the same moments each time
    landed = 0
    for number in range(KILLS):
        new = tmp_path / str(number)
        later = bool(number % 3)
        seconds = chance.uniform(0, rest if later else whole)
        mark = new / UNFINISHED
        with started(target, new) as process:
            landed += killed(process, seconds, partial(_begun, mark) if later else _at_once)
        check(new, wanted)
        again = ended(target, new)
        assert "Traceback" not in again.stdout + again.stderr
        # A run that had come to its end leaves a folder that is an archive.
        assert again.returncode == (8 if "archive itself" in again.stderr else 0), again.stderr
        assert held(new) == wanted
        assert not (new / BESIDE).exists()
        shutil.rmtree(new)
    assert held(target) == before
    assert enough(landed, KILLS)


def _begun(mark: Path) -> bool:
    """Tell whether the first thing is written."""
    return mark.exists()


def _at_once() -> bool:
    return True


def check(new: Path, wanted: dict[str, bytes]) -> None:
    """Check that what is there is right, and that what is not finished says so."""
    there = held(new) if new.exists() else {}
    right = {
        path: content
        for path, content in there.items()
        if not path.startswith((UNFINISHED, f"{BESIDE}/"))
    }
    assert right.items() <= wanted.items()
    assert not right or right == wanted or UNFINISHED in there
