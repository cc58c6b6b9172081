"""Writing the four-property report of a verification to a file."""

from __future__ import annotations

import json
import os
from collections import Counter
from gettext import gettext as _
from pathlib import Path

import click

from archivist.actions.view import View
from archivist.cli.catalogue_output import save_new
from archivist.cli.print_places import check_place
from archivist.cli.screen import as_utf8, show, wrapped
from archivist.errors import NotWritableError
from archivist.formats.property_wording import outcome_text, property_name
from archivist.model.display import shown
from archivist.model.finding import Property
from archivist.model.four_properties import FourProperties, Outcome
from archivist.model.verifying import Verification
from archivist.store.settings import lenient_settings
from archivist.store.tree import extended

_OPTION = "--report"
_ENDINGS = {".html", ".pdf", ".json"}


def check_report(file: Path) -> None:
    """Refuse, before gigabytes are read, a place at which no report can be written.

    An earlier report is not replaced: people sign them.

    Raises:
        InvalidChoiceError: It lies in an archive, or its name cannot be.
        NotWritableError: Its folder is not there, or something bears the name.
    """
    if file.suffix.lower() not in _ENDINGS:
        raise click.UsageError(_("--report writes .html, .pdf or .json; name the file so."))
    check_place(file, _OPTION)
    if os.path.lexists(file):
        text = _("{place} is there already, and somebody may have written into it.")
        raise NotWritableError(
            text.format(place=shown(str(file))),
            _("Nothing was overwritten. Choose another name with {option}.").format(option=_OPTION),
        )


def write_report(
    view: View, found: Verification, file: Path, layout: str = "", *, told: bool
) -> None:
    """Look at the four properties, write the report, and say what each came to.

    Args:
        view: Which archive, on which day.
        found: What the verification came to.
        file: Where to; its ending says in which form.
        layout: Of a PDF; empty: the usual one.
        told: Whether anything is said on the screen.
    """
    from archivist.actions.keeping import report as action  # noqa: PLC0415 - prints as well

    report = action.four_properties(view, found)
    ending = file.suffix.lower()
    if ending == ".pdf":
        data = action.print_four_properties(view, report, layout)
    else:
        data = _json(report) if ending == ".json" else _page(view, report)
    if told:
        for guarded in Property:
            show(wrapped(_summed(report, guarded), "    ", "  "))
    save_new(file, data, quiet=not told, option=_OPTION)
    if told and not report.passed:
        text = _("What failed stands in the report; “archivist check” lists all that was found.")
        show(wrapped(text, "    ", "  → ", whole=True))


def _summed(report: FourProperties, guarded: Property) -> str:
    """Return what a property came to, and how many of its rows failed or were not looked at."""
    outcomes = Counter(result.outcome for result in report.of(guarded))
    failed, skipped = outcomes[Outcome.FAILED], outcomes[Outcome.SKIPPED]
    parts = [outcome_text(report.verdict(guarded))]
    if failed:
        text = _("{count} of {total} rows failed")
        parts.append(text.format(count=failed, total=outcomes.total()))
    if skipped:
        parts.append(_("{count} not looked at").format(count=skipped))
    return _("{place}: {what}").format(place=property_name(guarded), what=_(", ").join(parts))


def _json(report: FourProperties) -> bytes:
    from archivist.formats.four_properties_json import four_properties_json  # noqa: PLC0415

    return as_utf8(json.dumps(four_properties_json(report), ensure_ascii=False, indent=1) + "\n")


def _page(view: View, report: FourProperties) -> bytes:
    from archivist.formats.four_properties_page import four_properties_page  # noqa: PLC0415

    studios = [studio.name for studio in lenient_settings(extended(view.root)).studios]
    return as_utf8(four_properties_page(report, studios))
