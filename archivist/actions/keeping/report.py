"""``archivist verify --report``: the four properties 四性, each with what it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from gettext import gettext as _

from archivist.actions.check import CheckReport, checked
from archivist.actions.keeping import report_rows as rows
from archivist.actions.printing.form import print_form
from archivist.actions.view import View
from archivist.errors import ArchivistError
from archivist.formats.papers.keeping_pages import four_properties_form
from archivist.model.anchor import Anchor
from archivist.model.dossier import Dossier
from archivist.model.four_properties import Fault, FourProperties, Looked, results
from archivist.model.property_rows import ROWS, row_of
from archivist.model.settings import STATE
from archivist.model.verifying import Verification
from archivist.store.catalog import state_folder
from archivist.store.journal_notes import head
from archivist.store.settings import lenient_settings
from archivist.store.texts import FILE as TEXTS
from archivist.store.tree import extended

_OF_THE_WHOLE = ("backup", "restore", "discs", "virus")
"""Rows that say something of the archive as a whole only."""
_OWN = frozenset({"digests", "strays", *_OF_THE_WHOLE})
"""Rows that rest on more than findings of checks."""


def four_properties(view: View, found: Verification) -> FourProperties:
    """Return what there is to say of the four properties, on top of a verification.

    What cannot be looked at is skipped with the reason: a damaged ``archive.toml`` keeps the
    checks from running, and the digests were compared all the same.
    """
    view = replace(view, scope=frozenset(found.paths))
    looked: dict[str, Looked] = rows.verified(found)
    nobody, records = "", 0
    try:
        report, dossier = checked(view)
    except ArchivistError as error:
        nobody = error.message
    else:
        records = report.looked_at
        looked |= _of_checks(view, dossier, _faults(report))
    return FourProperties(
        archive=found.archive,
        when=found.when,
        as_of=view.as_of,
        scope=found.scope,
        paths=found.paths,
        files=found.compared,
        size=found.size,
        sealed=found.sealed,
        records=records,
        anchor=_anchor(view),
        results=results(looked, nobody or _("archivist has no list of them")),
    )


def print_four_properties(view: View, report: FourProperties, layout: str = "") -> bytes:
    """Return the report as PDF by a layout, empty: the usual one; it raises as `print_form`.

    A damaged ``archive.toml`` only costs it the names of those who sign.
    """
    settings = lenient_settings(extended(view.root))
    form = four_properties_form(report, settings)
    return print_form(extended(view.root), settings, form, view.as_of, layout)


def _faults(report: CheckReport) -> Mapping[str, list[Fault]]:
    """Return what the checks found, by the row to which it belongs."""
    faults: defaultdict[str, list[Fault]] = defaultdict(list)
    for check, finding in report.findings:
        fault = Fault(
            text=finding.fill(check.message, _),
            path=finding.path,
            severity=check.weight(finding),
            code=check.code,
        )
        faults[row_of(check.code).id].append(fault)
    return faults


def _of_checks(
    view: View, dossier: Dossier, faults: Mapping[str, list[Fault]]
) -> dict[str, Looked]:
    found = {
        row.id: Looked(faults=faults.get(row.id, []))
        for row in ROWS
        if row.codes and row.id not in _OWN
    }
    found["strays"] = rows.strays(dossier, view)
    settings = dossier.settings
    if not (state_folder(view.root, STATE, settings.state_dir) / TEXTS).exists():
        found["text"] = Looked(skipped=_("there is no index yet; “archivist index” makes it"))
    if view.scope and "" not in view.scope:
        partly = Looked(skipped=_("only a part of the archive was asked for"))
        return found | dict.fromkeys(_OF_THE_WHOLE, partly)
    return found | {
        "backup": rows.backup(dossier.keeping, view, faults.get("backup", [])),
        "restore": rows.restore(dossier.keeping, view, faults.get("restore", [])),
        "discs": rows.discs(view),
        "virus": rows.virus(view, settings.keeping.virus_scan),
    }


def _anchor(view: View) -> Anchor:
    """Return the head of the journal, behind the note of the verification."""
    try:
        return head(extended(view.root))
    except OSError:
        return Anchor(0, "")
