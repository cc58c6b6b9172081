"""Findings for a rubric: those of the checks, remembered for a day."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archivist.actions.cases import cases
from archivist.actions.survey import survey
from archivist.checks import CHECKS
from tests.actions.casework.desk import (
    BOTH,
    DAMAGE,
    JIDIAN,
    a_view,
    found_in,
    grounds_of,
    touched,
    with_findings,
)
from tests.actions.conftest import OLD


def test_findings_are_those_of_the_checks_with_the_day_of_the_item(
    sample: Path, looks: list[frozenset[str]]
) -> None:
    found = with_findings(sample)
    dossier = survey(a_view(sample)).dossier
    days = {item.path: item.day for item in dossier.items}
    codes = {code for d in grounds_of(sample, "db1508-t150-2023").demands() for code in d.codes}
    expected = [
        (finding, days.get("/".join(finding.path.split("/")[:3])))
        for check in CHECKS
        if check.code.startswith(tuple(codes))
        for finding in check(dossier)
    ]
    for case in found:
        own = [pair for pair in expected if pair[0].path.startswith(f"{case.studio}/")]
        assert list(case.findings) == own
        assert own
    assert looks == [frozenset()]
    again = with_findings(sample)
    assert [case.findings for case in again] == [case.findings for case in found]
    assert looks == [frozenset()]


def test_findings_are_found_anew_on_another_day_and_after_any_change(
    sample: Path, looks: list[frozenset[str]]
) -> None:
    with_findings(sample)
    with_findings(sample, date(2026, 1, 1))
    assert len(looks) == 2
    (sample / "随便.txt").write_bytes(b"")
    with_findings(sample, date(2026, 1, 1))
    assert len(looks) == 3


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damaged_findings_are_found_anew(
    sample: Path, looks: list[frozenset[str]], damage: Callable[[Path], object]
) -> None:
    before = with_findings(sample)
    for path in (sample / ".archivist" / "cases").glob("*.findings.json"):
        damage(path)
    after = with_findings(sample)
    assert [case.findings for case in after] == [case.findings for case in before]
    assert 1 < len(looks) <= 1 + len(BOTH)


def test_findings_that_cannot_be_remembered_are_there_all_the_same(sample: Path) -> None:
    before = with_findings(sample)
    shutil.rmtree(sample / ".archivist" / "cases")
    (sample / ".archivist" / "cases").write_bytes(b"mine")
    assert [case.findings for case in with_findings(sample)] == [each.findings for each in before]


def test_findings_of_one_studio_are_told_alone(sample: Path, looks: list[frozenset[str]]) -> None:
    both = with_findings(sample)
    (one,) = with_findings(sample, studios=[JIDIAN])
    assert one.findings == both[1].findings
    assert len(looks) == 1


def test_without_deductions_for_findings_no_check_is_run(
    sample: Path, looks: list[frozenset[str]]
) -> None:
    assert all(case.findings == () for case in found_in(sample, findings=True))
    assert looks == []


def test_findings_are_not_trusted_while_a_file_changes(
    sample: Path, looks: list[frozenset[str]]
) -> None:
    (sample / "随便.txt").write_bytes(b"")
    touched(sample / "随便.txt")
    grounds = replace(grounds_of(sample, "db1508-t150-2023"), findings=True)
    for _run in range(2):
        list(cases(a_view(sample, now_ns=OLD + 2 * 10**9), grounds, BOTH))
    assert looks == [frozenset(), frozenset()]


def test_findings_are_found_anew_when_more_is_known_of_what_files_say(
    sample: Path, looks: list[frozenset[str]]
) -> None:
    with_findings(sample)
    (sample / ".archivist" / "texts.sqlite3").write_bytes(b"")
    for _run in range(2):
        with_findings(sample)
    assert looks == [frozenset(), frozenset()]
