"""Bringing in an old folder: proposed, corrected, copied, taken back; the old files never change."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archivist.actions import copy_in
from archivist.actions.bring_in import OldFolder, Proposed, old_folder, propose
from archivist.actions.copy_in import ImportReport, preview, take_in
from archivist.actions.import_report import write_report
from archivist.actions.survey import View
from archivist.actions.undo import undo
from archivist.errors import InvalidChoiceError, NotInArchiveError, NotWritableError
from archivist.formats.import_report import reason_of
from archivist.formats.plan_sheet import PlanAction, PlannedRow, PlanRow, write_plan
from archivist.model.approval import Fault
from archivist.model.bringing import LeftKind
from archivist.model.fates import Fate, Turn
from archivist.model.proposal import Certainty
from archivist.store import moving
from tests.actions.conftest import a_photo, aged, state_of

NOW = datetime(2025, 12, 31, 10, tzinfo=UTC)
TRAINING = "甲工作室/06 培训学习资料"
EVENT = "培训资料/2023年/3月测流培训"
PHOTO = f"{EVENT}/IMG_20230315_101500.jpg"
TEXT = f"{EVENT}/学习记录表.txt"

Look = Callable[..., View]


@pytest.fixture
def old(tmp_path: Path) -> OldFolder:
    """Return an old folder as studios have them."""
    place = tmp_path / "旧资料"
    files = {
        PHOTO: a_photo("green", "2023:03:15"),
        f"{PHOTO}.xmp": b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
        f"{EVENT}/照片/IMG_20230315_110000.jpg": a_photo("yellow", "2023:03:15"),
        TEXT: "测流记录".encode(),
        "台账/2023培训台账.csv": "日期,内容\n".encode(),
        "杂/学习记录表 副本.txt": "测流记录".encode(),
        "杂/空.txt": b"",
        "杂/thumbmmexport1643097600000.jpg": a_photo("black"),
        "杂/item.toml": b"",
        "杂/孤.xmp": b"<x/>",
        "杂/~$锁.docx": b"junk",
        "杂/随笔.txt": "随笔".encode(),
    }
    for path, content in files.items():
        target = place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (place / "杂/链接").symlink_to(tmp_path)
    return OldFolder(place=aged(place))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return where a plan is to lie."""
    return tmp_path / "方案.xlsx"


def by_source(rows: Iterable[PlanRow]) -> dict[str, PlanRow]:
    return {row.source: row for row in rows}


def turned(report: ImportReport, turn: Turn) -> dict[str, Fate]:
    """Return the rows that ended so, by source."""
    return {fate.source: fate for fate in report.fates if fate.turn is turn}


def rewritten(plan: Path, *rows: PlanRow) -> Path:
    """Put another plan in its place, as a person who saved it would."""
    plan.unlink(missing_ok=True)
    write_plan(plan, rows)
    return plan


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
            LeftKind.DESCRIPTION,
            LeftKind.SIDECAR,
            LeftKind.LINK,
        ],
        1,
    )
    assert found.certainties[Certainty.NONE] == 1
    assert f"{PHOTO}.xmp" not in rows, "a sidecar goes with its file"
    assert "杂/~$锁.docx" not in rows
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


