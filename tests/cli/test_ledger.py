"""``archivist ledger`` as its users run it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from archivist.actions.ledger_check import CheckedLedger
from archivist.actions.ledger_new import NewLedgers
from archivist.actions.ledger_sync import Appended
from archivist.cli import ledger_output as output
from archivist.cli import screen
from archivist.cli.main import run
from archivist.cli.screen import columns
from archivist.model.ledger_entry import CellFault, CellTrouble
from archivist.model.operation import Deed, Operation, Result, Step, StepKind, Verb
from tests.formats.ledgers import in_this_process, save

STUDIO = "河套灌区测流创新工作室"
FOLDER = f"{STUDIO}/18 工作台账"
TITLES = ["日期", "类别", "主题", "主讲人", "参加人", "学时", "地点", "内容摘要", "佐证"]
GOOD = ["2025.03.18", "理论授课", "测流", "郝建垚", "李淼", 2, "会议室", "讲测流", "x"]
Caught = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)
    # Where a line breaks is no matter of these tests, but for one.
    monkeypatch.setattr(screen, "width", lambda: 1000)


def ran(*words: str | Path, lang: str = "en") -> int:
    return run(["archivist", "--lang", lang, "ledger", *map(str, words)])


def said(capsys: Caught) -> str:
    """Return what was written, its lines joined."""
    return " ".join(capsys.readouterr().out.split())


def bad_book(path: Path, *rows: Sequence[Any]) -> Path:
    return save(path, ("培训台账", [TITLES, *rows]))


def test_ledgers_are_made_kept_and_taken_back(sample: Path, capsys: Caught) -> None:
    assert ran("new", "--archive", sample, "--year", "2026") == 0
    told = said(capsys)
    assert f"+ {FOLDER}/2026 经费台账.xlsx" in told
    assert told.endswith("18 ledgers made.")
    assert ran("new", "--archive", sample) == 0
    told = said(capsys)
    assert f"= {FOLDER}: 9 ledgers are there already" in told
    assert told.endswith("0 ledgers made.")
    assert ran("new", "--archive", sample, "-v", "--studio", "测流") == 0
    assert said(capsys).count("is there already") == 9
    assert ran("new", "--archive", sample, "-q") == 0
    assert said(capsys) == "0 ledgers made."
    assert run(["archivist", "undo", "--archive", str(sample)]) == 0
    assert not list(sample.rglob("2026 *.xlsx"))


@pytest.mark.parametrize("year", ["26", "1899", "2101", "二〇二六", "-1", "20260"])
def test_a_year_has_four_digits(year: str, sample: Path, capsys: Caught) -> None:
    assert ran("new", "--archive", sample, f"--year={year}") == 2
    assert f"“{year}” is no year; write 2026" in capsys.readouterr().err


def test_an_unknown_ledger_is_told_with_those_there_are(sample: Path, capsys: Caught) -> None:
    assert ran("new", "--archive", sample, "phot") == 8
    assert "Did you mean “photos”?" in capsys.readouterr().err


def test_one_that_cannot_be_made_is_told(capsys: Caught) -> None:
    step = Step(kind=StepKind.PUT, path="甲/18/a.xlsx", sha256="0")
    deed = Deed(
        number=1,
        batch=1,
        at="",
        by="",
        operation=Operation(verb=Verb.LEDGER, steps=(step,)),
        result=Result.BACK,
        reason="the drive is full",
    )
    output.show_new(NewLedgers(deeds=(deed,)), quiet=False, verbose=False)
    assert said(capsys) == "× 甲/18/a.xlsx: the drive is full 0 ledgers made."
    output.show_appended(Appended(deeds=(deed,), rows={"甲/18/a.xlsx": 2}))
    assert said(capsys) == "× 甲/18/a.xlsx: the drive is full No row was put in."


def test_the_ledgers_of_the_sample_are_right(sample: Path, capsys: Caught) -> None:
    assert ran("check", "--archive", sample, "--as-of", "2025.12.31") == 0
    told = said(capsys)
    assert f"√ {FOLDER}/培训学习台账.xlsx: " in told
    assert "; 0 things to mend" in told


def test_bad_cells_are_named_with_sheet_row_and_column(sample: Path, capsys: Caught) -> None:
    bad_book(sample / FOLDER / "培训学习台账.xlsx", ["2025.02.31", "随便", *GOOD[2:]])
    words = ("check", "--archive", sample, "--studio", "测流", "--as-of", "2025.12.31")
    assert ran(*words) == 1
    told = said(capsys)
    assert f"! {FOLDER}/培训学习台账.xlsx: " in told
    assert "- 培训台账!A2 “日期”: “2025.02.31” is no day that exists" in told
    assert "2 things to mend" in told
    assert ran(*words, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "archivist/ledger-check/1"
    (book,) = (each for each in told["workbooks"] if each["faults"])
    assert (book["ledgers"], book["rows"], book["reason"]) == (["training"], 1, None)
    fault = book["faults"][0]
    assert [fault[key] for key in ("trouble", "sheet", "row", "column", "title", "cell")] == [
        "no-day",
        "培训台账",
        2,
        "A",
        "日期",
        "2025.02.31",
    ]


def test_many_bad_cells_are_cut_short_unless_asked_for(tmp_path: Path, capsys: Caught) -> None:
    rows = [
        [f"2025.02.{30 + number % 2}", "理论授课", f"{number}", *GOOD[3:]] for number in range(14)
    ]
    path = bad_book(tmp_path / "培训台账.xlsx", *rows)
    assert ran("check", path) == 1
    assert "and 4 more (-v lists all)" in said(capsys)
    assert ran("check", path, "-v") == 1
    told = said(capsys)
    assert "more (-v" not in told
    assert told.count("is no day that exists") == 14


def test_files_are_checked_wherever_they_lie(
    tmp_path: Path, sample: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [",".join(map(str, line)) for line in (TITLES, GOOD)]
    Path("培训台账.csv").write_bytes("\n".join(lines).encode("gb18030"))
    assert ran("check", "培训台账.csv") == 0
    assert said(capsys).startswith("√ 培训台账.csv: 1 row")
    assert ran("check", "培训台账.csv", "-q") == 0
    assert said(capsys) == "1 workbook read; 0 things to mend"
    assert ran("check", "培训台账.csv", "没有.xlsx", "--archive", sample) == 1
    told = said(capsys)
    assert "× 没有.xlsx: It is not there. Check the name." in told
    assert told.endswith("1 workbook read; 0 things to mend; 1 cannot be read")
    assert ran("check", sample / FOLDER / "荣誉台账.xlsx") == 0
    assert ran("check", "培训台账.csv", "--archive", tmp_path) == 3


def test_files_and_studios_do_not_go_together(sample: Path, capsys: Caught) -> None:
    assert ran("check", "x.xlsx", "--studio", "测流", "--archive", sample) == 2
    assert "Name workbooks, or say --studio." in capsys.readouterr().err


def test_what_a_workbooks_name_does_not_tell_is_said(capsys: Caught, tmp_path: Path) -> None:
    assert ran("check", bad_book(tmp_path / "表一.xlsx", GOOD)) == 0
    assert "表一.xlsx: Ledger of training, 1 row" in said(capsys)


def test_without_ledgers_the_command_that_makes_them_is_named(
    tmp_path: Path, capsys: Caught
) -> None:
    assert run(["archivist", "init", str(tmp_path / "新"), "--studio", "甲"]) == 0
    capsys.readouterr()
    for command in ("check", "sync"):
        assert ran(command, "--archive", tmp_path / "新") == 0
        assert "No ledger is kept here; “archivist ledger new” makes them." in said(capsys)


def test_ledgers_and_folders_are_compared_and_made_to_agree(sample: Path, capsys: Caught) -> None:
    assert ran("sync", "--archive", sample, "--studio", "测流") == 1
    told = said(capsys)
    assert "4 rows tied; 2 items without a row" in told
    assert (
        "+ 06 培训学习资料/20240516 流速仪校准实操培训 has no row; proposed: 2024.05.16 | 实操培训"
        in told
    )
    assert ran("sync", "--archive", sample, "--append", "-q", "--studio", "测流") == 0
    told = said(capsys)
    assert "7 rows put into 3 workbooks; what they held before is kept." in told
    assert "“archivist undo” takes them out." in told
    assert ran("sync", "--archive", sample, "-v", "--studio", "测流") == 0
    told = said(capsys)
    assert "row 6, 2024.05.16 流速仪校准实操培训 → 06 培训学习资料/20240516" in told
    assert "(as its 佐证 cell says)" in told
    assert ran("sync", "--archive", sample, "--append", "--studio", "测流") == 0
    assert said(capsys).endswith("No row was put in.")
    assert run(["archivist", "undo", "--archive", str(sample)]) == 0
    assert ran("sync", "--archive", sample, "--studio", "测流") == 1


def test_a_row_without_evidence_is_told_with_the_way_out(sample: Path, capsys: Caught) -> None:
    path = sample / FOLDER / "培训学习台账.xlsx"
    save(
        path,
        ("2023", [TITLES, ["2023.05.05", "理论授课", "没有归档的", *GOOD[3:]]]),
        ("2024", [TITLES, ["2024.05.05", "理论授课", "也没有", *GOOD[3:8], ""]]),
    )
    words = ("--archive", sample, "--studio", "测流")
    assert ran("sync", *words) == 1
    told = said(capsys)
    assert "2 rows without evidence" in told
    assert (
        "- 培训学习台账.xlsx, sheet 2023, row 2, 2023.05.05 没有归档的: "
        "it cites “x”, which is not filed" in told
    )
    assert "nothing is filed on its day under a title that fits" in told
    assert ran("sync", *words, "--append") == 1
    told = said(capsys)
    assert "4 rows have no place: no 培训台账 there is for 2025." in told
    assert f"archivist ledger new 培训台账 --year 2025 --studio {STUDIO}" in told
    assert ran("sync", *words, "--json") == 1
    (studio,) = json.loads(capsys.readouterr().out)["studios"]
    training = next(each for each in studio["ledgers"] if each["ledger"] == "training")
    assert [each["why"] for each in training["unproved"]] == ["unknown", "none"]
    assert training["unproved"][0]["text"] == (
        "it cites “x”, which is not filed: file it, or correct the cell"
    )
    assert training["unproved"][0]["item"] is None
    assert all(each["row"]["day"] for each in training["unentered"])


def test_a_ledger_that_cannot_be_read_is_told(sample: Path, capsys: Caught) -> None:
    (sample / FOLDER / "培训学习台账.xlsx").write_bytes(b"PK\x03\x04 and no more")
    words = ("sync", "--archive", sample, "--studio", "测流")
    assert ran(*words) == 1
    assert "× " + f"{FOLDER}/培训学习台账.xlsx is no workbook" in said(capsys)
    assert ran(*words, "--append") == 1
    capsys.readouterr()
    assert ran(*words, "--json") == 1
    (studio,) = json.loads(capsys.readouterr().out)["studios"]
    assert list(studio["unread"]) == [f"{FOLDER}/培训学习台账.xlsx"]


def test_a_studio_whose_ledgers_are_empty_agrees(tmp_path: Path, capsys: Caught) -> None:
    root = tmp_path / "新"
    assert run(["archivist", "init", str(root), "--studio", "甲"]) == 0
    assert ran("new", "--archive", root) == 0
    capsys.readouterr()
    assert ran("sync", "--archive", root) == 0
    assert said(capsys) == "甲 √ Ledgers and folders agree."
    assert ran("sync", "--archive", root, "-v") == 0
    assert said(capsys).count("0 rows tied") == 9


def test_either_append_or_json(sample: Path, capsys: Caught) -> None:
    assert ran("sync", "--append", "--json", "--archive", sample) == 2
    assert "Say either --append or --json." in capsys.readouterr().err


def test_a_name_that_would_move_the_cursor_is_written_out(capsys: Caught) -> None:
    fault = CellFault(
        trouble=CellTrouble.NO_DAY, sheet="S", row=2, column="A", title="日期", text="\x1b[2J"
    )
    checked = CheckedLedger(path="a\x1b[2J.xlsx", faults=(fault,), reason="")
    output.show_checked([checked], as_json=False, quiet=False, verbose=False)
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_the_texts_fit_the_terminal(
    lang: str, sample: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    monkeypatch.setattr(screen, "width", lambda: 80)
    bad_book(Path(FOLDER, "培训学习台账.xlsx"), ["2025.02.31", "随便", *GOOD[2:]])
    calls: list[Callable[[], int]] = [
        lambda: ran("--help", lang=lang),
        *(lambda name=name: ran(name, "--help", lang=lang) for name in ("new", "check", "sync")),
        lambda: ran("new", "photos", lang=lang),
        lambda: ran("new", lang=lang),
        lambda: ran("check", lang=lang),
        lambda: ran("sync", "-v", lang=lang),
        lambda: ran("sync", "--append", lang=lang),
    ]
    for call in calls:
        assert call() in {0, 1}
        for line in capsys.readouterr().out.splitlines():
            assert columns(line) < 80, line
