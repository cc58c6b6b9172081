"""The sample archive, of which everything is remembered."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archivist.actions import cases as cases_module
from archivist.actions.survey import survey
from archivist.actions.view import View
from tests.actions.casework.desk import (
    SAMPLE,
    found_in,
)
from tests.actions.conftest import aged


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample that was looked at, to be copied further."""
    root = tmp_path_factory.mktemp("sample") / "库"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns(".archivist"))
    aged(root)
    found_in(root)
    return root


@pytest.fixture
def sample(read_once: Path, tmp_path: Path) -> Path:
    """Return an archive of two studios of which everything is remembered."""
    return Path(shutil.copytree(read_once, tmp_path / "库"))


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str]]:
    """Return a list that grows with the scope of each look into files."""
    scopes: list[frozenset[str]] = []

    def look(view: View) -> object:
        scopes.append(view.scope)
        return survey(view)

    monkeypatch.setattr(cases_module, "survey", look)
    return scopes
