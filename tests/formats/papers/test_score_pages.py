from __future__ import annotations

import io
import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pypdf
import pytest

from archivist.formats.papers.score_pages import score_form
from archivist.formats.press.form import Form
from archivist.formats.score_json import score_json
from archivist.model.display import shown
from archivist.model.rubric import DeductionKind
from archivist.model.score import BandState, Certainty, CriterionScore
from archivist.model.verdict import Verdict
from tests.formats.audited import MADE
from tests.formats.losses import CRITERIA, LOSSES, a_loss
from tests.formats.reports import assert_within_the_margins, pages, told
from tests.formats.verdicts import a_rubric, a_score, a_studio, a_verdict, an_evil_verdict
from tests.pages import assert_looks_the_same, squashed, text_of

TWO = a_verdict(a_studio(), a_studio(a_score("乙室")), ranked=True)


def figures(of: dict[str, float]) -> str:
    return "".join(f"{of[key]:.2f}" for key in ("points", "secured", "possible"))


def first_of(form: Form) -> Any:  # noqa: ANN401 - JSON
    studios: Any = form.data["studios"]
    return studios[0]


@pytest.mark.parametrize("verdict", [a_verdict(), TWO], ids=["one studio", "two studios"])
def test_every_figure_of_the_verdict_stands_on_the_pages(verdict: Verdict) -> None:
    text = told(pages(score_form(verdict)))
    for studio in score_json(verdict)["studios"]:
        assert squashed(studio["name"]) in text
        assert f"Total{figures(studio)}" in text
        assert f"×lost{studio['lost']:.2f}" in text
        for section in studio["sections"]:
            assert squashed(section["name"]) + figures(section) in text
            for criterion in section["criteria"]:
                head = criterion["id"] + criterion["name"]
                assert squashed(head) + figures(criterion) in text
                for loss in criterion["losses"]:
                    assert squashed(shown(loss["why"])) in text


def test_the_sums_of_the_table_are_right() -> None:
    studio = first_of(score_form(a_verdict()))
    for at, total in enumerate(studio["total"]):
        parts = [Decimal(section["figures"][at]) for section in studio["sections"]]
        assert abs(sum(parts) - Decimal(total)) <= Decimal("0.02")
        for section, part in zip(studio["sections"], parts, strict=True):
            rows = [Decimal(each["figures"][at]) for each in section["criteria"]]
            assert abs(sum(rows) - part) <= Decimal("0.02")


def test_a_report_tells_everything_of_a_verdict() -> None:
    text = told(pages(score_form(a_verdict(), organisation="总干渠管理所")))
    for part in (
        "总干渠管理所",
        "Smallrubric",
        "quarter1of2025",
        "20%ofthefund",
        "坏.xlsx",
        "2025-Q1-1",
        "补了签到表",
        "Foraperson",
        "王主任",
        "分工不清",
        "Team",
        "Leaders'meeting",
        "Awardofthecompany",
        "2trainingsamonth",
        "2025.12.31",
        "quarter4of2024※",
        "C1-20250312-01",
        "Securedarethepoints",
        "Headofthestudio:",
        "Inspectedstudio:甲室",
    ):
        assert part in text


def test_the_most_points_stand_first_and_what_comes_off_later_last() -> None:
    studio = first_of(score_form(a_verdict()))
    stakes = [" ".join(each["at"]) for each in studio["next"]]
    assert stakes[0] == "○ open -5.00"
    assert stakes[-1].startswith("→ forecast")
    assert not any("judged" in each for each in stakes)
    assert len(stakes) == sum(len(each) for each in LOSSES) - 1


def test_no_cure_on_paper_is_a_command() -> None:
    form = score_form(TWO)
    assert "archivist" not in str(form.data)
    told_of = first_of(form)["conditions"][2]["told"]
    assert "Have it looked at and decided by a person." in told_of
    assert "Decision" in told(pages(form))


def test_a_column_of_ids_is_not_headed_as_one_of_numbers() -> None:
    text = told(pages(score_form(TWO)))
    assert "Codecriterionpoints" in text
    assert "Codewhy" in text
    assert "CodenameEvidence" in text or "Codenameevidence" in text
    assert "No.criterionatstake" in text


