"""A small archive, and what does steps in it with the system's rename and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.store import renaming
from archivist.store.moving import Mover
from tests.store.archive_of_files import make_archive


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "库")


@pytest.fixture(params=[True, False], ids=["native", "placeholder"])
def mover(request: pytest.FixtureRequest, root: Path, monkeypatch: pytest.MonkeyPatch) -> Mover:
    if not request.param:
        monkeypatch.setattr(renaming, "_native", lambda: None)
    return Mover(root)
