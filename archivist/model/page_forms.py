"""What each kind of paper leaves to its layout: fields, sizes, and where sizes share a room.

What a builder fills in and what a ``.typ`` asks for stand here once more, so that a mistake in a
``.toml`` is told before anything is set; tests hold both together.
"""

from __future__ import annotations

from collections.abc import Mapping

from archivist.model.completeness import State
from archivist.model.four_properties import Outcome
from archivist.model.page_form import PageForm, Room, Row
from archivist.model.wording import N_

BOX_LABELS, DISC_LABELS = N_("box labels"), N_("disc labels")
_BOX = (
    *("studio", "category", "number", "period", "year", "count", "pages", "retention"),
    *("serials", "keeper", "place", "fonds", "organisation", "qr"),
)
_DISC = (
    *("archive", "title", "number", "qr", "capacity", "size", "set", "retention", "year"),
    *("date", "burner", "checked", "codes", "place", "remarks"),
)
FONDS_ONLY = frozenset({"fonds", "organisation"})
"""Fields of a label that are there only where the archive has a fonds number."""
APART = frozenset({"studio", "category", "items", "qr", "number"})
"""Fields of the front label that have a part of their own, not a row."""
DISC_ALWAYS = frozenset({"number", "capacity", "retention", "date"})
"""Fields of a disc's label that have a row though nobody knows them."""
BOX_PLAIN = ("number", "pieces", "code", "title", "day", "pages", "range", "remark")
BOX_FONDS = (
    *("number", "archival", "reference", "author", "title", "day", "secrecy", "pages", "remark"),
)
"""The columns of the list in the box, without and with a fonds number."""
COVER_PLAIN = frozenset({"archive", "studio", "category"})
COVER_FONDS = frozenset({"fonds", "fonds_name", "matter"})
"""Fields of the cover that are there only without, and only with, a fonds number."""
COUNTS: Mapping[str, tuple[float, float]] = {
    "columns": (1, 12),
    "rows": (1, 12),
    "blank-rows": (0, 100),
}
"""Sizes that are no lengths but whole numbers."""
_LEAST = 15.0
"""Mm of the column that takes what the others leave."""


def _list(title: str, *columns: str) -> PageForm:
    """Return a list over many pages; a column without a size takes what is left."""
    return PageForm(
        title=title,
        fields=columns,
        free=columns,
        zeros=columns,
        rows=(Row(keys=("head", "titles", "line"), room=Room.DOWN, rest=5),),
    )


def _table(*keys: str, fields: tuple[str, ...] = ()) -> Row:
    return Row(keys=keys, room=Room.ACROSS, rest=_LEAST, fields=fields)


_REPORTED = (
    Row(keys=("cover-lines",), room=Room.ACROSS),
    Row(keys=("cover-label",), room="cover-lines", rest=_LEAST),
    Row(keys=("cover-head", "cover-gap", "cover-title", "cover-subtitle"), room=Room.DOWN, rest=40),
    _table("sign-date"),
    _table("sign-name", "sign-day"),
)

