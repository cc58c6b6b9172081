"""Which snapshot is meant: by its name, by a beginning of it, or as the latest."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.errors import InvalidChoiceError
from archivist.store.backup.names import FACTS, MANIFEST, TIMES
from tests.store.backup.archives import FIRST, back_up, later, make_archive, opened


@pytest.fixture
def target(tmp_path: Path) -> Path:
    back_up(make_archive(tmp_path / "库"), tmp_path / "备份")
    return tmp_path / "备份"


def test_a_snapshot_is_found_by_its_name_or_a_beginning_of_it(tmp_path: Path) -> None:
    root = make_archive(tmp_path / "库")
    for day in (0, 1):
        back_up(root, tmp_path / "备份", later(day))
    target = opened(tmp_path / "备份")
    assert target.snapshot("20261126").name == target.snapshot("latest").name
    assert target.snapshot(FIRST).name == FIRST
    for name in ("2025", "", "../snapshots"):
        with pytest.raises(InvalidChoiceError, match="holds no snapshot") as caught:
            target.snapshot(name)
        assert "20261126T101500, " in caught.value.hint
    with pytest.raises(InvalidChoiceError, match="several snapshots begin with “2026”") as caught:
        target.snapshot("2026")
    assert f"20261126T101500, {FIRST}" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "near"), [("lastest", "latest"), ("LATEST", "latest"), ("20261125t101501", FIRST)]
)
def test_a_slip_in_a_snapshots_name_is_guessed(name: str, near: str, target: Path) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        opened(target).snapshot(name)
    assert f"Did you mean {near}?" in caught.value.hint
    assert f"archivist backup list {target}" in caught.value.hint


@pytest.mark.parametrize("part", [MANIFEST, TIMES, FACTS])
def test_the_latest_is_the_newest_sound_one(part: str, tmp_path: Path) -> None:
    root = make_archive(tmp_path / "库")
    for day in (0, 1, 2):
        back_up(root, tmp_path / "备份", later(day))
    target = opened(tmp_path / "备份")
    names = [each.name for each in target.snapshots()]
    for name in names[:0:-1]:
        place = tmp_path / "备份" / "snapshots" / name / part
        place.write_bytes(place.read_bytes()[:-1] + b"x")
    assert target.snapshot("latest").name == names[0]
    passed = target.after(target.snapshots()[0])
    assert [each.name for each in passed] == names[1:]
    assert all(part in each.damage for each in passed)
    assert target.after(target.snapshots()[-1]) == ()


def test_where_none_is_sound_the_latest_is_the_newest_that_tells_what_it_holds(
    tmp_path: Path,
) -> None:
    root = make_archive(tmp_path / "库")
    for day in (0, 1, 2):
        back_up(root, tmp_path / "备份", later(day))
    names = [each.name for each in opened(tmp_path / "备份").snapshots()]
    for name, part in zip(names, (TIMES, TIMES, FACTS), strict=True):
        (tmp_path / "备份" / "snapshots" / name / part).write_bytes(b"rot")
    assert opened(tmp_path / "备份").snapshot("latest").name == names[1]


def test_where_nothing_is_sound_there_is_no_latest(target: Path) -> None:
    (target / "snapshots" / FIRST / FACTS).unlink()
    with pytest.raises(InvalidChoiceError, match="no snapshot that can be read"):
        opened(target).snapshot("latest")
