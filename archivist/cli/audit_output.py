"""Showing an audit: text, JSON or a page of HTML."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from itertools import groupby
from pathlib import Path

import click

from archivist.cli.screen import (
    as_utf8,
    columns,
    json_bytes,
    padded,
    show,
    show_more,
    wrapped,
    write_bytes,
)
from archivist.errors import NotWritableError
from archivist.formats.keeping_dates import keeping_dates
from archivist.formats.wording import (
    STATE,
    describe_due,
    describe_gap,
    describe_task,
    line_name,
    name_of,
    period_words,
    state_word,
    task_look,
)
from archivist.model.audit import Audit
from archivist.model.completeness import Line, State
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.refusal import reason_of
from archivist.store.writing import replace_report

_MANY = 10
"""Tasks shown without ``-v``."""
_FEW = 3
"""Files that answer no material, named without ``-v``."""
_MARKS = {"json": b'"schema": "archivist/audit/', "html": b'content="archivist audit"'}


def render(audit: Audit, form: str, output: Path | None, *, quiet: bool, verbose: bool) -> None:
    """Write the audit in one of its forms, to a file or to the standard output."""
    if form == "text":
        _text(audit, quiet=quiet, verbose=verbose)
        return
    data = _page(audit) if form == "html" else _json(audit)
    if output is None:
        write_bytes(data)
        return
    save_report(output, data, _MARKS[form])
    if not quiet:
        _headline(audit)
        show(_("Written: {path}").format(path=shown(str(output))))


def render_pages(audit: Audit, pdf: bytes, output: Path, *, quiet: bool) -> None:
    """Write the audit as it was printed; it raises as `save_pages`."""
    from archivist.cli.print_output import save_pages  # noqa: PLC0415

    save_pages(output, pdf)
    if not quiet:
        _headline(audit)
        show(_("Written: {path}").format(path=shown(str(output))))


def _page(audit: Audit) -> bytes:
    from archivist.formats.html import audit_page  # noqa: PLC0415 - Jinja2 is slow to import

    return as_utf8(audit_page(audit))


def _json(audit: Audit) -> bytes:
    from archivist.formats.audit_json import audit_json  # noqa: PLC0415

    return json_bytes(audit_json(audit))


def save_report(output: Path, data: bytes, mark: bytes, option: str = "-o") -> None:
    """Write a report, in place of an earlier one with the same mark near its beginning.

    Raises:
        NotWritableError: Another file bears that name, or the file system refuses.
    """
    try:
        written = replace_report(output, data, mark)
    except OSError as error:
        raise NotWritableError(
            _("{place} cannot be written: {reason}").format(
                place=output, reason=reason_of(error, making=True)
            ),
            _("Close the file if it is open elsewhere; the folder has to be there already."),
        ) from error
    if not written:
        raise NotWritableError(
            _("{place} is there already and is no report of archivist.").format(place=output),
            _("Nothing was overwritten. Choose another name with {option}.").format(option=option),
        )


def _headline(audit: Audit) -> None:
    matrix = audit.matrix
    show(
        click.style(
            _("{archive}: {period}, as of {day}").format(
                archive=shown(audit.archive),
                period=period_words(matrix.period),
                day=dotted(matrix.as_of),
            ),
            bold=True,
        )
    )


def _text(audit: Audit, *, quiet: bool, verbose: bool) -> None:
    _headline(audit)
    show(wrapped(keeping_dates(audit.keeping, audit.matrix.as_of), ""))
    for studio in audit.matrix.studios:
        show()
        _studio(audit, studio, verbose=verbose)
    if not quiet:
        _tasks(audit, verbose=verbose)
        _unrecognised(audit, verbose=verbose)


def _studio(audit: Audit, studio: str, *, verbose: bool) -> None:
    matrix = audit.matrix
    counts = "  ".join(
        click.style(f"{look.sign} {state_word(state)} {matrix.count(state, studio)}", look.colour)
        for state, look in STATE.items()
    )
    show(click.style(shown(studio), bold=True))
    show(f"  {counts}")
    unstated = matrix.unstated(studio)
    if unstated:
        text = ngettext(
            "{count} item without a stated paper copy",
            "{count} items without a stated paper copy",
            unstated,
        )
        show(f"  □ {text.format(count=unstated)}")
    for _number, group in groupby(matrix.of(studio), key=lambda line: line.category.number):
        lines = list(group)
        coming = sum(line.state is State.NOT_DUE for line in lines)
        waiting = "  " + _("{count} not due yet").format(count=coming) if coming else ""
        present = sum(line.state in {State.PRESENT, State.WAIVED} for line in lines)
        category = lines[0].category
        head = shown(f"{category.number} {name_of(category)}")
        show(
            f"  {padded(head, 44)}{present:2}/{len(lines):<2}  ({shown(category.clause)}){waiting}"
        )
        for line in lines:
            if verbose or line.state in {State.MISSING, State.INCOMPLETE}:
                _line(line, verbose=verbose)


def _line(line: Line, *, verbose: bool) -> None:
    look = STATE[line.state]
    head = f"    {look.sign} {padded(state_word(line.state), 11)} "
    indent = " " * columns(head)
    due = describe_due(line.due) if line.state is not State.PRESENT else ""
    known = f"[{line.material.id}]" if verbose else ""
    text = "  ".join(filter(None, [line_name(line), known, due, line.reason]))
    written = wrapped(shown(text), indent, first=head)
    show(written.replace(head.rstrip(), click.style(head.rstrip(), look.colour), 1))
    for gap in line.gaps if verbose else line.gaps[:3]:
        show(wrapped("· " + shown(describe_gap(gap)), indent))
    if len(line.gaps) > 3 and not verbose:
        show(indent + _("· and {count} more").format(count=len(line.gaps) - 3))
    for path in line.unstated if verbose else ():
        place = shown(path.partition("/")[2])
        show(wrapped("□ " + _("paper copy not stated: {place}").format(place=place), indent))
    for path in line.evidence if verbose else ():
        show(click.style(wrapped(shown(path.partition("/")[2]), indent), dim=True))


def _tasks(audit: Audit, *, verbose: bool) -> None:
    if not audit.tasks:
        show("\n" + click.style("√ " + _("Everything that is due is there."), "green"))
        return
    show("\n" + click.style(_("What to do next, the most valuable first:"), bold=True))
    several = len(audit.matrix.studios) > 1
    for number, task in enumerate(audit.tasks if verbose else audit.tasks[:_MANY], start=1):
        look = task_look(task.kind)
        text = describe_task(task)
        if several:
            text = _("{place}: {what}").format(place=task.studio, what=text)
        show(wrapped(shown(text), "       ", first=f"  {number:2}. {look.sign} "))
    more = len(audit.tasks) - _MANY
    if more > 0 and not verbose:
        text = ngettext(
            "{count} more task: “archivist audit -v”",
            "{count} more tasks: “archivist audit -v”",
            more,
        )
        show("      " + text.format(count=more))


def _unrecognised(audit: Audit, *, verbose: bool) -> None:
    uncounted = len(audit.uncounted)
    if uncounted:
        text = ngettext(
            "{count} file or folder lies where nothing is counted; “archivist check” says which.",
            "{count} files and folders lie where nothing is counted; “archivist check” says which.",
            uncounted,
        )
        show("\n" + wrapped(text.format(count=uncounted), ""))
    count = len(audit.matrix.unrecognised)
    if not count:
        return
    text = ngettext(
        "{count} file answers no material of its category; say what it is with “材料” in "
        "item.toml.",
        "{count} files answer no material of their category; say what they are with “材料” in "
        "item.toml.",
        count,
    )
    show("\n" + wrapped(text.format(count=count), ""))
    named = audit.matrix.unrecognised if verbose else audit.matrix.unrecognised[:_FEW]
    for path in named:
        show(click.style(wrapped(shown(path), "  "), dim=True))
    if count > len(named):
        show_more(count - len(named), "  ")
