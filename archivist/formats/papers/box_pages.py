"""The papers that go into a box: the list of what lies in it 盒内目录, and the remarks 备考表."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.papers.piece_rows import pages_text, piece_row
from archivist.formats.press.form import Form
from archivist.formats.wording import retention_word
from archivist.model.box import BoxHeld
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.piece_lines import PieceLine
from archivist.model.settings import Settings

FORM = "box-list"
_PLAIN = ("number", "pieces", "code", "title", "day", "pages", "range", "remark")
_FONDS = (
    "number",
    "archival",
    "reference",
    "author",
    "title",
    "day",
    "secrecy",
    "pages",
    "remark",
)
"""The columns of 归档文件目录 (FACTS §3)."""


def box_form(
    boxes: Sequence[BoxHeld],
    settings: Settings,
    lines: Mapping[str, Sequence[PieceLine]] | None = None,
) -> Form:
    """Return the papers of boxes, a list and then the remarks of each.

    Args:
        boxes: In their order.
        settings: Of the archive: with a fonds the list is the 归档文件目录 of the box.
        lines: With a fonds, the pieces of each item, by its path.
    """
    fonds = settings.fonds.strip()
    return Form(
        name=FORM,
        data={
            "columns": list(_FONDS if fonds else _PLAIN),
            "boxes": [_box(held, settings, lines or {}) for held in boxes],
        },
        words=_words(),
    )


def _box(
    held: BoxHeld, settings: Settings, lines: Mapping[str, Sequence[PieceLine]]
) -> Mapping[str, object]:
    box = held.box
    fonds = settings.fonds.strip()
    return {
        "where": _("box {number}").format(number=shown(box.number)),
        "head": [[label, shown(text)] for label, text in _head(held, settings)],
        "rows": list(_pieces(held, lines) if fonds else _items(held)),
        "state": [shown(line) for line in _state(held)],
        "packer": shown(box.packer),
        "packed": dotted(box.packed) if box.packed else "",
        "checker": shown(box.checker),
        "checked": dotted(box.checked) if box.checked else "",
    }


def _head(held: BoxHeld, settings: Settings) -> Iterator[tuple[str, str]]:
    box = held.box
    if settings.fonds.strip():
        yield _("Fonds"), " ".join(filter(None, (settings.fonds, settings.fonds_name)))
    yield _("Studio"), box.studio
    yield _("Category"), box.content
    yield _("Year"), _(", ").join(map(str, held.years))
    yield _("Retention"), retention_word(held.retention) if held.retention else ""
    yield _("Box no."), box.number


def _items(held: BoxHeld) -> Iterator[Mapping[str, str]]:
    """Yield a row for each item; pages are given from which to which while all are counted."""
    last = 0
    sure = True
    for each in held.items:
        sure = sure and not each.estimated and each.pages > 0
        first, last = last + 1, last + each.pages
        values = {
            "number": str(each.number),
            "pieces": "、".join(_range(*pair) for pair in each.piece_ranges),
            "code": each.codes,
            "title": each.item.name.title or each.item.path.rpartition("/")[2],
            "day": dotted(each.item.day) if each.item.day else "",
            "pages": pages_text(each.pages, estimated=each.estimated),
            "range": _range(first, last) if sure else "",
            "remark": "",
        }
        yield {key: shown(text) for key, text in values.items()}


def _range(first: int, last: int) -> str:
    return f"{first}—{last}" if last > first else str(first)


def _pieces(held: BoxHeld, lines: Mapping[str, Sequence[PieceLine]]) -> Iterator[Mapping[str, str]]:
    """Yield a row for each piece, as the 归档文件目录 has it."""
    found = (line for each in held.items for line in lines.get(each.item.path, ()))
    for number, line in enumerate(sorted(found, key=lambda each: each.number), 1):
        row = piece_row(line, boxes=False)
        yield {
            "number": str(number),
            "archival": row.code,
            "reference": row.reference,
            "author": row.responsible,
            "title": row.title,
            "day": row.day,
            "secrecy": row.secrecy,
            "pages": row.pages,
            "remark": row.remark,
        }


def _state(held: BoxHeld) -> Iterator[str]:
    """Yield what can be said of the files in a box, and what the register says of them."""
    items, pieces = len(held.items), held.pieces
    yield _("This box holds {items} with {pieces}, of {pages} pages.").format(
        items=ngettext("{count} item", "{count} items", items).format(count=items),
        pieces=ngettext("{count} piece", "{count} pieces", pieces).format(count=pieces),
        pages=pages_text(held.pages, estimated=any(each.estimated for each in held.items)) or 0,
    )
    guessed = sum(each.estimated for each in held.items)
    if guessed:
        yield ngettext(
            "The pages of {count} item are estimated.",
            "The pages of {count} items are estimated.",
            guessed,
        ).format(count=guessed)
    images = sum(bool(each.first_code) for each in held.items)
    if images:
        yield ngettext("{count} item holds images.", "{count} items hold images.", images).format(
            count=images
        )
    yield from (line for line in held.box.state.splitlines() if line.strip())


def _words() -> dict[str, str]:
    return {
        "list-title": _("List of the box"),
        "remarks-title": _("Remarks on the box"),
        "page-of": _("page {page} of {pages}"),
        "number": _("No."),
        "pieces": _("Piece nos."),
        "code": _("Codes"),
        "archival": _("Archival code"),
        "reference": _("Document no."),
        "author": _("Author"),
        "title": _("Title"),
        "day": _("Date"),
        "secrecy": _("Secrecy"),
        "pages": _("Pages"),
        "range": _("From–to"),
        "remark": _("Remarks"),
        "state": _("State of the files in the box"),
        "packer": _("Arranged by"),
        "packed": _("Arranged on"),
        "checker": _("Checked by"),
        "checked": _("Date checked"),
        "empty": _("Nothing lies in this box."),
    }
