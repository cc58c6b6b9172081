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
from archivist.cli.check_blocks import Block, blocks_of, command, command_of_folder, notes
from archivist.cli.check_blocks import message as block_message
from archivist.cli.check_blocks import remedy as block_remedy
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
_INDENT = 19
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
                "severity": check.weight(finding).value,
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
        blocks = blocks_of(list(group), single=verbose)
        listed, folded = (blocks, []) if verbose else _fold(blocks)
        lacking = [block for block in blocks if block.lacking]
        several = len(lacking) >= _REPEATS
        for path, some in groupby(listed, key=lambda block: block.pairs[0][1].path):
            show(click.style(shown(path) or _("The archive as a whole"), bold=True))
            for block in some:
                _show_block(block, verbose=verbose, noted=not several)
            show()
        _show_folder(folder, folded, lacking if several else [])
    if not quiet:
        _summary(report, verbose=verbose)


def _fold(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Return the first few blocks of each kind, and those that are only counted."""
    seen: Counter[str] = Counter()
    first: list[Block] = []
    folded: list[Block] = []
    for block in blocks:
        seen[block.kind] += 1
        (first if seen[block.kind] <= _REPEATS else folded).append(block)
    return first, folded


def _show_folder(folder: str, folded: list[Block], lacking: list[Block]) -> None:
    """Write how many more there are in a folder, and the way to describe many images at once."""
    if not folded and not lacking:
        return
    show(click.style(shown(folder) or _("The archive's own folder"), bold=True))
    for _kind, same in groupby(sorted(folded, key=lambda block: block.kind), lambda b: b.kind):
        _show_folded(list(same))
    if lacking:
        text = _("mend: all images of this folder in one table:")
        show(f"    {text}\n    {command_of_folder(folder)}")
        for note in notes(lacking):
            show(wrapped(note, "    "))
    show()


def _show_folded(same: list[Block]) -> None:
    check, finding = same[0].pairs[0]
    look = SEVERITY[check.weight(finding)]
    if same[0].lacking:
        label = ""
        text = ngettext(
            "{count} more image of this folder lacks elements (-v lists it)",
            "{count} more images of this folder lack elements (-v lists them)",
            len(same),
        )
    else:
        label = f"{same[0].codes} "
        text = ngettext(
            "{count} more of the same in this folder (-v lists it)",
            "{count} more of the same in this folder (-v lists them)",
            len(same),
        )
    head = f"  {look.sign} {label}{padded(translated(look.word), 7)} "
    show(head + text.format(count=len(same)))


def _folder(finding: Finding) -> str:
    return finding.path.rpartition("/")[0]


def _show_block(block: Block, *, verbose: bool, noted: bool) -> None:
    check, finding = block.pairs[0]
    look = SEVERITY[check.weight(finding)]
    word = padded(translated(look.word), 7)
    head = f"  {look.sign} {block.codes} {word} "
    # Under several codes the text would stand in too narrow a column.
    indent = " " * min(columns(head), _INDENT)
    text = wrapped(shown_lines(block_message(block)), indent, first=head)
    show(text.replace(head.rstrip(), styled(head.rstrip(), look), 1))
    _show_remedy(block, indent, noted=noted)
    if verbose:
        clause = _("clause {clause}").format(clause=check.clause) if check.clause else ""
        detail = translated(finding.facts.get("detail", ""))
        facts = [translated(PROPERTY[check.property]), clause, detail]
        show(click.style(indent + " · ".join(filter(None, facts)), dim=True))


def _show_remedy(block: Block, indent: str, *, noted: bool) -> None:
    label = _("mend: ")
    if not block.lacking:
        show(wrapped(shown_lines(label + block_remedy(block)), indent))
        return
    # Not broken into lines: it is to be copied.
    show(f"{indent}{label}{command(block)}")
    for note in notes([block]) if noted else ():
        show(wrapped(note, indent))


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
        yield f"::{_GITHUB[check.weight(finding)]} {properties}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
