"""Showing boxes and what lies in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext

from archivist.actions.boxes.listing import ListedStudio
from archivist.actions.registers import cell_text
from archivist.cli.box_table import Line, heads, item_line, pages_text
from archivist.cli.screen import broken, show, styled, wrapped
from archivist.formats.papers.box_wording import SEVERITIES, TOGETHER, fault_text, several_text
from archivist.formats.wording import SEVERITY
from archivist.model.box import BoxHeld
from archivist.model.box_faults import BoxTrouble
from archivist.model.boxing import Weighed
from archivist.model.display import shown
from archivist.model.finding import Severity


def show_boxes(listed: Sequence[ListedStudio], *, quiet: bool, verbose: bool) -> None:
    """Write the boxes of each studio, what is wrong with them, and what lies in none."""
    for studio in listed:
        show(wrapped(shown(studio.studio), ""))
        lines = [_line(held) for held in studio.boxes]
        for head, held in zip(heads(lines), studio.boxes, strict=True):
            show(head)
            for item in () if quiet else held.items:
                show(item_line(item))
        show("  " + (_sum(studio.boxes) if studio.boxes else _("no box")))
        _show_faults(studio)
        _show_wrong(studio)
        _show_unnumbered(studio.unnumbered)
        _show_loose(studio.loose, verbose=verbose)


def _line(held: BoxHeld) -> Line:
    """Return a box as its label tells of it."""
    box = replace(held.box, years=held.years, retention=held.retention)
    return Line(box=box, items=held.items, pages=held.pages)


def mark(severity: Severity, text: str) -> None:
    """Write a remark with the sign of how much it matters."""
    look = SEVERITY[severity]
    show(styled(wrapped(text, "    ", f"  {look.sign} "), look))


def _sum(boxes: Sequence[BoxHeld]) -> str:
    text = ngettext(
        "{count} box: {items} items, {pieces} pieces, {pages} pp",
        "{count} boxes: {items} items, {pieces} pieces, {pages} pp",
        len(boxes),
    )
    items = [each for held in boxes for each in held.items]
    pages = sum(held.pages for held in boxes)
    return text.format(
        count=len(boxes),
        items=len({each.item.path for each in items}),
        pieces=sum(held.pieces for held in boxes),
        pages=pages_text(pages, estimated=any(each.estimated for each in items)),
    )


def _show_faults(studio: ListedStudio) -> None:
    for trouble in BoxTrouble:
        same = [fault for fault in studio.faults if fault.trouble is trouble]
        if len(same) > 1 and trouble in TOGETHER:
            mark(SEVERITIES[trouble], several_text(same))
        else:
            for fault in same:
                mark(SEVERITIES[trouble], fault_text(fault))


def _show_wrong(studio: ListedStudio) -> None:
    for path, cell in studio.illegible:
        mark(Severity.ERROR, cell_text(path, cell))
    for path, why in studio.unread:
        # Most reasons name the workbook.
        told = why if path in why else _("{place}: {what}").format(place=path, what=why)
        mark(Severity.ERROR, shown(told))
    for path in studio.damaged:
        why = _("its item.toml has mistakes: archivist check tells which")
        mark(Severity.ERROR, shown(_("{place}: {what}").format(place=path, what=why)))


def _show_unnumbered(count: int) -> None:
    if count:
        text = ngettext(
            "The piece numbers of {count} item are not written down and may change; “archivist box "
            "assign” writes them into its item.toml.",
            "The piece numbers of {count} items are not written down and may change; “archivist "
            "box assign” writes them into their item.toml.",
            count,
        )
        mark(Severity.HINT, text.format(count=count))


def _show_loose(loose: Sequence[Weighed], *, verbose: bool) -> None:
    if not loose:
        return
    text = ngettext(
        "{count} item names no box; “archivist box assign” gives it one.",
        "{count} items name no box; “archivist box assign” gives them one.",
        len(loose),
    )
    mark(Severity.HINT, text.format(count=len(loose)))
    for each in loose if verbose else ():
        item = each.boxed.item
        show(broken(shown(item.path.removeprefix(f"{item.studio}/")), 79, "        ", "      "))
