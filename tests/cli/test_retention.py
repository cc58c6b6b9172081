"""``archivist retention`` as its users run it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
import python_calamine

from archivist.cli.main import run
from archivist.cli.screen import columns
from tests.cli.inboxes import an_archive, dropped

Caught = pytest.CaptureFixture[str]
STUDIO = "甲工作室"
TRAINING = f"{STUDIO}/06 培训学习资料"
OLD, SPOILT = f"{TRAINING}/20150318 授课", f"{TRAINING}/20100101 损坏"
UNDATED = f"{TRAINING}/无日期"
DAY = ("--as-of", "2026-01-01")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive in which one item has run out, one soon does, and two cannot be told."""
    root = an_archive(tmp_path_factory.mktemp("retention") / "档案库")
    dropped(root, f"{OLD}/学习记录表.txt", "a")
    dropped(root, f"{OLD}/2019年补充.txt", "a")
    dropped(root, f"{TRAINING}/20160501 实操/学习记录表.txt", "a" * 3000)
    dropped(root, f"{TRAINING}/20160501 实操/item.toml", '"保管期限" = "10年"\n')
    dropped(root, f"{TRAINING}/20010101 空/item.toml", '"保管期限" = "10年"\n')
    dropped(root, f"{UNDATED}/学习记录表.txt", "a")
    dropped(root, f"{SPOILT}/学习记录表.txt", "a")
    dropped(root, f"{SPOILT}/item.toml", '"保管期限" = \n')
    rules = f"{STUDIO}/13 工作制度资料/20050101 制度"
    dropped(root, f"{rules}/工作制度.txt", "a")
    dropped(root, f"{rules}/item.toml", '"保管期限" = "10年"\n')
    return root


def ran(root: Path, *words: str | Path, lang: str = "en") -> int:
    where = ("--archive", str(root), *DAY)
    return run(["archivist", "--lang", lang, "retention", *map(str, words), *where])


