"""Writing the four-property report of a verification to a file."""

from __future__ import annotations

import json
from functools import partial
from gettext import gettext as _
from pathlib import Path

import click

from archivist.actions.view import View
from archivist.cli.print_places import check_pdf, check_place, refuse_foreign
from archivist.cli.screen import as_utf8, show
from archivist.formats.property_wording import outcome_text, property_name
from archivist.model.display import shown
from archivist.model.finding import Property
from archivist.model.four_properties import FourProperties
from archivist.model.verifying import Verification
from archivist.store.sealing import lenient_settings
from archivist.store.tree import extended

_OPTION = "--report"
_MARKS = {".json": b'"schema": "archivist/four-properties/', ".html": b'content="archivist verify"'}


def check_report(file: Path) -> None:
    """Refuse, before gigabytes are read, a place at which no report can be written.

    Raises:
        InvalidChoiceError: It lies in an archive, or its name cannot be.
        NotWritableError: Its folder is not there, or another file bears the name.
    """
    ending = file.suffix.lower()
    if ending != ".pdf" and ending not in _MARKS:
        raise click.UsageError(_("--report writes .html, .pdf or .json; name the file so."))
    if ending == ".pdf":
        check_pdf(file, _OPTION)
    else:
        check_place(file, _OPTION)
        refuse_foreign(file, partial(_is_report, mark=_MARKS[ending]), _OPTION)


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
    if file.suffix.lower() == ".pdf":
        from archivist.cli.print_output import save_pages  # noqa: PLC0415

        save_pages(file, action.print_four_properties(view, report, layout))
    else:
        from archivist.cli.audit_output import save_report  # noqa: PLC0415

        data = _json(report) if file.suffix.lower() == ".json" else _page(view, report)
        save_report(file, data, _MARKS[file.suffix.lower()], _OPTION)
    if told:
        for guarded in Property:
            verdict = outcome_text(report.verdict(guarded))
            text = _("{place}: {what}").format(place=property_name(guarded), what=verdict)
            show(f"  {text}")
        show(_("Written: {path}").format(path=shown(str(file))))


def _is_report(file: Path, mark: bytes) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return mark in opened.read(512)


def _json(report: FourProperties) -> bytes:
    from archivist.formats.four_properties_json import four_properties_json  # noqa: PLC0415

    return as_utf8(json.dumps(four_properties_json(report), ensure_ascii=False, indent=1) + "\n")


def _page(view: View, report: FourProperties) -> bytes:
    from archivist.formats.four_properties_page import four_properties_page  # noqa: PLC0415

    studios = [studio.name for studio in lenient_settings(extended(view.root)).studios]
    return as_utf8(four_properties_page(report, studios))
