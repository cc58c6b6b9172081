"""Showing what was described, exported, read back or copied."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from archivist.actions.describe import Change, DescribeReport
from archivist.actions.embed import Copy
from archivist.actions.register import RowTrouble, TableReport, Trouble, Unchecked
from archivist.cli.file_output import show_finished
from archivist.cli.screen import columns, show, styled, wrapped
from archivist.formats.arrival_wording import VERDICT, element_word
from archivist.formats.register_columns import people_word
from archivist.formats.wording import SEVERITY
from archivist.model.arrival import Verdict
from archivist.model.display import shown
from archivist.model.elements import Element
from archivist.model.finding import Severity
from archivist.model.stating import Statement, values_of
from archivist.model.wording import N_

_FEW = 20
"""Changes that are listed without ``-v``."""
_TROUBLE = {
    Trouble.NO_FILE: N_("no image of this archive is meant; the row is passed over"),
    Trouble.SEVERAL: N_("its file is gone, and several have its content; the row is passed over"),
    Trouble.CHANGED: N_("the file was changed since the table was made; the row is passed over"),
    Trouble.TWICE: N_("an earlier row says something of the same image"),
    Trouble.SHARED: N_("its sidecar is also that of {detail}, of which a row says otherwise"),
    Trouble.NO_DAY: N_("“{detail}” is no day; write 2025.12.31"),
    Trouble.UNFIT: N_("{detail}"),
}


def show_changes(report: DescribeReport, *, verbose: bool) -> None:
    """Write what was stated where."""
    show_finished(report.finished)
    new = [change for change in report.changes if change.statement]
    if report.reason:
        text = _("Nothing was written: {reason}").format(reason=report.reason)
        show(styled(f"× {text}", SEVERITY[Severity.ERROR]))
        return
    for change in new if verbose else new[:_FEW]:
        _show_change(change)
    if not verbose and len(new) > _FEW:
        show("  " + _("and {count} more (-v lists all)").format(count=len(new) - _FEW))
    if report.dry_run:
        text = ngettext(
            "{count} description would be written.",
            "{count} descriptions would be written.",
            len(new),
        )
    else:
        text = ngettext("{count} description written.", "{count} descriptions written.", len(new))
    show(text.format(count=len(new)))
    same = len(report.changes) - len(new)
    if same:
        text = ngettext("{count} says so already.", "{count} say so already.", same)
        show(text.format(count=same))


def show_exported(count: int, target: Path) -> None:
    """Write where the table lies and what to do with it."""
    text = ngettext("{count} image in {target}", "{count} images in {target}", count)
    show(text.format(count=count, target=shown(str(target))))
    line = f'archivist describe --import "{shown(str(target))}"'
    show(_("Fill it in, save it, then see what it changes: {line}").format(line=line))


def show_import(report: TableReport, source: Path, *, verbose: bool) -> None:
    """Write row by row what a table changes, and which rows cannot be taken over."""
    for trouble in report.troubles:
        _show_trouble(trouble)
    listed = report.changes if verbose else report.changes[:_FEW]
    for each in listed:
        place = _("sheet {sheet}, row {row}").format(sheet=shown(each.row.sheet), row=each.row.row)
        line = _("{place}: {what}").format(place=place, what=shown(each.record.path))
        show(f"○ {line}")
        known = values_of(each.record.elements)
        for element, after in _said(each.change.statement):
            before = known.get(element, "")
            if element is Element.PEOPLE and not before:
                before = people_word(known.get(Element.PEOPLE_STATUS, ""))
            _show_value(element, before, after)
    if len(report.changes) > len(listed):
        more = len(report.changes) - len(listed)
        show("  " + _("and {count} more (-v lists all)").format(count=more))
    _show_unchecked(report.unchecked, verbose=verbose)
    _conclude(report, source)


def show_copy(copy: Copy) -> None:
    """Write one copy's line."""
    if copy.reason:
        look, text = SEVERITY[Severity.ERROR], copy.reason
    else:
        look = VERDICT[Verdict.FILED]
        text = _("copied, with a sidecar") if copy.beside else _("copied, described inside")
    line = _("{place}: {what}").format(place=shown(copy.record.path), what=shown(text))
    show(styled(f"{look.sign} {line}", look))


def _show_change(change: Change) -> None:
    show(f"√ {shown(change.written)}")
    for element, after in _said(change.statement):
        _show_value(element, "", after)
    if change.overruled:
        count = len(change.overruled)
        text = ngettext(
            "{count} image of it says otherwise itself, and that holds for it.",
            "{count} images of it say otherwise themselves, and that holds for them.",
            count,
        )
        show(wrapped(text.format(count=count), "    ", first="  ! "))


def _said(statement: Statement) -> Iterator[tuple[Element, str]]:
    """Yield what is stated in words; the status of people stands for the people."""
    status = people_word(next(iter(statement.get(Element.PEOPLE_STATUS, ())), ""))
    for element, texts in statement.items():
        if element is not Element.PEOPLE_STATUS:
            yield element, "、".join(texts) or (status if element is Element.PEOPLE else "")
    if status and Element.PEOPLE not in statement:
        yield Element.PEOPLE, status


def _show_value(element: Element, before: str, after: str) -> None:
    head = "    " + _("{place}: {what}").format(place=element_word(element.value), what="")
    text = shown(after) or _("(taken back)")
    if before:
        text = f"{shown(before)} → {text}"
    show(wrapped(text, " " * columns(head), first=head))


def _show_trouble(trouble: RowTrouble) -> None:
    row = trouble.row
    place = _("sheet {sheet}, row {row}").format(sheet=shown(row.sheet), row=row.row)
    text = _(_TROUBLE[trouble.trouble]).format(detail=shown(trouble.detail))
    place = _("{place} ({path})").format(place=place, path=shown(row.path))
    line = _("{place}: {what}").format(place=place, what=text)
    show(wrapped(line, "  ", first="× "))


def _show_unchecked(unchecked: tuple[Unchecked, ...], *, verbose: bool) -> None:
    """Write which guesses were passed over, so that nobody takes them for written."""
    count = sum(len(each.elements) for each in unchecked)
    if not count:
        return
    text = ngettext(
        "{count} guess was left unchecked and counts for nothing; choose yes under Checked:",
        "{count} guesses were left unchecked and count for nothing; choose yes under Checked:",
        count,
    )
    show(wrapped(text.format(count=count), "  ", first="! "))
    listed = unchecked if verbose else unchecked[:_FEW]
    for each in listed:
        place = _("sheet {sheet}, row {row}").format(sheet=shown(each.row.sheet), row=each.row.row)
        words = _(", ").join(element_word(element.value) for element in each.elements)
        line = _("{place}: {what}").format(place=place, what=words)
        show(wrapped(line, "    ", first="  "))
    if len(unchecked) > len(listed):
        more = len(unchecked) - len(listed)
        show("  " + _("and {count} more (-v lists all)").format(count=more))


def _conclude(report: TableReport, source: Path) -> None:
    numbers = _("{rows} rows, {changes} of them with changes, {troubles} not taken over").format(
        rows=report.rows, changes=len(report.changes), troubles=len(report.troubles)
    )
    show(numbers)
    if report.refused:
        show(_("Nothing was written. Mend these rows, save the table, and import it again."))
    elif report.report is None:
        line = f'archivist describe --import "{shown(str(source))}" --yes'
        show(_("Nothing was written yet. To write it: {line}").format(line=line))
    elif report.report.done:
        show(_("Written. “archivist undo” takes it back."))
    else:
        show(_("Nothing was written: {reason}").format(reason=report.report.reason))
