"""Showing boxes and what lies in them."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext

from archivist.actions.box_list import ListedStudio
from archivist.cli.screen import broken, columns, padded, show, styled, wrapped
from archivist.formats.box_wording import SEVERITIES, fault_text, years_text
from archivist.formats.wording import SEVERITY, retention_word
from archivist.model.box import Box, BoxedItem
from archivist.model.boxing import Weighed
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.finding import Severity

_NUMBER, _CONTENT, _YEARS, _RETENTION = 8, 20, 9, 9
_TITLE = 56
"""Columns of the screen."""


def show_boxes(listed: Sequence[ListedStudio], *, quiet: bool, verbose: bool) -> None:
    """Write the boxes of each studio, what is wrong with them, and what lies in none."""
    for studio in listed:
        show(wrapped(shown(studio.studio), ""))
        for held in studio.boxes:
            show(head_of(held.box, held.pages, len(held.items)))
            for item in () if quiet else held.items:
                show(item_line(item))
        if not studio.boxes:
            show("  " + _("no box"))
        _show_wrong(studio)
        _show_loose(studio.loose, verbose=verbose)


def head_of(box: Box, pages: int, items: int, sign: str = "□") -> str:
    """Return the line of one box: number, content, years, retention, spine, pages, items."""
    cells = (
        padded(_cut(box.number, _NUMBER), _NUMBER),
        padded(_cut(box.content, _CONTENT), _CONTENT),
        padded(_cut(years_text(box), _YEARS), _YEARS),
        padded(retention_word(box.retention) if box.retention else "", _RETENTION),
        f"{box.spine:g} mm".rjust(5) if box.spine else " " * 5,
        _("{pages} pp").format(pages=f"{pages:>4}"),
        _("{items} items").format(items=f"{items:>4}"),
    )
    return f"  {sign} " + " ".join(cells)


def item_line(item: BoxedItem) -> str:
    """Return the line of one item in its box."""
    number = f"{item.number:>3}" if item.number else "  -"
    day = dotted(item.item.day) if item.item.day else ""
    title = padded(_cut(item.item.name.title, _TITLE), _TITLE)
    pages = f"{'~' if item.estimated else ''}{item.pages}"
    return f"    {number} {padded(day, 10)} {title} {pages:>4}".rstrip()


def _cut(text: str, room: int) -> str:
    """Return a text that takes no more than so many columns, shortened where it has to be."""
    text = shown(text)
    if columns(text) <= room:
        return text
    while columns(text) > room - 1:
        text = text[: -max(1, (columns(text) - room) // 2)]
    return f"{text}…"


def _show_wrong(studio: ListedStudio) -> None:
    for fault in studio.faults:
        look = SEVERITY[SEVERITIES[fault.trouble]]
        show(styled(wrapped(fault_text(fault), "    ", f"  {look.sign} "), look))
    look = SEVERITY[Severity.ERROR]
    for path, why in studio.unread:
        text = shown(_("{place}: {what}").format(place=path, what=why))
        show(styled(wrapped(text, "    ", f"  {look.sign} "), look))
    for path in studio.damaged:
        why = _("its item.toml has mistakes: archivist check tells which")
        text = shown(_("{place}: {what}").format(place=path, what=why))
        show(styled(wrapped(text, "    ", f"  {look.sign} "), look))


def _show_loose(loose: Sequence[Weighed], *, verbose: bool) -> None:
    if not loose:
        return
    text = ngettext(
        "{count} item names no box; “archivist box assign” gives it one.",
        "{count} items name no box; “archivist box assign” gives them one.",
        len(loose),
    )
    look = SEVERITY[Severity.HINT]
    show(styled(wrapped(text.format(count=len(loose)), "    ", f"  {look.sign} "), look))
    for each in loose if verbose else ():
        item = each.boxed.item
        show(broken(shown(item.path.removeprefix(f"{item.studio}/")), 79, "        ", "      "))
