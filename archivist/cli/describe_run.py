"""What ``archivist describe`` was asked to do: state, export, import or embed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

import click

from archivist.actions.view import View
from archivist.cli import describe_output as output
from archivist.cli.freshness import keep_fresh, touched_by
from archivist.model.elements import Element
from archivist.model.stating import Misstatement, stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What was asked on the command line."""

    view: View
    paths: tuple[Path, ...]
    words: Mapping[Element, str]
    """What was said of elements; an empty text where an option was given without one."""
    now: datetime
    dry_run: bool
    verbose: bool


def run(
    ask: Ask, export: Path | None, source: Path | None, embed: Path | None, *, yes: bool
) -> int:
    """Do the one thing that was asked, and return the exit code."""
    asked = [any(ask.words.values()), export is not None, source is not None, embed is not None]
    if not any(asked) and ask.paths and not ask.words:
        return _present(ask)
    if sum(asked) != 1:
        raise click.UsageError(
            _("Say one of: an element (--cause …), --export, --import, --embed.")
        )
    if export is not None:
        return _export(ask, export)
    if source is not None:
        return _import(ask, source, yes=yes and not ask.dry_run)
    return _embed(ask, embed) if embed is not None else _describe(ask)


def _present(ask: Ask) -> int:
    from archivist.actions.description import present  # noqa: PLC0415
    from archivist.cli.description_output import show_present  # noqa: PLC0415

    show_present(present(ask.view, ask.paths), verbose=ask.verbose)
    return 0


def _describe(ask: Ask) -> int:
    from archivist.actions.describe import describe  # noqa: PLC0415

    if not ask.paths:
        raise click.UsageError(_("Name the images or the item that are to be described."))
    if Element.PEOPLE in ask.words and Element.PEOPLE_STATUS in ask.words:
        raise click.UsageError(_("Say either --people or --nobody."))
    statement = stated(ask.words)
    if isinstance(statement, Misstatement):
        text = _("“{text}” is no day; write 2025.12.31").format(text=statement.text)
        raise click.UsageError(text)
    report = describe(ask.view, ask.paths, statement, ask.now, dry_run=ask.dry_run)
    output.show_changes(report, verbose=ask.verbose)
    keep_fresh(ask.view.root, touched_by((*report.deeds, *report.finished)))
    return 0 if report.done else 1


def _export(ask: Ask, target: Path) -> int:
    from archivist.actions.register import export  # noqa: PLC0415

    output.show_exported(export(ask.view, ask.paths, target), target)
    return 0


def _import(ask: Ask, source: Path, *, yes: bool) -> int:
    from archivist.actions import register  # noqa: PLC0415

    if yes:
        report = register.take_over(ask.view, source, ask.now)
    else:
        report = register.preview(ask.view, source)
    output.show_import(report, source, verbose=ask.verbose)
    if report.report:
        keep_fresh(ask.view.root, touched_by((*report.report.deeds, *report.report.finished)))
    done = report.report is None or report.report.done
    return 0 if done and not report.troubles else 1


def _embed(ask: Ask, target: Path) -> int:
    from archivist.actions.embed import embed  # noqa: PLC0415

    failed = 0
    for copy in embed(ask.view, ask.paths, target):
        output.show_copy(copy)
        failed += bool(copy.reason)
    return 1 if failed else 0
