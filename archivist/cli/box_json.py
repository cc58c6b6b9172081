"""Boxes as JSON, schema ``archivist/boxes/1``.

``studios``: ``name``; ``boxes`` with ``number``, ``content``, ``years``, ``retention`` (permanent,
30-years, 10-years or null), ``spine`` in mm (null: not stated), ``place``, ``row`` (where it stands
in the register: ``path``, ``sheet`` and ``row``; null: nowhere), ``pages``, ``pieces``,
``first_piece`` and ``last_piece`` (件号, null: none) and ``items`` (``number`` in the box,
``path``, ``day``, ``title``, ``files``, ``pages``, ``estimated``, ``pieces``, ``first_piece``,
``last_piece``, ``numbers`` of the pieces by their names, ``first_code``, ``last_code``,
``retention``); ``faults`` with ``trouble``, ``box``, ``mixed``, ``path`` and ``text``; ``loose``,
the items that name no box; ``damaged``, those whose item.toml has mistakes; ``unread``, registers
that cannot be read, with ``path`` and ``reason``; ``illegible``, cells of registers that nobody can
read, with ``path``, ``sheet``, ``row``, ``column`` and ``text``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from archivist.actions.boxes.listing import ListedStudio
from archivist.formats.ledger_wording import describe_fault
from archivist.formats.papers.box_wording import fault_text
from archivist.model.box import BoxedItem, BoxHeld


def boxes_json(listed: Sequence[ListedStudio]) -> Mapping[str, Any]:
    """Return what lies in which box."""
    return {"schema": "archivist/boxes/1", "studios": [*map(_studio, listed)]}


def _studio(studio: ListedStudio) -> Mapping[str, Any]:
    return {
        "name": studio.studio,
        "boxes": [*map(_box, studio.boxes)],
        "faults": [
            {
                "trouble": fault.trouble.value,
                "box": fault.box,
                "mixed": [each.value for each in fault.mixed],
                "path": fault.path or None,
                "text": fault_text(fault),
            }
            for fault in studio.faults
        ],
        "loose": [_item(each.boxed) for each in studio.loose],
        "damaged": list(studio.damaged),
        "unread": [{"path": path, "reason": why} for path, why in studio.unread],
        "illegible": [
            {
                "path": path,
                "sheet": cell.sheet,
                "row": cell.row,
                "column": cell.column,
                "text": describe_fault(cell),
            }
            for path, cell in studio.illegible
        ],
    }


def _box(held: BoxHeld) -> Mapping[str, Any]:
    box = held.box
    return {
        "number": box.number,
        "content": box.content,
        "years": list(held.years),
        "retention": held.retention.value if held.retention else None,
        "spine": box.spine or None,
        "place": box.place or None,
        "row": asdict(box.row) if box.row else None,
        "pages": held.pages,
        "pieces": held.pieces,
        "first_piece": held.first_piece or None,
        "last_piece": held.last_piece or None,
        "items": [*map(_item, held.items)],
    }


def _item(each: BoxedItem) -> Mapping[str, Any]:
    return {
        "number": each.number or None,
        "path": each.item.path,
        "day": each.item.day.isoformat() if each.item.day else None,
        "title": each.item.name.title,
        "files": each.files,
        "pages": each.pages,
        "estimated": each.estimated,
        "pieces": each.pieces,
        "first_piece": each.first_piece or None,
        "last_piece": each.last_piece or None,
        "numbers": dict(zip(each.papers, each.numbers, strict=False)),
        "first_code": each.first_code or None,
        "last_code": each.last_code or None,
        "retention": each.retention.value if each.retention else None,
    }
