"""Showing what was proposed for an old folder, what a plan would copy, and what was copied."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

from archivist.actions.bring_in import Proposed
from archivist.actions.copy_in import ImportReport
from archivist.actions.plan_rows import ADOPTED
from archivist.cli.file_output import show_finished
from archivist.cli.screen import columns, padded, show, show_json, styled, wrapped
from archivist.formats.import_report import TURN, reason_of, turn_word
from archivist.model.display import shown
from archivist.model.fates import Fate, Turn, count
from archivist.model.proposal import Certainty

SCHEMA = "archivist/import/1"
_FEW = 20
"""Rows of one kind that are listed without ``-v``."""


def show_proposed(proposed: Proposed, plan: Path, *, as_json: bool) -> None:
    """Write where the plan lies and what is in it."""
    if as_json:
        show_json(_proposed_json(proposed, plan))
        return
    total = len(proposed.rows)
    text = ngettext("{count} file looked at.", "{count} files looked at.", total)
    show(text.format(count=total))
    _show_certainties(proposed)
    show(_("The plan: {path}").format(path=shown(str(plan))))
    hint = _(
        "Correct it and save it; then run the same command again: it says what would be copied. "
        "With --yes it copies."
    )
    show(wrapped(hint, "  ", first="→ "))


def _show_certainties(proposed: Proposed) -> None:
    told = proposed.certainties
    adopted = sum(told[each] for each in ADOPTED)
    show("  " + _("{count} with a place that is certain or likely").format(count=adopted))
    show("  " + _("{count} with a place that is a guess").format(count=told[Certainty.GUESS]))
    show("  " + _("{count} for which a person has to say it").format(count=told[Certainty.NONE]))
    left = sum(proposed.left.values())
    show("  " + _("{count} proposed to be left out").format(count=left))
    if proposed.passed:
        text = ngettext(
            "{count} file of systems and editors passed over",
            "{count} files of systems and editors passed over",
            proposed.passed,
        )
        show("  " + text.format(count=proposed.passed))


def show_report(
    report: ImportReport, written: Path | None, *, as_json: bool, quiet: bool, verbose: bool
) -> None:
    """Write what a plan would copy, or what was copied."""
    if as_json:
        show_json(_report_json(report, written))
        return
    show_finished(report.finished)
    for turn in (Turn.READY, Turn.COPIED, Turn.LEFT, Turn.MISTAKEN):
        if turn is Turn.MISTAKEN or not quiet:
            _show_fates([f for f in report.fates if f.turn is turn], verbose=verbose)
    _show_materials(report, verbose=verbose, quiet=quiet)
    _show_sum(report)
    if written is not None:
        show(_("The report: {path}").format(path=shown(str(written))))


def _show_fates(fates: list[Fate], *, verbose: bool) -> None:
    for fate in fates if verbose else fates[:_FEW]:
        look = TURN[fate.turn]
        head = f"{look.sign} {padded(turn_word(fate.turn), 6)} "
        place = _("row {row}").format(row=fate.row)
        place = f"{fate.sheet} {place}" if fate.sheet else place
        text = f"{place}: {shown(fate.source)}"
        text += f" → {shown(fate.target)}" if fate.target else f": {reason_of(fate)}"
        line = wrapped(text, " " * columns(head), first=head)
        show(line.replace(head.rstrip(), styled(head.rstrip(), look), 1))
    if not verbose and len(fates) > _FEW:
        show("  " + _("and {count} more (-v lists all)").format(count=len(fates) - _FEW))


def _show_materials(report: ImportReport, *, verbose: bool, quiet: bool) -> None:
    stated = [] if quiet else list(report.stated.items())
    if stated:
        show(
            _("These names do not tell their material; item.toml would say it:")
            if report.dry_run
            else _("These names do not tell their material; item.toml says it now:")
        )
    _show_said(stated, verbose=verbose)
    for note in report.notes:
        if note.trouble:
            text = _("{path} cannot be written ({reason}); mend it and say the materials there:")
            show(wrapped(text.format(path=shown(note.path), reason=shown(note.trouble)), ""))
            _show_said(list(note.materials.items()), verbose=verbose)


def _show_said(said: list[tuple[str, str]], *, verbose: bool) -> None:
    for target, material in said if verbose else said[:_FEW]:
        show(wrapped(f"{shown(target)}: {shown(material)}", "    ", first="  · "))
    if not verbose and len(said) > _FEW:
        show("  " + _("and {count} more (-v lists all)").format(count=len(said) - _FEW))


def _show_sum(report: ImportReport) -> None:
    mistaken = count(report.fates, Turn.MISTAKEN)
    left = count(report.fates, Turn.LEFT)
    if mistaken:
        text = ngettext(
            "{count} row has a mistake: nothing was copied. Correct the plan and run it again.",
            "{count} rows have mistakes: nothing was copied. Correct the plan and run it again.",
            mistaken,
        )
        show(wrapped(text.format(count=mistaken), ""))
        return
    if report.dry_run:
        ready = count(report.fates, Turn.READY)
        text = ngettext("{count} file would be copied", "{count} files would be copied", ready)
    else:
        ready = count(report.fates, Turn.COPIED)
        text = ngettext("{count} file copied", "{count} files copied", ready)
    rest = ngettext("{count} left out", "{count} left out", left).format(count=left)
    show(_("{done}, {left}.").format(done=text.format(count=ready), left=rest))
    if ready:
        show(wrapped(_next(report), "  ", first="→ "))


def _next(report: ImportReport) -> str:
    if report.dry_run:
        return _("--yes copies them.")
    return _("“archivist check” tells what they still lack; “archivist undo” takes them back.")


def _proposed_json(proposed: Proposed, plan: Path) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "plan": str(plan),
        "certainty": {each.value: proposed.certainties[each] for each in Certainty},
        "passed_over": proposed.passed,
        "left_out": {kind.value: number for kind, number in sorted(proposed.left.items())},
        "files": [
            {"source": row.source, "action": row.action.value, "studio": row.studio}
            | {"category": row.category, "item": row.item, "name": row.name, "date": row.date}
            | {"material": row.material, "why": row.why}
            for row in proposed.rows
        ],
    }


def _report_json(report: ImportReport, written: Path | None) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "dry_run": report.dry_run,
        "report": str(written) if written else None,
        "counts": {turn.value: count(report.fates, turn) for turn in Turn},
        "rows": list(_rows_json(report.fates)),
        "materials": [{"path": p, "material": material} for p, material in report.stated.items()],
        "unsaid": [
            {"path": path, "material": material, "reason": note.trouble}
            for note in report.notes
            if note.trouble
            for path, material in note.materials.items()
        ],
    }


def _rows_json(fates: Iterable[Fate]) -> Iterable[dict[str, Any]]:
    for fate in fates:
        kind = fate.mistake.fault if fate.mistake else fate.left.kind if fate.left else None
        yield {
            "sheet": fate.sheet,
            "row": fate.row,
            "source": fate.source,
            "result": fate.turn.value,
            "target": fate.target or None,
            "kind": kind.value if kind else None,
            "reason": reason_of(fate) or None,
        }
