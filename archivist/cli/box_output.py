"""Showing which boxes were filled."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from archivist.actions.box_assign import AssignReport
from archivist.cli.box_list_output import head_of, item_line
from archivist.cli.file_output import show_finished
from archivist.cli.screen import show, styled, wrapped
from archivist.formats.wording import SEVERITY
from archivist.model.box_filling import SPINES, Filled, Filling, capacity
from archivist.model.display import shown
from archivist.model.finding import Severity


def show_assigned(report: AssignReport, *, quiet: bool, verbose: bool) -> None:
    """Write what goes where, and what could not be put anywhere."""
    show_finished(report.finished)
    for studio, filling in report.studios:
        if filling.boxes and not quiet:
            show(wrapped(shown(studio), ""))
            for box in filling.boxes:
                _show_box(box, verbose=verbose)
        _show_thick(filling)
    for path, why in report.troubles:
        text = _("{place}: {what}").format(place=path, what=why)
        _mark(Severity.ERROR, shown(text))
    for reason in report.reasons:
        _mark(Severity.ERROR, shown(_("Not written: {reason}").format(reason=reason)))
    show(wrapped(_summary(report), ""))


def _mark(severity: Severity, text: str) -> None:
    look = SEVERITY[severity]
    show(styled(wrapped(text, "    ", f"  {look.sign} "), look))


def _show_box(box: Filled, *, verbose: bool) -> None:
    sign = "+" if box.new else "…"
    show(head_of(box.box, box.pages, len(box.items), sign))
    for item in box.items if verbose else ():
        show(item_line(item))


def _show_thick(filling: Filling) -> None:
    for item, number in filling.too_thick:
        text = _(
            "{item}: {pages} pages are more than the thickest box takes ({most}); it got box "
            "{number} alone. Divide it, or name two boxes in its item.toml."
        )
        name = item.item.path.rpartition("/")[2]
        most = capacity(SPINES[-1])
        _mark(
            Severity.WARNING,
            shown(text.format(item=name, pages=item.pages, most=most, number=number)),
        )


def _summary(report: AssignReport) -> str:
    boxes = report.boxes
    if not boxes:
        return _("Nothing to do: no item wants a box.") if report.done else _("Nothing was put in.")
    items, new = sum(len(box.items) for box in boxes), sum(box.new for box in boxes)
    where = ngettext(
        "{count} box, {new} of them new", "{count} boxes, {new} of them new", len(boxes)
    )
    where = where.format(count=len(boxes), new=new)
    if report.dry_run:
        text = ngettext(
            "{count} item would go into {where}.", "{count} items would go into {where}.", items
        )
    elif report.reasons:
        return _("Not all was written; “archivist box list” shows what was.")
    else:
        text = ngettext("{count} item put into {where}.", "{count} items put into {where}.", items)
    return text.format(count=items, where=where)
