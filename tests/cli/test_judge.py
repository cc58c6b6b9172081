"""``archivist judge`` as its users run it."""

from __future__ import annotations

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from archivist.actions import score
from archivist.actions.init import init
from archivist.cli import screen
from archivist.cli.main import COMMANDS
from archivist.cli.main import run as run_main
from archivist.errors import InvalidChoiceError
from archivist.store.judgements import JUDGEMENTS, read_judgements
from tests.judging import STUDIOS, a_rubric, a_score

Caught = pytest.CaptureFixture[str]
AS_OF = ["--as-of", "2025-03-31"]
SAID = ["--by", "王工", "--note", "账上少一台流速仪", "--studio", "甲工作室"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("archivist.cli.main.COMMANDS", (*COMMANDS, "judge"))

    def rubric_of(_view: object, name: str) -> object:
        if name not in {"", "small"}:
            raise InvalidChoiceError(name, "hint")
        return a_rubric()

    def scores(_view: object, _rubric: str, _period: object, studios: object = ()) -> object:
        return tuple(a_score(studio) for studio in studios or STUDIOS)  # type: ignore[attr-defined]

    monkeypatch.setattr(score, "rubric_of", rubric_of)
    monkeypatch.setattr(score, "scores", scores)
    init(tmp_path / "库", list(STUDIOS), "en")
    return tmp_path / "库"


def ran(root: Path, *words: str | Path, lang: str = "en") -> int:
    place = ["--archive", str(root), *AS_OF]
    return run_main(["archivist", "--lang", lang, "judge", *map(str, words), *place])


def test_one_decides_and_decides_again(root: Path, capsys: Caught) -> None:
    assert ran(root, "A1", "--deduct", "2", *SAID) == 0
    told = capsys.readouterr().out
    assert "A1 Books: -2 points by 王工" in told
    assert "甲工作室, 2025-Q1" in told.replace("\n  ", " ")
    assert "Kept as no. 1." in told
    assert ran(root, "A1", "--deduct", "2", *SAID) == 0
    assert "nothing was written" in capsys.readouterr().out
    assert ran(root, "A1", "--deduct", "0", *SAID) == 0
    assert "It counts instead of no. 1: -2 points by 王工" in capsys.readouterr().out
    assert ran(root, "team", "--unmet", "--period", "2024", *SAID) == 0
    assert ran(root, "B2", "--give", "3", *SAID) == 0
    assert ran(root, "A3", "--met", *SAID) == 0
    assert [f"{each.deduct}" for each in read_judgements(root)] == ["2", "0", "1", "3", "0"]
    capsys.readouterr()
    assert ran(root, "--list") == 0
    told = capsys.readouterr().out
    assert "no. 1: A1 Books: -2 points by 王工 on 2" in told
    assert "Counts no more: no. 2 came after it." in told
    assert "no. 3: team Team: unmet" in told
    assert "no. 4: B2 Other: +3 points" in told
    assert "账上少一台流速仪" in told
    assert "5 judgements" in told
    assert all(screen.columns(line) <= 80 for line in told.splitlines())
    assert ran(root, "--list", "team", "--period", "2024", "--studio", "甲工作室") == 0
    assert "1 judgement\n" in capsys.readouterr().out
    assert ran(root, "--list", "--studio", "乙工作室") == 0
    assert "0 judgements" in capsys.readouterr().out
    assert ran(root, "--list", "team", "--studio", "甲") == 0
    assert "1 judgement\n" in capsys.readouterr().out


def test_one_takes_a_judgement_back(root: Path, capsys: Caught) -> None:
    assert ran(root, "A1", "--deduct", "2", *SAID) == 0
    assert "“archivist undo” does not" in capsys.readouterr().out.replace("\n", " ")
    assert ran(root, "A1", "--withdraw", *SAID) == 0
    told = capsys.readouterr().out
    assert "A1 Books: withdrawn by 王工" in told
    assert "It counts instead of no. 1: -2 points by 王工" in told
    assert "The matter is undecided again." in told
    assert ran(root, "--list") == 0
    told = capsys.readouterr().out
    assert "Counts no more: no. 2 withdrew it." in told
    assert "no. 2: A1 Books: withdrawn by 王工" in told
    table = root.parent / "认定.xlsx"
    assert ran(root, "team", "--met", *SAID) == 0
    capsys.readouterr()
    assert ran(root, "--worksheet", table) == 0
    told = capsys.readouterr().out
    assert "9 matters to be judged in" in told
    assert "1 more is judged already" in told


def test_which_studio_is_said_with_the_whole_command(root: Path, capsys: Caught) -> None:
    words = ["A1", "--deduct", "1", "--by", "王 工", "--period", "2025-Q1"]
    assert ran(root, *words) == 8
    told = "".join(capsys.readouterr().err.split("\n"))
    for each in ('A1 --deduct 1 --by "王 工"', "--period 2025-Q1", "--studio 甲工作室"):
        assert each.replace(" ", "") in told.replace(" ", "")
    assert ran(root, "A1", "--unmet") == 8
    assert "--unmet" in capsys.readouterr().err


def test_a_criterion_of_another_rubric_is_told_with_it(root: Path, capsys: Caught) -> None:
    assert ran(root, "R-J1", "--deduct", "1", *SAID) == 8
    assert "--rubric" in capsys.readouterr().err


def test_a_table_that_is_not_there(root: Path, capsys: Caught) -> None:
    assert ran(root, "--read", root / "gone.xlsx") == 6
    assert "There is no file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 2),
        (["A1"], 2),
        (["A1", "--by", "x"], 2),
        (["--deduct", "1", *SAID], 2),
        (["A1", "--deduct", "1", "--met", *SAID], 2),
        (["A1", "--deduct", "1", "--list", *SAID], 2),
        (["A1", "--worksheet", "x.xlsx"], 2),
        (["A1", "--read", "x.xlsx"], 2),
        (["--read", "x.xlsx", "--worksheet", "x.xlsx"], 2),
        (["A1", "--deduct", "1", *SAID, "--period", "2025-Q9"], 2),
        (["A1", "--deduct", "1", *SAID, "--period", "2025-Q2"], 8),
        (["A1", "--deduct", "1", *SAID, "--rubric", "gone"], 8),
        (["A9", "--deduct", "1", *SAID], 8),
        (["A2", "--deduct", "1", *SAID], 8),
        (["A1", "--deduct", "9", *SAID], 8),
        (["A1", "--withdraw", *SAID], 8),
        (["A1", "--withdraw", "--deduct", "1", *SAID], 2),
        (["--list", "--studio", "工作室"], 8),
        (["A1", "--deduct", "", *SAID], 8),
        (["A1", "--give", "1", *SAID], 8),
        (["A1", "--deduct", "1", "--studio", "甲"], 8),
        (["A1", "--deduct", "1", "--by", "王工"], 8),
        (["--worksheet", "{root}/认定.xlsx"], 8),
        (["--worksheet", "{root}/../gone/认定.xlsx"], 7),
        (["--read", "{root}/gone.xlsx"], 6),
        (["--read", "{root}/archive.toml"], 4),
    ],
)
def test_what_cannot_be_is_refused(root: Path, capsys: Caught, words: list[str], code: int) -> None:
    assert ran(root, *(word.format(root=root) for word in words)) == code
    told = capsys.readouterr().err
    assert told
    assert "should not happen" not in told
    assert not (root / ".archivist" / JUDGEMENTS).exists()