def a_row(old: OldFolder, source: str, **changes: object) -> PlanRow:
    """Return a row that adopts a file and is without fault."""
    row = PlanRow(
        source=source,
        size=1,
        sha256="",
        action=PlanAction.COPY,
        studio="甲工作室",
        category="06 培训学习资料",
        item="20230315 测流培训",
        name=source.rpartition("/")[2],
        date="2023.03.15",
    )
    return replace(row, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "changes", "fault"),
    [
        pytest.param(TEXT, {"studio": "乙工作室"}, Fault.CATEGORY, id="no such studio"),
        pytest.param(TEXT, {"category": "99 别的"}, Fault.CATEGORY, id="no such category"),
        pytest.param(TEXT, {"category": ""}, Fault.CATEGORY, id="no category"),
        pytest.param(TEXT, {"item": ""}, Fault.ITEM, id="no item"),
        pytest.param(TEXT, {"item": "20231399 培训"}, Fault.ITEM_NAME, id="no real day"),
        pytest.param(TEXT, {"item": "a/../../../b"}, Fault.ITEM_NAME, id="an item with separators"),
        pytest.param(TEXT, {"item": "a\\..\\b"}, Fault.ITEM_NAME, id="an item with backslashes"),
        pytest.param(TEXT, {"item": ".."}, Fault.ITEM_NAME, id="an item that leads up"),
        pytest.param(TEXT, {"studio": "../库"}, Fault.STUDIO, id="a studio with separators"),
        pytest.param(TEXT, {"category": "06/x"}, Fault.CATEGORY, id="a category with separators"),
        pytest.param(TEXT, {"name": "../../a.txt"}, Fault.FILE_NAME, id="a name that leads up"),
        pytest.param(TEXT, {"name": "a:b.txt"}, Fault.FILE_NAME, id="a name Windows refuses"),
        pytest.param(TEXT, {"name": "item.toml"}, Fault.FILE_NAME, id="a name of our own"),
        pytest.param(TEXT, {"name": "a.tmp"}, Fault.FILE_NAME, id="a name that is ignored"),
        pytest.param(TEXT, {"name": "a.jpg"}, Fault.ENDING, id="an ending that lies"),
        pytest.param(TEXT, {"material": "没有的材料"}, Fault.MATERIAL, id="no such material"),
        pytest.param(TEXT, {"date": "昨天"}, Fault.NOT_A_DAY, id="no day"),
        pytest.param(
            PHOTO, {"date": "", "item": "测流"}, Fault.NO_DATE, id="a photo without a day"
        ),
        pytest.param(
            PHOTO, {"date": "2099.01.01", "item": "测流"}, Fault.FUTURE, id="a day to come"
        ),
        pytest.param(PHOTO, {"date": "2023.03.16"}, Fault.DATES_DIFFER, id="two days"),
        pytest.param(f"{PHOTO}.xmp", {}, Fault.SIDECAR, id="a sidecar alone"),
        pytest.param("没有.txt", {}, Fault.GONE, id="no such file"),
        pytest.param(EVENT, {}, Fault.GONE, id="a folder"),
        pytest.param("杂/链接", {}, Fault.GONE, id="a link"),
        pytest.param("杂/链接/方案.xlsx", {}, Fault.OUTSIDE, id="through a link"),
        pytest.param("../方案.xlsx", {}, Fault.OUTSIDE, id="up and out"),
        pytest.param("/etc/passwd", {}, Fault.OUTSIDE, id="an absolute path"),
        pytest.param(TEXT, {"sha256": "ab" * 32}, Fault.CHANGED, id="changed since"),
        pytest.param(TEXT, {"name": "长" * 120 + ".txt"}, Fault.LONG, id="too long a path"),
    ],
)
def test_one_row_with_a_mistake_keeps_all_from_being_copied(
    look: Look,
    archive: Path,
    old: OldFolder,
    plan: Path,
    source: str,
    changes: dict[str, object],
    fault: Fault,
) -> None:
    before, archived = state_of(old.place), state_of(archive)
    good = a_row(old, "台账/2023培训台账.csv", category="18")
    rewritten(plan, good, a_row(old, source, **changes))
    report = take_in(look(), old, plan, NOW)
    mistaken = turned(report, Turn.MISTAKEN)
    assert [f.mistake and f.mistake.fault for f in mistaken.values()] == [fault]
    assert reason_of(next(iter(mistaken.values())))
    assert not turned(report, Turn.COPIED)
    assert not report.complete
    assert (state_of(old.place), state_of(archive)) == (before, archived)


