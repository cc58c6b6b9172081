"""Killed at any instant while it commits, an index is what some commit made it.

``ARCHIVIST_KILLS`` sets how often.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from archivist.model.document import Document
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.index.writing import IndexWriter
from tests.store.index import killed_writer
from tests.store.index.killed_writer import expected, number_of
from tests.store.index.papers import OWNER, contents

KILLS = int(os.environ.get("ARCHIVIST_KILLS", "4"))
REPOSITORY = Path(__file__).resolve().parents[3]
LONG = 60.0


def kill(folder: Path, delay: float) -> None:
    """Run a writer, and kill it some seconds after it began."""
    argv = [sys.executable, killed_writer.__file__, str(folder)]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        begun = process.stdout.readline()
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()
        _out, trouble = process.communicate(timeout=LONG)
    assert begun == "begun\n", trouble
    assert trouble == ""


def contents_or_none(folder: Path) -> dict[str, Document]:
    try:
        return contents(folder)
    except IndexUnusableError as error:
        if error.reason is not Reason.ABSENT:
            raise
        return {}


def test_a_killed_writer_leaves_what_a_commit_made_and_the_next_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    chance = random.Random("kills")  # noqa: S311 - the same moments each time
    number = 0
    for _again in range(KILLS):
        kill(folder, chance.uniform(0.0, 0.4))
        found = contents_or_none(folder)
        assert number_of(found) >= number
        number = number_of(found)
        assert found == expected(number)
    assert number > KILLS
    with IndexWriter(folder, OWNER) as writer:
        writer.compact()
    assert contents(folder) == expected(number)
    assert len(list(folder.iterdir())) == 2
