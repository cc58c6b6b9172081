"""The rubrics that come with archivist: they load, add up, and ask for what is there."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from archivist.model.ledger import Ledger
from archivist.model.period import Span
from archivist.model.plan import Plan
from archivist.model.rubric import Deduction, DeductionKind, Rubric
from archivist.store.ledger_file import load_ledgers
from archivist.store.rubric_file import load_rubric, rubric_names
from archivist.store.templates import find_template
from tests.store.rubrics import CODES, the_plan

NAMES = ["db1508-t150-2023", "enterprise-archive", "skill-master-studio", "xbnh-2025"]
K = DeductionKind


@pytest.fixture(scope="module")
def plan() -> Plan:
    return the_plan()


@pytest.fixture(scope="module")
def ledgers(plan: Plan) -> tuple[Ledger, ...]:
    return load_ledgers(None, plan)


@pytest.fixture(scope="module")
def rubrics(plan: Plan, ledgers: tuple[Ledger, ...]) -> dict[str, Rubric]:
    return {name: load_rubric(None, name, plan, ledgers, CODES) for name in NAMES}


def demands(rubric: Rubric) -> list[Deduction]:
    found = [each for criterion in rubric.criteria for each in criterion.deductions]
    found += [each for condition in rubric.conditions for each in condition.demands]
    return found + [each for duty in rubric.duties for each in duty.demands]


def test_these_are_shipped() -> None:
    assert rubric_names(None) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_loads_and_adds_up(name: str, rubrics: dict[str, Rubric]) -> None:
    rubric = rubrics[name]
    assert rubric.id == name
    assert sum(each.points for each in rubric.criteria) == rubric.total
    assert rubric.total == (0 if name == "db1508-t150-2023" else 100)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "db1508-t150-2023"])
def test_every_criterion_can_be_lost_wholly(name: str, rubrics: dict[str, Rubric]) -> None:
    for criterion in rubrics[name].criteria:
        most = sum((_most(each, criterion.points) for each in criterion.deductions), Decimal(0))
        assert most >= criterion.points, criterion.id


def _most(deduction: Deduction, points: Decimal) -> Decimal:
    """Return the points that a deduction takes at most, in one of its periods."""
    if deduction.kind is K.JUDGE:
        return deduction.most
    many = {
        K.MATERIAL: len(deduction.materials) or 1,
        K.LEDGER: len(deduction.ledgers),
        K.FEW: deduction.least,
    }
    # Of records and findings there may be any number.
    times = many.get(deduction.kind)
    most = points if times is None else deduction.each * times
    return min(most, points if deduction.cap is None else deduction.cap)


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_said_in_both_languages(name: str, rubrics: dict[str, Rubric]) -> None:
    rubric = rubrics[name]
    named: list[Any] = [rubric, *rubric.criteria, *rubric.sections, *rubric.conditions]
    named += [*rubric.duties, *rubric.levels, *rubric.bonuses, *rubric.bands]
    assert [each.name for each in named if not each.name_en] == []
    assert [each.text for each in demands(rubric) if not each.text_en] == []
    noted: list[Any] = [*rubric.criteria, *demands(rubric)]
    assert [each.note for each in noted if bool(each.note) != bool(each.note_en)] == []
    assert all(len(band.consequences) == len(band.consequences_en) for band in rubric.bands)


def test_the_rubric_of_2025_has_its_parts(rubrics: dict[str, Rubric]) -> None:
    rubric = rubrics["xbnh-2025"]
    assert [section.points for section in rubric.sections] == [20, 30, 40, 10]
    points = [f"{criterion.id} {criterion.points}" for criterion in rubric.criteria]
    assert points[:6] == ["R-J1 2", "R-J2a 2", "R-J2b 2", "R-J3 4", "R-J4 5", "R-J5 5"]
    assert points[6:9] == ["R-P1 10", "R-P2 10", "R-P3 10"]
    assert points[9:] == ["R-C1 10", "R-C2 10", "R-C3 20", "R-K1 5", "R-K2 5"]
    assert [each.id for each in rubric.conditions] == [f"R4.{number}" for number in range(1, 9)]
    duties = ["S5.3.2", "S5.3.3", "S6.3", "R3.1", "R3.2", "R3.3", "R3.4", "R3.4y"]
    assert [each.id for each in rubric.duties] == duties
    first = rubric.bands[0]
    assert (first.below, first.running, first.period) == (Decimal(85), 2, Span.QUARTER)
    assert all(band.running == 1 for band in rubric.bands[1:])


R_C3 = [
    (K.FEW, "declaration", Span.QUARTER, 3, Decimal(2), None, ""),
    (K.FEW, "award", Span.QUARTER, 1, Decimal(5), None, ""),
    (K.LEDGER, "results", None, 1, Decimal(5), None, ""),
    (K.INCOMPLETE, "results", Span.QUARTER, 1, Decimal(2), Decimal(2), ""),
    (K.FEW, "award", Span.YEAR, 1, Decimal(10), None, "company"),
    (K.FEW, "patent", Span.YEAR, 1, Decimal(5), None, ""),
]


def test_results_are_deducted_as_the_text_says(rubrics: dict[str, Rubric]) -> None:
    (criterion,) = (each for each in rubrics["xbnh-2025"].criteria if each.id == "R-C3")
    said = [
        (each.kind, *each.events, *each.ledgers, each.period, each.least, each.each, each.cap,
         each.level)
        for each in criterion.deductions
    ]  # fmt: skip
    assert said == R_C3


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("集团公司级", "group"),
        ("公司", "company"),
        ("西北能化公司", "company"),
        ("皖北煤电集团", "group"),
        ("厂级", "company"),
        ("局", "company"),
        ("本单位", "unit"),
        ("单位级", "unit"),
        ("综采二车间", "unit"),
        ("全市", "city"),
        ("全省", "province"),
        ("国家奖", "national"),
        ("国家电网", ""),
        ("系统内", ""),
        ("巴彦淖尔市", "city"),
        ("自治区级", "province"),
        ("省部级", "province"),
        ("国家级", "national"),
        ("全国总工会", "national"),
        ("内部", ""),
    ],
)
def test_a_level_is_told_by_how_ledgers_write_it(
    text: str, level: str, rubrics: dict[str, Rubric]
) -> None:
    rubric = rubrics["xbnh-2025"]
    rank = rubric.rank(text)
    assert (rubric.levels[rank].id if rank >= 0 else "") == level


def test_an_award_within_a_unit_is_below_the_company_and_gives_no_bonus(
    rubrics: dict[str, Rubric], ledgers: tuple[Ledger, ...]
) -> None:
    rubric = rubrics["xbnh-2025"]
    assert rubric.rank("单位级") < rubric.rank_of("company")
    assert "unit" not in {bonus.level for bonus in rubric.bonuses}
    offered = {
        choice
        for ledger in ledgers
        if ledger.id == "results"
        for column in ledger.columns
        if column.key in {"declared_level", "award_level"}
        for choice in column.choices
    }
    assert {choice for choice in offered if rubric.rank(choice) < 0} == set()


def test_the_standard_states_nothing_twice(rubrics: dict[str, Rubric]) -> None:
    rubric = rubrics["db1508-t150-2023"]
    assert {c.id for c in rubric.criteria} >= {"S5.3.2", "S5.3.3", "S6.3"}
    assert not {c.id for c in rubric.criteria} & {duty.id for duty in rubric.duties}


def test_each_of_the_thirteen_rules_is_asked_for(rubrics: dict[str, Rubric], plan: Plan) -> None:
    (criterion,) = (each for each in rubrics["db1508-t150-2023"].criteria if each.id == "S6.5")
    asked = [name for each in criterion.deductions for name in each.materials]
    rules = next(each for each in plan.categories if each.number == "13")
    assert asked == [material.id for material in rules.materials]
    assert len(asked) == 13


def test_the_standard_asks_for_every_material_of_the_plan(
    rubrics: dict[str, Rubric], plan: Plan
) -> None:
    rubric = rubrics["db1508-t150-2023"]
    asked = Counter(
        name for each in rubric.criteria for d in each.deductions for name in d.materials
    )
    materials = {m.id for c in plan.categories if c.number != "18" for m in c.materials}
    assert materials <= asked.keys()


def test_the_practice_of_others_is_named_as_such(rubrics: dict[str, Rubric]) -> None:
    for name, place in (("skill-master-studio", "Hangzhou"), ("enterprise-archive", "Shaoyang")):
        assert f"after the practice of {place}" in rubrics[name].source
        head = find_template("rubrics", name).read_text(encoding="utf-8")
        assert f"after the practice of {place}" in head.partition("\nid = ")[0]
    bands = [(b.name_en, b.least, b.below) for b in rubrics["enterprise-archive"].bands]
    assert bands == [
        ("Excellent", Decimal("80.01"), 1000),
        ("Passed", 60, Decimal("80.01")),
        ("Failed", 0, 60),
    ]
