"""The papers that go into a box: the list of what lies in it 盒内目录, and the remarks 备考表."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.press.press import Form
from archivist.formats.wording import retention_word
from archivist.model.box import Box, BoxedItem, BoxHeld
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.plan import Retention
from archivist.model.settings import Settings

FORM = "box-list"
_PLAIN = ("number", "code", "title", "day", "pages", "range", "remark")
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
_TERMS = {
    Retention.PERMANENT: "Y",
    Retention.YEARS_30: "D30",
    Retention.YEARS_10: "D10",
}


def box_form(boxes: Sequence[BoxHeld], settings: Settings) -> Form:
    """Return the papers of boxes, a list and then the remarks of each."""
    fonds = settings.fonds.strip()
    return Form(
        name=FORM,
        data={
            "columns": list(_FONDS if fonds else _PLAIN),
            "boxes": [_box(held, settings) for held in boxes],
        },
        words=_words(),
    )


def archival_code(item: BoxedItem, settings: Settings) -> str:
    """Return the 档号, after the practice of DA/T 13: fonds, class·year, retention, unit, piece.

    The unit is the category; in an archive of several studios, the studio's number before it.
    """
    if not settings.fonds or item.retention is None:
        return ""
    names = [studio.name for studio in settings.studios]
    of = item.item.studio
    unit = f"{names.index(of) + 1:02}" if len(names) > 1 and of in names else ""
    term, year = _TERMS[item.retention], item.year or "0000"
    return f"{settings.fonds}-WS·{year}-{term}-{unit}{item.item.category}-{item.piece:04}"


def _box(held: BoxHeld, settings: Settings) -> Mapping[str, object]:
    box = held.box
    return {
        "where": _("box {number}").format(number=shown(box.number)),
        "head": [[label, shown(text)] for label, text in _head(box, settings)],
        "rows": list(_rows(held, settings)),
        "state": [shown(line) for line in _state(held)],
        "packer": shown(box.packer),
        "packed": dotted(box.packed) if box.packed else "",
        "checker": shown(box.checker),
        "checked": dotted(box.checked) if box.checked else "",
    }


def _head(box: Box, settings: Settings) -> Iterator[tuple[str, str]]:
    if settings.fonds:
        yield _("Fonds"), " ".join(filter(None, (settings.fonds, settings.fonds_name)))
    yield _("Studio"), box.studio
    yield _("Category"), box.content
    yield _("Year"), _(", ").join(map(str, box.years))
    yield _("Retention"), retention_word(box.retention) if box.retention else ""
    yield _("Box no."), box.number


def _rows(held: BoxHeld, settings: Settings) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a list; pages are given from which to which as long as all are counted."""
    last = 0
    sure = True
    for each in held.items:
        sure = sure and not each.estimated and each.pages > 0
        first, last = last + 1, last + each.pages
        codes = codes_of(each)
        values = {
            "number": str(each.number),
            "code": codes,
            "archival": archival_code(each, settings),
            "reference": "",
            "author": each.item.studio,
            "title": each.item.name.title,
            "day": dotted(each.item.day) if each.item.day else "",
            "secrecy": "",
            "pages": _pages(each),
            "range": (f"{first}-{last}" if last > first else str(first)) if sure else "",
            "remark": codes if settings.fonds else "",
        }
        yield {key: shown(text) for key, text in values.items()}


def _pages(each: BoxedItem) -> str:
    if not each.pages:
        return ""
    return _("about {pages}").format(pages=each.pages) if each.estimated else str(each.pages)


def codes_of(each: BoxedItem) -> str:
    """Return the codes of an item's images, of one day as ``C1-20220125-01—08``."""
    first, last = each.first_code, each.last_code
    if not first or first == last:
        return first
    head, _dash, number = last.rpartition("-")
    return f"{first}—{number}" if first.startswith(f"{head}-") else f"{first}—{last}"


def _state(held: BoxHeld) -> Iterator[str]:
    """Yield what can be said of the files in a box, and what the register says of them."""
    items = len(held.items)
    yield ngettext(
        "{count} item lies in this box, of {pages} pages.",
        "{count} items lie in this box, of {pages} pages.",
        items,
    ).format(count=items, pages=held.pages)
    guessed = sum(each.estimated for each in held.items)
    if guessed:
        yield ngettext(
            "The pages of {count} item are estimated; count them and write the number down.",
            "The pages of {count} items are estimated; count them and write the number down.",
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
