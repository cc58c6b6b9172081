"""Rows of the register of boxes, read and written."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from archivist.model.box import Box, BoxHeld
from archivist.model.box_cells import UNDATED, spine_of, years_of
from archivist.model.boxing import box_order
from archivist.model.days import dotted
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.plan import RETENTION_NAMES

ENTERED = "据各案卷的 item.toml 补登"
"""The state of a box that was entered because items name it."""


def box_of(entry: LedgerEntry) -> Box:
    """Return what one row says of a box; what cannot be read is left empty."""
    known = {text: retention for retention, text in RETENTION_NAMES.items()}
    return Box(
        studio=entry.path.partition("/")[0],
        number=entry.text("number").strip(),
        content=" ".join(entry.text("content").split()),
        years=years_of(entry.text("year")),
        retention=known.get(entry.text("retention")),
        spine=spine_of(entry.numbers.get("spine", Decimal())),
        first=entry.text("first"),
        last=entry.text("last"),
        place=" ".join(entry.text("place").split()),
        packer=entry.text("packer"),
        packed=entry.days.get("packed"),
        checker=entry.text("checker"),
        checked=entry.days.get("checked"),
        state=entry.text("state"),
        row=entry.place,
    )


def row_of(box: Box) -> dict[str, str]:
    """Return a box as the texts of a row, by the keys of their columns."""
    texts = {
        "number": box.number,
        "content": box.content,
        "year": "、".join(f"{year:04}" for year in box.years) or UNDATED,
        "retention": RETENTION_NAMES[box.retention] if box.retention else "",
        "spine": f"{box.spine:g}" if box.spine else "",
        "first": box.first,
        "last": box.last,
        "place": box.place,
        "packer": box.packer,
        "packed": dotted(box.packed) if box.packed else "",
        "state": box.state,
    }
    return {key: text for key, text in texts.items() if text}


def boxes_in_order(boxes: Iterable[BoxHeld]) -> list[BoxHeld]:
    """Return boxes by number, so that 06-2 comes before 06-10; rows of one number as they stand."""
    return sorted(boxes, key=lambda held: box_order(held.box.number))
