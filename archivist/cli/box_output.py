"""Showing which boxes were filled, and which were entered into the register."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from gettext import ngettext

from archivist.actions.boxes.assigned import AssignReport, StudioAssigned
from archivist.cli.box_list_output import mark
from archivist.cli.box_table import Line, heads, item_line
from archivist.cli.file_output import show_finished
from archivist.cli.print_places import example_place
from archivist.cli.screen import show, wrapped
from archivist.formats.ledger_wording import row_text
from archivist.formats.papers.box_wording import passed_text, short
from archivist.model.box_filling import Filling
from archivist.model.box_room import ASSUMED_SPINE, SPINES, capacity
from archivist.model.display import shown
from archivist.model.finding import Severity


def show_assigned(report: AssignReport, *, quiet: bool, verbose: bool) -> None:
    """Write what goes where, and what could not be put anywhere."""
    show_finished(report.finished)
    for studio in report.studios:
        if not quiet and _has_news(studio):
            show(wrapped(shown(studio.studio), ""))
            _show_boxes(studio, verbose=verbose)
            _show_notes(studio)
        _show_thick(studio.filling)
    for path, why in report.troubles:
        mark(Severity.ERROR, shown(_("{place}: {what}").format(place=path, what=why)))
    for reason in report.reasons:
        mark(Severity.ERROR, shown(_("Not written: {reason}").format(reason=reason)))
    for line in _summary(report, quiet=quiet):
        show(wrapped(line, ""))


def show_kept(report: AssignReport, packer: str) -> None:
    """Say of which boxes ``--by`` changed nothing: the register has a row of them already."""
    kept = [
        each.box
        for each in report.boxes
        if packer and not each.new and each.box.row and each.box.packer != packer
    ]
    if kept:
        text = _("{boxes}: who arranged them stays as the register says; --by is for new rows.")
        mark(Severity.HINT, text.format(boxes=_(", ").join(short(box.number) for box in kept)))


def _has_news(studio: StudioAssigned) -> bool:
    return bool(studio.filling.boxes or studio.entered or studio.numbered or studio.corrected)


def _show_boxes(studio: StudioAssigned, *, verbose: bool) -> None:
    filled, entered = studio.filling.boxes, studio.entered
    new, more, enter = _("new"), _("fill"), _("enter")
    lines = [
        *(
            Line(box=e.box, items=e.items, pages=e.pages, sign=new if e.new else more)
            for e in filled
        ),
        *(Line(box=e.box, items=e.items, pages=e.pages, sign=enter) for e in entered),
    ]
    told = heads(lines)
    for head, box in zip(told, filled, strict=False):
        show(head)
        if box.passed:
            show(wrapped(passed_text(box.passed), "      "))
        for item in box.items if verbose else ():
            show(item_line(item, numbered=False))
    for head in told[len(filled) :]:
        show(head)
    for item in studio.numbered if verbose else ():
        show(item_line(item))


def _show_notes(studio: StudioAssigned) -> None:
    guessed = [b.box.number for b in studio.filling.boxes if not b.new and not b.box.spine]
    if guessed:
        text = _(
            "{boxes}: reckoned as {spine} mm thick, for no thickness is stated; write it into the "
            "register."
        )
        boxes = _(", ").join(map(short, guessed))
        mark(Severity.HINT, text.format(boxes=boxes, spine=f"{ASSUMED_SPINE:g}"))
    _show_corrected(studio)
    for held in studio.stale:
        text = _(
            "box {number}: its first and last piece are now {first} and {last}; correct them in "
            "the register ({row})."
        )
        text = text.format(
            number=short(held.box.number),
            first=held.first_piece,
            last=held.last_piece,
            row=row_text(held.box.row) if held.box.row else "",
        )
        mark(Severity.WARNING, text)
    if studio.entered:
        text = _("Entered from what items say: thickness, place, who and when are to be filled in.")
        mark(Severity.HINT, text)


def _show_corrected(studio: StudioAssigned) -> None:
    for held in studio.corrected:
        text = _("box {number}: its row in the register gets pieces {first} to {last} ({row}).")
        row = row_text(held.box.row) if held.box.row else ""
        first, last = held.first_piece, held.last_piece
        text = text.format(number=short(held.box.number), first=first, last=last, row=row)
        mark(Severity.HINT, text)


def _show_thick(filling: Filling) -> None:
    for item, number in filling.too_thick:
        text = _(
            "{item}: {pages} pages are more than the thickest box takes ({most}); it got box "
            "{number} alone. Divide it, or name two boxes in its item.toml."
        )
        name = item.item.path.rpartition("/")[2]
        most = capacity(SPINES[-1])
        mark(
            Severity.WARNING,
            shown(text.format(item=name, pages=item.pages, most=most, number=number)),
        )


def _summary(report: AssignReport, *, quiet: bool) -> Iterator[str]:
    if report.idle:
        yield _("Nothing to do: no item wants a box.") if report.done else _("Nothing was put in.")
        return
    if report.reasons:
        yield _("Not all was written; “archivist box list” shows what was.")
        return
    yield from filter(None, (_put(report), _enter(report), _number(report), _correct(report)))
    if report.dry_run:
        yield _("Nothing was written: without -n it is done.")
    elif not quiet:
        yield _(
            "Next: “archivist print labels -o {labels}” prints the labels, “archivist box print "
            "-o {lists}” the lists; “archivist undo” takes all of it back."
        ).format(labels=example_place(_("labels.pdf")), lists=example_place(_("box-lists.pdf")))


def _put(report: AssignReport) -> str:
    boxes = report.boxes
    if not boxes:
        return ""
    items, new = sum(len(box.items) for box in boxes), sum(box.new for box in boxes)
    where = ngettext(
        "{count} box, {new} of them new", "{count} boxes, {new} of them new", len(boxes)
    )
    where = where.format(count=len(boxes), new=new)
    if report.dry_run:
        text = ngettext(
            "{count} item would go into {where}.", "{count} items would go into {where}.", items
        )
    else:
        text = ngettext("{count} item put into {where}.", "{count} items put into {where}.", items)
    return text.format(count=items, where=where)


def _enter(report: AssignReport) -> str:
    count = report.entered
    if not count:
        return ""
    if report.dry_run:
        text = ngettext(
            "{count} box would be entered into the register.",
            "{count} boxes would be entered into the register.",
            count,
        )
    else:
        text = ngettext(
            "{count} box entered into the register.",
            "{count} boxes entered into the register.",
            count,
        )
    return text.format(count=count)


def _number(report: AssignReport) -> str:
    count = report.numbered
    if not count:
        return ""
    if report.dry_run:
        text = ngettext(
            "Piece numbers would be written into the item.toml of {count} item more.",
            "Piece numbers would be written into the item.toml of {count} items more.",
            count,
        )
    else:
        text = ngettext(
            "Piece numbers written into the item.toml of {count} item more.",
            "Piece numbers written into the item.toml of {count} items more.",
            count,
        )
    return text.format(count=count)


def _correct(report: AssignReport) -> str:
    count = report.corrected
    if not count:
        return ""
    if report.dry_run:
        text = ngettext(
            "The register would name other pieces of {count} box.",
            "The register would name other pieces of {count} boxes.",
            count,
        )
    else:
        text = ngettext(
            "The register names other pieces of {count} box now.",
            "The register names other pieces of {count} boxes now.",
            count,
        )
    return text.format(count=count)
