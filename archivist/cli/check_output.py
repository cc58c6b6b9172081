"""Showing what ``archivist check`` found: text, JSON, or annotations for a code forge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from gettext import gettext as _
from gettext import ngettext
from itertools import groupby
from typing import Any

import click

from archivist.actions.check import CheckReport
from archivist.cli.language import translated
from archivist.cli.screen import (
    columns,
    padded,
    show,
    show_json,
    shown_lines,
    styled,
    wrapped,
)
from archivist.formats.wording import PROPERTY, SEVERITY
from archivist.model.display import shown
from archivist.model.finding import Check, Finding, Severity

SCHEMA = "archivist/check/1"
_REPEATS = 2
"""Findings of one code shown for one folder without ``-v``."""
_Pair = tuple[Check, Finding]
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def render(report: CheckReport, form: str, *, quiet: bool, verbose: bool) -> None:
    """Write the report in one of its forms."""
    if form == "json":
        show_json(as_json(report))
    elif form == "github":
        for line in _github(report):
            show(line)
    else:
        _text(report, quiet=quiet, verbose=verbose)


def message(check: Check, finding: Finding) -> str:
    """Return what is wrong, in the language spoken."""
    return finding.fill(check.message, translated)


def remedy(check: Check, finding: Finding) -> str:
    """Return how to mend it, in the language spoken."""
    return finding.fill(check.remedy, translated)


def as_json(report: CheckReport) -> dict[str, Any]:
    """Return the report as JSON values; documented in the README."""
    return {
        "schema": SCHEMA,
        "passed": report.passed,
        "looked_at": report.looked_at,
        "read": report.read,
        "waiting": report.waiting,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "findings": [
            {
                "path": finding.path,
                "code": check.code,
                "severity": check.severity.value,
                "property": check.property.value,
                "clause": check.clause,
                "message": message(check, finding),
                "remedy": remedy(check, finding),
                "detail": finding.facts.get("detail", ""),
            }
            for check, finding in report.findings
        ],
    }


def _text(report: CheckReport, *, quiet: bool, verbose: bool) -> None:
    for folder, group in groupby(report.findings, key=lambda pair: _folder(pair[1])):
        listed, folded = list(group), Counter[Check]()
        if not verbose:
            listed, folded = _fold(listed)
        for path, pairs in groupby(listed, key=lambda pair: pair[1].path):
            show(click.style(shown(path) or ".", bold=True))
            for check, finding in pairs:
                _show_finding(check, finding, verbose=verbose)
            show()
        _show_folded(folder, folded)
    if not quiet:
        _summary(report, verbose=verbose)


def _fold(pairs: list[_Pair]) -> tuple[list[_Pair], Counter[Check]]:
    """Return the first few findings of each code, and how many more there are of it."""
    seen: Counter[str] = Counter()
    first: list[_Pair] = []
    folded: Counter[Check] = Counter()
    for check, finding in pairs:
        seen[check.code] += 1
        if seen[check.code] <= _REPEATS:
            first.append((check, finding))
        else:
            folded[check] += 1
    return first, folded


def _show_folded(folder: str, folded: Counter[Check]) -> None:
    if not folded:
        return
    show(click.style(shown(folder) or ".", bold=True))
    for check, count in sorted(folded.items(), key=lambda pair: pair[0].code):
        look = SEVERITY[check.severity]
        head = f"  {look.sign} {check.code} {padded(translated(look.word), 7)} "
        text = ngettext(
            "{count} more of the same in this folder (-v lists it)",
            "{count} more of the same in this folder (-v lists them)",
            count,
        )
        show(head + text.format(count=count))
    show()


def _folder(finding: Finding) -> str:
    return finding.path.rpartition("/")[0]


def _show_finding(check: Check, finding: Finding, *, verbose: bool) -> None:
    look = SEVERITY[check.severity]
    word = padded(translated(look.word), 7)
    head = f"  {look.sign} {check.code} {word} "
    indent = " " * columns(head)
    text = wrapped(shown_lines(message(check, finding)), indent, first=head)
    show(text.replace(head.rstrip(), styled(head.rstrip(), look), 1))
    label = _("mend: ")
    show(wrapped(shown_lines(label + remedy(check, finding)), indent))
    if verbose:
        clause = _("clause {clause}").format(clause=check.clause) if check.clause else ""
        detail = translated(finding.facts.get("detail", ""))
        facts = [translated(PROPERTY[check.property]), clause, detail]
        show(click.style(indent + " · ".join(filter(None, facts)), dim=True))


def _summary(report: CheckReport, *, verbose: bool) -> None:
    counts = {severity: report.count(severity) for severity in Severity}
    looked = ngettext("{count} file looked at", "{count} files looked at", report.looked_at)
    head = looked.format(count=report.looked_at)
    if verbose:
        head += _(", {count} of them read anew").format(count=report.read)
    if not any(counts.values()):
        text = _("{place}: {what}").format(place=head, what=_("nothing to mend."))
        show(click.style(f"√ {text}", fg="green"))
    else:
        numbers = _("{errors} errors, {warnings} warnings, {hints} hints").format(
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            hints=counts[Severity.HINT],
        )
        show(_("{place}: {what}").format(place=head, what=numbers))
        show(_("“archivist explain CODE” says more about a code."))
    if report.waiting:
        text = ngettext(
            "{count} file waits in the inbox to be filed.",
            "{count} files wait in the inbox to be filed.",
            report.waiting,
        )
        show(text.format(count=report.waiting))
    if not report.remembered:
        show(
            _(
                "Nothing could be remembered: the archive cannot be written to. The next run reads "
                "all files again."
            )
        )


def _github(report: CheckReport) -> Iterator[str]:
    for check, finding in report.findings:
        text = f"{message(check, finding)} {remedy(check, finding)}"
        properties = f"file={_escaped(shown(finding.path), ',:')},title={check.code}"
        yield f"::{_GITHUB[check.severity]} {properties}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
