"""Piece numbers, written down by ``box assign``: they stay, in item.toml and in the register."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archivist.actions.find import find
from archivist.actions.printing.box_list import print_boxes
from archivist.actions.undo import undo
from archivist.errors import InvalidFileError, NotInArchiveError
from archivist.model.box_faults import BoxTrouble
from archivist.model.selection import Selection
from tests.actions.boxwork import (
    ALL,
    NOW,
    STUDIO,
    TITLES,
    TRAINING,
    Look,
    a_row,
    assign,
    boxes_held,
    file,
    listed,
    register,
)
from tests.actions.conftest import ITEM, state_of
from tests.formats.ledgers import in_this_process, save

IN_BOX = '"纸质" = { "盒" = "06-1" }\n'


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def numbers(look: Look) -> dict[str, dict[str, int]]:
    return {
        each.item.name.title: dict(zip(each.papers, each.numbers, strict=True))
        for held in boxes_held(look(), ALL)
        for each in held.items
    }


def drop(root: Path, path: str, name: str) -> None:
    (root / path / name).write_text("后补", encoding="utf-8")


def said(root: Path, path: str) -> str:
    return (root / path / "item.toml").read_text(encoding="utf-8")


def test_numbers_stay_when_a_paper_or_an_item_is_filed_before_them(
    archive: Path, look: Look
) -> None:
    late = file(archive, "20250401 安全授课")
    assert assign(look()).done
    given = numbers(look)
    drop(archive, late, "一补充.txt")
    file(archive, "20250101 早到的", IN_BOX)
    now = numbers(look)
    assert now["测流授课"] == given["测流授课"]
    assert now["安全授课"]["学习记录表"] == given["安全授课"]["学习记录表"]
    assert sorted(n for each in now.values() for n in each.values()) == [1, 2, 3, 4, 5]
    assert listed(look()).unnumbered == 2


def test_new_papers_of_boxed_items_get_their_numbers_written_down(
    archive: Path, look: Look
) -> None:
    late = file(archive, "20250401 安全授课")
    assert assign(look()).done
    first = said(archive, late)
    drop(archive, late, "一补充.txt")
    before = state_of(archive)
    report = assign(look())
    assert (report.boxes, report.numbered, report.done) == ((), 1, True)
    assert said(archive, late) == first.replace("3 }", '3, "一补充" = 4 }')
    (held,) = boxes_held(look(), ALL)
    assert (held.box.first, held.box.last) == ("1", "4")
    assert assign(look()).idle
    assert undo(archive, 1, NOW).complete
    after = {path: told[1] for path, told in state_of(archive).items()}
    assert after == {path: told[1] for path, told in before.items()}


def test_a_renamed_file_takes_its_number_along(archive: Path, look: Look) -> None:
    path = file(archive, "20250401 安全授课")
    assert assign(look()).done
    (archive / path / "学习记录表.txt").rename(archive / path / "授课记录.txt")
    assert numbers(look)["安全授课"] == {"授课记录": 3}
    assert assign(look()).numbered == 1
    assert '"件号" = { "授课记录" = 3 }' in said(archive, path)


def test_a_gap_is_told_and_nothing_to_mend(archive: Path, look: Look) -> None:
    path = file(archive, "20250401 安全授课")
    drop(archive, path, "通知.txt")
    assert assign(look()).done
    (archive / path / "通知.txt").unlink()
    found = listed(look())
    assert [fault.trouble for fault in found.faults] == [BoxTrouble.RANGE, BoxTrouble.GONE]
    assert not found.sound
    assert [held.last_piece for held in assign(look()).studios[0].corrected] == [3]
    assert listed(look()).sound
    drop(archive, path, "乙.txt")
    drop(archive, path, "甲.txt")
    assert numbers(look)["安全授课"] == {"乙": 5, "学习记录表": 3, "甲": 6}
    assert assign(look()).numbered == 1
    assert '"件号" = { "学习记录表" = 3, "通知" = 4, "乙" = 5, "甲" = 6 }' in said(archive, path)
    found = listed(look())
    assert [fault.trouble for fault in found.faults] == [BoxTrouble.GONE]
    assert found.sound


def test_an_item_of_another_retention_gets_new_numbers(archive: Path, look: Look) -> None:
    path = file(archive, "20250401 安全授课")
    assert assign(look()).done
    text = said(archive, path)
    (archive / path / "item.toml").write_text(f'"保管期限" = "永久"\n{text}', encoding="utf-8")
    assert numbers(look)["安全授课"] == {"学习记录表": 1}
    troubles = {fault.trouble for fault in listed(look()).faults}
    assert troubles >= {BoxTrouble.OUTDATED, BoxTrouble.MIXED}
    assert assign(look()).numbered == 1
    assert '"学习记录表" = 1 }\n"编号依据" = "06 2025 永久"' in said(archive, path)


@pytest.mark.parametrize("bad", ["-1", "99999999999999", '"三"', "0", "[]"])
def test_a_bad_number_is_told_with_its_file(archive: Path, look: Look, bad: str) -> None:
    path = file(archive, "20250401 坏", f'{IN_BOX}"件号" = {{ "学习记录表" = {bad} }}\n')
    assert listed(look()).damaged == (path,)
    report = assign(look())
    assert [trouble[0] for trouble in report.troubles] == [path]
    assert "件号" in said(archive, path)
    with pytest.raises(InvalidFileError, match=r"item\.toml"):
        print_boxes(look(), ALL)


def test_two_papers_of_one_number_are_told_and_both_printed(archive: Path, look: Look) -> None:
    both = f'{IN_BOX}"件号" = {{ "学习记录表" = 1 }}\n'
    file(archive, "20250401 甲", both)
    second = file(archive, "20250402 乙", both)
    (fault,) = (f for f in listed(look()).faults if f.trouble is BoxTrouble.SAME_PIECE)
    assert (fault.path, fault.paper, fault.first) == (second, "学习记录表", 1)
    assert not listed(look()).sound
    assert print_boxes(look(), ALL).pdf


def test_a_selection_writes_only_numbers_that_depend_on_each_other(
    archive: Path, look: Look
) -> None:
    other = file(archive, "20240401 旧", IN_BOX.replace("06-1", "旧盒"))
    same = file(archive, "20250101 先", IN_BOX)
    assert assign(look(), Selection(items=("测流授课",))).done
    assert "件号" in said(archive, same)
    assert "件号" not in said(archive, other)


@pytest.mark.parametrize(
    ("cells", "after", "corrected"),
    [
        ({"起件号": "1", "止件号": "1"}, ("1", "3"), True),
        ({"起件号": 1, "止件号": 1}, ("1", "3"), True),
        ({"起件号": "001", "止件号": "001"}, ("001", "003"), True),
        ({"止件号": "1"}, ("", "3"), True),
        ({"起件号": "甲", "止件号": "1"}, ("甲", "3"), True),
        ({"起件号": "1", "止件号": "2"}, ("1", "2"), False),
        ({}, ("", ""), None),
    ],
    ids=["texts", "numbers", "digits", "one", "words", "a person's own", "empty"],
)
def test_a_row_that_was_right_is_corrected(
    archive: Path,
    look: Look,
    cells: dict[str, Any],
    after: tuple[str, str],
    *,
    corrected: bool | None,
) -> None:
    path = register(archive, a_row(**cells))
    before = path.read_bytes()
    file(archive, "20250101 先", IN_BOX)
    (studio,) = assign(look()).studios
    (held,) = boxes_held(look(), ALL)
    assert (held.box.first, held.box.last) == after
    told = bool(studio.corrected), bool(studio.stale)
    assert told == ((False, False) if corrected is None else (corrected, not corrected))
    assert undo(archive, 1, NOW).complete
    assert path.read_bytes() == before


def test_a_register_that_cannot_be_changed_is_told_and_the_items_are_put_in(
    archive: Path, look: Look
) -> None:
    register(archive, a_row(起件号="1", 止件号="1"))
    (archive / f"{STUDIO}/18 工作台账/~$档案盒登记表.xlsx").write_bytes(b"")
    file(archive, "20250101 先", IN_BOX)
    report = assign(look())
    (studio,) = report.studios
    assert report.done
    assert ([h.box.number for h in studio.stale], studio.corrected) == (["06-1"], ())
    assert "06-1" in said(archive, ITEM)


def test_a_dry_run_tells_which_rows_it_would_correct(archive: Path, look: Look) -> None:
    register(archive, a_row(起件号="1", 止件号="1"))
    file(archive, "20250101 先", IN_BOX)
    (studio,) = assign(look(), dry_run=True).studios
    assert [held.last_piece for held in studio.corrected] == [3]


def test_prints_say_what_is_open_or_differs(archive: Path, look: Look) -> None:
    register(archive, a_row(起件号="1", 止件号="9"))
    file(archive, "20250101 先", IN_BOX)
    open_one, differing, *_rest = print_boxes(look(), ALL).remarks
    assert "not written down yet" in open_one
    assert "box 06-1: pieces 1 to 1 are printed, its row says otherwise (" in differing
    assign(look())
    (differing, *_rest) = print_boxes(look(), ALL).remarks
    assert "its row says otherwise" in differing


@pytest.mark.parametrize("fonds", ["A104", ""])
def test_a_code_of_a_list_is_found(archive: Path, look: Look, fonds: str) -> None:
    settings = archive / "archive.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'fonds = "{fonds}"\n{text}', encoding="utf-8")
    path = file(archive, "20250401 安全授课", IN_BOX)
    code = "A104-WS·2025-D10-06-0001" if fonds else f"{STUDIO}-06-20250401-01"
    for typed in (code, code.lower().replace("·", " • ")):
        found = find(archive, typed)
        assert [each.path for each in found.places] == [f"{path}/学习记录表.txt"]
        assert found.remarks == (f"{code}: 学习记录表; box 06-1, piece 1.",)
    with pytest.raises(NotInArchiveError):
        find(archive, f"{code[:-2]}77")


def test_the_code_of_photos_is_that_of_their_item(archive: Path, look: Look) -> None:
    settings = archive / "archive.toml"
    settings.write_text('fonds = "A1"\n' + settings.read_text("utf-8"), encoding="utf-8")
    found = find(archive, "A1-WS·2025-D10-06-0002")
    assert [(each.path, each.folder) for each in found.places] == [(ITEM, True)]
    assert found.remarks == ("A1-WS·2025-D10-06-0002: 测流授课; it lies in no box.",)


def test_registers_of_boxes_are_no_papers(archive: Path, look: Look) -> None:
    save(archive / f"{STUDIO}/18 工作台账/档案盒登记表.xlsx", ("档案盒登记表", [TITLES]))
    with pytest.raises(NotInArchiveError):
        find(archive, f"{STUDIO}-18-01")
    assert TRAINING
