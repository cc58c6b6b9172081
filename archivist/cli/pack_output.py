"""Showing what a pack holds."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from archivist.actions.pack import PackReport
from archivist.cli.screen import show, wrapped
from archivist.formats.score_names import listed, named
from archivist.model.display import shown
from archivist.model.pack import SUMS, PackPlan


def show_pack(report: PackReport, target: Path, *, quiet: bool, verbose: bool) -> None:
    """Write what was copied, what could not be, and how the copies are checked."""
    for plan in () if quiet else report.plans:
        _show_plan(plan, verbose=verbose)
    for each in report.refused:
        text = _("{place}: {what}").format(place=each.path, what=each.reason)
        show(wrapped(shown(text), "    ", first="  × "))
    count = report.copied
    text = ngettext("{count} file copied to {place}", "{count} files copied to {place}", count)
    show(text.format(count=count, place=shown(str(target))))
    if not quiet:
        show(wrapped(_("To check the copies there: sha256sum -c {file}").format(file=SUMS), ""))


def _show_plan(plan: PackPlan, *, verbose: bool) -> None:
    head = _("{studio}: {rubric}").format(studio=plan.score.studio, rubric=named(plan.score.rubric))
    show(wrapped(shown(head), ""))
    for line in plan.lines if verbose else ():
        place = line.source.removeprefix(f"{plan.score.studio}/")
        show(wrapped(shown(f"{line.number:03} {line.criterion} {place}"), "      ", "  "))
    if plan.bare:
        text = _("Nothing is filed for: {names}").format(names=listed(plan.bare))
        show(wrapped(text, "    ", first="  ○ "))