FORMS: Mapping[str, PageForm] = {
    "box-front": PageForm(
        title=N_("labels for the front of boxes"),
        kind=BOX_LABELS,
        fields=(*_BOX, "items"),
        zeros=("inset",),
        sheet=True,
        rows=(
            Row(keys=("inset", "inset", "name"), room=Room.LABEL_ACROSS, rest=10),
            Row(
                keys=("inset", "inset", "name", "side"),
                room=Room.LABEL_ACROSS,
                rest=10,
                fields=("number", "qr"),
            ),
            Row(keys=("qr",), room="side", fields=("qr",)),
            Row(keys=("inset", "inset", "qr"), room=Room.LABEL_DOWN, rest=14.6, fields=("qr",)),
            Row(keys=("inset", "inset", "studio"), room=Room.LABEL_DOWN, fields=("studio",)),
            Row(keys=("inset", "inset", "category"), room=Room.LABEL_DOWN, fields=("category",)),
        ),
    ),
    "box-spine": PageForm(
        title=N_("labels for the spine of boxes"),
        kind=BOX_LABELS,
        fields=(*_BOX, "items", "cut-marks", "scale-bar"),
        free=tuple(name for name in _BOX if name not in {"studio", "category", "qr"}),
        zeros=("gap",),
        rows=(Row(keys=("spine",), room=Room.ACROSS),),
    ),
    "box-small": PageForm(
        title=N_("small labels for boxes"),
        kind=BOX_LABELS,
        fields=_BOX,
        zeros=("edge",),
        sheet=True,
        rows=(
            Row(keys=("edge", "edge"), room=Room.LABEL_DOWN, rest=5),
            Row(keys=("edge", "edge", "side"), room=Room.LABEL_ACROSS, rest=12, fields=("number",)),
            Row(keys=("edge", "edge", "qr"), room=Room.LABEL_ACROSS, rest=12, fields=("qr",)),
            Row(keys=("edge", "edge", "qr"), room=Room.LABEL_DOWN, fields=("qr",)),
            Row(keys=("edge", "edge", "name"), room=Room.LABEL_ACROSS, rest=4),
        ),
    ),
    "disc-case": PageForm(
        title=N_("inserts for the cases of discs"),
        kind=DISC_LABELS,
        fields=_DISC,
        zeros=("top", "between"),
        rows=(
            Row(keys=("front",), room=Room.PAPER_ACROSS),
            Row(keys=("tray-width",), room=Room.PAPER_ACROSS),
            Row(keys=("top", "front", "between", "tray-height"), room=Room.PAPER_DOWN),
            Row(keys=("spine", "spine", "name"), room="tray-width", rest=20),
            Row(keys=("name",), room="front", rest=18),
            Row(keys=("name", "qr"), room="front", rest=26, fields=("qr",)),
            Row(keys=("qr", "qr"), room="front", rest=24.6, fields=("qr",)),
        ),
    ),
    "disc-case-dvd": PageForm(
        title=N_("sheets around the cases of DVDs"),
        kind=DISC_LABELS,
        fields=_DISC,
        zeros=("top",),
        rows=(
            Row(keys=("cover", "spine", "cover"), room=Room.PAPER_ACROSS),
            Row(keys=("top", "cover-height"), room=Room.PAPER_DOWN),
            Row(keys=("name",), room="cover", rest=24),
            Row(keys=("name", "qr"), room="cover", rest=26, fields=("qr",)),
            Row(keys=("qr", "qr"), room="cover", rest=24.6, fields=("qr",)),
        ),
    ),
    "disc-face": PageForm(
        title=N_("labels for the faces of discs"),
        kind=DISC_LABELS,
        fields=_DISC,
        zeros=("edge",),
        sheet=True,
        rows=(
            Row(keys=("hole", "edge", "edge"), room=Room.LABEL_ACROSS, rest=20),
            Row(
                keys=("hole", "edge", "edge", "qr", "qr"),
                room=Room.LABEL_ACROSS,
                rest=4,
                fields=("qr",),
            ),
            Row(keys=("hole",), room=Room.LABEL_DOWN, rest=40, fields=("title",)),
            Row(keys=("hole", "edge", "edge"), room=Room.LABEL_DOWN, rest=24, fields=("number",)),
        ),
    ),
    "box-list": PageForm(
        title=N_("the list and the remarks of a box"),
        fields=("list", "remarks", *dict.fromkeys((*BOX_PLAIN, *BOX_FONDS))),
        free=("blank-rows", *dict.fromkeys((*BOX_PLAIN, *BOX_FONDS))),
        rows=(
            Row(keys=("head-row", "head-row", "head-row", "row"), room=Room.DOWN, rest=25),
            Row(
                keys=("head-row", "head-row", "head-row", "state"),
                room=Room.DOWN,
                rest=40,
                fields=("remarks",),
            ),
        ),
    ),
    "catalogue": _list(
        N_("the catalogue of three levels"),
        *("number", "title", "day", "codes", "files", "pages", "retention", "box"),
    ),
    "files-list": _list(
        N_("the list of filed documents"),
        *("number", "code", "reference", "responsible", "title", "day", "secrecy", "pages"),
        "remark",
    ),
    "photo-list": _list(
        N_("the list of photos"),
        *("number", "code", "title", "day", "photographer", "see", "retention", "secrecy"),
        "remark",
    ),
    "photo-register": _list(
        N_("the register of photos"),
        *("number", "code", "file", "cause", "day", "place", "people", "photographer", "kind"),
        *("disc", "remark"),
    ),
    "cover": PageForm(
        title=N_("covers of lists of filed documents"),
        fields=(
            *("fonds", "fonds_name", "archive", "studio", "category", "year", "retention"),
            "matter",
        ),
        zeros=("above", "between", "gap"),
        rows=(Row(keys=("label", "value"), room=Room.ACROSS, rest=4),),
    ),
    "photos": PageForm(
        title=N_("photo sheets"),
        fields=(
            *("code", "date", "cause", "event_date", "shooting_date", "place", "people", "source"),
            *("photographer", "background", "caption", "file", "qr"),
        ),
        free=("qr",),
        new_page=("studio", "category", "item", "none"),
        rows=(Row(keys=("least-picture",), room="least-row", rest=2),),
    ),
    "report": PageForm(
        title=N_("the report of an audit"),
        fields=("summary", "tasks", "categories", "evidence", "uncounted", "unrecognised"),
        zeros=("cover-gap", "number-down", "sign-gap"),
        rows=(
            *_REPORTED,
            _table(*["count"] * (len(State) + 1), fields=("summary",)),
            _table("rank", "state", "studio", fields=("tasks",)),
            _table("state", "name", "keep", fields=("categories",)),
        ),
    ),
    "score": PageForm(
        title=N_("the report of a score"),
        fields=(
            *("overview", "comparison", "result", "criteria", "next", "details", "waiting"),
            *("judgements", "conditions", "duties", "bonuses", "coming", "history"),
        ),
        zeros=("cover-gap", "number-down", "sign-gap"),
        rows=(
            *_REPORTED,
            _table("rank", *["figure"] * 4, "band", fields=("overview",)),
            _table("studio", "name", "name", fields=("comparison",)),
            _table("id", "name", *["figure"] * 3, fields=("criteria",)),
            _table("rank", "name", "at", "when", fields=("next",)),
            _table("at", "cure", fields=("details",)),
            _table("id", "cure", fields=("waiting",)),
            _table("id", "band", "band", "figure", "day", fields=("judgements",)),
            _table("state", "name", fields=("conditions", "duties")),
            _table("id", "name", "figure", fields=("bonuses",)),
            _table("day", "at", fields=("coming",)),
            _table("figure", "figure", "bar", fields=("history",)),
        ),
    ),
    "four-properties": PageForm(
        title=N_("the report on the four properties"),
        fields=("summary", "rows", "count"),
        zeros=("cover-gap", "number-down", "sign-gap"),
        rows=(
            *_REPORTED,
            _table("verdict", *["count"] * len(Outcome), fields=("summary",)),
            _table("state", "name", "rests", "number", fields=("rows",)),
        ),
    ),
    "calibrate": PageForm(
        title=N_("the test page"),
        rows=(
            Row(keys=("inset", "inset"), room=Room.PAPER_ACROSS, rest=20),
            Row(keys=("inset", "inset"), room=Room.PAPER_DOWN, rest=20),
            Row(keys=("bar",), room=Room.PAPER_ACROSS, rest=10),
            Row(keys=("bar",), room=Room.PAPER_DOWN, rest=45),
            Row(keys=("ruler", "ruler"), room=Room.PAPER_ACROSS, rest=10),
            Row(keys=("ruler", "ruler"), room=Room.PAPER_DOWN, rest=10),
            Row(keys=("text",), room=Room.PAPER_ACROSS, rest=16),
        ),
    ),
}
"""By the names that ``form`` of a ``.toml`` says."""
