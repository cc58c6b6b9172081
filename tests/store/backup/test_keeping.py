"""Whatever a policy says: what stays can be restored, and what goes was needed by nothing."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.actions.keeping.backup import backups
from archivist.actions.keeping.restore import restore
from archivist.store.backup.policy import Keep, dropped
from archivist.store.backup.pruning import prune
from archivist.store.backup.snapshots import Snapshot, read_entries
from tests.store.backup.archives import NOW, back_up, change, make_archive, objects, opened

COUNT = st.integers(0, 3)
DAYS = (0, 0.1, 1, 8, 9, 40, 41, 400, -3)
"""The clock has gone back before the last one."""
POLICY = st.builds(
    Keep, newest=COUNT, daily=COUNT, weekly=COUNT, monthly=COUNT, yearly=COUNT
).filter(lambda keep: bool(str(keep)))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a target in which each snapshot shares something with the one before."""
    folder = tmp_path_factory.mktemp("many")
    root = make_archive(folder / "库")
    for number, day in enumerate(DAYS):
        change(root, f"收件箱/{number % 3}.txt", b"%d" % number, age=number)
        back_up(root, folder / "备份", NOW + timedelta(days=day))
    return folder / "备份"


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(POLICY)
def test_what_stays_restores_and_nothing_else_is_left(many: Path, keep: Keep) -> None:
    before = backups(many)
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "备份"
        shutil.copytree(many, target)
        gone = prune(opened(target), keep)
        left = backups(target)
        assert {each.name for each in left} == {each.name for each in before} - {*gone.snapshots}
        assert gone.snapshots == tuple(each.name for each in dropped(before, keep))
        assert left[-1].name == before[-1].name
        assert {e.sha256 for each in left for e in read_entries(each)} == set(objects(target))
        for number, each in enumerate(left[-2:]):
            assert not restore(each.name, Path(place) / str(number), target).lost


@given(POLICY, POLICY)
def test_a_policy_that_keeps_more_drops_less(one: Keep, other: Keep) -> None:
    found = [each for each in SNAPSHOTS if not each.damage]
    both = Keep(
        newest=max(one.newest, other.newest),
        daily=max(one.daily, other.daily),
        weekly=max(one.weekly, other.weekly),
        monthly=max(one.monthly, other.monthly),
        yearly=max(one.yearly, other.yearly),
    )
    for each in (one, other):
        assert {gone.name for gone in dropped(found, both)} <= {
            gone.name for gone in dropped(found, each)
        }


def _snapshots() -> list[Snapshot]:
    found = []
    for number, day in enumerate(DAYS, start=1):
        at = NOW + timedelta(days=day)
        name = f"{at:%Y%m%dT%H%M%S}"
        found.append(Snapshot(name=name, folder=Path(name), number=number, at=at.isoformat()))
    return found


SNAPSHOTS = _snapshots()
