"""Comparing what was restored with the archive: what cannot be read is told where it lies."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from archivist.actions.keeping import restored_compared
from archivist.actions.keeping.backup_test import Trial, rehearse
from archivist.store.hashing import hashed
from tests.actions.keeping.backed_up import ITEM, NOW, a_backup

SLIP = f"{ITEM}/签到表.txt"


@pytest.fixture
def own(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Trial]:
    """Return an archive, and a test of all of its backup."""
    root, target = a_backup(tmp_path, tmp_path_factory)
    return root, Trial(target=target, percent=100, scratch=tmp_path)


@pytest.mark.parametrize("live", [True, False], ids=["in the archive", "restored"])
def test_a_file_that_cannot_be_read_is_told(
    live: bool, own: tuple[Path, Trial], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(paths: Iterable[Path]) -> Iterator[tuple[Path, str | OSError]]:
        for path, found in hashed(paths):
            there = path.name == "签到表.txt" and (own[0] in path.parents) is live
            yield path, OSError(errno.EIO, "Input/output error") if there else found

    monkeypatch.setattr(restored_compared, "hashed", failing)
    found = rehearse(own[0], own[1], NOW)
    told = {each.path: each.reason for each in (found.since if live else found.failed)}
    assert told == {SLIP: "the drive reports an error"}
    assert found.ok is live


def test_a_file_whose_name_the_system_cannot_hold_is_no_failure(
    own: tuple[Path, Trial], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(_path: Path) -> None:
        raise ValueError("embedded null byte")

    monkeypatch.setattr(restored_compared, "regular", refusing)
    found = rehearse(own[0], own[1], NOW)
    assert (found.ok, found.same) == (True, 0)
    assert {each.reason for each in found.since} == {"the system cannot hold its name"}
