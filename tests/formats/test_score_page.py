from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from archivist.cli.language import LANGUAGES, speak
from archivist.formats.score_page import score_page
from archivist.formats.score_wording import CERTAINTY
from archivist.model.rubric import DeductionKind
from archivist.model.score import BandState
from tests.formats.audited import UNFILED
from tests.formats.losses import CRITERIA, a_deduction, a_loss
from tests.formats.verdicts import a_rubric, a_score, a_studio, a_verdict, an_evil_verdict

VOID = {"meta", "br", "link", "img", "hr", "input"}
FORBIDDEN = {"script", "link", "img", "iframe", "object", "form", "base", "a"}


class _Outline(HTMLParser):
    """What a browser makes of a page: tags that are open, all that were seen, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= {name for name, _value in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data


PAGE = score_page(a_verdict())
EVERYWHERE = score_page(an_evil_verdict())


def test_nothing_in_a_name_can_act() -> None:
    outline = _Outline(EVERYWHERE)
    assert outline.open == []
    assert FORBIDDEN.isdisjoint(outline.seen)
    assert "alert('1')" not in EVERYWHERE
    assert outline.text.count("{{ 7*7 }}{0}") == outline.text.count("<script>alert('1')") > 30


def test_nothing_in_a_name_can_hide() -> None:
    assert "\u202e" not in EVERYWHERE
    assert "\\u202e%(x)s" in EVERYWHERE


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_whole_and_stands_alone(language: str) -> None:
    speak(language)
    page = score_page(a_verdict(a_studio(), a_studio(a_score("乙室")), ranked=True))
    outline = _Outline(page)
    assert page.startswith("<!DOCTYPE html>")
    assert f'<html lang="{language[:2]}' in page
    assert '<meta charset="utf-8">' in page
    assert 'content="archivist audit"' in page
    assert outline.open == []
    assert FORBIDDEN.isdisjoint(outline.seen)
    assert {"src", "href", "onclick"}.isdisjoint(outline.attributes)
    assert not re.search(r"https?:|//\w|url\(|@import", page)


def test_losses_are_told_by_sign_word_and_points() -> None:
    for certainty, look in CERTAINTY.items():
        assert f'<div class="loss {certainty.value}">' in PAGE
        assert re.search(
            rf'<p class="state">{re.escape(look.sign)} {look.word} -\d+\.\d\d( |<)', PAGE
        ), certainty


def test_every_section_and_criterion_has_its_three_figures() -> None:
    rows = re.findall(r'<tr class="(?:section|head)">(.*?)</tr>', PAGE)
    figures = [re.findall(r'class="n">(-?\d+\.\d\d)<', row) for row in rows]
    assert len(rows) == 9
    assert figures[:2] == [["20.00", "14.00", "16.00"], ["10.00", "7.00", "7.00"]]
    assert all(len(row) == 3 for row in figures)


def test_reason_cure_and_day_stand_below_the_criterion() -> None:
    text = _Outline(PAGE).text
    assert "2025-03 Practical training: 2 asked, 1 held, 1 short" in text
    assert "Cure Hold 1 more: " in text
    assert "(due 2025.03.31)" in text


def test_clause_and_reading_stand_with_the_loss() -> None:
    demand = a_deduction(DeductionKind.LEDGER, clause="R-J3", note="按<台账>计")
    losses = ((a_loss(DeductionKind.LEDGER, points=1, demand=demand),),)
    page = score_page(a_verdict(a_studio(a_score(losses=losses))))
    assert '<p class="soft small">clause R-J3</p>' in page
    assert '<p class="soft small">按&lt;台账&gt;计</p>' in page


def test_a_decision_has_no_cure() -> None:
    made = re.search(r'<div class="loss judged">.*?</div>', PAGE, flags=re.DOTALL)
    assert made
    assert "Cure" not in made[0]


def test_all_that_folds_is_open_so_that_it_is_printed() -> None:
    assert PAGE.count("<details") == PAGE.count("<details open") == 6


def test_many_places_are_listed_in_full() -> None:
    events = tuple(replace(UNFILED, title=f"活动{number}") for number in range(9))
    losses = ((a_loss(DeductionKind.INCOMPLETE, times=9, events=events),),)
    page = score_page(a_verdict(a_studio(a_score(losses=losses))))
    assert "<summary>9 places</summary>" in page
    assert "and 6 more" in page
    assert "活动8" in page


def test_what_persons_decide_stands_apart() -> None:
    text = _Outline(PAGE).text
    assert "For a person to decide" in text
    assert "archivist judge X-J2 --deduct 0 --by …" in text
    apart = text.partition("Decided by persons, apart from what files prove")[2]
    assert apart.count("王主任") == 2  # the criterion's and the bonus's


def test_the_summary_ranks_several_studios() -> None:
    studios = (a_studio(), a_studio(a_score("乙室", ())))
    page = score_page(a_verdict(*studios, ranked=True))
    assert re.findall(r'<td class="n">(\d)</td><td>(.室)</td>', page) == [
        ("1", "甲室"),
        ("2", "乙室"),
    ]
    assert page.count('<h2 class="studio first">') == page.count('<h2 class="studio">') == 1
    many = score_page(a_verdict(*studios, *studios, ranked=True))
    assert many.count('<h2 class="studio">') == 4
    unranked = score_page(a_verdict(*studios))
    assert "<th>Studio</th>" in unranked
    assert "Rank" not in unranked
    assert "Summary" not in PAGE


def test_a_rubric_without_points_says_what_is_met() -> None:
    criteria = tuple(replace(each, points=Decimal(0)) for each in CRITERIA[:2])
    section = replace(a_rubric().sections[0], criteria=criteria, points=Decimal(0))
    rubric = a_rubric(total=Decimal(0), sections=(section,), bands=())
    losses = ((a_loss(DeductionKind.MATERIAL),), ())
    score = a_score(losses=losses, rubric=rubric, band=BandState())
    page = score_page(a_verdict(a_studio(score), a_studio(score), rubric=rubric))
    assert page.count("<li>1 of 2 criteria met</li>") == 2
    assert "<td>1 of 2 criteria met</td>" in page
    assert page.count("× not met</span></td>") >= 2
    assert page.count("✓ met</span></td>") >= 2
    assert "Scores over time" not in page


def test_a_studio_that_was_not_founded_yet_is_asked_nothing() -> None:
    score = a_score(losses=())
    section = score.sections[0]
    waived = replace(section, criteria=(replace(section.criteria[0], waived=True),))
    page = score_page(a_verdict(a_studio(replace(score, sections=(waived,)))))
    assert "not founded yet: nothing is asked" in page


def test_what_is_not_there_is_not_spoken_of() -> None:
    bare = a_score(losses=(), proofs=(), bonuses=(), conditions=(), duties=(), band=BandState())
    studio = a_studio(bare, coming=(), history=(), events=(), unread={})
    page = score_page(a_verdict(studio, comparison=None))
    for words in (
        "Standing",
        "Recurring",
        "bonus",
        "Falling",
        "Since",
        "<svg",
        "decide<",
        'warn">',
    ):
        assert words not in page
    assert "nothing has changed" not in page


def test_charts_and_changes_are_part_of_the_page() -> None:
    assert PAGE.count("<svg role") == 2
    assert "secured 30.00 → 32.00, possible 50.00" in PAGE
    comparison = a_verdict().comparison
    assert comparison is not None
    still = score_page(a_verdict(comparison=replace(comparison, changes=())))
    assert "nothing has changed" in still


def test_a_period_that_is_over_has_no_forecast_of_its_end() -> None:
    assert "at its end between 36.33 and 43.33" in PAGE
    verdict = a_verdict()
    over = replace(verdict, as_of=verdict.period.end.replace(year=2026))
    assert "at its end between" not in score_page(over)


def test_what_was_lost_holds_what_a_person_took_off() -> None:
    assert "× lost <b>16.67</b>" in PAGE
    assert "※ of it by a person <b>1.00</b>" in PAGE


def test_changes_come_before_the_table() -> None:
    assert PAGE.index("Since 2025-Q1-1") < PAGE.index("<h3>Criteria")


def test_what_the_points_of_a_period_mean_is_told_where_there_are_any() -> None:
    assert "of: what it takes off in its own month" in PAGE
    assert "of: what it takes off" not in score_page(a_verdict(a_studio(a_score(losses=()))))


def test_the_period_of_what_is_compared_is_told_where_it_is_another() -> None:
    assert "only points are compared" not in PAGE
    comparison = a_verdict().comparison
    assert comparison is not None
    page = score_page(a_verdict(comparison=replace(comparison, period="2024-Q4")))
    assert "It is of quarter 4 of 2024: only points are compared." in page


def test_warnings_of_unread_workbooks_come_first() -> None:
    assert PAGE.index('class="warn"') < PAGE.index("<h2")
