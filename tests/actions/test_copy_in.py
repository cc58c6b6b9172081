"""Copying after a corrected plan: people's ways of writing, mistakes, hostile rows, full disks."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from archivist.actions import copy_in, plan_sources
from archivist.actions.bring_in import propose
from archivist.actions.copy_in import preview, take_in
from archivist.actions.inbox import read
from archivist.actions.old_folder import OldFolder
from archivist.actions.plan_weighing import weigh
from archivist.actions.undo import undo
from archivist.formats.import_report import reason_of
from archivist.formats.plan_sheet import PlannedRow
from archivist.model.approval import Fault
from archivist.model.bringing import LeftKind
from archivist.model.fates import Turn
from archivist.store.durable import copy_new
from tests.actions.conftest import state_of
from tests.actions.old_folders import (
    EVENT,
    NOW,
    PHOTO,
    TEXT,
    TRAINING,
    Look,
    a_row,
    rewritten,
    turned,
)

pytestmark = pytest.mark.usefixtures("shared_processes")


MISTAKES: dict[str, tuple[str, dict[str, object], Fault]] = {
    "no such studio": (TEXT, {"studio": "乙工作室"}, Fault.STUDIO),
    "no such category": (TEXT, {"category": "99 别的"}, Fault.CATEGORY),
    "no category": (TEXT, {"category": ""}, Fault.CATEGORY),
    "no item": (TEXT, {"item": ""}, Fault.ITEM),
    "no real day": (TEXT, {"item": "20231399 培训"}, Fault.ITEM_NAME),
    "an item with separators": (TEXT, {"item": "a/../../../b"}, Fault.ITEM_NAME),
    "an item with backslashes": (TEXT, {"item": "a\\..\\b"}, Fault.ITEM_NAME),
    "an item that leads up": (TEXT, {"item": ".."}, Fault.ITEM_NAME),
    "a studio with separators": (TEXT, {"studio": "../库"}, Fault.STUDIO),
    "a category with separators": (TEXT, {"category": "06/x"}, Fault.CATEGORY),
    "a name that leads up": (TEXT, {"name": "../../a.txt"}, Fault.FILE_NAME),
    "a name Windows refuses": (TEXT, {"name": "a:b.txt"}, Fault.FILE_NAME),
    "a name of our own": (TEXT, {"name": "item.toml"}, Fault.FILE_NAME),
    "a name that is ignored": (TEXT, {"name": "a.tmp"}, Fault.FILE_NAME),
    "an ending that lies": (TEXT, {"name": "a.jpg"}, Fault.ENDING),
    "a photo called a program": (PHOTO, {"name": "a.exe"}, Fault.ENDING),
    "no such material": (TEXT, {"material": "没有的材料"}, Fault.MATERIAL),
    "no day": (TEXT, {"date": "昨天"}, Fault.NOT_A_DAY),
    "a photo without a day": (PHOTO, {"date": "", "item": "测流"}, Fault.NO_DATE),
    "a day to come": (PHOTO, {"date": "2099.01.01", "item": "测流"}, Fault.FUTURE),
    "two days": (PHOTO, {"date": "2023.03.16"}, Fault.DATES_DIFFER),
    "a sidecar alone": (f"{PHOTO}.xmp", {}, Fault.SIDECAR),
    "no such file": ("没有.txt", {}, Fault.GONE),
    "a folder": (EVENT, {}, Fault.GONE),
    "a link": ("杂/链接", {}, Fault.GONE),
    "through a link": ("杂/链接/方案.xlsx", {}, Fault.OUTSIDE),
    "up and out": ("../方案.xlsx", {}, Fault.OUTSIDE),
    "an absolute path": ("/etc/passwd", {}, Fault.OUTSIDE),
    "changed since": (TEXT, {"sha256": "ab" * 32}, Fault.CHANGED),
    "too long a path": (TEXT, {"name": "长" * 230 + ".txt"}, Fault.LONG),
}


def test_every_mistake_is_told_and_keeps_all_from_being_copied(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    good = a_row(old, "台账/2023培训台账.csv", category="18")
    wanted, asked = {}, [good]
    for number, (source, changes, fault) in enumerate(MISTAKES.values()):
        own = source
        if source in {PHOTO, TEXT}:
            own = f"{number}/{source.rpartition('/')[2]}"
            (old.place / str(number)).mkdir()
            content = (old.place / source).read_bytes()
            (old.place / own).write_bytes(content + str(number).encode())
        asked.append(a_row(old, own, **changes))
        wanted[own] = fault
    before, archived = state_of(old.place), state_of(archive)
    report = take_in(look(), old, rewritten(plan, *asked), NOW)
    mistaken = turned(report, Turn.MISTAKEN)
    assert {path: f.mistake and f.mistake.fault for path, f in mistaken.items()} == wanted
    assert all(reason_of(fate) for fate in mistaken.values())
    assert not turned(report, Turn.COPIED)
    assert not report.complete
    assert (state_of(old.place), state_of(archive)) == (before, archived)


def test_one_row_with_a_mistake_keeps_all_from_being_copied(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    archived = state_of(archive)
    good = a_row(old, "台账/2023培训台账.csv", category="18")
    report = take_in(look(), old, rewritten(plan, good, a_row(old, TEXT, item="")), NOW)
    assert turned(report, Turn.MISTAKEN).keys() == {TEXT}
    assert not report.complete
    assert state_of(archive) == archived


def test_a_text_that_is_called_a_photo_is_no_image_record(
    look: Look, old: OldFolder, plan: Path
) -> None:
    (old.place / "假.jpg").write_text("no picture", encoding="utf-8")
    rewritten(plan, a_row(old, "假.jpg", item="20230315 测流"))
    (fate,) = turned(take_in(look(), old, plan, NOW), Turn.MISTAKEN).values()
    assert fate.mistake
    assert fate.mistake.fault is Fault.ENDING


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
    assert list(report.stated.values()) == ["讲义"]
    item = archive / TRAINING / "20230315 测流培训"
    assert '["文件"."记录.txt"]\n"材料" = "讲义"\n' in (item / "item.toml").read_text("utf-8")
    assert undo(archive, 1, NOW).complete
    assert not item.exists()


def test_codes_that_are_taken_are_given_anew(look: Look, old: OldFolder, plan: Path) -> None:
    day = {"date": "2025.03.18", "item": "20250318 测流授课"}
    rows = [
        a_row(old, PHOTO, name="C1-20250318-01.jpg", **day),
        a_row(old, f"{EVENT}/照片/IMG_20230315_110000.jpg", name="C1-20250318-01.jpg", **day),
    ]
    report = preview(look(), old, rewritten(plan, *rows))
    names = sorted(fate.target.rpartition("/")[2] for fate in report.fates)
    assert names == ["C1-20250318-03.jpg", "C1-20250318-04.jpg"]


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
    real = copy_new

    def full(source: Path, path: Path) -> str:
        if source.suffix == ".jpg":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return real(source, path)

    with monkeypatch.context() as patched:
        patched.setattr("archivist.store.moving.copy_new", full)
        report = take_in(look(), old, plan, NOW)
    refused = turned(report, Turn.LEFT)
    assert "full" in reason_of(refused[PHOTO])
    assert turned(report, Turn.COPIED).keys() == {TEXT}
    assert not report.complete
    assert not list(archive.rglob("C1-20230315*"))
    assert turned(take_in(look(), old, plan, NOW), Turn.COPIED).keys() == {PHOTO}
    assert state_of(old.place) == before


def test_a_run_that_was_cut_off_is_finished_by_the_next(
    look: Look, archive: Path, old: OldFolder, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state_of(old.place)
    propose(look(), old, plan)
    real = copy_new
    copied = []

    def cut_off(source: Path, path: Path) -> str:
        copied.append(source)
        if len(copied) == 2:
            raise KeyboardInterrupt
        return real(source, path)

    with monkeypatch.context() as patched:
        patched.setattr("archivist.store.moving.copy_new", cut_off)
        with pytest.raises(KeyboardInterrupt):
            take_in(look(), old, plan, NOW)
    report = take_in(look(), old, plan, NOW)
    assert report.finished
    wanted = {path for path in before if (old.place / path).is_file() and "杂" not in path}
    digests = [digest for _time, digest in state_of(archive).values()]
    for path in wanted:
        assert digests.count(before[path][1]) == 1, path
    assert state_of(old.place) == before


def test_a_file_that_changes_after_it_was_read_is_not_copied(
    look: Look, archive: Path, old: OldFolder, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten(plan, a_row(old, TEXT))

    def meanwhile(*known: object) -> object:
        (old.place / TEXT).write_text("别的", encoding="utf-8")
        return weigh(*known)  # type: ignore[arg-type]

    monkeypatch.setattr(copy_in, "weigh", meanwhile)
    report = take_in(look(), old, plan, NOW)
    assert [fate.turn for fate in report.fates] == [Turn.LEFT]
    assert not (archive / TRAINING / "20230315 测流培训").exists()


def test_a_sidecar_that_cannot_be_read_stops_its_file(
    look: Look, old: OldFolder, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten(plan, a_row(old, PHOTO))
    known = read

    def unreadable(*asked: object) -> dict[str, object]:
        found = known(*asked)  # type: ignore[arg-type]
        return {p: replace(f, sha256="") if p.endswith(".xmp") else f for p, f in found.items()}

    monkeypatch.setattr(plan_sources, "read", unreadable)
    (fate,) = preview(look(), old, plan).fates
    assert fate.mistake is not None
    assert fate.mistake.fault is Fault.UNREADABLE
