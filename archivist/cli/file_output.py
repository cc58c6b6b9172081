"""Showing what became of the files of the inbox: text or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from typing import Any

import click

from archivist.actions.file import FileReport, Outcome
from archivist.cli.screen import columns, padded, show, show_json, shown_lines, styled, wrapped
from archivist.formats.arrival_wording import (
    VERDICT,
    describing,
    reason_text,
    told,
    verdict_word,
)
from archivist.model.arrival import HINTS, Verdict
from archivist.model.display import shown
from archivist.model.operation import Deed, Result

SCHEMA = "archivist/file/1"
_FEW = 3
"""Files that wait for the same reasons and are named without ``-v``."""
_MANY = 20
"""Files filed from one folder that are named without ``-v``."""


def render(report: FileReport, *, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Write the report in one of its forms."""
    if as_json:
        show_json(_json(report))
        return
    show_finished(report.finished)
    outcomes = [o for o in report.outcomes if not quiet or o.verdict is Verdict.WAITS]
    show_outcomes(outcomes, verbose=verbose)
    _summary(report, quiet=quiet)


def show_outcomes(outcomes: Iterable[Outcome], *, verbose: bool) -> None:
    """Write what became of files: those that wait together with the others of the same reasons."""
    listed = list(outcomes)
    targets = {outcome.arrival.path: outcome.target for outcome in listed}
    for group in told((o.arrival.path, o.verdict, o.reasons) for o in listed):
        most = _FEW if group.verdict is Verdict.WAITS else _MANY
        few = group.paths if verbose else group.paths[:most]
        if any(targets[path] for path in few):
            _show_files(group.verdict, few, targets)
        else:
            _show_names(group.verdict, few)
        if len(group.paths) > len(few):
            count = len(group.paths) - len(few)
            text = ngettext("and {count} more like it", "and {count} more like them", count)
            show(f"    {text.format(count=count)}")
        _show_lines(group.lines, group.hints, verbose=verbose)
    _show_describing(listed)


def _show_describing(outcomes: Iterable[Outcome]) -> None:
    """Write once how images are described, with the first that lacks something."""
    commands = (describing(o.target or o.arrival.path, o.reasons) for o in outcomes)
    command = next(filter(None, commands), "")
    if command:
        text = _("To say what is missing: {command}").format(command=shown(command))
        show(wrapped(text, "  "))


def _show_files(verdict: Verdict, paths: Sequence[str], targets: Mapping[str, str]) -> None:
    """Write files of one folder; where they go is said once, then only names."""
    last = ""
    for path in paths:
        source, _slash, name = path.rpartition("/")
        folder, _slash, target = targets[path].rpartition("/")
        if folder != last:
            _show_headed(verdict, f"{shown(source)} → {shown(folder)}")
        last = folder
        show(wrapped(f"{shown(name)} → {shown(target)}", "        ", first="    "))


def _show_names(verdict: Verdict, paths: Sequence[str]) -> None:
    """Write files that go nowhere: one by its path, several as one block below their folder."""
    if len(paths) == 1:
        _show_headed(verdict, shown(paths[0]))
        return
    _show_headed(verdict, shown(paths[0].rpartition("/")[0]))
    names = _(", ").join(shown(path.rpartition("/")[2]) for path in paths)
    show(wrapped(names, "    ", first="    "))


def _show_headed(verdict: Verdict, text: str) -> None:
    look = VERDICT[verdict]
    head = f"{look.sign} {padded(verdict_word(verdict), 6)} "
    line = wrapped(text, " " * columns(head), first=head)
    show(line.replace(head.rstrip(), styled(head.rstrip(), look), 1))


def _show_lines(lines: tuple[str, ...], hints: tuple[str, ...], *, verbose: bool) -> None:
    for line in lines:
        show(wrapped(shown_lines(line), "      ", first="    - "))
    for line in hints if verbose or not lines else hints[:1]:
        show(wrapped(shown_lines(line), "      ", first="    · "))
    if lines and not verbose and len(hints) > 1:
        more = ngettext("and {count} hint (-v)", "and {count} hints (-v)", len(hints) - 1)
        show("    · " + more.format(count=len(hints) - 1))


def show_finished(deeds: Iterable[Deed]) -> None:
    """Tell what an earlier run had left unfinished."""
    for deed in deeds:
        work = deed.operation.work
        first = shown(work[-1].path) if work else ""
        if deed.result is Result.DONE:
            text = _("An earlier run was cut off; finished now: {path}")
        elif deed.result is Result.BACK:
            text = _("An earlier run was cut off; taken back now: {path} ({reason})")
        else:
            text = _(
                "An earlier run was cut off and cannot be finished: {path} ({reason}). Look at it, "
                "and at “archivist log”."
            )
        show(click.style(wrapped(text.format(path=first, reason=deed.reason), "  "), bold=True))


def _summary(report: FileReport, *, quiet: bool) -> None:
    filed = report.count(Verdict.READY if report.dry_run else Verdict.FILED)
    waiting = report.count(Verdict.WAITS)
    if not filed and not waiting:
        show(_("The inbox is empty."))
        return
    if report.dry_run:
        text = ngettext("{count} file would be filed", "{count} files would be filed", filed)
    else:
        text = ngettext("{count} file filed", "{count} files filed", filed)
    waits = ngettext("{count} waits", "{count} wait", waiting).format(count=waiting)
    show(_("{filed}, {waits}.").format(filed=text.format(count=filed), waits=waits))
    if filed and not report.dry_run and not quiet:
        show(_("“archivist undo” takes it back."))


def _json(report: FileReport) -> dict[str, Any]:
    """Return the report: ``counts`` by verdict, ``files`` as in `outcome_json`."""
    return {
        "schema": SCHEMA,
        "dry_run": report.dry_run,
        "counts": {verdict.value: report.count(verdict) for verdict in Verdict},
        "files": [outcome_json(outcome) for outcome in report.outcomes],
    }


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """Return one file's verdict as JSON values.

    ``path`` and ``target`` are relative to the archive (a file from outside by its full path; no
    target: null), ``verdict`` is filed, ready or waits; each of ``reasons`` has its ``kind``
    (`ReasonKind`), whether it is only a ``hint``, its ``text`` in the language spoken and the
    ``facts`` that the text names.
    """
    return {
        "path": outcome.arrival.path,
        "verdict": outcome.verdict.value,
        "target": outcome.target or None,
        "reasons": [
            {
                "kind": reason.kind.value,
                "hint": reason.kind in HINTS,
                "text": reason_text(reason),
                "facts": dict(reason.facts),
            }
            for reason in outcome.reasons
        ],
    }
