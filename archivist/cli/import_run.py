"""What ``archivist import`` has to do: propose, say what a plan would copy, or copy."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.bring_in import propose
from archivist.actions.copy_in import preview, take_in
from archivist.actions.handover.import_bag import payload_of
from archivist.actions.import_report import has_news, write_report
from archivist.actions.old_folder import old_folder
from archivist.actions.view import View
from archivist.cli import import_output as output
from archivist.cli.freshness import keep_fresh, touched_by
from archivist.model.names import portable


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What was asked on the command line."""

    view: View
    old: Path
    plan: Path | None
    now: datetime
    yes: bool
    """Copy; else only say what would be done."""


def run(ask: Ask, *, as_json: bool, quiet: bool, verbose: bool) -> int:
    """Do what is next with the old folder, and return the exit code."""
    plan = ask.plan or _plan_place(ask)
    payload = payload_of(ask.old, ask.view.progress)
    old = old_folder(ask.view, ask.old, plan)
    name = old.place.name
    if payload is not None:
        old = old_folder(ask.view, payload, plan)
    if not os.path.lexists(plan):
        proposed = propose(ask.view, old, plan)
        output.show_proposed(proposed, plan, as_json=as_json)
        return 0
    if not ask.yes:
        report = preview(ask.view, old, plan)
        output.show_report(report, None, as_json=as_json, quiet=quiet, verbose=verbose)
        return 0 if report.complete else 1
    report = take_in(ask.view, old, plan, ask.now)
    told = not report.dry_run and has_news(plan, name, report.fates)
    written = write_report(plan, name, report.fates) if told else None
    output.show_report(report, written, as_json=as_json, quiet=quiet, verbose=verbose)
    copied = [fate.target for fate in report.fates if fate.target]
    keep_fresh(ask.view.root, [*copied, *touched_by(report.finished)], quiet=quiet)
    return 0 if report.complete else 1


def _plan_place(ask: Ask) -> Path:
    """Return where the plan lies: here, or beside the archive if here is in one of the two."""
    name = _plan_name(ask.old)
    here, root = Path(os.path.realpath(".")), Path(os.path.realpath(ask.view.root))
    inside = here.is_relative_to(root) or here.is_relative_to(os.path.realpath(ask.old))
    return root.parent / name if inside else Path(name)


def _plan_name(old: Path) -> str:
    name = portable(Path(os.path.abspath(old)).name or "_")  # noqa: PTH100 - links stay
    return _("Import plan {folder}.xlsx").format(folder=name)
