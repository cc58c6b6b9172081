"""Every check has its row, and a row comes to what its worst fault makes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.checks import CHECKS
from archivist.model.anchor import Anchor
from archivist.model.finding import Check, Property, Severity
from archivist.model.four_properties import (
    Fault,
    FourProperties,
    Looked,
    Outcome,
    results,
)
from archivist.model.property_rows import ROWS, row_of

NOBODY = "nobody looked"


def a_report(**looked: Looked) -> FourProperties:
    return FourProperties(
        archive="库",
        when=datetime(2025, 6, 30, 10, tzinfo=UTC),
        as_of=date(2025, 6, 30),
        scope="all",
        anchor=Anchor(line=0, sha256=""),
        results=results(looked, NOBODY),
    )


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_stands_in_a_row_of_the_property_that_it_guards(check: Check) -> None:
    assert row_of(check.code).property is check.property


def test_every_code_stands_in_exactly_one_row() -> None:
    codes = [code for row in ROWS for code in row.codes]
    assert sorted(codes) == sorted(check.code for check in CHECKS)
    assert len({row.id for row in ROWS}) == len(ROWS)


def test_the_rows_of_a_property_stand_together_in_the_order_of_the_properties() -> None:
    found = [row.property for row in ROWS]
    assert list(dict.fromkeys(found)) == list(Property)
    assert found == sorted(found, key=list(Property).index)


ERROR, WARNING, HINT = (Fault(text="x", severity=each) for each in Severity)


@pytest.mark.parametrize(
    ("looked", "outcome"),
    [
        (Looked(), Outcome.PASSED),
        (Looked(faults=[HINT]), Outcome.HINT),
        (Looked(faults=[HINT, WARNING]), Outcome.FAILED),
        (Looked(faults=[ERROR]), Outcome.FAILED),
        (Looked(skipped="no"), Outcome.SKIPPED),
    ],
    ids=["nothing", "hint", "warning", "error", "skipped"],
)
def test_a_row_comes_to_its_worst_fault(looked: Looked, outcome: Outcome) -> None:
    report = a_report(digests=looked)
    (first, *others) = report.of(Property.AUTHENTICITY)
    assert first.outcome is outcome
    assert report.verdict(Property.AUTHENTICITY) is outcome
    assert report.passed is (outcome is not Outcome.FAILED)
    assert {each.told for each in others} == {NOBODY}


def test_what_was_skipped_passes_nothing() -> None:
    assert {a_report().verdict(each) for each in Property} == {Outcome.SKIPPED}


def test_a_fault_outweighs_all_that_passed() -> None:
    report = a_report(digests=Looked(), journal=Looked(faults=[HINT]), codes=Looked(faults=[ERROR]))
    assert report.verdict(Property.AUTHENTICITY) is Outcome.FAILED


@given(st.lists(st.sampled_from(Severity), max_size=12))
def test_the_gravest_faults_are_named_and_all_are_counted(severities: list[Severity]) -> None:
    faults = [Fault(text="x", path=str(n), severity=s) for n, s in enumerate(severities)]
    first = a_report(digests=Looked(faults=faults)).results[0]
    rank = list(Severity).index
    named = [rank(each.severity) for each in first.faults]
    assert first.count == len(faults)
    assert named == sorted(map(rank, severities))[: len(named)]
    assert len(named) == min(5, len(faults))
