"""The labels of boxes, for the front, the spine and bought sheets of small labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from gettext import gettext as _
from gettext import ngettext

from archivist.errors import UnprintableError
from archivist.formats.papers.box_fields import (
    box_fields,
    first_piece,
    items_text,
    last_piece,
    text_range,
)
from archivist.formats.papers.label_words import box_words
from archivist.formats.papers.printed_code import printed_code
from archivist.formats.press.press import Form
from archivist.model.box import BoxedItem, BoxHeld
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.label_code import LabelKind
from archivist.model.plan import Plan
from archivist.model.settings import Settings
from archivist.model.text_width import widest
from archivist.model.vertical import cells

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

_UPRIGHT = ("organisation", "studio", "category")
"""Written vertically on a spine."""

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What is to be labelled."""

    boxes: Sequence[BoxHeld]
    """In the order in which they are printed."""
    settings: Settings
    plan: Plan
    """Names the categories."""
    start: int = 1
    """The place on the first sheet, from 1, at which the first label lies."""


def label_form(form: str, labels: Labels) -> Form:
    """Return the labels of boxes.

    Args:
        form: ``box-front``, ``box-spine``, or else the small labels of bought sheets.
        labels: Which.

    Raises:
        UnprintableError: A box has no number, one too long for a printed code, or, on spines, a
            thickness for which there is no strip.
    """
    _refuse_nameless(labels.boxes)
    if form == SPINE:
        _refuse_odd_spines(labels.boxes)
    draw = {FRONT: _front, SPINE: _spine}.get(form, _label)
    shown_boxes = [draw(held, labels.settings, labels.plan) for held in labels.boxes]
    return Form(name=form, data={"labels": shown_boxes, "start": labels.start}, words=box_words())


def _front(held: BoxHeld, settings: Settings, plan: Plan) -> Values:
    count = len(held.items)
    more = ngettext(
        "… {count} item; see the list in the box", "… {count} items; see the list in the box", count
    )
    rows = [_row(each) for each in held.items[:_LISTED]]
    return {
        **_label(held, settings, plan),
        "rows": rows,
        "widest": min(max((widest(row["title"]) for row in rows), default=0.0), _ENDLESS),
        "count": count,
        "more": more.format(count=count),
    }


def _spine(held: BoxHeld, settings: Settings, plan: Plan) -> Values:
    given = dict(box_fields(held, settings, plan))
    tall = {name: given.pop(name) for name in _UPRIGHT if name in given}
    tall["items"] = items_text(held)
    return {
        "where": _where(held),
        "given": given,
        "upright": {name: [asdict(cell) for cell in cells(text)] for name, text in tall.items()},
        "qr": printed_code(
            settings, LabelKind.BOX, held.box.number, level="m", studio=held.box.studio
        ),
        "spine": held.box.spine or None,
        "first": first_piece(held),
        "last": last_piece(held),
    }


def _label(held: BoxHeld, settings: Settings, plan: Plan) -> Values:
    return {
        "where": _where(held),
        "given": box_fields(held, settings, plan),
        "qr": printed_code(
            settings, LabelKind.BOX, held.box.number, level="q", studio=held.box.studio
        ),
    }


def _row(boxed: BoxedItem) -> Mapping[str, str]:
    item = boxed.item
    return {
        "day": dotted(item.day) if item.day else "",
        "title": item.name.title or item.path.rpartition("/")[2],
        "codes": _codes(boxed.first_code, boxed.last_code),
    }


def _codes(first: str, last: str) -> str:
    """Return ``C1-20220125-01～36``: what the codes share stands once."""
    stem, dash, _number = first.rpartition("-")
    same = dash and last.startswith(stem + dash)
    return text_range(first, last.removeprefix(stem + dash) if same and last != first else last)


def _where(held: BoxHeld) -> str:
    return _("box {number}").format(number=shown(held.where))


def _refuse_nameless(boxes: Sequence[BoxHeld]) -> None:
    rows = [held.box.row or held.box.studio for held in boxes if not held.box.number.strip()]
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
