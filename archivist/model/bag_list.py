"""What is handed over with a bag: one line for each record, and what the register states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archivist.model.bag import Oxum
from archivist.model.record import Record
from archivist.model.record_told import day_of, title_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverLine:
    """One record of the payload."""

    path: str
    """In the payload."""
    source: str
    """In the archive."""
    code: str = ""
    title: str = ""
    day: date | None = None
    people: str = ""
    place: str = ""
    cause: str = ""
    origin: str = ""
    """来源: who took or gave it."""
    studio: str = ""
    category: str = ""
    """Its number."""
    item: str = ""
    """The item's folder."""
    defect: bool = False
    """It could not be opened when the archive was last looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRegister:
    """What the register 移交登记表 states; the rest is signed by hand."""

    archive: str
    content: str
    """The selection, in words."""
    oxum: Oxum
    records: int
    defects: int
    """Records that could not be opened."""
    agreeing: int
    """Files whose content is the one that was sealed 固化."""
    algorithm: str
    manifest: str
    """The digest of the manifest of the payload."""
    identifier: str = ""
    by: str = ""
    made: date


def handover_line(path: str, record: Record) -> HandoverLine:
    """Return the line of a record.

    Args:
        path: In the payload.
        record: As the archive knows it.
    """
    told, item = record.elements, record.item
    stated = (told.cause, told.place, told.source)
    cause, place, origin = ("" if each is None else each.text for each in stated)
    return HandoverLine(
        path=path,
        source=record.path,
        code=str(record.code or ""),
        title=title_of(record),
        day=day_of(record),
        people="、".join(each.text for each in told.people),
        place=place,
        cause=cause,
        origin=origin,
        studio=item.studio,
        category=item.category,
        item="" if item.flat else item.path.rpartition("/")[2],
        defect=record.facts is not None and record.facts.defect is not None,
    )
