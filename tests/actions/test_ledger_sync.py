"""Holding ledgers against folders, and putting in the rows that lack."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from archivist.actions import ledger_sync
from archivist.actions.ledger_sync import Appended, StudioSync, append_missing, sync_ledgers
from archivist.actions.undo import undo
from archivist.actions.view import View
from archivist.formats.workbook import appending
from archivist.model.ledger_sync import Sync, Why
from archivist.model.operation import Result, Verb
from archivist.model.tie import Hold
from archivist.store.moving import Mover
from archivist.store.operations import writing
from tests.actions.conftest import ITEM, state_of
from tests.actions.ledgerwork import GOOD, TITLES, row
from tests.formats.ledgers import in_this_process, save
from tests.guard import guarded

STUDIO = "甲工作室"
FOLDER = f"{STUDIO}/18 工作台账"
NAME = "培训台账.xlsx"
PATH = f"{FOLDER}/{NAME}"
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
ITEM_NAME = "20250318 测流授课"
Look = Callable[..., View]


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def keep(root: Path, *rows: Sequence[Any], name: str = NAME, sheet: str = "培训台账") -> Path:
    return save(root / FOLDER / name, (sheet, [TITLES, *rows]))


def other(**changes: Any) -> list[Any]:  # noqa: ANN401 - whatever a cell holds
    """Return a row of another day, which no item of the archive fits."""
    return row(**{"日期": "2025.01.07", "主题": "安全规程", "佐证": "", **changes})


def training(found: Sequence[StudioSync]) -> Sync:
    return next(each for each in found[0].syncs if each.ledger.id == "training")


def put_in(view: View) -> Appended:
    return append_missing(view, sync_ledgers(view), NOW)


def rows_of(path: Path, sheet: str = "培训台账") -> list[list[str]]:
    page = openpyxl.load_workbook(path)[sheet]
    found = [[str(cell or "") for cell in line] for line in page.iter_rows(values_only=True)]
    return [line for line in found if any(line)]


def test_a_row_that_names_its_item_agrees(archive: Path, look: Look) -> None:
    keep(archive, row(佐证=ITEM_NAME))
    found = sync_ledgers(look())
    (tie,) = training(found).tied
    assert (tie.hold, tie.item and tie.item.path) == (Hold.CITED, ITEM)
    assert found[0].agrees
    assert put_in(look()) == Appended()


def test_a_row_is_tied_by_day_and_title_else(archive: Path, look: Look) -> None:
    keep(archive, row(佐证="", 主题="测流授课"))
    (tie,) = training(sync_ledgers(look())).tied
    assert tie.hold is Hold.TITLE


@pytest.mark.parametrize(
    ("evidence", "why"), [("", Why.NONE), ("20250107 安全", Why.UNKNOWN)], ids=["none", "unknown"]
)
def test_a_row_without_evidence_is_told(evidence: str, why: Why, archive: Path, look: Look) -> None:
    keep(archive, row(佐证=ITEM_NAME), other(佐证=evidence))
    found = sync_ledgers(look())
    (unproved,) = training(found).unproved
    assert (unproved.why, unproved.tie.entry.row) == (why, 3)
    assert not found[0].agrees


def test_an_item_without_a_row_gets_one(archive: Path, look: Look) -> None:
    path = keep(archive, other())
    before = path.read_bytes()
    found = sync_ledgers(look())
    (missing,) = training(found).unentered
    assert missing.item.path == ITEM
    report = append_missing(look(), found, NOW)
    assert report.done
    assert report.rows == {PATH: 1}
    assert rows_of(path)[2][:3] == ["2025.03.18", "理论授课", "测流授课"]
    assert rows_of(path)[2][-1] == ITEM_NAME
    assert not training(sync_ledgers(look())).unentered
    kept = archive / ".archivist/kept" / hashlib.sha256(before).hexdigest()
    assert kept.read_bytes() == before
    assert undo(archive, 1, NOW).complete
    assert path.read_bytes() == before


def test_no_users_file_is_written_over(archive: Path, look: Look) -> None:
    keep(archive, other())
    view = look()
    found = sync_ledgers(view)
    inode = (archive / PATH).stat().st_ino
    (archive / "templates").mkdir(exist_ok=True)
    with guarded(archive / STUDIO / "06 培训学习资料"):
        assert append_missing(view, found, NOW).done
    assert (archive / PATH).stat().st_ino != inode


def test_without_a_ledger_nothing_is_compared(archive: Path, look: Look) -> None:
    del archive
    (found,) = sync_ledgers(look())
    assert found.syncs == ()
    assert found.agrees


def test_a_ledger_that_cannot_be_read_seems_not_to_lack_every_row(
    archive: Path, look: Look
) -> None:
    path = keep(archive, row())
    path.write_bytes(path.read_bytes()[:900])
    (found,) = sync_ledgers(look())
    assert found.syncs == ()
    assert list(found.read.unread) == [PATH]
    assert not found.agrees


@pytest.mark.parametrize("lock", [f"~${NAME}", f"~${NAME[2:]}", f".~lock.{NAME}#", f".~{NAME}"])
def test_a_workbook_that_somebody_has_open_is_left_alone(
    lock: str, archive: Path, look: Look
) -> None:
    path = keep(archive, other())
    before = path.read_bytes()
    (path.parent / lock).write_bytes(b"")
    report = put_in(look())
    assert not report.done
    assert not report.deeds
    (reason,) = report.refused
    assert reason.startswith(f"{PATH} is open in")
    assert f"remove the file {lock}" in reason
    assert path.read_bytes() == before


def test_one_that_was_changed_since_is_left_alone(archive: Path, look: Look) -> None:
    keep(archive, other())
    found = sync_ledgers(look())
    path = keep(archive, other(), row(佐证=ITEM_NAME))
    before = path.read_bytes()
    report = append_missing(look(), found, NOW)
    assert report.refused == (
        f"{PATH} was changed while it was being compared. Run the command again.",
    )
    assert path.read_bytes() == before
    assert put_in(look()) == Appended()


def test_one_saved_again_with_the_same_size_is_left_alone(archive: Path, look: Look) -> None:
    path = keep(archive, other())
    found = sync_ledgers(look())
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))
    assert "was changed" in append_missing(look(), found, NOW).refused[0]


def test_one_that_went_away_is_told(archive: Path, look: Look) -> None:
    path = keep(archive, other())
    found = sync_ledgers(look())
    path.unlink()
    (reason,) = append_missing(look(), found, NOW).refused
    assert reason.startswith(f"{PATH} cannot be read: it is not there any more.")
    assert not path.exists()


def test_one_that_changes_in_the_last_moment_wins(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = keep(archive, other())
    real = appending.appended

    def meanwhile(*words: Any, **more: Any) -> bytes:  # noqa: ANN401 - passed on
        content = real(*words, **more)
        path.write_bytes(b"saved by Excel just now")
        return content

    monkeypatch.setattr(ledger_sync, "appended", meanwhile)
    report = put_in(look())
    assert not report.done
    assert report.deeds[0].result is Result.BACK
    assert path.read_bytes() == b"saved by Excel just now"


def test_the_others_are_filled_when_one_refuses(archive: Path, look: Look) -> None:
    exchange = archive / STUDIO / "07 创新活动资料/20250410 研讨会"
    exchange.mkdir(parents=True)
    (exchange / "记录.txt").write_text("x", encoding="utf-8")
    save(
        archive / FOLDER / "交流研讨台账.xlsx",
        ("交流研讨台账", [["日期", "类别", "主题", "地点", "参加人", "佐证"]]),
    )
    csv = archive / FOLDER / "培训台账.csv"
    csv.write_bytes(",".join(TITLES).encode("gb18030"))
    report = put_in(look())
    (reason,) = report.refused
    assert "培训台账.csv: it is no .xlsx workbook. Open it in Excel" in reason
    assert [deed.result for deed in report.deeds] == [Result.DONE]
    assert report.rows == {f"{FOLDER}/交流研讨台账.xlsx": 1, f"{FOLDER}/培训台账.csv": 1}
    assert rows_of(archive / FOLDER / "交流研讨台账.xlsx", "交流研讨台账")[1][2] == "研讨会"


@pytest.mark.parametrize(
    ("names", "into"),
    [
        (("培训台账.xlsx",), "培训台账.xlsx"),
        (("2024 培训台账.xlsx", "2025 培训台账.xlsx"), "2025 培训台账.xlsx"),
        (("2024 培训台账.xlsx", "培训台账.xlsx"), "培训台账.xlsx"),
        (("2023-2026年培训台账.xlsx", "培训台账.xlsx"), "2023-2026年培训台账.xlsx"),
        (("培训台账.csv", "培训台账.xlsx"), "培训台账.xlsx"),
        (("20240101培训台账.xlsx",), "20240101培训台账.xlsx"),
    ],
    ids=["one", "of its year", "of no year", "of several years", "no CSV", "a date is no year"],
)
def test_a_row_goes_into_the_workbook_of_its_year(
    names: tuple[str, ...], into: str, archive: Path, look: Look
) -> None:
    for name in names:
        if name.endswith(".csv"):
            (archive / FOLDER / name).write_bytes(",".join(TITLES).encode("gb18030"))
        else:
            keep(archive, other(), name=name)
    assert list(put_in(look()).rows) == [f"{FOLDER}/{into}"]


def test_a_row_goes_into_the_sheet_of_its_year(archive: Path, look: Look) -> None:
    sheets = [(name, [TITLES, other(日期=f"{name}.01.05")]) for name in ("2026", "2025", "2024")]
    path = save(archive / FOLDER / NAME, *sheets)
    assert put_in(look()).done
    assert [len(rows_of(path, name)) for name in ("2026", "2025", "2024")] == [2, 3, 2]


def test_of_several_the_fullest_gets_the_row(archive: Path, look: Look) -> None:
    keep(archive, other(), other(主题="防汛"), name="培训台账.xlsx")
    keep(archive, other(), name="培训台账 副本.xlsx")
    assert list(put_in(look()).rows) == [PATH]


def test_a_year_without_a_workbook_is_told_with_the_command_that_makes_one(
    archive: Path, look: Look
) -> None:
    keep(archive, other(日期="2024.01.05"), name="2024 培训台账.xlsx")
    before = state_of(archive)
    report = put_in(look())
    (reason,) = report.refused
    assert "1 row has no place" in reason
    assert reason.endswith(f"--year 2025 --studio {STUDIO}")
    assert not report.done
    assert state_of(archive) == before


def test_rows_that_were_cut_off_are_put_in_by_the_next_command(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cut(BaseException):
        """As a power cut: nothing more is written down."""

    def cut(*_words: object) -> None:
        raise Cut

    path = keep(archive, other())
    with monkeypatch.context() as broken:
        broken.setattr(Mover, "do", cut)
        with pytest.raises(Cut):
            put_in(look())
    assert len(rows_of(path)) == 2
    with writing(archive, Verb.FILE, NOW) as session:
        assert [deed.result for deed in session.finished] == [Result.DONE]
    assert len(rows_of(path)) == 3
    assert undo(archive, 1, NOW).complete
    assert len(rows_of(path)) == 2


def test_an_empty_ledger_that_archivist_made_takes_rows(archive: Path, look: Look) -> None:
    from archivist.actions.ledger_new import new_ledgers  # noqa: PLC0415 - one test

    new_ledgers(look(), ("training",), (), 0, NOW)
    assert put_in(look()).done
    (found,) = sync_ledgers(look())
    assert [tie.item and tie.item.path for tie in training([found]).tied] == [ITEM]
    assert GOOD[0] == training([found]).tied[0].entry.text("day")
