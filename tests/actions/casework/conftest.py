"""The sample archive, of which everything is remembered."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archivist.actions import cases as cases_module
from archivist.actions.studio_look import look_at
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.model.plan import Plan
from archivist.model.settings import Settings
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
    """Return a list that grows with the studios of each look into files; none: all of them."""
    scopes: list[frozenset[str]] = []

    def over_all(view: View) -> object:
        scopes.append(view.scope)
        return survey(view)

    def at_some(view: View, settings: Settings, plan: Plan, folders: list[str]) -> object:
        scopes.append(frozenset() if len(folders) == len(settings.studios) else frozenset(folders))
        return look_at(view, settings, plan, folders)

    monkeypatch.setattr(cases_module, "survey", over_all)
    monkeypatch.setattr(cases_module, "look_at", at_some)
    return scopes