def test_a_name_that_is_taken_is_a_mistake(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    row = a_row(old, TEXT, item="20250318 测流授课", name="学习记录表.txt")
    report = take_in(look(), old, rewritten(plan, row), NOW)
    assert [f.mistake and f.mistake.fault for f in report.fates] == [Fault.TAKEN]
    assert (archive / TRAINING / "20250318 测流授课/学习记录表.txt").read_bytes() == "记录".encode()


@pytest.mark.parametrize(
    ("second", "changes", "fault"),
    [
        pytest.param(TEXT, {}, Fault.TWO_ROWS, id="one file in two rows"),
        pytest.param("杂/随笔.txt", {"name": "学习记录表.txt"}, Fault.TWICE, id="one name for two"),
    ],
)
def test_two_rows_do_not_get_one_place(
    look: Look, old: OldFolder, plan: Path, second: str, changes: dict[str, object], fault: Fault
) -> None:
    rewritten(plan, a_row(old, TEXT), a_row(old, second, **changes))
    report = preview(look(), old, plan)
    assert [f.mistake and f.mistake.fault for f in report.fates] == [None, fault]


def test_a_second_copy_that_was_adopted_too_is_left_out(
    look: Look, old: OldFolder, plan: Path
) -> None:
    rewritten(plan, a_row(old, TEXT), a_row(old, "杂/学习记录表 副本.txt"))
    report = preview(look(), old, plan)
    assert [f.turn for f in report.fates] == [Turn.READY, Turn.LEFT]
    assert report.complete


def test_a_person_may_write_as_people_do(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    row = a_row(
        old, PHOTO, studio="", category="6", item="2023.3.15 测流培训", name="", date="2023-3-15"
    )
    text = a_row(old, TEXT, name="记录", material="讲义")
    report = take_in(look(), old, rewritten(plan, row, text), NOW)
    targets = [fate.target.rpartition("06 培训学习资料/")[2] for fate in report.fates]
    assert targets == ["20230315 测流培训/C1-20230315-01.jpg", "20230315 测流培训/记录.txt"]
    assert [material for _target, material in report.unsaid] == ["讲义"]


def test_codes_that_are_taken_are_given_anew(look: Look, old: OldFolder, plan: Path) -> None:
    day = {"date": "2025.03.18", "item": "20250318 测流授课"}
    rows = [
        a_row(old, PHOTO, name="C1-20250318-01.jpg", **day),
        a_row(old, f"{EVENT}/照片/IMG_20230315_110000.jpg", name="C1-20250318-01.jpg", **day),
    ]
    report = preview(look(), old, rewritten(plan, *rows))
    names = sorted(fate.target.rpartition("/")[2] for fate in report.fates)
    assert names == ["C1-20250318-03.jpg", "C1-20250318-04.jpg"]


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


def test_a_row_without_an_answer_is_left_out(
    look: Look, old: OldFolder, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = PlannedRow(sheet="s", row=6, source=TEXT, sha256="", action=None, values={})
    monkeypatch.setattr(copy_in, "read_plan", lambda _path: (row,))
    (fate,) = preview(look(), old, plan).fates
    assert fate.left is not None
    assert fate.left.kind is LeftKind.UNDECIDED


def test_a_full_disk_leaves_the_rest_whole(
    look: Look, archive: Path, old: OldFolder, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state_of(old.place)
    rewritten(plan, a_row(old, TEXT), a_row(old, PHOTO, name="C1-20230315-01.jpg"))
    real = moving.copy_new

    def full(source: Path, path: Path) -> str:
        if source.suffix == ".jpg":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return real(source, path)

    with monkeypatch.context() as patched:
        patched.setattr(moving, "copy_new", full)
        report = take_in(look(), old, plan, NOW)
    refused = turned(report, Turn.LEFT)
    assert "full" in reason_of(refused[PHOTO])
    assert turned(report, Turn.COPIED).keys() == {TEXT}
    assert not report.complete
    assert not list(archive.rglob("C1-20230315*"))
    assert turned(take_in(look(), old, plan, NOW), Turn.COPIED).keys() == {PHOTO}
    assert state_of(old.place) == before


def test_a_file_that_changes_after_it_was_read_is_not_copied(
    look: Look, archive: Path, old: OldFolder, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten(plan, a_row(old, TEXT))
    weigh = copy_in._weigh

    def meanwhile(*known: object) -> object:
        (old.place / TEXT).write_text("别的", encoding="utf-8")
        return weigh(*known)  # type: ignore[arg-type]

    monkeypatch.setattr(copy_in, "_weigh", meanwhile)
    report = take_in(look(), old, plan, NOW)
    assert [fate.turn for fate in report.fates] == [Turn.LEFT]
    assert not (archive / TRAINING / "20230315 测流培训").exists()


def test_a_sidecar_that_cannot_be_read_stops_its_file(
    look: Look, old: OldFolder, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten(plan, a_row(old, PHOTO))
    known = copy_in.read

    def unreadable(*asked: object) -> dict[str, object]:
        found = known(*asked)  # type: ignore[arg-type]
        return {p: replace(f, sha256="") if p.endswith(".xmp") else f for p, f in found.items()}

    monkeypatch.setattr(copy_in, "read", unreadable)
    (fate,) = preview(look(), old, plan).fates
    assert fate.mistake is not None
    assert fate.mistake.fault is Fault.UNREADABLE


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


def test_an_empty_old_folder_gives_an_empty_plan(look: Look, tmp_path: Path, plan: Path) -> None:
    place = tmp_path / "空"
    place.mkdir()
    found: Proposed = propose(look(), OldFolder(place=place), plan)
    assert found.rows == ()
    assert preview(look(), OldFolder(place=place), plan).fates == ()
