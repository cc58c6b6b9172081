"""Showing ledgers: what was made, which cells are wrong, how rows and folders agree."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext

import click

from archivist.actions.ledger_check import CheckedLedger
from archivist.actions.ledger_new import NewLedgers
from archivist.actions.ledger_sync import Appended, StudioSync
from archivist.cli.file_output import show_finished
from archivist.cli.ledger_json import checked_json, sync_json
from archivist.cli.ledger_wording import tied, unentered, unproved
from archivist.cli.screen import show, show_json, wrapped
from archivist.formats.ledger_wording import describe_fault
from archivist.formats.score_names import listed, named
from archivist.model.display import shown
from archivist.model.ledger_sync import Sync
from archivist.model.operation import Result

_FEW = 10
"""Lines of a kind shown without ``-v``."""


def show_new(report: NewLedgers, *, quiet: bool, verbose: bool) -> None:
    """Write which workbooks were made, and which were there."""
    show_finished(report.finished)
    for deed in report.deeds:
        for step in deed.operation.work:
            if deed.result is Result.DONE:
                _line("  + ", step.path)
            else:
                _trouble(step.path, deed.reason)
    if not quiet:
        _show_kept(report.kept, verbose=verbose)
    count = sum(deed.result is Result.DONE for deed in report.deeds)
    show(ngettext("{count} ledger made.", "{count} ledgers made.", count).format(count=count))


def _show_kept(paths: Sequence[str], *, verbose: bool) -> None:
    folders: dict[str, list[str]] = {}
    for path in paths:
        folder, _slash, name = path.rpartition("/")
        folders.setdefault(folder, []).append(name)
    for folder, names in folders.items():
        if verbose or len(names) == 1:
            for name in names:
                _line("  = ", _("{path} is there already").format(path=f"{folder}/{name}"))
            continue
        text = ngettext(
            "{folder}: {count} ledger is there already",
            "{folder}: {count} ledgers are there already",
            len(names),
        )
        _line("  = ", text.format(folder=folder, count=len(names)))


def show_checked(
    checked: Sequence[CheckedLedger], *, as_json: bool, quiet: bool, verbose: bool
) -> None:
    """Write what is wrong in each workbook."""
    if as_json:
        show_json(checked_json(checked))
        return
    if not checked:
        show(_no_ledger())
        return
    for each in checked:
        if not (quiet and each.passed):
            _show_checked(each, verbose=verbose)
    faults = sum(len(each.faults) for each in checked)
    unread = sum(bool(each.reason) for each in checked)
    text = ngettext("{count} workbook read", "{count} workbooks read", len(checked) - unread)
    parts = [text.format(count=len(checked) - unread)]
    text = ngettext("{count} thing to mend", "{count} things to mend", faults)
    parts.append(text.format(count=faults))
    if unread:
        text = ngettext("{count} cannot be read", "{count} cannot be read", unread)
        parts.append(text.format(count=unread))
    show(_("; ").join(parts))


def _show_checked(each: CheckedLedger, *, verbose: bool) -> None:
    if each.reason:
        _trouble(each.path, each.reason)
        return
    rows = ngettext("{count} row", "{count} rows", each.entries).format(count=each.entries)
    name = each.path.rpartition("/")[2]
    # What the workbook's name says already is not said twice.
    told = listed(named(one) for one in each.ledgers if one.name not in name)
    text = _("{place}: {what}").format(
        place=each.path, what=_(", ").join(filter(None, (told, rows)))
    )
    _line("  ! " if each.faults else "  √ ", text)
    _some([describe_fault(fault) for fault in each.faults], "      - ", verbose=verbose)


def show_sync(found: Sequence[StudioSync], *, as_json: bool, verbose: bool) -> None:
    """Write, ledger by ledger, what rows and folders do not have in common."""
    if as_json:
        show_json(sync_json(found))
        return
    for studio in found:
        show(click.style(shown(studio.studio), bold=True))
        for path, reason in studio.read.unread.items():
            _trouble(path.partition("/")[2], reason)
        telling = [each for each in studio.syncs if verbose or _tells(each)]
        for each in telling:
            _show_sync(each, verbose=verbose)
        if not studio.syncs and not studio.read.unread:
            _line("  ", _no_ledger())
        elif not telling and studio.agrees:
            _line("  √ ", _("Ledgers and folders agree."))


def _tells(each: Sync) -> bool:
    """Tell whether there is anything to say: of an empty ledger that nothing belongs into not."""
    return bool(each.tied or each.unproved or each.unentered)


def _show_sync(each: Sync, *, verbose: bool) -> None:
    ties, bare, loose = len(each.tied), len(each.unproved), len(each.unentered)
    told = []
    if bare:
        text = ngettext("{count} row without evidence", "{count} rows without evidence", bare)
        told.append(text.format(count=bare))
    if loose:
        text = ngettext("{count} item without a row", "{count} items without a row", loose)
        told.append(text.format(count=loose))
    text = ngettext("{count} row tied", "{count} rows tied", ties).format(count=ties)
    what = _("; ").join([text, *told])
    text = _("{place}: {what}").format(place=named(each.ledger), what=what)
    _line("  ! " if told else "  √ ", text)
    if verbose:
        for tie in each.tied:
            text = wrapped(shown(tied(each.ledger, tie)), "        ", first="      √ ")
            show(click.style(text, dim=True))
    _some([unproved(each.ledger, one) for one in each.unproved], "      - ", verbose=verbose)
    _some([*map(unentered, each.unentered)], "      + ", verbose=verbose)


def show_appended(report: Appended) -> None:
    """Write into which workbooks rows were put."""
    show_finished(report.finished)
    for reason in report.refused:
        _line("  × ", reason)
    rows = count = 0
    for deed in report.deeds:
        path = deed.operation.work[0].path
        if deed.result is Result.DONE:
            rows, count = rows + report.rows[path], count + 1
        else:
            _trouble(path, deed.reason)
    show(_put_in(rows, count))
    if count:
        show(_("Fill in what the rows still lack; “archivist undo” takes them out."))


def _put_in(rows: int, count: int) -> str:
    if not count:
        return _("No row was put in.")
    many = ngettext("{count} row", "{count} rows", rows).format(count=rows)
    text = ngettext(
        "{rows} put into {count} workbook; what it held before is kept.",
        "{rows} put into {count} workbooks; what they held before is kept.",
        count,
    )
    return text.format(rows=many, count=count)


def _no_ledger() -> str:
    return _("No ledger is kept here; “archivist ledger new” makes them.")


def _line(sign: str, text: str) -> None:
    show(wrapped(shown(text), " " * len(sign), first=sign))


def _trouble(path: str, reason: str) -> None:
    # Most reasons name the workbook.
    name = path.rpartition("/")[2]
    told = reason if name in reason else _("{place}: {what}").format(place=path, what=reason)
    _line("  × ", told)


def _some(lines: Sequence[str], sign: str, *, verbose: bool) -> None:
    chosen = lines if verbose else lines[:_FEW]
    for line in chosen:
        _line(sign, line)
    if len(lines) > len(chosen):
        count = len(lines) - len(chosen)
        show(" " * 6 + _("and {count} more (-v lists all)").format(count=count))
