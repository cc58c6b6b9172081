"""Whether what a layout says has room on its paper: only what cannot be printed is a mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from gettext import gettext as _

from archivist.model.page_form import PageForm, Room, Row
from archivist.model.page_forms import (
    APART,
    BOX_FONDS,
    BOX_PLAIN,
    COVER_FONDS,
    COVER_PLAIN,
    DISC_ALWAYS,
    FONDS_ONLY,
)
from archivist.model.page_layout import LabelSheet, PageLayout
from archivist.model.wording import N_
from archivist.store.toml import Mistake

_ROOM = 5.0
"""Mm that the margins leave at least."""
_SLACK = 0.01
"""Mm by which sums may differ: 3 × 63.3 is not quite 189.9."""
_GAP = 4.5
"""Mm between two photos, and twice 1.5 between two rows of them."""
_COLUMN = 3.0
"""Mm of a column, with the blanks beside its text."""
_NAMES = {
    Room.ACROSS: N_("from margin to margin across"),
    Room.DOWN: N_("from margin to margin down"),
    Room.PAPER_ACROSS: N_("across the paper"),
    Room.PAPER_DOWN: N_("down the paper"),
    Room.LABEL_ACROSS: N_("across a label"),
    Room.LABEL_DOWN: N_("down a label"),
}


def crowded(layout: PageLayout, form: PageForm | None) -> Iterator[Mistake]:
    """Yield what has no room, in a layout whose numbers make sense each by itself.

    Args:
        layout: As its ``.toml`` says.
        form: What its ``.typ`` does with the sizes; None: nobody knows.
    """
    if layout.sheet is not None:
        found = list(_reaching(layout, layout.sheet))
    else:
        found = list(_margins(layout))
    yield from found
    if form is not None and not found:
        told = set()
        for mistake in _inside(layout, form):
            # One number that is far too large is in the way of several others.
            if mistake.place not in told:
                told.add(mistake.place)
                yield mistake


def short(number: float) -> str:
    """Return a number as one writes it; one of thousands of digits is cut."""
    if isinstance(number, int):
        text = str(number)
        return text if len(text) <= 20 else f"{text[:20]}…"
    return f"{number:g}" if abs(number) < 1e6 else f"{number:.3g}"


def _margins(layout: PageLayout) -> Iterator[Mistake]:
    margins = layout.margins
    text = _("the margins together leave less than {room} mm of the paper; make them smaller")
    if margins.left + margins.right > layout.width - _ROOM:
        yield Mistake(place="margins.left, margins.right", text=text.format(room=short(_ROOM)))
    if margins.top + margins.bottom > layout.height - _ROOM:
        yield Mistake(place="margins.top, margins.bottom", text=text.format(room=short(_ROOM)))


def _reaching(layout: PageLayout, sheet: LabelSheet) -> Iterator[Mistake]:
    across = sheet.left + sheet.columns * sheet.width + (sheet.columns - 1) * sheet.gap_x
    down = sheet.top + sheet.rows * sheet.height + (sheet.rows - 1) * sheet.gap_y
    if across > layout.width + _SLACK:
        text = _(
            "the labels reach {reach} mm across, the paper has {paper} mm; "
            "write fewer columns, or smaller width, left or gap_x"
        )
        yield Mistake(
            place="sheet", text=text.format(reach=short(across), paper=short(layout.width))
        )
    if down > layout.height + _SLACK:
        text = _(
            "the labels reach {reach} mm down, the paper has {paper} mm; "
            "write fewer rows, or smaller height, top or gap_y"
        )
        yield Mistake(
            place="sheet", text=text.format(reach=short(down), paper=short(layout.height))
        )


def _inside(layout: PageLayout, form: PageForm) -> Iterator[Mistake]:
    for row in form.rows:
        if not row.fields or set(row.fields) & set(layout.fields):
            yield from _full(layout, row)
    if layout.form in _COUNTED:
        yield from _COUNTED[layout.form](layout)


def _full(layout: PageLayout, row: Row) -> Iterator[Mistake]:
    if isinstance(row.room, Room):
        room, where = _room(layout, row.room), _(_NAMES[row.room])
    else:
        room, where = layout.sizes[row.room], f"sizes.{row.room}"
    need = sum(layout.sizes[key] for key in row.keys) + row.rest
    if need > room + _SLACK:
        yield _crowd(layout, row.keys, need, room, where)


def _room(layout: PageLayout, room: Room) -> float:
    margins, sheet = layout.margins, layout.sheet
    return {
        Room.ACROSS: layout.width - margins.left - margins.right,
        Room.DOWN: layout.height - margins.top - margins.bottom,
        Room.PAPER_ACROSS: layout.width,
        Room.PAPER_DOWN: layout.height,
        Room.LABEL_ACROSS: sheet.width if sheet else layout.width,
        Room.LABEL_DOWN: sheet.height if sheet else layout.height,
    }[room]


def _crowd(
    layout: PageLayout, keys: Sequence[str], need: float, room: float, where: str
) -> Mistake:
    names = sorted(set(keys), key=lambda key: -layout.sizes.get(key, 0.0))
    listed = _(", ").join(f"sizes.{name}" for name in names)
    text = _(
        "no room: {names} and what lies beside need {need} mm, and there are {room} mm ({where}); "
        "write smaller numbers, or leave something out"
    )
    return Mistake(
        place=f"sizes.{names[0]}",
        text=text.format(
            names=listed, need=short(round(need, 2)), room=short(round(room, 2)), where=where
        ),
    )


def _front(layout: PageLayout) -> Iterator[Mistake]:
    """Yield whether studio, category and the fields are higher than a label without a fonds."""
    sizes, asked = layout.sizes, set(layout.fields)
    rows = len(asked - APART - FONDS_ONLY)
    code = sizes["qr"] + 13 if "qr" in asked else 12.0 if "number" in asked else 0.0
    heads = [key for key in ("studio", "category") if key in asked]
    need = sum(sizes[key] for key in heads) + max(rows * sizes["row"], code)
    need += 2 * sizes["inset"] + 1.6 + (4.5 if "items" in asked else 0.0)
    yield from _over(layout, [*heads, "row", "inset"], need, Room.LABEL_DOWN)


def _spine(layout: PageLayout) -> Iterator[Mistake]:
    sizes = layout.sizes
    below = layout.height - layout.margins.top
    if sizes["length"] > below + _SLACK:
        yield _crowd(layout, ["length"], sizes["length"], below, _(_NAMES[Room.PAPER_DOWN]))
    asked = [name for name in layout.fields if name not in {*FONDS_ONLY, "items", "qr"}]
    keys = [
        name if name in sizes else "cell"
        for name in asked
        if name not in {"cut-marks", "scale-bar"}
    ]
    need = sum(sizes[key] for key in keys) + 3
    if need > sizes["length"] + _SLACK:
        yield _crowd(layout, keys, need, sizes["length"], "sizes.length")


def _case(layout: PageLayout) -> Iterator[Mistake]:
    """Yield whether front and back of a case are too low for the rows that each disc has."""
    sizes, asked = layout.sizes, set(layout.fields)
    rows = sizes["row"] * len(asked & DISC_ALWAYS)
    front = rows + 30.6 + (14 if "archive" in asked else 0)
    back = rows + 9 + (23 if "title" in asked else 0)
    for key, need in (("front", front), ("tray-height", back), ("cover-height", max(front, back))):
        if key in sizes and need > sizes[key] + _SLACK:
            yield _crowd(layout, ["row"], need, sizes[key], f"sizes.{key}")


def _face(layout: PageLayout) -> Iterator[Mistake]:
    sheet = layout.sheet
    if sheet is not None and abs(sheet.width - sheet.height) > _SLACK:
        text = _("a disc is round: write the same as width, {width}")
        yield Mistake(place="sheet.height", text=text.format(width=short(sheet.width)))


def _columns(layout: PageLayout) -> Iterator[Mistake]:
    left = [name for name in layout.fields if not layout.sizes.get(name)]
    yield from _beside(layout, layout.fields, rest=len(left) * _COLUMN)
    yield from _narrow(layout)


def _box_list(layout: PageLayout) -> Iterator[Mistake]:
    """Yield whether the columns have room: with a fonds number the list lies across its paper."""
    plain = [name for name in layout.fields if name in BOX_PLAIN]
    fonds = [name for name in layout.fields if name in BOX_FONDS]
    across = ["remark-across" if name == "remark" else name for name in fonds]
    lying = replace(
        layout,
        width=max(layout.width, layout.height),
        height=min(layout.width, layout.height),
    )
    yield from _beside(layout, plain, rest=10)
    yield from _beside(lying, across, rest=10)
    yield from _narrow(layout)
    for name in layout.fields:
        if name not in {"list", "remarks", "title"} and name not in layout.sizes:
            text = _("this key is missing; write {key} = …").format(key=name)
            yield Mistake(place=f"sizes.{name}", text=text)


def _narrow(layout: PageLayout) -> Iterator[Mistake]:
    for name in layout.fields:
        if 0 < layout.sizes.get(name, 0.0) < _COLUMN:
            text = _("no letter has room in this column; write at least {least}")
            yield Mistake(place=f"sizes.{name}", text=text.format(least=short(_COLUMN)))


def _beside(layout: PageLayout, names: Sequence[str], rest: float = 0.0) -> Iterator[Mistake]:
    keys = [name for name in names if name in layout.sizes]
    need = sum(layout.sizes[key] for key in keys) + rest
    yield from _over(layout, keys, need, Room.ACROSS)


def _cover(layout: PageLayout) -> Iterator[Mistake]:
    sizes, asked = layout.sizes, set(layout.fields)
    lines = min(len(asked - COVER_FONDS), len(asked - COVER_PLAIN))
    need = sizes["above"] + 1.6 * sizes["title"] + sizes["between"]
    need += lines * sizes["line"] + max(lines - 1, 0) * sizes["gap"]
    yield from _over(layout, ["above", "title", "between", "line", "gap"], need, Room.DOWN)


def _photos(layout: PageLayout) -> Iterator[Mistake]:
    sizes = layout.sizes
    columns, rows = sizes["columns"], sizes["rows"]
    need = columns * 15 + (columns - 1) * _GAP
    yield from _over(layout, ["columns"], need, Room.ACROSS)
    need = rows * sizes["least-row"] + (rows - 1) * 3
    yield from _over(layout, ["least-row", "rows"], need, Room.DOWN)
    card = (_room(layout, Room.ACROSS) - (columns - 1) * _GAP) / columns
    for key, need in (("qr", sizes.get("qr", 0.0)), ("label", 2 * sizes.get("label", 0.0) + 10)):
        if key in sizes and need > card:
            yield _crowd(layout, [key], need, card, _("below a photo"))


def _over(layout: PageLayout, keys: Sequence[str], need: float, room: Room) -> Iterator[Mistake]:
    there = _room(layout, room)
    if need > there + _SLACK:
        yield _crowd(layout, keys, need, there, _(_NAMES[room]))


_COUNTED: Mapping[str, Callable[[PageLayout], Iterator[Mistake]]] = {
    "box-front": _front,
    "box-spine": _spine,
    "disc-case": _case,
    "disc-case-dvd": _case,
    "disc-face": _face,
    "box-list": _box_list,
    **dict.fromkeys(("catalogue", "files-list", "photo-list", "photo-register"), _columns),
    "cover": _cover,
    "photos": _photos,
}
"""What depends on how many fields are printed."""
