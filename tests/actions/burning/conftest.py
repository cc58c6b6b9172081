"""An archive with a fonds number, a place for images, and discs that were made."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.actions.burning.make import MakeReport
from tests.actions.boxwork import Look
from tests.actions.burnwork import make, with_fonds
from tests.actions.conftest import aged
from tests.apartwork import keep_processes


@pytest.fixture(autouse=True, scope="module")
def _shared(shared_processes: None) -> None:
    """Have every look at an archive read by the same processes."""


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_processes(monkeypatch)


@pytest.fixture
def archive(archive: Path) -> Path:
    return aged(with_fonds(archive))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    place = tmp_path / "映像"
    place.mkdir()
    return place


@pytest.fixture
def made(look: Look, out: Path) -> MakeReport:
    return make(look(), out, by="李淼", place="一柜")
