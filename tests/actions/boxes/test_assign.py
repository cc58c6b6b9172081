"""Giving a box to each item, on a real archive."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from archivist.actions.undo import undo
from archivist.actions.view import View
from archivist.errors import (
    ArchivistError,
    InvalidChoiceError,
    InvalidFileError,
    NotReadableError,
    NotWritableError,
)
from archivist.model.box_faults import BoxTrouble
from archivist.model.operation import Result, Verb
from archivist.model.selection import Selection
from archivist.store.moving import Mover
from tests.actions.boxwork import (
    ALL,
    NOW,
    REGISTER,
    STUDIO,
    TITLES,
    TRAINING,
    Look,
    a_row,
    assign,
    boxes_held,
    file,
    listed,
    lying,
    register,
)
from tests.actions.conftest import ITEM, state_of
from tests.formats.ledgers import in_this_process, save


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def test_items_get_boxes_and_undo_takes_all_of_it_back(archive: Path, look: Look) -> None:
    file(archive, "20250401 安全授课", '# 手写\n"地点" = "会议室"\n\n["文件"."a"]\n"地点" = "b"\n')
    file(archive, "20240401 缆道授课")
    before = state_of(archive)
    report = assign(look(), packer="李淼", place="一柜")
    assert report.done
    assert {deed.batch for deed in report.deeds} == {report.deeds[0].batch}
    assert {deed.operation.verb for deed in report.deeds} == {Verb.BOX}
    assert lying(look()) == {"06-1": ["缆道授课"], "06-2": ["测流授课", "安全授课"]}
    text = (archive / TRAINING / "20250401 安全授课/item.toml").read_text(encoding="utf-8")
    assert text == (
        '# 手写\n"地点" = "会议室"\n"纸质" = { "盒" = "06-2" }\n"件号" = { "学习记录表" = 3 }\n'
        '"编号依据" = "06 2025 10年"\n\n["文件"."a"]\n"地点" = "b"\n'
    )
    (_old, box) = boxes_held(look(), ALL)
    # One item is a text and photos, which are two pieces; the other is a text.
    assert (box.box.place, box.box.first, box.box.last) == ("一柜", "1", "3")
    assert listed(look()).sound
    assert not assign(look()).deeds
    assert undo(archive, 1, NOW).complete
    after = {path: told[1] for path, told in state_of(archive).items()}
    assert after == {path: told[1] for path, told in before.items()}


def test_a_register_that_is_there_gets_rows_and_its_box_is_filled_up(
    archive: Path, look: Look
) -> None:
    path = register(archive, a_row("06-4", 保管期限="30年"), a_row("06-7", 年度="2024"))
    before = path.read_bytes()
    file(archive, "20230401 安全规程")
    retained = '"保管期限" = "30年"\n"纸质" = { "页数" = 12 }\n'
    file(archive, "20250501 缆道操作", retained)
    assert assign(look(), Selection(years=(2025, 2023))).done
    found = lying(look())
    assert found["06-4"] == ["缆道操作"]
    assert sorted(found) == ["06-4", "06-7", "06-8", "06-9"]
    text = (archive / TRAINING / "20250501 缆道操作/item.toml").read_text(encoding="utf-8")
    assert text == retained.replace("12 }", '12, "盒" = "06-4"}') + (
        '"件号" = { "学习记录表" = 1 }\n"编号依据" = "06 2025 30年"\n'
    )
    (box,) = boxes_held(look(), Selection(boxes=("06-4",)))
    assert box.pages == 12
    assert undo(archive, 1, NOW).complete
    assert path.read_bytes() == before


def test_a_dry_run_and_a_selection_write_nothing_else(archive: Path, look: Look) -> None:
    file(archive, "20240401 缆道操作")
    before = state_of(archive)
    assert len(assign(look(), dry_run=True).boxes) == 2
    assert state_of(archive) == before
    assert assign(look(), Selection(years=(2024,))).done
    assert lying(look()) == {"06-1": ["缆道操作"]}


def test_what_says_why_or_holds_nothing_is_left_alone(archive: Path, look: Look) -> None:
    shutil.rmtree(archive / ITEM)
    file(archive, "20250401 电子", '"纸质" = { "无" = "只有电子版" }\n')
    (archive / TRAINING / "20250501 空").mkdir()
    report = assign(look())
    assert (report.boxes, report.deeds, report.done) == ((), (), True)


@pytest.mark.parametrize(
    "toml",
    ['"纸质" = { "盒" = 6 }\n', "坏 = \n", '"地点" = 3\n'],
    ids=["box no text", "no TOML", "another mistake"],
)
def test_a_damaged_item_is_told_and_left_as_it_is(archive: Path, look: Look, toml: str) -> None:
    path = file(archive, "20250401 坏", toml)
    report = assign(look())
    assert [trouble[0] for trouble in report.troubles] == [path]
    assert not report.done
    assert lying(look()) == {"06-1": ["测流授课"]}
    assert (archive / path / "item.toml").read_text(encoding="utf-8") == toml
    found = listed(look())
    assert found.damaged == (path,)
    assert not found.sound


def test_an_item_of_another_encoding_is_told(archive: Path, look: Look) -> None:
    path = file(archive, "20250401 旧")
    (archive / path / "item.toml").write_bytes('"地点" = "会议室"\n'.encode("gb18030"))
    ((place, reason),) = assign(look()).troubles
    assert (place, reason) == (path, "it is no UTF-8 text")


def test_an_item_that_cannot_be_changed_without_loss_is_told(archive: Path, look: Look) -> None:
    path = file(archive, "20250401 大", f'"说明" = """{"x" * 9000}"""\n# {"长" * 1_400_000}\n')
    (trouble,) = assign(look()).troubles
    assert trouble[0] == path


@pytest.mark.parametrize("lock", ["~$档案盒登记表.xlsx", ".~lock.档案盒登记表.xlsx#"])
def test_an_open_register_stops_everything(archive: Path, look: Look, lock: str) -> None:
    path = register(archive, a_row("06-9", 年度="2020"))
    (path.parent / lock).write_bytes(b"")
    refused(archive, look(), NotReadableError)


def test_a_damaged_register_stops_everything(archive: Path, look: Look) -> None:
    path = register(archive, a_row())
    path.write_bytes(path.read_bytes()[:900])
    refused(archive, look(), InvalidFileError)
    assert not listed(look()).sound


def test_a_register_that_takes_no_rows_stops_everything(archive: Path, look: Look) -> None:
    text = ",".join(TITLES) + "\n06-9,06 培训学习资料,2020,10年,20,,,,,\n"
    path = archive / REGISTER
    path.with_suffix(".csv").write_text(text, encoding="utf-8")
    refused(archive, look(), InvalidFileError)


def test_a_read_only_register_stops_everything(archive: Path, look: Look) -> None:
    path = register(archive, a_row("06-9", 年度="2020"))
    path.chmod(0o444)
    refused(archive, look(), NotWritableError)
    path.chmod(0o644)


def refused(root: Path, view: View, error: type[ArchivistError]) -> None:
    before = state_of(root)
    with pytest.raises(error):
        assign(view)
    assert state_of(root) == before


def test_a_year_without_a_register_gets_one_of_its_own(archive: Path, look: Look) -> None:
    path = save(archive / REGISTER, ("2020年", [TITLES, a_row("06-9", 年度="2020")]))
    before = path.read_bytes()
    assert assign(look()).done
    assert path.read_bytes() == before
    made = archive / f"{STUDIO}/18 工作台账/2025 档案盒登记表.xlsx"
    assert made.is_file()
    assert lying(look())["06-10"] == ["测流授课"]


def test_no_name_is_free_for_a_register(archive: Path, look: Look) -> None:
    for name in ("档案盒登记表.xlsx", "2025 档案盒登记表.xlsx"):
        sheet = ("2020年", [TITLES, a_row("06-9", 年度="2020")])
        save(archive / f"{STUDIO}/18 工作台账/{name}", sheet)
    refused(archive, look(), NotWritableError)


def test_a_plan_without_ledgers_has_no_place_for_a_register(archive: Path, look: Look) -> None:
    plan = (Path(__file__).parents[3] / "templates/catalog/plans/db1508-t150-2023.toml").read_text(
        encoding="utf-8"
    )
    plans = archive / "templates/plans"
    plans.mkdir(parents=True)
    cut = plan[
        : plan.index("# ---------------------------------------------------------------- 18")
    ]
    (plans / "db1508-t150-2023.toml").write_text(cut, encoding="utf-8")
    with pytest.raises(InvalidChoiceError):
        assign(look())


def test_when_the_register_cannot_be_put_nothing_names_a_box(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Mover.do

    def do(self: Mover, step: Any) -> bool:  # noqa: ANN401
        if step.path.endswith(".xlsx"):
            raise PermissionError(13, "denied")
        return put(self, step)

    monkeypatch.setattr(Mover, "do", do)
    report = assign(look())
    assert [deed.result for deed in report.deeds] == [Result.BACK]
    assert not report.done
    assert report.reasons
    assert lying(look()) == {}


def test_a_thick_item_is_told(archive: Path, look: Look) -> None:
    file(archive, "20250401 厚", '"纸质" = { "页数" = 5000 }\n')
    report = assign(look())
    ((item, _number),) = (pair for each in report.studios for pair in each.filling.too_thick)
    assert item.item.name.title == "厚"
    assert report.done
    assert [fault.trouble for fault in listed(look()).faults] == [BoxTrouble.OVERFULL]


def test_a_box_that_has_room_needs_no_new_row(archive: Path, look: Look) -> None:
    path = register(archive, a_row())
    before = path.read_bytes()
    report = assign(look())
    assert [(box.box.number, box.new) for box in report.boxes] == [("06-1", False)]
    (held,) = boxes_held(look(), ALL)
    assert (held.box.first, held.box.last, held.box.row) == (
        "1",
        "2",
        report.studios[0].corrected[0].box.row,
    )
    assert undo(archive, 1, NOW).complete
    assert path.read_bytes() == before
    assert assign(look()).done
    assert lying(look()) == {"06-1": ["测流授课"]}
