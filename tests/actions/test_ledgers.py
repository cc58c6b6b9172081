"""The ledgers of a studio: which workbook is which, and one that fails stops no other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from archivist.actions import ledgers as ledgers_module
from archivist.actions.ledgers import (
    Librarian,
    StudioLedgers,
    ledger_told,
    ledgers_category,
    told_by_words,
)
from archivist.errors import ArchivistError, InvalidFileError, NotReadableError
from archivist.formats.apart import SpoiltError
from archivist.formats.ledger_sheet import ledger_book
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.facts import Defect
from archivist.model.ledger import Ledger
from archivist.model.ledger_entry import LedgerReading
from archivist.model.plan import Plan
from archivist.model.record import Record
from archivist.store.ledger_file import load_ledgers
from archivist.store.plan_file import load_plan
from tests.builders import LEDGERS, STUDIO, a_record, an_item, some_settings

PLAN = load_plan(None, some_settings())
ALL = load_ledgers(None, PLAN)
BY_ID = {ledger.id: ledger for ledger in ALL}
ROW = {"day": "2025.03.18", "topic": "测流授课", "category": "理论授课", "speaker": "李明"}


def book(ledger: str = "training", *rows: Mapping[str, str]) -> bytes:
    return workbook_bytes(ledger_book(BY_ID[ledger], "库", rows or (ROW,)))


def put(root: Path, name: str, content: bytes, folder: str = LEDGERS) -> Record:
    path = root / STUDIO / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return a_record(name, an_item(category=folder, flat=True))


def read(root: Path, *records: Record) -> StudioLedgers:
    return Librarian(PLAN, ALL).read(root, records)


def told(name: str, folder: str = LEDGERS, materials: tuple[str, ...] = ()) -> str | None:
    item = an_item(category=folder, flat=folder == LEDGERS, materials=materials)
    found = list(Librarian(PLAN, ALL).workbooks([a_record(name, item)]))
    return (found[0][1].id if found[0][1] else "") if found else None


@pytest.mark.parametrize(
    ("name", "ledger"),
    [
        ("培训台账.xlsx", "training"),
        ("2025年创新成果台账.xls", "results"),
        ("交流研讨台账.csv", "exchange"),
        ("照片登记表.xlsx", "photos"),
        ("档案盒登记表.xlsx", "boxes"),
        ("光盘登记表.xlsx", "discs"),
        ("新建 XLSX 工作表.xlsx", ""),
        ("说明.docx", None),
        ("培训台账.pdf", "training"),
    ],
)
def test_a_name_in_the_category_of_ledgers_tells_which(name: str, ledger: str | None) -> None:
    assert told(name) == ledger


def test_what_item_toml_says_of_a_workbook_goes_before_its_name() -> None:
    assert told("成果.xlsx", materials=("18.training",)) == "results"
    assert told("一.xlsx", materials=("18.training",)) == "training"


def test_the_register_of_members_is_read_where_the_plan_has_it() -> None:
    assert told("成员登记表.xlsx", "03 团队成员资料") == "members"
    assert told("成员登记表.docx", "03 团队成员资料") is None


def test_a_workbook_of_another_category_is_left_alone() -> None:
    assert told("照片登记表.xlsx", "06 培训学习资料") is None


def test_rows_of_several_workbooks_come_together(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        put(tmp_path, "培训台账.xlsx", book()),
        put(tmp_path, "2024年培训台账.xlsx", book("training", ROW, {**ROW, "day": "2024.05.01"})),
        put(tmp_path, "荣誉台账.xlsx", book("honours", {"day": "2025.05.01", "title": "奖章"})),
    )
    assert found.unread == {}
    assert [entry.path.rpartition("/")[2] for entry in found.entries] == [
        "2024年培训台账.xlsx",
        "2024年培训台账.xlsx",
        "培训台账.xlsx",
        "荣誉台账.xlsx",
    ]
    folder = f"{STUDIO}/{LEDGERS}"
    assert found.workbooks == {
        "training": (f"{folder}/2024年培训台账.xlsx", f"{folder}/培训台账.xlsx"),
        "honours": (f"{folder}/荣誉台账.xlsx",),
    }
    assert not found.passing


def test_a_workbook_without_a_telling_name_is_known_by_its_titles(tmp_path: Path) -> None:
    found = read(tmp_path, put(tmp_path, "新建.xlsx", book()))
    assert list(found.workbooks) == ["training"]


def test_one_that_fails_stops_no_other(tmp_path: Path) -> None:
    whole = book()
    found = read(
        tmp_path,
        put(tmp_path, "培训台账.xlsx", whole),
        put(tmp_path, "荣誉台账.xlsx", whole[: len(whole) // 2]),
        put(tmp_path, "随手记.xlsx", workbook_bytes(ledger_book(BY_ID["training"], "库"))[:0]),
        put(tmp_path, "经费台账.pdf", b"%PDF-1.4"),
    )
    assert list(found.workbooks) == ["training"]
    assert len(found.entries) == 1
    names = {path.rpartition("/")[2]: why for path, why in found.unread.items()}
    assert list(names) == ["经费台账.pdf", "荣誉台账.xlsx", "随手记.xlsx"]
    assert "荣誉台账.xlsx is no workbook, or it is damaged." in names["荣誉台账.xlsx"]
    assert "no workbook" in names["经费台账.pdf"]
    assert found.of("training") == found.entries
    assert found.of("honours") == ()
    path = f"{STUDIO}/{LEDGERS}/荣誉台账.xlsx"
    assert found.unread_of("honours") == {path: found.unread[path]}
    assert found.unread_of("training") == {}
    assert not found.passing


def test_a_studio_without_ledgers_has_none(tmp_path: Path) -> None:
    assert read(tmp_path) == StudioLedgers()


def spoilt(defect: Defect) -> InvalidFileError:
    error = InvalidFileError("too large")
    error.__cause__ = SpoiltError(defect)
    return error


ERRORS: dict[str, tuple[ArchivistError, bool]] = {
    "open elsewhere": (NotReadableError("open"), True),
    "no process": (ArchivistError("no memory"), True),
    "too long": (spoilt(Defect.TIMEOUT), True),
    "damaged": (InvalidFileError("damaged"), False),
}


@pytest.mark.parametrize(("error", "passing"), ERRORS.values(), ids=ERRORS)
def test_what_may_be_the_moments_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: ArchivistError, passing: bool
) -> None:
    def fail(*_arguments: object, **_how: object) -> LedgerReading:
        raise error

    monkeypatch.setattr(ledgers_module, "read_ledger", fail)
    found = read(tmp_path, put(tmp_path, "培训台账.xlsx", b""))
    assert found.passing is passing
    assert list(found.unread.values()) == [error.message]


@pytest.mark.parametrize(
    ("name", "ledger"),
    [("培训台账.xlsx", "training"), ("照片登记表.xlsx", "photos"), ("杂.xlsx", None)],
)
def test_a_file_that_is_not_filed_yet_is_told_by_its_name(name: str, ledger: str | None) -> None:
    found = ledger_told(name, PLAN, ALL)
    assert (found.id if found else None) == ledger


def test_the_longest_word_tells() -> None:
    short, long = (
        Ledger(id=name, name=name, words=words)
        for name, words in (("a", ("台账",)), ("b", ("光盘台账",)))
    )
    assert told_by_words("光盘台账.xlsx", [short, long]) is long
    assert told_by_words("台账.xlsx", [short, long]) is short
    assert told_by_words("别的.xlsx", [short, long]) is None


def test_a_plan_may_have_no_category_for_ledgers(tmp_path: Path) -> None:
    plan = Plan(id="p", name="方案")
    assert ledgers_category(plan, ALL) is None
    assert ledger_told("光盘登记.xlsx", plan, ALL) is BY_ID["discs"]