def _with_rows(lines: int) -> Verdict:
    """Return a verdict with a loss of so many lines of each criterion, a mark at both ends."""
    made = [
        replace(MADE, note=f"begin{number}{'理由' * 10 * lines}end{number}")
        for number, _criterion in enumerate(CRITERIA)
    ]
    losses = tuple((a_loss(DeductionKind.JUDGE, Certainty.JUDGED, 1, judgement=m),) for m in made)
    studio = a_studio(a_score(losses=losses, proofs=()), coming=(), history=(), unread={})
    return a_verdict(studio, comparison=None)


def test_no_row_is_broken_by_the_end_of_a_page() -> None:
    made = pypdf.PdfReader(io.BytesIO(pages(score_form(_with_rows(24)))))
    text = [squashed(page.extract_text()) for page in made.pages]
    for number, _criterion in enumerate(CRITERIA):
        assert sum(f"begin{number}" in each for each in text) >= 2
        for each in text:
            assert each.count(f"begin{number}") == each.count(f"end{number}"), number


def test_a_row_higher_than_a_page_goes_on_on_the_next() -> None:
    text = told(pages(score_form(_with_rows(90))))
    for number, _criterion in enumerate(CRITERIA):
        assert text.count(f"begin{number}") == text.count(f"end{number}") >= 2


def test_a_summary_does_not_stand_alone_on_its_page() -> None:
    second = pypdf.PdfReader(io.BytesIO(pages(score_form(replace(TWO, comparison=None))))).pages[1]
    text = squashed(second.extract_text())
    assert "I.Summary" in text
    assert "甲室" in text.partition("Result")[0].rpartition("乙室")[2]


@pytest.mark.parametrize("count", [1, 9])
def test_signatures_stand_on_one_page_with_the_text_before_them(count: int) -> None:
    studios = [a_studio(a_score(f"{number}室"), unread={}) for number in range(count)]
    made = pypdf.PdfReader(io.BytesIO(pages(score_form(a_verdict(*studios, comparison=None)))))
    text = squashed(made.pages[-1].extract_text())
    assert "apersondecideswhattheyareworth." in text
    assert "Leaderoftheinspection:" in text
    assert f"{count - 1}室" in text


def test_what_was_cured_and_what_is_new_bear_signs_of_their_own() -> None:
    comparison: Any = score_form(a_verdict()).data["comparison"]
    assert [row["told"] for row in comparison["rows"]] == [[], ["√ 补了签到表", "× 缺照片"]]


def test_only_several_studios_are_ranked_and_signed_for_in_a_table() -> None:
    one, two = score_form(a_verdict()), score_form(TWO)
    assert one.data["overview"] == []
    overview: Any = two.data["overview"]
    assert [each["rank"] for each in overview] == ["1", "2"]
    for row, studio in zip(overview, score_json(TWO)["studios"], strict=True):
        keys = ("points", "secured", "possible", "lost")
        assert row["figures"] == [f"{studio[key]:.2f}" for key in keys]
    assert "Signatureofitshead" in told(pages(two))
    assert "Signatureofitshead" not in told(pages(one))


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (a_verdict(a_studio(a_score(losses=(), proofs=()))), "X-J1CriterionJ110.0010.0010.00"),
        (
            a_verdict(
                a_studio(
                    a_score(
                        losses=tuple((a_loss(DeductionKind.ROWS, points=10),) for _ in CRITERIA)
                    )
                )
            ),
            "Total60.000.000.00",
        ),
        (replace(a_verdict(), studios=(), comparison=None), "Signatureofitshead"),
    ],
    ids=["no losses", "everything lost", "no studio"],
)
def test_the_ends_of_the_scale_are_printed(verdict: Verdict, expected: str) -> None:
    assert expected in told(pages(score_form(verdict)))


