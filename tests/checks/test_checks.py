"""Each check says what it must, nothing else, and explains itself."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.checks import CHECKS, by_code
from archivist.model.dossier import Dossier
from archivist.model.finding import Check, Finding
from archivist.model.record import Record
from tests.builders import FOLDER, PHOTO, a_dossier, a_record, an_item, some_facts
from tests.checks.cases import CASES, elements, naming
from tests.checks.cases.case import Case

FAILING = [case for case in CASES if case.paths]


def findings(case: Case) -> list[Finding]:
    check = by_code(case.code)
    assert check is not None
    return sorted(check(case.dossier), key=lambda finding: finding.path)


def everything(finding: Finding) -> dict[str, str]:
    """Return the facts and the phrases, filled in."""
    return {**finding.facts, **{name: finding.fill(text) for name, text in finding.words.items()}}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_check_finds_what_is_wrong_and_no_more(case: Case) -> None:
    seen = findings(case)
    assert [finding.path for finding in seen] == list(case.paths)
    assert {finding.code for finding in seen} <= {case.code}
    assert case.facts.items() <= (everything(seen[0]) if seen else {}).items()


@pytest.mark.parametrize("case", FAILING, ids=str)
def test_message_and_remedy_are_filled_on_one_printable_line(case: Case) -> None:
    check = by_code(case.code)
    assert check is not None
    for finding in findings(case):
        for template in (check.message, check.remedy):
            filled = finding.fill(template)
            assert filled.encode("utf-8")
            assert filled.splitlines() == [filled]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_code_has_a_case_that_passes_and_one_that_fails(check: Check) -> None:
    mine = [case for case in CASES if case.code == check.code]
    assert any(case.paths for case in mine)
    assert any(not case.paths for case in mine)


def test_no_case_belongs_to_a_code_that_is_none() -> None:
    assert {case.code for case in CASES} == {check.code for check in CHECKS}


def test_the_cases_have_different_names() -> None:
    names = [str(case) for case in CASES]
    assert sorted(set(names)) == sorted(names)


def test_codes_are_well_formed_unique_and_in_order() -> None:
    codes = [check.code for check in CHECKS]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"(NAM|ELE|FMT|KEP|PAP)[1-9][0-9]{2}", code) for code in codes)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_explains_what_why_and_how_to_mend(check: Check) -> None:
    title, what, why, mend = check.text.split("\n\n")
    assert title == check.title
    assert "\n" not in title
    assert what.startswith("Look")
    assert why.startswith("Why: ")
    assert mend.startswith("How to mend: ")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_the_texts_are_one_line_without_a_full_stop(check: Check) -> None:
    for text in (check.message, check.remedy):
        assert text == text.strip()
        assert "\n" not in text
        assert not text.endswith(".")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_the_clause_is_one_of_the_standard_or_a_named_practice(check: Check) -> None:
    assert re.fullmatch(r"(6(\.[0-9]+)+|DA/T [0-9]+)?", check.clause)


def test_a_code_is_found_however_it_is_typed() -> None:
    assert by_code(" nam101 ") is CHECKS[[check.code for check in CHECKS].index("NAM101")]


def test_an_unknown_code_is_none() -> None:
    assert by_code("NAM999") is None


def test_a_dossier_without_fault_has_no_findings() -> None:
    dossier = a_dossier(a_record(), a_record("C1-20220125-02.jpg"), a_record("签到表.pdf"))
    assert [finding for check in CHECKS for finding in check(dossier)] == []


def test_an_empty_dossier_has_no_findings() -> None:
    assert [finding for check in CHECKS for finding in check(a_dossier())] == []


def test_a_name_with_a_newline_stays_true_in_the_path_and_visible_in_the_facts() -> None:
    dossier = a_dossier(a_record("a\nb.pdf"))
    (finding,) = (finding for check in CHECKS for finding in check(dossier))
    assert finding.path.endswith("/a\nb.pdf")
    assert finding.facts["name"] == "a\\nb.pdf"


MIXED = (
    *(record for case in (*naming.CASES, *elements.CASES) for record in case.dossier.records),
    a_record("a.pdf", facts=some_facts("same")),
    a_record("b.pdf", facts=some_facts("same")),
)
UNIQUE = tuple({record.path: record for record in MIXED}.values())


@given(st.permutations(UNIQUE))
def test_the_order_of_records_changes_no_finding(shuffled: list[Record]) -> None:
    dossier = a_dossier(*UNIQUE)
    assert _all(replace(dossier, records=tuple(shuffled))) == _all(dossier)


def _all(dossier: Dossier) -> set[tuple[str, str, frozenset[tuple[str, str]]]]:
    return {
        (finding.code, finding.path, frozenset(finding.facts.items()))
        for check in CHECKS
        for finding in check(dossier)
    }


NAMES = st.text(st.characters(exclude_characters="/"), min_size=1, max_size=40) | st.sampled_from(
    (PHOTO, FOLDER, "item.toml", "c1-2022.1.1-1.jpg", "IMG_1.jpg", ".jpg", "a.")
)


@given(st.lists(NAMES, max_size=6, unique=True), NAMES)
def test_no_name_makes_a_check_fail(names: list[str], folder: str) -> None:
    item = an_item(folder)
    dossier = a_dossier(*(a_record(name, item) for name in names))
    for check in CHECKS:
        for finding in check(dossier):
            assert finding.fill(check.message + check.remedy).encode()
