"""A copy of the sample archive for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "sample_archive"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return a copy of the sample archive, which has the faults that its README lists."""
    copy = tmp_path / "示例档案库"
    shutil.copytree(SAMPLE, copy, ignore=shutil.ignore_patterns(".archivist"))
    return copy
