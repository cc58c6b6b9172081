"""Bringing in an old folder: proposed, copied, taken back; the old files stay as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archivist.actions.bring_in import Proposed, propose
from archivist.actions.copy_in import preview, take_in
from archivist.actions.import_report import has_news, write_report
from archivist.actions.old_folder import OldFolder, old_folder
from archivist.actions.undo import undo
from archivist.errors import InvalidChoiceError, NotInArchiveError, NotWritableError
from archivist.formats.import_report import reason_of
from archivist.formats.plan_sheet import PlanAction, Shade
from archivist.model.bringing import Left, LeftKind
from archivist.model.fates import Fate, Turn
from archivist.model.proposal import Certainty
from tests.actions.conftest import aged, state_of
from tests.actions.old_folders import (
    NOW,
    PHOTO,
    TEXT,
    TRAINING,
    Look,
    a_row,
    by_source,
    rewritten,
    turned,
)
from tests.photos import a_photo

pytestmark = pytest.mark.usefixtures("shared_processes")

COPY = PlanAction.COPY


def test_every_file_of_an_old_folder_gets_a_row(look: Look, old: OldFolder, plan: Path) -> None:
    before = state_of(old.place)
    found = propose(look(), old, plan)
    rows = by_source(found.rows)
    photo = rows[PHOTO]
    assert (photo.category, photo.item) == ("06 培训学习资料", "20230315 测流培训")
    assert (photo.name, photo.date, photo.action) == (
        "C1-20230315-01.jpg",
        "2023.03.15",
        PlanAction.COPY,
    )
    assert rows["台账/2023培训台账.csv"].category == "18 工作台账"
    skipped = {path for path, row in rows.items() if row.action is PlanAction.SKIP}
    assert skipped == {path for path in rows if path.startswith("杂/")}
    assert TEXT in rows["杂/学习记录表 副本.txt"].why
    assert dict(found.left) == dict.fromkeys(
        [
            LeftKind.REPEATED,
            LeftKind.DEFECT,
            LeftKind.LEFTOVER,
            LeftKind.ALONE,
            LeftKind.SIDECAR,
            LeftKind.LINK,
        ],
        1,
    )
    assert found.certainties[Certainty.NONE] == 1
    assert f"{PHOTO}.xmp" not in rows, "a sidecar goes with its file"
    assert "杂/~$锁.docx" not in rows
    assert found.passed == 1
    left = rows["杂/空.txt"]
    assert (left.certainty, left.note) == (Shade.LEFT, "")
    fates = {fate.source: fate for fate in preview(look(), old, plan).fates}
    assert fates["杂/空.txt"].left == Left(kind=LeftKind.PROPOSED, text=left.why)
    assert reason_of(fates["杂/空.txt"]) == f"not imported: {left.why}"
    assert state_of(old.place) == before


def test_what_was_adopted_is_copied_once_and_can_be_taken_back(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    before, archived = state_of(old.place), state_of(archive)
    propose(look(), old, plan)
    first = preview(look(), old, plan)
    assert first.dry_run
    assert first.complete
    assert state_of(archive) == archived
    ready = {path: fate.target for path, fate in turned(first, Turn.READY).items()}
    report = take_in(look(), old, plan, NOW)
    copied = {path: fate.target for path, fate in turned(report, Turn.COPIED).items()}
    assert copied == ready
    assert copied[PHOTO] == f"{TRAINING}/20230315 测流培训/C1-20230315-01.jpg"
    for source, target in copied.items():
        assert (archive / target).read_bytes() == (old.place / source).read_bytes()
        assert (archive / target).stat().st_mtime_ns == (old.place / source).stat().st_mtime_ns
    assert (archive / f"{copied[PHOTO]}.xmp").is_file()

    again = take_in(look(), old, plan, NOW)
    assert not turned(again, Turn.COPIED)
    assert again.fates[0].left is not None
    known = {f.left.kind for p, f in turned(again, Turn.LEFT).items() if f.left and p in copied}
    assert known == {LeftKind.ARCHIVED}

    assert undo(archive, 1, NOW).complete
    after = {path: seen for path, seen in state_of(archive).items() if seen[1]}
    assert after == {path: seen for path, seen in archived.items() if seen[1]}
    assert state_of(old.place) == before
    assert turned(take_in(look(), old, plan, NOW), Turn.COPIED).keys() == copied.keys()


def test_what_the_archive_has_already_is_not_proposed(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    (old.place / "杂/旧照.jpg").write_bytes(a_photo("blue"))
    rows = by_source(propose(look(), old, plan).rows)
    assert "C1-20250318-01.jpg" in rows["杂/旧照.jpg"].why
    assert rows["杂/旧照.jpg"].action is PlanAction.SKIP


def test_neither_folder_nor_plan_may_lie_in_the_archive(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    assert old_folder(look(), old.place, plan) == old
    with pytest.raises(NotInArchiveError):
        old_folder(look(), old.place / "没有", plan)
    for place, table in (
        (archive / "收件箱", plan),
        (archive.parent, plan),
        (old.place, archive / "方案.xlsx"),
        (old.place, old.place / "方案.xlsx"),
    ):
        place.mkdir(exist_ok=True)
        with pytest.raises(InvalidChoiceError):
            old_folder(look(), place, table)


def test_a_plan_that_is_there_is_not_overwritten(look: Look, old: OldFolder, plan: Path) -> None:
    plan.write_bytes(b"mine")
    with pytest.raises(NotWritableError):
        propose(look(), old, plan)
    assert plan.read_bytes() == b"mine"


def test_a_report_never_overwrites_another(plan: Path) -> None:
    first, second = (write_report(plan, "旧资料", ()) for _each in range(2))
    assert first != second
    assert first.exists()
    with pytest.raises(NotWritableError):
        write_report(plan.parent / "没有" / "方案.xlsx", "旧资料", ())


@pytest.mark.parametrize(
    ("turn", "kind", "news"),
    [
        pytest.param(Turn.COPIED, None, True, id="copied"),
        pytest.param(Turn.LEFT, LeftKind.REFUSED, True, id="refused"),
        pytest.param(Turn.LEFT, LeftKind.ARCHIVED, False, id="archived before"),
    ],
)
def test_only_what_is_new_is_worth_another_report(
    plan: Path, turn: Turn, kind: LeftKind | None, news: bool
) -> None:
    left = Left(kind=kind) if kind else None
    fates = [Fate(sheet="", row=1, source="a", turn=turn, left=left)]
    assert has_news(plan, "旧资料", fates), "there is none yet"
    write_report(plan, "旧资料", fates)
    assert has_news(plan, "旧资料", fates) is news


def test_of_equal_files_the_original_goes_before_its_copies(
    look: Look, old: OldFolder, plan: Path
) -> None:
    folder = old.place / "培训资料/20230401 规程学习"
    folder.mkdir()
    for name in ("复件 规程.txt", "规程 (1).txt", "规程 - 副本.txt", "规程.txt"):
        (folder / name).write_text("规程", encoding="utf-8")
    aged(old.place)
    rows = by_source(propose(look(), old, plan).rows)
    kept = [path for path, row in rows.items() if "规程学习" in path and row.action is COPY]
    assert kept == ["培训资料/20230401 规程学习/规程.txt"]


def test_an_empty_old_folder_gives_an_empty_plan(look: Look, tmp_path: Path, plan: Path) -> None:
    place = tmp_path / "空"
    place.mkdir()
    found: Proposed = propose(look(), OldFolder(place=place), plan)
    assert found.rows == ()
    assert preview(look(), OldFolder(place=place), plan).fates == ()


def test_what_looks_like_a_formula_stays_a_text(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    source = "杂/=1+1.txt"
    (old.place / source).write_text("算", encoding="utf-8")
    aged(old.place)
    rows = by_source(propose(look(), old, plan).rows)
    rewritten(plan, replace(a_row(old, source), sha256=rows[source].sha256, item="=1+1"))
    report = take_in(look(), old, plan, NOW)
    assert [fate.target.rpartition("/")[2] for fate in report.fates] == ["=1+1.txt"]
    told = write_report(plan, "旧资料", report.fates).read_bytes()
    assert told.startswith(b"\xef\xbb\xbf")
    assert b",=" not in told
