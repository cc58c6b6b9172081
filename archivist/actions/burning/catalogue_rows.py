"""A planned disc as its catalogue tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archivist.actions.burning.contents import BurnFile, BurnRecord, gathered
from archivist.actions.burning.plan import Burning, PlannedDisc
from archivist.formats.disc.description import RECORDS
from archivist.model.days import dotted
from archivist.model.disc_content import DiscFile, VolumeContent
from archivist.model.item import ITEM_FILE
from archivist.model.plan import RETENTION_NAMES
from archivist.model.record import Record
from archivist.model.record_told import day_of, elements_text, title_of
from archivist.model.settings import Settings

_ABOUT_ITEM = "案卷总说明"
_ABOUT_FILE = "说明文件（XMP）"
_OTHER_NAME = "档案库中为："
"""Before the path in the archive, where no disc could bear that name."""


def content_of(disc: PlannedDisc, settings: Settings, burning: Burning, made: str) -> VolumeContent:
    """Return what the catalogue of a disc tells; one image serves all sets.

    Args:
        disc: Which one.
        settings: Of the archive.
        burning: Who makes it.
        made: The day, dotted.
    """
    return VolumeContent(
        number=disc.number,
        archive=settings.fonds_name.strip() or settings.called(disc.studio),
        files=tuple(_files(disc)),
        title=disc.title,
        medium=disc.type,
        capacity=disc.capacity,
        keeper=settings.fonds_name.strip() or disc.studio,
        maker="，".join(filter(None, (disc.studio, burning.by))),
        made=made,
        retention=RETENTION_NAMES[disc.retention] if disc.retention else "",
    )


def _files(disc: PlannedDisc) -> Iterator[DiscFile]:
    of = {each.file.path: each for each in disc.records}
    beside = {part.path: each for each in disc.records for part in each.beside}
    for part in gathered(disc.records):
        yield _file(part, of.get(part.path), beside.get(part.path))


def _file(part: BurnFile, own: BurnRecord | None, beside: BurnRecord | None) -> DiscFile:
    folders = part.disc.removeprefix(f"{RECORDS}/").split("/")
    other = part.disc.split("/")[2:] != part.path.split("/")[1:]
    was = f"{_OTHER_NAME}{part.path}" if other else ""
    row = DiscFile(
        path=part.disc,
        archive_path=part.path,
        sha256=part.sha256,
        size=part.size,
        year=folders[0],
        category=folders[1] if len(folders) > 2 else "",
        remarks=was,
    )
    return _of_record(row, own.record) if own else _of_description(row, beside)


def _of_record(row: DiscFile, record: Record) -> DiscFile:
    told, of_item, day = record.description, record.item.description, day_of(record)
    return replace(
        row,
        code=str(record.code or told.reference or ""),
        title=title_of(record),
        responsible=told.responsible or of_item.responsible,
        date=dotted(day) if day else "",
        secrecy=told.secrecy or of_item.secrecy,
        elements=elements_text(record) if record.pictorial else "",
    )


def _of_description(row: DiscFile, of: BurnRecord | None) -> DiscFile:
    item = row.archive_path.endswith(f"/{ITEM_FILE}")
    title = ""
    if of is not None:
        title = of.record.item.name.title if item else title_of(of.record)
    remarks = (_ABOUT_ITEM if item else _ABOUT_FILE, row.remarks)
    return replace(row, title=title, remarks="；".join(filter(None, remarks)))