def test_what_has_run_out_is_listed_and_nothing_is_destroyed(root: Path, capsys: Caught) -> None:
    before = sorted(root.rglob("*"))
    assert ran(root, "due", "--within", "1y") == 1
    told = capsys.readouterr().out
    flat = " ".join(told.split())
    assert "! 13 工作制度资料/20050101 制度" in told
    assert "item.toml says 10 years, its files ask for 30 years" in flat
    assert "! 06 培训学习资料/20150318 授课" in told
    assert "ran out on 2025.12.31; 2 files, 2 B" in flat
    assert "it holds files of 2019" in flat
    assert "○ 06 培训学习资料/20160501 实操" in told
    assert "runs out on 2026.12.31; 1 file, 2.9 KB" in flat
    assert "Of 2 items nobody can tell when they run out" in flat
    assert "its item.toml has mistakes" in flat
    assert "neither its folder nor its item.toml tells a year" in flat
    assert "→ Mend the mistakes in its item.toml" in flat
    assert "→ State the day in its item.toml" in flat
    assert "2 items ran out: 3 files, 3 B" in flat
    assert "1 item runs out soon: 1 file, 2.9 KB" in flat
    assert "archivist destroys nothing" in flat
    assert "20010101 空" not in told
    assert all(columns(line) < 80 for line in told.splitlines())
    state = root / ".archivist"
    assert [p for p in sorted(root.rglob("*")) if state not in (p, *p.parents)] == [
        p for p in before if state not in (p, *p.parents)
    ]


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_quiet_tells_only_the_sums(root: Path, lang: str, capsys: Caught) -> None:
    assert ran(root, "due", "-q", lang=lang) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert ran(root, "due", "-q", "--category", "07", lang=lang) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_the_result_as_json(root: Path, capsys: Caught) -> None:
    assert ran(root, "due", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "archivist/retention-due/1"
    assert told["destroyed"] == 0
    assert [(each["path"], each["standing"]) for each in told["items"]] == [
        (f"{STUDIO}/13 工作制度资料/20050101 制度", "run-out"),
        (OLD, "run-out"),
        (SPOILT, "unknown"),
        (UNDATED, "unknown"),
    ]
    assert told["items"][1] == {
        "path": OLD,
        "studio": STUDIO,
        "category": "06",
        "year": 2015,
        "retention": "10-years",
        "origin": "material",
        "names": ["学习记录表"],
        "asked": None,
        "end": "2025-12-31",
        "standing": "run-out",
        "files": 2,
        "bytes": 2,
        "newest": 2019,
        "damaged": False,
    }


def test_the_list_for_appraisal_has_columns_for_people(
    root: Path, tmp_path: Path, capsys: Caught
) -> None:
    book = tmp_path / "到期鉴定清单.xlsx"
    assert ran(root, "due", "--export", book, lang="zh_CN") == 1
    assert str(book) in capsys.readouterr().out.replace("\n", "")
    sheet = python_calamine.CalamineWorkbook.from_path(book).get_sheet_by_index(0)
    rows = [row for row in sheet.to_python() if row[0] in {1.0, 2.0, 3.0, 4.0}]
    items = [str(row[1]).split("\n") for row in rows]
    assert [item[0] for item in items] == [
        "20050101 制度",
        "20150318 授课",
        "20100101 损坏",
        "无日期",
    ]
    assert items[1][1] == f"{STUDIO} · 06 培训学习资料"
    assert [str(row[3]).split("\n")[0] for row in rows[:2]] == ["2015.12.31", "2025.12.31"]
    assert all(row[5:] == [""] * 4 for row in rows)
    with zipfile.ZipFile(book) as packed:
        first = packed.read("xl/worksheets/sheet1.xml").decode()
    assert 'type="list"' in first
    assert ran(root, "due", "--export", book) == 7
    assert "is there already" in capsys.readouterr().err


def test_the_list_for_appraisal_fits_a_sheet_unreduced_and_leaves_room_to_write(
    root: Path, tmp_path: Path
) -> None:
    book = tmp_path / "due.xlsx"
    assert ran(root, "due", "-q", "--export", book) == 1
    with zipfile.ZipFile(book) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    found = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', sheet)
    # A width in the file has the cell's margins in it; 7 pixels a character, 96 an inch.
    pixels = sum((int(b) - int(a) + 1) * float(width) * 7 for a, b, width in found)
    assert pixels <= (297 / 25.4 - 0.8) * 96
    heights = [float(each) for each in re.findall(r'<row r="\d+"[^>]* ht="([\d.]+)"', sheet)]
    assert heights[-1] >= 40
    assert 'orientation="landscape"' in sheet


def test_ledgers_that_go_on_are_told_how_to_count(tmp_path: Path, capsys: Caught) -> None:
    root = an_archive(tmp_path / "档案库")
    dropped(root, f"{STUDIO}/18 工作台账/设备台账.xlsx", "a")
    assert ran(root, "due", "--category", "18") == 0
    assert "→ Ledgers: count the years from the last entry" in capsys.readouterr().out


def test_the_list_as_csv(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "due.csv"
    assert ran(root, "due", "-q", "--export", target) == 1
    rows = [*csv.reader(io.StringIO(target.read_bytes().decode("utf-8-sig"), newline=""))]
    assert rows[0][-5:] == [
        "Appraisal", "Extended by", "Appraised by", "Appraised on", "Approved by",
    ]  # fmt: skip
    assert rows[2][:5] == ["2", STUDIO, "06 培训学习资料", "20150318 授课", "2015"]
    assert len(rows) == 5


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(("due", "--within", "soon"), 2, "is no time", id="no time"),
        pytest.param(("due", "--export", "a.pdf"), 2, "writes .xlsx or .csv", id="another ending"),
        pytest.param(("due", "--category", "99"), 8, "There is no category 99", id="category"),
        pytest.param(("list", "--studio", "乙"), 8, "names no single studio", id="studio"),
    ],
)
def test_what_cannot_be_is_refused(
    root: Path, words: tuple[str, ...], code: int, said: str, capsys: Caught
) -> None:
    assert ran(root, *words) == code
    assert said in " ".join(capsys.readouterr().err.split())


def test_nothing_is_exported_into_the_archive(root: Path, capsys: Caught) -> None:
    assert ran(root, "due", "--export", root / "due.xlsx") == 8
    assert "lies in the archive" in capsys.readouterr().err


def test_who_says_how_long_is_listed(root: Path, capsys: Caught) -> None:
    assert ran(root, "list", "--category", "06", "-v") == 0
    told = capsys.readouterr().out
    assert "06 Training and study: 30 years × 1, 10 years × 3" in told
    assert "2025.12.31 plan, of its materials" in told
    assert "2026.12.31 item.toml" in told
    assert "plan, of its materials: 学习记录表" in told
    assert "? " in told
    assert all(columns(line) < 80 for line in told.splitlines())
    assert ran(root, "list", "-q", "--category", "06") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_the_list_as_json(root: Path, capsys: Caught) -> None:
    assert ran(root, "list", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "archivist/retention-list/1"
    training = next(each for each in told["categories"] if each["number"] == "06")
    assert training["terms"] == {"30-years": 1, "10-years": 3}
    assert {each["origin"] for each in training["items"]} == {"material", "item"}


def test_a_long_list_of_what_cannot_be_told_is_cut(tmp_path: Path, capsys: Caught) -> None:
    root = an_archive(tmp_path / "档案库")
    for number in range(7):
        dropped(root, f"{TRAINING}/无日期{number}/学习记录表.txt", "a")
    assert ran(root, "due") == 0
    told = capsys.readouterr().out
    assert "and 2 more (-v lists all)" in told
    assert told.count("  → State the day in its item.toml") == 1
    assert ran(root, "due", "-v") == 0
    assert capsys.readouterr().out.count("  - ") == 7