def fill(path: Path, **texts: str | float) -> None:
    """Type into cells, as a spreadsheet program does."""
    book = openpyxl.load_workbook(path)
    for place, text in texts.items():
        book.worksheets[0][place] = text
    book.save(path)


def test_a_table_is_written_filled_in_and_read(root: Path, capsys: Caught) -> None:
    table = root.parent / "认定.xlsx"
    assert ran(root, "--worksheet", table) == 0
    told = capsys.readouterr().out
    assert "10 matters to be judged in" in told
    assert "archivist judge --read" in told
    assert ran(root, "--worksheet", table) == 7
    page = openpyxl.load_workbook(table).worksheets[0]
    (head,) = [row for row in range(1, 12) if page.cell(row, 7).value == "Decision"]
    first, second = head + 1, head + 2
    fill(table, **{f"G{first}": "2", f"H{first}": "王工", f"G{second}": "unmet"})
    capsys.readouterr()
    assert ran(root, "--read", table) == 1
    told = capsys.readouterr().out
    assert f"× sheet Judgements, row {second}, column Judged by: the name of" in told
    assert ran(root, "--read", table, "--yes") == 1
    assert "Nothing was written" in capsys.readouterr().out
    assert read_judgements(root) == ()
    fill(table, **{f"H{second}": "王工"})
    assert ran(root, "--read", table) == 0
    told = capsys.readouterr().out
    assert f"sheet Judgements, row {first}: A1 Books: -2 points by 王工" in told
    assert "10 rows: 2 new, 0 judged so already, 8 left undecided" in told
    assert "--yes" in told
    assert ran(root, "--read", table, "--yes") == 0
    assert "2 judgements kept." in capsys.readouterr().out
    assert ran(root, "--read", table, "--yes") == 0
    assert "0 new, 2 judged so already" in capsys.readouterr().out
    fill(table, **{f"G{first}": 1.5})
    assert ran(root, "--read", table) == 0
    assert "It counts instead of no. 1: -2 points by 王工 on 2" in capsys.readouterr().out
    assert [str(each.deduct) for each in read_judgements(root)] == ["2", "1"]


