from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from archivist.cli.score_output import render_coming, render_text
from archivist.cli.screen import columns
from archivist.formats.score_names import Names
from archivist.model.rubric import DeductionKind
from archivist.model.score import BandState, Certainty, Loss
from archivist.model.verdict import Verdict
from tests.formats.audited import STUDIO, UNFILED
from tests.formats.losses import CRITERIA, a_deduction, a_loss
from tests.formats.verdicts import (
    COMING,
    NAMES,
    a_rubric,
    a_score,
    a_studio,
    a_verdict,
    an_evil_verdict,
)


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def said(
    verdict: Verdict,
    capsys: pytest.CaptureFixture[str],
    *,
    quiet: bool = False,
    verbose: bool = False,
) -> str:
    render_text(verdict, quiet=quiet, verbose=verbose)
    return capsys.readouterr().out


def test_the_head_names_archive_rubric_period_and_day(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(a_verdict(), capsys).splitlines()
    assert lines[0] == "库: Small rubric, quarter 1 of 2025, as of 2025.03.25 (not over yet)"
    assert lines[1] == "  ! 甲室/18 工作台账/坏.xlsx: 有密码"


def test_a_running_period_tells_what_is_lost_open_and_between(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(a_verdict(), capsys)
    assert "secured 36.33   possible 43.33   of 60.00" in text
    assert "lost 16.67 (by a person 1.00); still open 5.00; undecided 2.00" in text
    assert "At its end between 36.33 and 43.33." in text
    over = replace(a_verdict(), as_of=date(2025, 4, 1))
    assert "At its end" not in said(over, capsys)


def test_criteria_stand_in_order_with_figures_under_their_titles(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = said(a_verdict(), capsys).splitlines()
    head = next(line for line in lines if line.startswith("  criterion"))
    rows = [line for line in lines if line.startswith("    X-")]
    assert [row.split()[0] for row in rows] == ["X-J1", "X-J2", "X-P1", "X-P2", "X-C1", "X-C2"]
    assert rows[2].split()[-3:] == ["10.00", "4.33", "4.33"]
    assert {columns(row) for row in rows} == {columns(head)} == {79}


def test_below_a_criterion_stand_reason_cure_and_day(capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(said(a_verdict(), capsys).split())
    assert "× lost -1.67 (of -5.00): 2025-03 Practical training: 2 asked, 1 held, 1 short" in text
    assert "cure: If it was held, file its record, and it counts by its own date" in text
    assert "(its day is past; late filing counts)" in text
    assert "※ judged by a person -1.00: judge: 王主任 took 1.00 points off" in text
    assert "→ forecast -5.00 later: year 2025, missing or incomplete" in text


def test_what_is_open_and_what_waits_have_lists_of_their_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(a_verdict(), capsys)
    still = text.partition("Still open:")[2].partition("For a person to decide:")[0]
    assert "○ due 2025.03.31  X-P2 -5.00" in still
    assert "Hold 1 more: enter it in “Training ledger”" in still
    assert text.count("Hold 1 more") == 1
    assert "      archivist judge X-J2 --deduct 0 --by … --period 2025-Q1\n" in text
    assert "      archivist judge team --met --by … --period 2025-Q1\n" in text


def test_the_soonest_is_first_among_what_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    def opened(day: date | None, points: int) -> Loss:
        return a_loss(DeductionKind.FEW, Certainty.OPEN, points, due=day)

    losses = (
        (opened(None, 1), opened(date(2025, 3, 31), 2)),
        (opened(date(2025, 3, 31), 3), opened(date(2025, 3, 1), 1)),
    )
    text = said(a_verdict(a_studio(a_score(losses=losses))), capsys)
    heads = [
        line.split("○ ")[1]
        for line in text.partition("Still open:")[2].splitlines()
        if "○ " in line
    ]
    assert heads[:4] == [
        "due 2025.03.01  X-J2 -1.00",
        "due 2025.03.31  X-J2 -3.00",
        "due 2025.03.31  X-J1 -2.00",
        "its day is past; late filing counts  X-J1 -1.00",
    ]


def test_conditions_duties_and_bonus_stand_apart(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(a_verdict(), capsys)
    assert "    × Team: does not hold\n" in text
    assert "    √ Team: holds\n" in text
    assert "    ? Team: undecided\n" in text
    assert "Recurring duties: 1 of 2 met" in text
    assert "× Leaders' meeting (quarter 1 of 2025): not met" in text
    assert "√ Leaders' meeting" not in text
    assert "Bonus, beside the total: 2.00" in text
    assert "王主任 gave 1.00 points on 2025.04.03" in text


def test_the_full_form_adds_evidence_and_every_place(capsys: pytest.CaptureFixture[str]) -> None:
    events = tuple(replace(UNFILED, title=f"活动{number}") for number in range(9))
    losses = ((a_loss(DeductionKind.INCOMPLETE, times=9, events=events),),)
    verdict = a_verdict(a_studio(a_score(losses=losses)))
    short, full = said(verdict, capsys), said(verdict, capsys, verbose=True)
    assert "活动8" not in short
    assert "        · “活动8” of 2025.03.20 lacks anything filed" in full
    assert "codes" not in short
    assert "C1-20250312-01" in full
    assert "√ Leaders' meeting: met" in full


def test_the_full_form_tells_how_a_text_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    demand = a_deduction(DeductionKind.LEDGER, note="按台账计", note_en="Read so")
    losses = ((a_loss(DeductionKind.LEDGER, points=1, demand=demand),),)
    verdict = a_verdict(a_studio(a_score(losses=losses)))
    assert "Read so" not in said(verdict, capsys)
    assert "        Read so\n" in said(verdict, capsys, verbose=True)


def test_quiet_tells_only_the_totals(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(a_verdict(), capsys, quiet=True)
    assert "secured 36.33" in text
    assert "With the points secured: Penalty: 20 % of the fund" in text
    assert "X-J1" not in text
    assert "Since" not in text


def test_changes_are_told_first(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(a_verdict(), capsys)
    since = text.partition("Since 2025-Q1-1 of 2025.03.01:\n")[2]
    assert since.splitlines()[:6] == [
        "  Total: secured 30.00 → 32.00, possible 50.00",
        "  X-P1 Criterion P1: secured - → 1.00, possible - → 2.00",
        "    √ settled: 补了签到表",
        "    × new: 缺照片",
        "",
        STUDIO,
    ]
    verdict = a_verdict()
    assert verdict.comparison is not None
    still = replace(verdict, comparison=replace(verdict.comparison, changes=()))
    assert "  nothing has changed\n" in said(still, capsys)
    other = replace(verdict, comparison=replace(verdict.comparison, period="2024"))
    assert "  It is of year 2024: only points are compared.\n" in said(other, capsys)
    several = said(a_verdict(a_studio(), a_studio(a_score("乙室"))), capsys)
    assert "  甲室: Total: secured" in several


def ranking(text: str) -> list[str]:
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if line.split()[:1] == ["studio"])
    return lines[at : lines.index("", at)]


def test_a_rubric_without_points_says_what_is_met(capsys: pytest.CaptureFixture[str]) -> None:
    criteria = tuple(replace(each, points=Decimal(0)) for each in CRITERIA[:2])
    section = replace(a_rubric().sections[0], criteria=criteria)
    rubric = a_rubric(total=Decimal(0), sections=(section,))
    losses = ((a_loss(DeductionKind.MATERIAL),), ())
    score = a_score(losses=losses, rubric=rubric, band=BandState())
    verdict = a_verdict(a_studio(score), rubric=rubric, ranked=True, comparison=None)
    text = said(verdict, capsys, verbose=True)
    assert "  1 of 2 criteria met\n" in text
    assert "× X-J1 Criterion J1: not met" in text
    assert "√ X-J2 Criterion J2: met" in text
    assert "× lost: missing or incomplete: Yearly training plan" in text
    assert ranking(text)[0].split() == ["studio", "met", "items", "band"]
    assert ranking(text)[1].split() == ["1", STUDIO, "1", "2", "-"]
    assert "0.00" not in text.partition("Still open")[0].partition("Standing")[0]


def test_a_studio_that_was_not_founded_yet_is_asked_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    score = a_score(losses=())
    section = score.sections[0]
    waived = replace(section, criteria=(replace(section.criteria[0], waived=True),))
    text = said(a_verdict(a_studio(replace(score, sections=(waived,)))), capsys)
    assert "not founded yet: nothing is asked" in text


def test_what_is_not_there_is_not_spoken_of(capsys: pytest.CaptureFixture[str]) -> None:
    bare = a_score(losses=(), proofs=(), bonuses=(), conditions=(), duties=(), band=BandState())
    studio = a_studio(bare, coming=(), history=(), events=(), unread={})
    text = said(a_verdict(studio, comparison=None), capsys)
    for words in (
        "Still open",
        "to decide",
        "Standing",
        "Recurring",
        "Bonus",
        "Falling",
        "!",
        "With",
    ):
        assert words not in text


@pytest.mark.parametrize("verbose", [False, True])
def test_nothing_in_a_name_reaches_the_terminal_unseen(
    verbose: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(an_evil_verdict(), capsys, verbose=verbose)
    assert "\u202e" not in text
    assert "\\u202e" in text


def test_lines_are_no_wider_than_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(a_verdict(), capsys, verbose=True)
    assert max(map(columns, text.splitlines())) <= 80


def test_what_falls_due_is_listed_by_day(capsys: pytest.CaptureFixture[str]) -> None:
    render_coming(tuple(reversed(COMING)), NAMES)
    text = capsys.readouterr().out
    assert text.splitlines()[0].startswith("    ○ 2025.03.31  -5.00   Criterion P1 (2025-03)")
    assert "2025.12.31          Leaders' meeting" in text
    render_coming((*COMING, replace(COMING[0], studio="乙室")), NAMES)
    assert "乙室: Criterion P1" in capsys.readouterr().out
    render_coming((), Names.of(a_verdict()))
    assert capsys.readouterr().out == "√ Nothing falls due in these days.\n"
