"""Copies of the sample archive of which archivist has read everything already."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from datetime import date
from functools import cache
from pathlib import Path

from archivist.actions.survey import survey
from archivist.actions.view import View

SAMPLE = Path(__file__).resolve().parents[1] / "sample_archive"


def looked_at(root: Path) -> Path:
    """Copy the sample with what is remembered of it: reading it takes longer than most tests."""
    return shutil.copytree(_first(), root)


@cache
def _first() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    root = folder / "示例"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns(".archivist"))
    survey(View(root=root, as_of=date(2025, 1, 1), now_ns=time.time_ns()))
    return root
