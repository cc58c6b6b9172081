"""The four-property report as pages in the style of an official document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import gettext as _

from archivist.formats.papers.official_pages import Cover, cover_data, official_words, shown_all
from archivist.formats.press.form import Form
from archivist.formats.property_wording import (
    amount_text,
    anchor_text,
    fault_text,
    more_text,
    outcome_text,
    property_name,
    row_name,
    scope_text,
)
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.finding import Property
from archivist.model.four_properties import FourProperties, Outcome, Result
from archivist.model.settings import Settings

FORM = "four-properties"

Json = Mapping[str, object]


def four_properties_form(report: FourProperties, settings: Settings) -> Form:
    """Return a four-property report as the form of a report.

    Args:
        report: What came of each row.
        settings: The archive's; its studios sign.
    """
    title = _("Report on the four properties")
    cover = Cover(
        organisation=settings.fonds_name or report.archive,
        title=title,
        subtitle=_("Authenticity, completeness, usability, security"),
        lines=(
            (_("Archive"), report.archive),
            (_("Looked at"), scope_text(report)),
            (_("Amount"), amount_text(report)),
            (_("As of"), dotted(report.as_of)),
            (_("Head of the journal"), anchor_text(report)),
        ),
        day=report.when.date(),
    )
    data = {
        "title": shown(f"{report.archive} {title}"),
        "cover": cover_data(cover),
        "summary": [_summed(report, guarded) for guarded in Property],
        "properties": [_property(report, guarded) for guarded in Property],
        "notes": notes(),
        "signed": [shown(studio.name) for studio in settings.studios],
    }
    return Form(name=FORM, data=data, words=official_words() | _words())


def notes() -> list[str]:
    """Return what the words of the report mean."""
    return [
        _("√ passed: looked at, and nothing was found."),
        _("· passed, with hints: nothing is wrong, and something is worth knowing."),
        _("× failed: something is wrong."),
        _("- skipped: nobody looked; the reason stands beside it."),
        _(
            "The rows follow the practice of DA/T 70; those with a clause follow the standard. "
            "What failed does so by what archivist sees; a person decides what it is worth."
        ),
        _(
            "The head of the journal stands for all that was filed, sealed and verified until "
            "then. “archivist verify --anchor”, with its line and first digits, tells later "
            "whether the journal still has it; then nothing before it was changed."
        ),
    ]


def _summed(report: FourProperties, guarded: Property) -> Json:
    rows = report.of(guarded)
    return {
        "name": property_name(guarded),
        "verdict": outcome_text(report.verdict(guarded)),
        "counts": [str(sum(row.outcome is each for row in rows)) for each in Outcome],
    }


def _property(report: FourProperties, guarded: Property) -> Json:
    return {
        "name": property_name(guarded),
        "rows": [_row(result) for result in report.of(guarded)],
    }


def _row(result: Result) -> Json:
    return {
        "state": outcome_text(result.outcome),
        "name": row_name(result.row),
        "rests": shown_all((_(result.row.rests), result.row.source)),
        "told": shown_all(_told(result)),
        "count": str(result.count) if result.count else "",
    }


def _told(result: Result) -> Iterator[str]:
    yield result.told
    yield from map(fault_text, result.faults)
    yield more_text(result)


def _words() -> dict[str, str]:
    return {
        "state": _("Result"),
        "summary": _("Summary"),
        "property": _("Property"),
        "verdict": _("Verdict"),
        "counts": "|".join(outcome_text(each) for each in Outcome),
        "rests": _("What it rests on"),
        "found": _("What was found"),
        "count": _("Count"),
        "what": _("What is looked at"),
    }
