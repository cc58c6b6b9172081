"""Making ledgers: each once, nothing that is there is touched, and all can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from archivist.actions import ledger_new
from archivist.actions.ledger_new import NewLedgers, new_ledgers
from archivist.actions.undo import log, undo
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.model.operation import Result, Verb
from tests.actions.conftest import state_of

STUDIO = "甲工作室"
FOLDER = f"{STUDIO}/18 工作台账"
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
Look = Callable[..., View]


def make(look: Look, *names: str, year: int = 0) -> NewLedgers:
    return new_ledgers(look(), names, (), year, NOW)


def made(report: NewLedgers) -> list[str]:
    return [
        step.path.rpartition("/")[2]
        for deed in report.deeds
        if deed.result is Result.DONE
        for step in deed.operation.work
    ]


def test_the_ledgers_of_the_plan_are_made_once(archive: Path, look: Look) -> None:
    report = make(look)
    assert report.done
    assert len(made(report)) == 9
    assert not report.kept
    before = state_of(archive)
    again = make(look)
    assert again.done
    assert not again.deeds
    assert sorted(again.kept) == sorted(f"{FOLDER}/{name}" for name in made(report))
    assert state_of(archive) == before


def test_a_new_ledger_has_its_titles_choices_and_a_frozen_head(archive: Path, look: Look) -> None:
    (name,) = made(make(look, "training"))
    book = openpyxl.load_workbook(archive / FOLDER / name)
    page = book.worksheets[0]
    texts = {str(cell.value) for row in page.iter_rows(max_row=12) for cell in row if cell.value}
    assert {"日期", "类别", "主题", "佐证"} <= texts
    assert page.freeze_panes
    assert page.data_validations.dataValidation
    assert all(sheet.sheet_state != "visible" for sheet in book.worksheets[1:])


def test_what_was_made_can_be_taken_back(archive: Path, look: Look) -> None:
    before = set(state_of(archive))
    make(look)
    assert {deed.operation.verb for deed in log(archive).deeds} == {Verb.LEDGER}
    assert undo(archive, 1, NOW).complete
    assert set(state_of(archive)) == before


@pytest.mark.parametrize(
    "name",
    [
        "培训台账.xlsx",
        "甲工作室 培训台账（新）.xls",
        "2024年培训学习台账.csv",
        "台账-培训.et",
    ],
)
def test_a_ledger_that_is_kept_under_another_name_is_left_alone(
    name: str, archive: Path, look: Look
) -> None:
    (archive / FOLDER / name).write_bytes(b"whatever")
    report = make(look, "training")
    assert report.kept == (f"{FOLDER}/{name}",)
    assert not report.deeds
    assert (archive / FOLDER / name).read_bytes() == b"whatever"


@pytest.mark.parametrize("name", ["培训台账.docx", "~$培训台账.xlsx", ".~lock.培训台账.xlsx#"])
def test_what_is_no_workbook_keeps_no_ledger(name: str, archive: Path, look: Look) -> None:
    (archive / FOLDER / name).write_bytes(b"whatever")
    assert len(made(make(look, "training"))) == 1


def test_a_year_has_a_workbook_of_its_own(archive: Path, look: Look) -> None:
    (archive / FOLDER / "培训台账 2025.xlsx").write_bytes(b"whatever")
    assert [name[:5] for name in made(make(look, "training", year=2026))] == ["2026 "]
    assert not make(look, "training", year=2026).deeds
    assert make(look, "training", year=2025).kept == (f"{FOLDER}/培训台账 2025.xlsx",)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("photos", "boxes", "discs"), 3),
        (("照片登记表",), 1),
        (("Register of members",), 1),
        (("照片",), 1),
        (("photos", "photos"), 1),
        (("photos", "照片登记表"), 1),
    ],
    ids=["ids", "name", "English name", "part of a name", "twice", "twice in two words"],
)
def test_ledgers_are_named_by_what_people_call_them(
    names: tuple[str, ...], expected: int, archive: Path, look: Look
) -> None:
    del archive
    assert len(made(make(look, *names))) == expected


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("phot", "Did you mean “photos”?"),
        ("登记表", "Use one of: 档案盒登记表, 光盘登记表, 成员登记表, 照片登记表"),
        ("xyz", "Use one of: "),
        ("", "Use one of: "),
    ],
    ids=["misspelt", "several fit", "unknown", "empty"],
)
def test_a_name_of_no_ledger_is_told_with_those_there_are(
    name: str, hint: str, archive: Path, look: Look
) -> None:
    before = state_of(archive)
    with pytest.raises(InvalidChoiceError) as caught:
        make(look, "training", name)
    assert f"“{name}”" in caught.value.message
    assert caught.value.hint.startswith(hint)
    assert state_of(archive) == before


def test_a_register_that_lies_in_an_item_is_kept(archive: Path, look: Look) -> None:
    item = archive / STUDIO / "03 团队成员资料/20250101 团队成员"
    item.mkdir(parents=True)
    (item.parent / "说明.txt").write_text("x", encoding="utf-8")
    (item / "成员登记表.xlsx").write_bytes(b"whatever")
    assert make(look, "members").kept == (
        f"{STUDIO}/03 团队成员资料/20250101 团队成员/成员登记表.xlsx",
    )


def test_folders_that_lack_are_made(archive: Path, look: Look) -> None:
    shutil.rmtree(archive / STUDIO)
    assert make(look, "training").done
    assert len(list((archive / FOLDER).iterdir())) == 1


def test_a_folder_that_is_spelt_in_another_way_is_the_same(archive: Path, look: Look) -> None:
    (archive / FOLDER).rename(archive / STUDIO / "18工作台账")
    report = make(look, "training")
    assert report.deeds[0].operation.work[0].path.startswith(f"{STUDIO}/18工作台账/")
    assert not (archive / FOLDER).exists()


def test_one_that_cannot_be_made_is_told(archive: Path, look: Look) -> None:
    shutil.rmtree(archive / FOLDER)
    (archive / FOLDER).write_bytes(b"a file where the folder belongs")
    report = make(look, "training")
    assert not report.done
    assert report.deeds[0].result is Result.BACK
    assert report.deeds[0].reason
    assert (archive / FOLDER).read_bytes() == b"a file where the folder belongs"


def test_a_plan_without_a_category_for_ledgers_says_so(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state_of(archive)
    monkeypatch.setattr(ledger_new, "ledgers_category", lambda _plan, _ledgers: None)
    with pytest.raises(InvalidChoiceError, match="no category for ledgers"):
        make(look, "training")
    assert state_of(archive) == before
