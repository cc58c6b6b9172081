from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from archivist.model.dossier import Dossier
from archivist.model.finding import Check, Finding, Property, Severity
from archivist.model.plan import Plan
from archivist.model.settings import Settings
from archivist.model.wording import N_

DOSSIER = Dossier(
    settings=Settings(studios=()), plan=Plan(id="p", name="方案"), as_of=date(2025, 12, 31)
)


def look(dossier: Dossier) -> Iterator[Finding]:
    """A title.

    What and why,
    on two lines.
    """
    yield Finding(code="XXX101", path="", facts={"day": str(dossier.as_of)})


def check_of(run: object = look) -> Check:
    return Check(
        code="XXX101",
        severity=Severity.HINT,
        property=Property.USABILITY,
        clause="",
        message=N_("on {day}"),
        remedy="",
        run=run,  # type: ignore[arg-type]
    )


def test_the_docstring_is_the_documentation() -> None:
    check = check_of()
    assert check.title == "A title."
    assert check.text == "A title.\n\nWhat and why,\non two lines."


def test_a_check_yields_findings_whose_facts_fill_its_message() -> None:
    check = check_of()
    assert [check.message.format(**finding.facts) for finding in check(DOSSIER)] == [
        "on 2025-12-31"
    ]


def test_a_check_without_documentation_has_empty_texts() -> None:
    check = check_of(lambda _: ())
    assert (check.text, check.title) == ("", "")