def test_without_points_criteria_are_met_or_not() -> None:
    criteria = tuple(replace(each, points=Decimal(0)) for each in CRITERIA)
    sections = tuple(
        replace(section, points=Decimal(0), criteria=criteria[at * 2 : at * 2 + 2])
        for at, section in enumerate(a_rubric().sections)
    )
    rubric = a_rubric(total=Decimal(0), sections=sections)
    losses = (
        (a_loss(DeductionKind.MATERIAL),),
        (a_loss(DeductionKind.JUDGE, Certainty.UNDECIDED),),
    )
    studios = [
        a_studio(a_score(name, losses, rubric=rubric, band=BandState()))
        for name in ("甲室", "乙室")
    ]
    form = score_form(a_verdict(*studios, rubric=rubric, comparison=None))
    text = told(pages(form))
    assert "4of6criteriamet" in text
    assert "X-J1CriterionJ1×notmet" in text
    assert "X-J2CriterionJ2?undecided" in text
    assert "X-P1CriterionP1√met" in text
    assert "secured" not in text
    assert "Securedare" not in text


def test_a_studio_that_was_not_founded_is_asked_nothing() -> None:
    score = a_score(losses=())
    first = score.sections[0]
    waived = replace(first, criteria=(CriterionScore(criterion=CRITERIA[0], waived=True),))
    form = score_form(a_verdict(a_studio(replace(score, sections=(waived, *score.sections[1:])))))
    row = first_of(form)["sections"][0]["criteria"][0]
    assert row["why"] == ["not founded yet: nothing is asked"]


def test_what_is_over_has_no_range_and_nothing_kept_no_mark() -> None:
    score = replace(a_score(), as_of=MADE.period.end.replace(year=2026))
    plain = a_studio(score, history=a_studio().history[:1])
    data = first_of(score_form(a_verdict(plain)))
    assert data["lines"] == data["history-notes"] == []
    assert data["history"][0]["secured-share"] == float(Fraction(31, 60))


def test_nothing_in_a_name_acts_or_hides_or_leaves_the_page() -> None:
    pdf = pages(score_form(an_evil_verdict()))
    text = told(pdf)
    assert text.count("{{7*7}}{0}") == text.count("<script>alert('1')") > 30
    assert "\u202e" not in text
    assert "\\u202e%(x)s" in text
    assert_within_the_margins(pdf, range(1, len(pypdf.PdfReader(io.BytesIO(pdf)).pages)))


MARKUP = '#panic("x") *b* _i_ $x$ @ref <label> `raw` // note'


@pytest.mark.parametrize(
    "reason", ["理由" * 250, "w" * 500, "a/b_" * 125, "。" * 500, MARKUP], ids=lambda each: each[:4]
)
def test_long_and_strange_reasons_are_printed_whole_and_as_they_are(reason: str) -> None:
    made = replace(MADE, note=reason, by="王" * 40)
    losses = ((a_loss(DeductionKind.JUDGE, Certainty.JUDGED, 1, judgement=made),),)
    studio = a_studio(a_score(losses=losses, proofs=()), coming=(), history=())
    pdf = pages(score_form(a_verdict(studio, comparison=None, archive=reason)))
    assert told(pdf).count(squashed(reason)) >= 2
    assert_within_the_margins(pdf, range(1, 4))


def test_the_same_verdict_gives_the_same_bytes() -> None:
    first, second = (pages(score_form(TWO)) for _ in range(2))
    assert first == second


def test_a_form_is_json_and_its_words_are_not_empty() -> None:
    form = score_form(TWO)
    assert json.loads(json.dumps(form.data)) == form.data
    assert all(form.words.values())


def test_a_table_over_several_pages_has_its_head_on_each() -> None:
    score = a_score()
    many = replace(score.sections[0].criteria[0], losses=LOSSES[0] * 40)
    section = replace(score.sections[0], criteria=(many,))
    studio = a_studio(replace(score, sections=(section, *score.sections[1:])))
    text = text_of(pages(score_form(a_verdict(studio))))
    assert squashed(text).count("Codecriterionpointssecuredpossiblewhy") > 2


@pytest.mark.usefixtures("chinese")
def test_a_report_looks_like_an_official_document() -> None:
    form = score_form(a_verdict(comparison=None), organisation="河套灌区水利发展中心")
    pdf = pages(form)
    text = told(pdf)
    for part in ("一、甲室", "（一）", "X-J1评分项J110.007.007.00", "被检查单位：甲室"):
        assert part in text
    last = len(pypdf.PdfReader(io.BytesIO(pdf)).pages) - 1
    for name, page in {"score-cover": 0, "score-first": 1, "score-signatures": last}.items():
        assert_looks_the_same(name, pdf, page)
