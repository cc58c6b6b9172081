"""Rows of the register of boxes, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from gettext import gettext as _

from archivist.model.box import Box, BoxHeld
from archivist.model.boxing import box_order
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.plan import Retention

REGISTER = "boxes"
"""The id of the ledger."""
RETENTIONS = {
    Retention.PERMANENT: "永久",
    Retention.YEARS_30: "30年",
    Retention.YEARS_10: "10年",
}
"""As the register writes them: it is a document of the archive, Chinese whatever is spoken."""
UNDATED = "不分年度"
ENTERED = "据各案卷的 item.toml 补登"
"""The state of a box that was entered because items name it."""
_YEARS = re.compile(r"((?:19|20)[0-9]{2})(?:\s*[-—–~～至到]+\s*((?:19|20)[0-9]{2}))?")
_MOST_YEARS = 200
_MOST_SPINE = 1000


def box_of(entry: LedgerEntry) -> Box:
    """Return what one row says of a box; what cannot be read is left empty."""
    known = {text: retention for retention, text in RETENTIONS.items()}
    spine = entry.numbers.get("spine", 0)
    return Box(
        studio=entry.path.partition("/")[0],
        number=entry.text("number").strip(),
        content=" ".join(entry.text("content").split()),
        years=years_of(entry.text("year")),
        retention=known.get(entry.text("retention")),
        spine=float(spine) if 0 < spine <= _MOST_SPINE else 0.0,
        first=entry.text("first"),
        last=entry.text("last"),
        place=" ".join(entry.text("place").split()),
        packer=entry.text("packer"),
        packed=entry.days.get("packed"),
        checker=entry.text("checker"),
        checked=entry.days.get("checked"),
        state=entry.text("state"),
        row=row_place(entry.path, entry.sheet, entry.row),
    )


def row_place(path: str, sheet: str, row: int) -> str:
    """Return where a row stands, for messages."""
    return _("{file}, {sheet}, row {row}").format(file=shown(path), sheet=shown(sheet), row=row)


def row_of(box: Box) -> dict[str, str]:
    """Return a box as the texts of a row, by the keys of their columns."""
    texts = {
        "number": box.number,
        "content": box.content,
        "year": "、".join(map(str, box.years)) or UNDATED,
        "retention": RETENTIONS[box.retention] if box.retention else "",
        "spine": f"{box.spine:g}" if box.spine else "",
        "first": box.first,
        "last": box.last,
        "place": box.place,
        "packer": box.packer,
        "packed": dotted(box.packed) if box.packed else "",
        "state": box.state,
    }
    return {key: text for key, text in texts.items() if text}


def years_of(text: str) -> tuple[int, ...]:
    """Return the years that a cell names: ``2025``, ``2023-2025``, ``2023、2025``."""
    years: set[int] = set()
    for first, last in _YEARS.findall(text):
        years |= set(range(int(first), int(last or first) + 1))
    return tuple(sorted(years)[:_MOST_YEARS])


def boxes_in_order(boxes: Iterable[BoxHeld]) -> list[BoxHeld]:
    """Return boxes by number, so that 06-2 comes before 06-10; rows of one number as they stand."""
    return sorted(boxes, key=lambda held: box_order(held.box.number))
