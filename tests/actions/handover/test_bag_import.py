"""A bag is taken in by another archive: the same files in the same places."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archivist.actions.bring_in import propose
from archivist.actions.copy_in import take_in
from archivist.actions.handover.bag import BagAsk, bag
from archivist.actions.handover.import_bag import payload_of
from archivist.actions.handover.payload import Wanted
from archivist.actions.init import init
from archivist.actions.old_folder import old_folder
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, InvalidFileError
from archivist.model.bringing import LeftKind
from archivist.model.code import read_code
from archivist.model.days import compact
from tests.looked_samples import SAMPLE, looked_at
from tests.store.bag.bags import our_bag

pytestmark = pytest.mark.usefixtures("shared_processes")

HETAO, JIDIAN = "河套灌区测流创新工作室", "机电维修劳模创新工作室"
DAY = date(2025, 12, 1)
MADE = datetime(2025, 12, 1, tzinfo=UTC)


def looked(root: Path) -> View:
    return View(root=root, as_of=DAY, now_ns=time.time_ns())


def files(root: Path) -> dict[str, bytes]:
    """Return the files of the studios."""
    found = (path for path in root.glob("*工作室/**/*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return an archive and a bag of all of it."""
    folder = tmp_path_factory.mktemp("whole")
    first, target = looked_at(folder / "示例"), folder / "移交"
    assert not bag(looked(first), BagAsk(target=target, wanted=Wanted(), made=MADE)).refused
    return first, target


def test_a_bag_of_the_sample_comes_back_byte_for_byte_or_is_named(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    _first, target = whole
    second = tmp_path / "新库"
    init(second, [HETAO, JIDIAN], "zh_CN")
    shutil.copy(SAMPLE / "archive.toml", second)
    data = payload_of(target)
    assert data == target / "data"
    plan = tmp_path / "方案.xlsx"
    view = looked(second)
    old = old_folder(view, data, plan)
    propose(view, old, plan)
    report = take_in(view, old, plan, datetime(2025, 12, 1, tzinfo=UTC))
    assert report.complete
    fates = {fate.source: fate for fate in report.fates}
    before, after = files(data), files(second)
    for path in [path for path in before if after.get(path) != before[path]]:
        beside = path not in fates and path.endswith(".xmp")
        fate = fates[path.removesuffix(".xmp") if beside else path]
        if not fate.target:
            assert fate.left is not None
            assert fate.left.kind is not LeftKind.NOT_ADOPTED, path
            continue
        there = after[f"{fate.target}.xmp" if beside else fate.target]
        # What the plan knows of a material stands in item.toml for a file that was renamed.
        assert there.startswith(before[path]), path
        ending = Path(fate.target).stem == Path(path).stem
        assert fate.target != path, path
        assert ending or not _rightly_coded(path) or _code_is_taken(path, before), path
    described = [path for path in before if path.endswith("item.toml")]
    assert sum(after.get(path) == before[path] for path in described) >= len(described) - 2


def _rightly_coded(path: str) -> bool:
    item, name = path.split("/")[-2:]
    code = read_code(name.partition(".")[0])
    return code is not None and code.image_class != "X1" and item[:8] == compact(code.day)


def _code_is_taken(path: str, among: Iterable[str]) -> bool:
    """Tell whether another file of the studio bears the same code."""
    code, studio = path.rpartition("/")[2].partition(".")[0], path.partition("/")[0]
    same = [each for each in among if each.startswith(studio) and f"/{code}." in each]
    return len({each.rpartition("/")[0] for each in same}) > 1 or path.endswith(
        "C3-20250222-01.jpg"
    )


def test_a_bag_with_faults_is_refused_and_they_are_named(tmp_path: Path) -> None:
    place = our_bag(tmp_path)
    (place / "data/archive.toml").write_bytes(b"changed")
    (place / "data/more.txt").write_bytes(b"more")
    with pytest.raises(InvalidFileError) as caught:
        payload_of(place)
    assert "data/archive.toml" in caught.value.message
    assert "data/more.txt" in caught.value.message
    assert "check-bag" in caught.value.hint


def test_of_many_faults_the_first_are_named(tmp_path: Path) -> None:
    place = our_bag(tmp_path)
    for number in range(30):
        (place / f"data/{number:02}.txt").write_bytes(b"more")
    with pytest.raises(InvalidFileError, match="and 11 more") as caught:
        payload_of(place)
    assert "data/29.txt" not in caught.value.message


def test_a_zip_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        payload_of(our_bag(tmp_path, "bag.zip"))
    assert "Unpack" in caught.value.hint


def test_an_ordinary_folder_is_no_bag(tmp_path: Path) -> None:
    assert payload_of(tmp_path) is None
    assert payload_of(tmp_path / "none.zip") is None


def test_the_payload_of_a_whole_archive_is_an_archive_again(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    first, target = whole
    second = tmp_path / "新库"
    shutil.copytree(target / "data", second)
    scope = frozenset({f"{HETAO}/06 培训学习资料"})  # to read all of it takes long
    one, two = (survey(replace(looked(root), scope=scope)).dossier for root in (first, second))
    assert [r.path for r in one.records] == [r.path for r in two.records]
    assert [r.elements for r in one.records] == [r.elements for r in two.records]
    assert one.items == two.items
