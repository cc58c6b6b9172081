"""Importing: the ``item.toml`` of an old folder comes along with the files that it speaks of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archivist.actions import copy_in, material_notes
from archivist.actions.bring_in import propose
from archivist.actions.copy_in import preview, take_in
from archivist.actions.old_folder import OldFolder
from archivist.actions.undo import undo
from archivist.formats.plan_sheet import PlanAction, PlanRow
from archivist.model.approval import Fault
from archivist.model.bringing import LeftKind
from archivist.model.fates import Turn
from tests.actions.old_folders import (
    EVENT,
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

pytestmark = pytest.mark.usefixtures("shared_processes")

SAID = f"{EVENT}/item.toml"
ITEM = f"{TRAINING}/20230315 测流培训"
THERE = "20250318 测流授课"
WORDS = '# 甲\r\n"地点" = "会议室"\r\n'.encode()


def say(old: OldFolder, content: bytes, path: str = SAID) -> None:
    (old.place / path).write_bytes(content)


def rows(old: OldFolder, **changes: Any) -> tuple[PlanRow, ...]:  # noqa: ANN401 - cells of a row
    return tuple(a_row(old, source, **changes) for source in (PHOTO, TEXT, SAID))


def test_it_comes_byte_for_byte_and_goes_with_undo(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    say(old, WORDS)
    proposed = by_source(propose(look(), old, plan).rows)[SAID]
    assert proposed.action is PlanAction.COPY
    assert (proposed.studio, proposed.category) == ("甲工作室", "06 培训学习资料")
    assert (proposed.item, proposed.name) == ("20230315 测流培训", "item.toml")
    assert turned(preview(look(), old, plan), Turn.READY)[SAID].target == f"{ITEM}/item.toml"
    report = take_in(look(), old, plan, NOW)
    assert report.complete
    assert turned(report, Turn.COPIED)[SAID].target == f"{ITEM}/item.toml"
    assert (archive / ITEM / "item.toml").read_bytes() == WORDS
    assert undo(archive, 1, NOW).complete
    assert not (archive / ITEM).exists()


def test_a_material_that_the_plan_states_is_added_to_it(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    say(old, WORDS)
    text = a_row(old, TEXT, name="记录.txt", material="讲义")
    rewritten(plan, a_row(old, PHOTO), text, a_row(old, SAID))
    report = take_in(look(), old, plan, NOW)
    assert report.complete
    assert turned(report, Turn.COPIED)[SAID].target == f"{ITEM}/item.toml"
    now = (archive / ITEM / "item.toml").read_bytes()
    assert now.startswith(WORDS)
    assert '["文件"."记录.txt"]\r\n"材料" = "讲义"'.encode() in now
    assert undo(archive, 1, NOW).complete
    assert not (archive / ITEM).exists()


def test_one_that_changes_before_a_material_is_added_is_told(
    look: Look, old: OldFolder, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(old, WORDS)
    rewritten(plan, a_row(old, TEXT, name="记录.txt", material="讲义"), a_row(old, SAID))
    monkeypatch.setattr(material_notes, "read_start", lambda _place: WORDS * 2)
    (note,) = preview(look(), old, plan).notes
    assert note.trouble == "it changed while it was read"


def test_a_scan_that_it_calls_a_document_keeps_its_name(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    scan = "照片/IMG_20230315_110000.jpg"
    say(old, f'["文件"."{scan[3:]}"]\n"类型" = "文档"\n'.encode())
    propose(look(), old, plan)
    assert take_in(look(), old, plan, NOW).complete
    held = sorted(path.name for path in (archive / ITEM).iterdir())
    assert held[:2] == ["C1-20230315-01.jpg", "C1-20230315-01.jpg.xmp"]
    assert scan[3:] in held


@pytest.mark.parametrize(
    ("changes", "content", "kind"),
    [
        pytest.param(
            {
                PHOTO: {"item": THERE, "date": ""},
                TEXT: {"item": THERE, "date": "", "name": "甲.txt"},
            },
            WORDS,
            LeftKind.HELD,
            id="the item is there",
        ),
        pytest.param({TEXT: {"item": "20230316 乙"}}, WORDS, LeftKind.SCATTERED, id="two items"),
        pytest.param({"杂/随笔.txt": {}}, WORDS, LeftKind.SHARED, id="files of another folder"),
        pytest.param(
            {TEXT: {"name": "记录.txt"}},
            '["文件"."学习记录表.txt"]\n'.encode(),
            LeftKind.RENAMED,
            id="it names a file that is renamed",
        ),
        pytest.param(
            {TEXT: {"name": "记录.txt"}},
            '["文件"."记录.TXT"]\n'.encode(),
            LeftKind.RENAMED,
            id="it names what another file is called then",
        ),
        pytest.param({}, b"a = [", LeftKind.UNCLEAR, id="no toml"),
        pytest.param(
            {PHOTO: {"action": PlanAction.SKIP}, TEXT: {"action": PlanAction.SKIP}},
            WORDS,
            LeftKind.ALONE,
            id="no file of its folder",
        ),
        pytest.param(
            {SAID: {"action": PlanAction.SKIP}}, WORDS, LeftKind.NOT_ADOPTED, id="not adopted"
        ),
    ],
)
def test_it_stays_where_it_would_say_what_nobody_meant(
    look: Look,
    archive: Path,
    old: OldFolder,
    plan: Path,
    changes: dict[str, dict[str, object]],
    content: bytes,
    kind: LeftKind,
) -> None:
    say(old, content)
    before = (archive / TRAINING / THERE / "item.toml").read_bytes()
    sources = dict.fromkeys((PHOTO, TEXT, SAID, *changes))
    rewritten(plan, *(a_row(old, source, **changes.get(source, {})) for source in sources))
    report = take_in(look(), old, plan, NOW)
    assert report.complete
    left = turned(report, Turn.LEFT)[SAID].left
    assert left is not None
    assert left.kind is kind
    assert [path.read_bytes() for path in archive.rglob("item.toml")] == [before]


def test_a_folder_within_that_is_described_as_well_waits_for_its_parent(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    inner = f"{EVENT}/照片/item.toml"
    say(old, WORDS)
    say(old, b"", inner)
    shot = a_row(old, f"{EVENT}/照片/IMG_20230315_110000.jpg")
    rewritten(plan, shot, a_row(old, inner), a_row(old, SAID))
    report = take_in(look(), old, plan, NOW)
    left = turned(report, Turn.LEFT)[inner].left
    assert left is not None
    assert left.kind is LeftKind.SHARED
    assert (archive / ITEM / "item.toml").read_bytes() == WORDS


def test_one_that_was_changed_since_the_plan_is_a_mistake(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    say(old, WORDS)
    propose(look(), old, plan)
    say(old, WORDS * 2)
    report = take_in(look(), old, plan, NOW)
    mistake = turned(report, Turn.MISTAKEN)[SAID].mistake
    assert mistake is not None
    assert mistake.fault is Fault.CHANGED
    assert not (archive / ITEM).exists()


def test_one_that_changes_while_it_is_copied_is_refused_with_the_files_it_came_with(
    look: Look, archive: Path, old: OldFolder, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(old, WORDS)
    rewritten(plan, *rows(old))
    carried = copy_in._copied

    def meanwhile(*asked: Any) -> Any:  # noqa: ANN401 - passes everything on
        say(old, WORDS * 2)
        return carried(*asked)

    monkeypatch.setattr(copy_in, "_copied", meanwhile)
    report = take_in(look(), old, plan, NOW)
    assert not report.complete
    left = turned(report, Turn.LEFT)[SAID].left
    assert left is not None
    assert left.kind is LeftKind.REFUSED
    assert not (archive / ITEM / "item.toml").exists()
