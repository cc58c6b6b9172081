"""What ``archivist audit --rubric`` was asked to do: score, keep, compare, look ahead."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.printing.report import print_score
from archivist.actions.score import Request, upcoming, verdict
from archivist.actions.view import View
from archivist.cli.audit_output import save_report
from archivist.cli.print_output import save_pages
from archivist.cli.score_output import render_coming, render_text, show_headline
from archivist.cli.screen import as_utf8, json_bytes, show, show_json, write_bytes
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.formats.score_json import coming_json, score_json
from archivist.formats.score_names import Names
from archivist.model.audit_change import compare
from archivist.model.display import shown
from archivist.model.refusal import reason_of
from archivist.model.settings import STATE
from archivist.model.verdict import Verdict
from archivist.store.kept_audits import find_kept, keep_audit
from archivist.store.moving import new_file
from archivist.store.packing import lies_in
from archivist.store.tree import extended

_MARKS = {
    "json": b'"schema": "archivist/rubric-audit/',
    "html": b'content="archivist audit"',
}
"""What the reports that may be replaced have near their beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What was asked on the command line."""

    view: View
    request: Request
    now: datetime
    form: str = "text"
    output: Path | None = None
    keep: bool = False
    since: str = ""
    """Which kept audit to compare with; empty: none."""
    quiet: bool = False
    verbose: bool = False


def run(ask: Ask) -> int:
    """Score, show, keep; return the exit code."""
    if ask.output is not None:
        _refuse_output(ask.output, ask)
    found = verdict(ask.view, replace(ask.request, history=ask.form in {"html", "pdf"}))
    if ask.since:
        kept = find_kept(ask.view.root, ask.since, found.rubric.id, found.period)
        changes = compare(kept.content, score_json(found), kept.name, kept.at)
        found = replace(found, comparison=changes)
    _show(ask, found)
    if ask.keep:
        name = keep_audit(extended(ask.view.root), json_bytes(score_json(found)), ask.now)
        if ask.form == "text" or ask.output is not None:
            show(_("Kept as {name}").format(name=shown(name)))
    whole = all(criterion.met for each in found.studios for criterion in each.score.criteria)
    return 0 if whole else 1


def run_ahead(view: View, request: Request, *, as_json: bool) -> int:
    """Show what falls due; exit code 0 when nothing does, else 1."""
    found, grounds = upcoming(view, request)
    names = Names(plan=grounds.plan, ledgers=grounds.ledgers, rubric=grounds.rubric)
    if as_json:
        show_json(
            {
                "schema": "archivist/coming/1",
                "as_of": view.as_of.isoformat(),
                "days": request.ahead,
                "coming": coming_json(found, names),
            }
        )
    else:
        render_coming(found, names)
    return 1 if found else 0


def _show(ask: Ask, found: Verdict) -> None:
    if ask.form == "text":
        render_text(found, quiet=ask.quiet, verbose=ask.verbose)
        return
    data = _report(ask, found)
    if ask.output is None:
        write_bytes(data)
        return
    if ask.form == "xlsx":
        _save_workbook(ask.output, data)
    elif ask.form == "pdf":
        save_pages(ask.output, data)
    else:
        save_report(ask.output, data, _MARKS[ask.form])
    if not ask.quiet:
        show_headline(found)
        show(_("Written: {path}").format(path=shown(str(ask.output))))


def _report(ask: Ask, found: Verdict) -> bytes:
    if ask.form == "html":
        from archivist.formats.score_page import score_page  # noqa: PLC0415 - Jinja2 is slow

        return as_utf8(score_page(found))
    if ask.form == "json":
        return json_bytes(score_json(found))
    if ask.form == "pdf":
        return print_score(ask.view, found)
    from archivist.formats.score_book import score_book  # noqa: PLC0415 - so is XlsxWriter

    return score_book(found, _base(ask.output or Path(), ask.view.root))


def _refuse_output(output: Path, ask: Ask) -> None:
    if ask.form == "xlsx" and os.path.lexists(output):
        raise _taken(output)
    if lies_in(output, ask.view.root / STATE):
        # A kept audit looks like a report that may be replaced.
        raise InvalidChoiceError(
            _("{place} lies in archivist's own folder.").format(place=output),
            _("Choose another folder with -o; --keep keeps the result there."),
        )


def _taken(output: Path) -> NotWritableError:
    """Return why a workbook is never replaced, be it our own: inspectors write into it."""
    return NotWritableError(
        _("{place} is there already, and somebody may have written into it.").format(place=output),
        _("Nothing was overwritten. Choose another name with {option}.").format(option="-o"),
    )


def _save_workbook(output: Path, data: bytes) -> None:
    try:
        new_file(output, data)
    except FileExistsError as error:
        raise _taken(output) from error
    except OSError as error:
        raise NotWritableError(
            _("{place} cannot be written: {reason}").format(place=output, reason=reason_of(error)),
            _("Close the file if it is open elsewhere; the folder has to be there already."),
        ) from error


def _base(output: Path, root: Path) -> str:
    """Return the way from a workbook's folder to the archive; empty when there is none."""
    try:
        way = os.path.relpath(root, Path(os.path.abspath(output)).parent)  # noqa: PTH100
    except ValueError:
        # Another drive of Windows: no relative path leads there.
        return root.as_posix() + "/"
    return "" if way == "." else Path(way).as_posix() + "/"
