"""Importing: what a plan says of materials is written into ``item.toml`` with the copies."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.actions.copy_in import preview, take_in
from archivist.actions.old_folder import OldFolder
from archivist.actions.undo import undo
from archivist.model.fates import Turn
from tests.actions.old_folders import (
    NOW,
    TEXT,
    TRAINING,
    Look,
    a_row,
    rewritten,
    turned,
)

ITEM = f"{TRAINING}/20250318 测流授课"
IN_ITEM = {"item": "20250318 测流授课", "date": "2025.03.18", "material": "讲义"}


def two_rows(old: OldFolder, plan: Path) -> None:
    rows = (a_row(old, TEXT, name="记录.txt", **IN_ITEM), a_row(old, "杂/随笔.txt", **IN_ITEM))
    rewritten(plan, *rows)


def test_what_item_toml_said_before_stays_in_it(
    look: Look, archive: Path, old: OldFolder, plan: Path
) -> None:
    two_rows(old, plan)
    said = archive / ITEM / "item.toml"
    before = '# 甲\n"地点" = "会议室"\n'
    said.write_bytes(before.encode())
    assert preview(look(), old, plan).stated.keys() == {f"{ITEM}/记录.txt", f"{ITEM}/随笔.txt"}
    assert said.read_bytes() == before.encode()
    assert take_in(look(), old, plan, NOW).complete
    text = said.read_text("utf-8")
    assert text.startswith(before)
    assert text.count('"材料" = "讲义"') == 2
    assert undo(archive, 1, NOW).complete
    assert said.read_bytes() == before.encode()
    assert not (archive / ITEM / "随笔.txt").exists()


def no_text(path: Path) -> None:
    path.write_bytes("地点 = “甲”".encode("gb18030"))


def no_toml(path: Path) -> None:
    path.write_bytes(b"a = [")


def a_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


@pytest.mark.parametrize("damaged", [no_text, no_toml, a_folder])
def test_a_damaged_item_toml_is_told_and_left_and_the_files_are_copied(
    look: Look, archive: Path, old: OldFolder, plan: Path, damaged: Callable[[Path], None]
) -> None:
    two_rows(old, plan)
    said = archive / ITEM / "item.toml"
    damaged(said)
    before = said.read_bytes() if said.is_file() else b""
    report = take_in(look(), old, plan, NOW)
    assert turned(report, Turn.COPIED).keys() == {TEXT, "杂/随笔.txt"}
    assert [note.path for note in report.notes if note.trouble] == [f"{ITEM}/item.toml"]
    assert report.stated == {}
    assert not said.is_file() or said.read_bytes() == before


def test_copies_and_what_item_toml_says_of_them_are_done_together_or_not_at_all(
    look: Look, archive: Path, old: OldFolder, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_rows(old, plan)
    before = (archive / ITEM / "item.toml").read_bytes()

    def refused(*_known: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("archivist.store.moving.Mover._put", refused)
    report = take_in(look(), old, plan, NOW)
    assert turned(report, Turn.LEFT).keys() == {TEXT, "杂/随笔.txt"}
    assert report.stated == {}
    assert not report.complete
    assert not (archive / ITEM / "记录.txt").exists()
    assert (archive / ITEM / "item.toml").read_bytes() == before
