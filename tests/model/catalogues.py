"""What is chosen for a catalogue, from values alone."""

from __future__ import annotations

from collections import defaultdict

from archivist.model.catalogue import CatalogueScope
from archivist.model.item import Item
from archivist.model.record import Record
from tests.builders import STUDIO, a_plan

OTHER = "机电维修劳模创新工作室"


def a_scope(*records: Record, items: tuple[Item, ...] = (), **changes: object) -> CatalogueScope:
    """Return records and items as they were chosen."""
    held: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        held[record.item.path].append(record)
    known = {each.item.path: each.item for each in records} | {each.path: each for each in items}
    values = {
        "plan": a_plan(),
        "studios": (STUDIO,),
        "items": tuple(known.values()),
        "records": held,
        **changes,
    }
    return CatalogueScope(**values)  # type: ignore[arg-type]
