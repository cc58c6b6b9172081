"""Killed at any instant, ``pack --bagit`` leaves nothing half done under the name of the bag.

``ARCHIVIST_KILLS`` sets how often it is killed.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from archivist.actions.handover.check_bag import check_bag
from archivist.actions.init import init
from tests.actions.killing import Place, command, enough, killed, run
from tests.photos import a_photo

KILLS = int(os.environ.get("ARCHIVIST_KILLS", "1"))
FILES = 12


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("kills") / "库"
    init(root, ["甲工作室"], "zh_CN")
    item = root / "甲工作室/06 培训学习资料/20250318 授课"
    item.mkdir()
    for number in range(1, FILES):
        (item / f"C1-20250318-{number:02}.jpg").write_bytes(a_photo(f"#{number * 5:02x}4080"))
    return root


@pytest.fixture(scope="module")
def pace(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Return how many seconds a bag takes."""
    target = tmp_path_factory.mktemp("pace") / "移交"
    start = time.monotonic()
    assert run(Place(archive, ("pack", str(target), "--bagit", "-q"))).returncode == 0
    return time.monotonic() - start


@pytest.mark.parametrize("name", ["移交.zip", "移交"][:KILLS])
def test_a_killed_bag_is_whole_or_not_there(
    name: str, archive: Path, pace: float, tmp_path: Path
) -> None:
    outs = tmp_path / "outs"
    outs.mkdir()
    target = outs / name
    place = Place(archive, ("pack", str(target), "--bagit", "-q"))
    first = {path: path.read_bytes() for path in archive.rglob("*.jpg")}
    chance = random.Random(name)  # noqa: S311 - the same moments each time
    landed = 0
    for _number in range(KILLS):
        cleared(target)
        with command(place) as process:
            landed += killed(process, chance.uniform(pace / 3, pace))
        assert not target.exists() or check_bag(target).whole
    assert enough(landed, KILLS)
    assert {path: path.read_bytes() for path in archive.rglob("*.jpg")} == first
    cleared(target)
    assert run(place).returncode == 0
    assert check_bag(target).whole
    # One that was killed before it held its folder leaves an empty one, which holds nothing.
    left = [path for path in outs.iterdir() if path != target]
    assert [path for path in left if any(path.iterdir())] == []


def cleared(target: Path) -> None:
    if target.is_dir():
        target.rename(target.parent.parent / f"done-{time.monotonic_ns()}")
    else:
        target.unlink(missing_ok=True)
