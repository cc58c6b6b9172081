"""A bag is taken in by another archive: the same files in the same places."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archivist.actions.bring_in import old_folder, propose
from archivist.actions.copy_in import take_in
from archivist.actions.handover.bag import BagAsk, bag
from archivist.actions.handover.import_bag import payload_of
from archivist.actions.handover.payload import Wanted
from archivist.actions.init import init
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, InvalidFileError
from archivist.formats.plan_sheet import PlanAction
from archivist.model.code import read_code
from archivist.model.days import compact
from archivist.model.layout import ABOUT_FILE
from tests.store.bag.bags import our_bag

SAMPLE = Path(__file__).resolve().parents[3] / "sample_archive"
HETAO, JIDIAN = "河套灌区测流创新工作室", "机电维修劳模创新工作室"
DAY = date(2025, 12, 1)


def looked(root: Path) -> View:
    return View(root=root, as_of=DAY, now_ns=time.time_ns())


def contents(root: Path, folder: str) -> Counter[tuple[str, str]]:
    """Return item and checksum of every file that is no description."""
    files = [path for path in (root / folder).rglob("*") if path.is_file()]
    return Counter(
        (p.parent.relative_to(root).as_posix(), hashlib.sha256(p.read_bytes()).hexdigest())
        for p in files
        if p.name not in {"item.toml", ABOUT_FILE} and p.suffix != ".xmp"
    )


def _rightly_coded(path: str) -> bool:
    item, name = path.split("/")[-2:]
    code = read_code(name.partition(".")[0])
    return code is not None and code.image_class != "X1" and item[:8] == compact(code.day)


def test_a_bag_of_the_sample_comes_back_byte_for_byte_in_its_places(tmp_path: Path) -> None:
    first, second = tmp_path / "示例", tmp_path / "新库"
    shutil.copytree(SAMPLE, first, ignore=shutil.ignore_patterns(".archivist"))
    wanted = Wanted(studios=(HETAO,))
    target = tmp_path / "移交"
    assert not bag(looked(first), BagAsk(target=target, wanted=wanted, made=DAY)).refused
    init(second, [HETAO, JIDIAN], "zh_CN")
    settings = (second / "archive.toml").read_text(encoding="utf-8")
    classes = 'C1 = "活动照片"\nC2 = "荣誉证书照片"\nC3 = "设备照片"'
    settings = settings.replace('C1 = "照片"', classes)
    (second / "archive.toml").write_text(settings, encoding="utf-8")
    data = payload_of(target)
    assert data == target / "data"
    plan = tmp_path / "方案.xlsx"
    view = looked(second)
    old = old_folder(view, data, plan)
    proposed = propose(view, old, plan)
    report = take_in(view, old, plan, datetime(2025, 12, 1, tzinfo=UTC))
    assert report.complete
    rows = [row for row in proposed.rows if row.action is PlanAction.COPY]
    assert len(rows) == sum(bool(fate.target) for fate in report.fates)
    before, after = contents(first, HETAO), contents(second, HETAO)
    # A loose file and what is locked or repeated has no place of its own to come back to.
    loose = {key for key in after if key not in before}
    assert {folder.count("/") for folder, _digest in loose} <= {2}
    assert len(loose) <= 1
    assert len(before - after) <= len(before) // 30
    # A right code is kept; the sample has wrong ones, two that are given twice, and images without.
    renamed = [f.source for f in report.fates if f.target and not f.target.endswith(f.source)]
    right = [path for path in renamed if _rightly_coded(path)]
    assert len(right) <= 2, right
    for fate in report.fates:
        beside = target / "data" / f"{fate.source}.xmp"
        if fate.target and beside.is_file():
            assert (second / f"{fate.target}.xmp").read_bytes() == beside.read_bytes()


def test_a_bag_with_faults_is_refused_and_all_are_named(tmp_path: Path) -> None:
    place = our_bag(tmp_path)
    (place / "data/archive.toml").write_bytes(b"changed")
    (place / "data/more.txt").write_bytes(b"more")
    with pytest.raises(InvalidFileError) as caught:
        payload_of(place)
    assert "data/archive.toml" in caught.value.message
    assert "data/more.txt" in caught.value.message
    assert "check-bag" in caught.value.hint


def test_a_zip_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        payload_of(our_bag(tmp_path, "bag.zip"))
    assert "Unpack" in caught.value.hint


def test_an_ordinary_folder_is_no_bag(tmp_path: Path) -> None:
    assert payload_of(tmp_path) is None
    assert payload_of(tmp_path / "none.zip") is None


def test_the_payload_of_a_whole_archive_is_an_archive_again(tmp_path: Path) -> None:
    first, second = tmp_path / "示例", tmp_path / "新库"
    shutil.copytree(SAMPLE, first, ignore=shutil.ignore_patterns(".archivist"))
    target = tmp_path / "移交"
    assert not bag(looked(first), BagAsk(target=target, wanted=Wanted(), made=DAY)).refused
    shutil.copytree(target / "data", second)
    one, two = (survey(looked(root)).dossier for root in (first, second))
    assert [r.path for r in one.records] == [r.path for r in two.records]
    assert [r.elements for r in one.records] == [r.elements for r in two.records]
    assert one.items == two.items
