"""What all tests of keeping share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archivist.model.operation import Verb
from archivist.store.operations import writing
from tests.actions.keeping.backed_up import NOW, STUDIO, a_backup, an_archive, back_up


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk's word: what a process wrote stays when it is killed."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)


@pytest.fixture(scope="package")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return an archive and its backup, which no test changes."""
    folder = tmp_path_factory.mktemp("whole")
    root = an_archive(folder)
    with writing(root, Verb.BACKUP, NOW) as session:
        session.note("backup", {"target": str(folder / "备份")})
    (root / STUDIO / "空文件夹").mkdir()
    back_up(root, folder / "备份")
    return root, folder / "备份"


@pytest.fixture
def copied(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return an archive and its backup, for tests that damage something."""
    (tmp_path / "own").mkdir()
    return a_backup(tmp_path / "own", tmp_path_factory)
