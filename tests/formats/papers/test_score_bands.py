"""The band of a printed score: a band of two quarters shows both, and what can change says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from archivist.formats.papers.score_bands import band_cell, band_paragraphs
from archivist.formats.papers.score_pages import score_form
from archivist.formats.score_wording import band_lines
from archivist.model.period import Period
from archivist.model.score import BandState, EarlierScore, Score
from tests.formats.reports import pages, told
from tests.formats.verdicts import GREY, RED, a_score, a_studio, a_verdict

BEFORE = EarlierScore(period=Period.parse("2024-Q4"), secured=Fraction(35), possible=Fraction(56))
TWICE = replace(RED, name="连续两个季度处罚", name_en="Penalty, two quarters running", running=2)
LATER = date(2025, 4, 20)


def a_banded(secured: object, possible: object, as_of: date = LATER) -> Score:
    earlier = (BEFORE,) if TWICE in (secured, possible) else ()
    band = BandState(secured=secured, possible=possible, earlier=earlier)  # type: ignore[arg-type]
    return replace(a_score(band=band), as_of=as_of)


CELLS = {
    "settled": (a_banded(RED, RED), ["Penalty"]),
    "undecided": (a_banded(RED, GREY), ["Penalty (provisional)"]),
    "not over": (a_banded(RED, RED, date(2025, 3, 25)), ["Penalty (provisional)"]),
    "none": (a_banded(None, None), ["-"]),
}


@pytest.mark.parametrize(("score", "lines"), CELLS.values(), ids=CELLS)
def test_a_band_that_can_still_change_is_provisional(score: Score, lines: list[str]) -> None:
    assert band_cell(score) == lines


def test_a_band_of_two_quarters_names_the_points_of_both() -> None:
    name, first, second = band_cell(a_banded(TWICE, TWICE))
    assert name == "Penalty, two quarters running"
    assert first == "quarter 4 of 2024: 35.00"
    assert second.startswith("quarter 1 of 2025: ")


def test_below_a_result_stands_why_a_band_holds_and_may_change() -> None:
    told_of = dict(band_paragraphs(a_banded(TWICE, GREY)))
    assert told_of["The band rests on"].startswith("quarter 4 of 2024: 35.00, quarter 1 of 2025: ")
    assert "a person has decided" in told_of["The band is provisional"]
    early = dict(band_paragraphs(a_banded(RED, RED, date(2025, 3, 25))))
    assert "the period has ended" in early["The band is provisional"]
    assert "The band rests on" not in early


def test_a_quarter_of_which_nothing_is_recorded_is_named_with_the_way_out() -> None:
    empty = replace(BEFORE, doubtful=True)
    score = a_banded(TWICE, TWICE)
    score = replace(score, band=replace(score.band, earlier=(empty,)))
    on_paper = dict(band_paragraphs(score))["quarter 4 of 2024"]
    assert "nothing is recorded" in on_paper
    assert "archive.toml" not in on_paper
    assert 'since = "2025.04.01"' in dict(band_lines(score))["quarter 4 of 2024"]


def test_both_quarters_stand_on_the_summary_of_several_studios() -> None:
    score = a_banded(TWICE, TWICE)
    studios = [a_studio(replace(score, studio=name), unread={}) for name in ("甲室", "乙室")]
    text = told(pages(score_form(a_verdict(*studios, comparison=None))))
    assert text.count("quarter4of2024:35.00") >= 4
    assert "workedoutfromwhatisfiledtoday" in text


def test_a_quarter_that_goes_on_tells_its_points_so_far() -> None:
    *_others, last = band_cell(a_banded(TWICE, TWICE, date(2025, 3, 25)))
    assert last.startswith("quarter 1 of 2025: ")
    assert last.endswith(" so far")
