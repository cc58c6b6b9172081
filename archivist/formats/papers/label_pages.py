"""The labels of boxes, for the front, the spine and bought sheets of small labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from archivist.errors import UnprintableError
from archivist.formats.ledger_wording import row_text
from archivist.formats.papers.box_fields import (
    box_fields,
    first_piece,
    items_text,
    last_piece,
)
from archivist.formats.papers.label_words import box_words
from archivist.formats.papers.printed_code import printed_code
from archivist.formats.papers.upright import upright
from archivist.formats.press.form import Form
from archivist.model.box import BoxedItem, BoxHeld
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.label_code import LabelKind
from archivist.model.plan import Plan
from archivist.model.settings import Settings
from archivist.model.text_width import widest

FRONT, SPINE, SMALL = "box-front", "box-spine", "box-small"
THINNEST, THICKEST = 10.0, 100.0
"""Mm of a spine for which a strip can be printed."""
_LISTED = 200
"""Items that go to the page at most: more have no room on any label, which says how many lie in the
box."""
_ENDLESS = 9999.0
"""JSON holds no infinity."""
_SHOWN = 10
"""Boxes that a message names at most."""

_DIGIT = re.compile("[0-9]")
_UPRIGHT = ("organisation", "studio", "category")
"""Written vertically on a spine."""

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxLabels:
    """Which boxes are to be labelled."""

    boxes: Sequence[BoxHeld]
    """In the order in which they are printed."""
    settings: Settings
    plan: Plan
    """Names the categories."""
    start: int = 1
    """The place on the first sheet, from 1, at which the first label lies."""


def label_form(form: str, labels: BoxLabels, *, side: float) -> Form:
    """Return the labels of boxes.

    Args:
        form: ``box-front``, ``box-spine``, or else the small labels of bought sheets.
        labels: Which.
        side: Mm of the printed codes, as the layout says.

    Raises:
        UnprintableError: A box has no number, one too long for a printed code, or, on spines, a
            thickness for which there is no strip.
    """
    _refuse_nameless(labels.boxes)
    if form == SPINE:
        _refuse_odd_spines(labels.boxes)
    draw = {FRONT: _front, SPINE: _spine}.get(form, _label)
    drawn = [draw(held, labels, side) for held in labels.boxes]
    return Form(name=form, data={"labels": drawn, "start": labels.start}, words=box_words())


def _front(held: BoxHeld, labels: BoxLabels, side: float) -> Values:
    count = len(held.items)
    more = ngettext(
        "… {count} item; see the list in the box", "… {count} items; see the list in the box", count
    )
    rows = [_row(each) for each in held.items[:_LISTED]]
    return {
        **_label(held, labels, side),
        "rows": rows,
        "shapes": {name: _shapes(row[name] for row in rows) for name in ("day", "codes")},
        "widest": min(max((widest(row["title"]) for row in rows), default=0.0), _ENDLESS),
        "count": count,
        "more": more.format(count=count),
    }


def _spine(held: BoxHeld, labels: BoxLabels, side: float) -> Values:
    given = dict(box_fields(held, labels.settings, labels.plan))
    tall = {name: given.pop(name) for name in _UPRIGHT if name in given}
    tall["items"] = items_text(held)
    return {
        "where": _where(held),
        "given": given,
        "upright": {name: upright(text) for name, text in tall.items()},
        # A code is never wider than its strip.
        "qr": _code(held, labels.settings, min(side, held.box.spine or side)),
        "spine": held.box.spine or None,
        "first": first_piece(held),
        "last": last_piece(held),
    }


def _label(held: BoxHeld, labels: BoxLabels, side: float) -> Values:
    return {
        "where": _where(held),
        "given": box_fields(held, labels.settings, labels.plan),
        "qr": _code(held, labels.settings, side),
    }


def _code(held: BoxHeld, settings: Settings, side: float) -> Values:
    box = held.box
    return printed_code(settings, LabelKind.BOX, box.number, side=side, studio=box.studio)


def _row(boxed: BoxedItem) -> Mapping[str, str]:
    item = boxed.item
    return {
        "day": dotted(item.day) if item.day else "",
        "title": item.name.title or item.path.rpartition("/")[2],
        "codes": boxed.codes,
    }


def _shapes(texts: Iterable[str]) -> Sequence[str]:
    """Return how texts look as far as their width goes: all digits as 0, each only once."""
    return sorted({_DIGIT.sub("0", text) for text in texts if text})


def _where(held: BoxHeld) -> str:
    return _("box {number}").format(number=shown(held.box.number))


def _refuse_nameless(boxes: Sequence[BoxHeld]) -> None:
    nameless = [held.box for held in boxes if not held.box.number.strip()]
    rows = [row_text(box.row) if box.row else box.studio for box in nameless]
    if rows:
        raise UnprintableError(
            ngettext(
                "{count} box has no number: {places}",
                "{count} boxes have no number: {places}",
                len(rows),
            ).format(count=len(rows), places=_listed(rows)),
            _("Write the box's number in the register of boxes, then print again."),
        )


def _refuse_odd_spines(boxes: Sequence[BoxHeld]) -> None:
    def odd(spine: float) -> bool:
        return spine != 0 and not THINNEST <= spine <= THICKEST

    found = [f"{_where(held)} ({held.box.spine:g})" for held in boxes if odd(held.box.spine)]
    if found:
        raise UnprintableError(
            _("There is no strip for a spine of that thickness: {boxes}.").format(
                boxes=_listed(found)
            ),
            _("Write 10 to 100 (mm) in the register of boxes, or leave the cell empty."),
        )


def _listed(names: Sequence[str]) -> str:
    text = _(", ").join(names[:_SHOWN])
    return text + " …" if len(names) > _SHOWN else text
