"""Situations worked by hand, in ``situations.toml``: what comes off, and why."""

from __future__ import annotations

import tomllib
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from archivist.model.period import Period
from archivist.model.rubric import Band, DeductionKind, Rubric
from archivist.model.score import ConditionState, Loss, Score
from archivist.model.scoring import score
from tests.model.scoring.cases import a_case, a_rubric, deductions_of, shipped

_FILE = Path(__file__).with_name("situations.toml")
_TABLES: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
SITUATIONS: list[dict[str, Any]] = _TABLES["situations"]
SHIPPED = "xbnh-2025"
_ABOUT = {"id", "says", "rubric", "period", "as_of", "expect", "worked"}


def rubric_of(situation: dict[str, Any]) -> Rubric:
    name = situation.get("rubric", SHIPPED)
    return a_rubric(_TABLES["rubrics"][name]) if name in _TABLES["rubrics"] else shipped(name)


def scored(situation: dict[str, Any]) -> Score:
    rubric = rubric_of(situation)
    told = {key: value for key, value in situation.items() if key not in _ABOUT}
    case = a_case(rubric, situation["as_of"], **told)
    return score(rubric, case, Period.parse(situation["period"]))


@pytest.mark.parametrize("situation", [pytest.param(each, id=each["id"]) for each in SITUATIONS])
def test_a_situation_comes_to_what_was_worked_by_hand(situation: dict[str, Any]) -> None:
    found = scored(situation)
    told = figures(found)
    expected: dict[str, str | list[str]] = situation["expect"]
    assert {key: told[key] for key in expected} == expected, situation["worked"]


def figures(found: Score) -> dict[str, str | list[str]]:
    """Return everything that a situation may expect, by its key."""
    told: dict[str, str | list[str]] = {
        f"lines {each.criterion.id}": [said(loss) for loss in each.losses]
        for each in found.criteria
    }
    told |= {each.criterion.id: pair(each.secured, each.possible) for each in found.criteria}
    told |= {
        f"section {number}": pair(each.secured, each.possible)
        for number, each in enumerate(found.sections, 1)
    }
    told |= {f"met {each.criterion.id}": "yes" if each.met else "no" for each in found.criteria}
    told |= {f"condition {each.condition.id}": held(each) for each in found.conditions}
    told |= {
        f"duty {each.duty.id} {each.period or 'stands'}": "met" if each.met else "not met"
        for each in found.duties
    }
    told["conditions"], told["duties"] = str(len(found.conditions)), str(len(found.duties))
    told["total"], told["bonus"] = pair(found.secured, found.possible), number(found.bonus)
    told["band"] = f"{named(found.band.secured)} / {named(found.band.possible)}"
    return told


def said(loss: Loss) -> str:
    due = f" due={loss.due}" if loss.due else ""
    return f"{loss.certainty} {loss.period or 'stands'} ×{loss.times} {number(loss.points)}{due}"


def held(state: ConditionState) -> str:
    return {True: "holds", False: "fails", None: "undecided"}[state.holds]


def named(band: Band | None) -> str:
    return band.name if band else "none"


def pair(secured: Fraction, possible: Fraction) -> str:
    return f"{number(secured)} / {number(possible)}"


def number(value: Fraction) -> str:
    """Return a number as people write it: ``8 1/3``."""
    whole, rest = divmod(value, 1)
    return f"{whole} {rest}" if rest and whole else str(rest or whole)


def test_the_table_is_whole() -> None:
    ids = Counter(each["id"] for each in SITUATIONS)
    assert [name for name, count in ids.items() if count > 1] == []
    assert len(SITUATIONS) >= 60
    assert all(each["says"] and each["worked"] for each in SITUATIONS)
    assert all(each["expect"] for each in SITUATIONS)
    assert sum(each.get("rubric", SHIPPED) == SHIPPED for each in SITUATIONS) >= 15


def test_the_table_knows_every_kind_of_deduction() -> None:
    used = {each.kind for situation in SITUATIONS for each in deductions_of(rubric_of(situation))}
    assert used == set(DeductionKind)