def test_a_wrong_studio_is_told_with_what_was_meant(root: Path, capsys: Caught) -> None:
    table = root.parent / "认定.csv"
    rows = ["studio,criterion,deduct,by", "甲工作窒,A1,1,王工", "甲工作室,A2,1,王工"]
    rows += [f"甲工作室,{matter},met,王工" for matter in ("A3", "team", "talk")]
    table.write_text("\n".join(rows), encoding="utf-8")
    assert ran(root, "--read", table, "--period", "2025-Q1", "--studio", "x") == 1
    told = capsys.readouterr().out.replace("\n  ", " ")
    assert "did you mean 甲工作室?" in told
    assert "Leave the decision empty." in told


def test_long_lists_are_cut_unless_asked_for(
    root: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.cli.judge_output._FEW", 1)
    table = root.parent / "认定.csv"
    rows = [f"甲工作室,{matter},met,王工" for matter in ("A1", "A3", "team")]
    table.write_text("\n".join(["studio,criterion,deduct,by", *rows]), encoding="utf-8")
    assert ran(root, "--read", table, "--period", "2025-Q1") == 0
    assert "and 2 more" in capsys.readouterr().out
    assert ran(root, "--read", table, "--period", "2025-Q1", "-v") == 0
    assert "team Team: met" in capsys.readouterr().out


def test_the_list_tells_what_was_tampered_with(root: Path, capsys: Caught) -> None:
    for deduct in ("1", "2", "3"):
        assert ran(root, "A1", "--deduct", deduct, *SAID) == 0
    path = root / ".archivist" / JUDGEMENTS
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0].replace(b'"small"', b'"gone"') + lines[1] + b"x\n" * 30 + lines[2])
    capsys.readouterr()
    assert ran(root, "--list") == 0
    told = capsys.readouterr().out
    assert "no. 1: A1: 1 by 王工" in told
    assert "passed over: 3, 4," in told
    assert "…" in told
    assert "by another hand at or before these lines: 1" in told


def test_it_explains_itself(root: Path, capsys: Caught) -> None:
    assert run_main(["archivist", "--lang", "en", "judge", "--help"]) == 0
    told = capsys.readouterr().out
    assert "--worksheet" in told
    assert "CRITERION" in told
