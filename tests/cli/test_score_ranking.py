from __future__ import annotations

import pytest

from archivist.cli.score_output import render_text
from archivist.cli.score_ranking import clipped
from archivist.cli.screen import columns
from archivist.model.verdict import Verdict
from tests.formats.audited import STUDIO
from tests.formats.verdicts import a_score, a_studio, a_verdict


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


def ranking(text: str) -> list[str]:
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if line.split()[:1] == ["studio"])
    return lines[at : lines.index("", at)]


def test_the_summary_ranks_the_studios_in_columns(capsys: pytest.CaptureFixture[str]) -> None:
    studios = (a_studio(a_score("名字很长很长很长很长的创新工作室", ())), a_studio())
    head, first, second = ranking(said(a_verdict(*studios, ranked=True), capsys, quiet=True))
    assert head.split() == [
        "studio",
        "Basics",
        "Training",
        "New",
        "secured",
        "possible",
        "band",
    ]
    assert first.startswith("  1 名字很长很")
    assert "…" in first
    assert second.split() == [
        "2",
        STUDIO,
        "14.00",
        "8.33",
        "14.00",
        "36.33",
        "43.33",
        "Penalty",
    ]
    ends = [
        columns(line.partition(word)[0] + word)
        for line, word in ((head, "possible"), (second, "43.33"))
    ]
    assert ends[0] == ends[1]
    assert all(columns(line) < 80 for line in (head, first, second))


def test_a_ranking_has_the_totals_alone_unless_all_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    verdict = a_verdict(a_studio(), a_studio(a_score("乙室")), ranked=True)
    text = said(verdict, capsys)
    assert text.count("secured 36.33   possible") == 2
    assert "X-J1" not in text
    assert "With the points" not in text
    assert text.endswith("-v shows the whole report of each studio.\n")
    full = said(verdict, capsys, verbose=True)
    assert "X-J1" in full
    assert "-v shows" not in full


def test_studios_that_are_not_ranked_have_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    studios = (a_studio(), a_studio(a_score("乙室")))
    lines = ranking(said(a_verdict(*studios), capsys, quiet=True))
    assert [line.split()[0] for line in lines[1:]] == [STUDIO, "乙室"]


def test_sections_give_way_on_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    head, *_rows = ranking(said(a_verdict(ranked=True), capsys, quiet=True))
    assert head.split() == ["studio", "secured", "possible", "band"]


@pytest.mark.parametrize(
    ("text", "size", "cut"), [("培训", 4, "培训"), ("培训学习", 6, "培训…"), ("abcdef", 4, "abc…")]
)
def test_names_are_clipped_to_columns(text: str, size: int, cut: str) -> None:
    assert clipped(text, size) == cut
