"""A planned disc as its catalogue tells of it."""

from __future__ import annotations

from collections.abc import Iterator

from archivist.actions.burning.contents import BurnFile, BurnRecord, gathered
from archivist.actions.burning.planned import Burning, PlannedDisc
from archivist.formats.disc.description import RECORDS
from archivist.model.burnt import day_text, elements_text, title_of
from archivist.model.disc_content import DiscFile, VolumeContent
from archivist.model.item import ITEM_FILE
from archivist.model.plan import RETENTION_NAMES
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
    known = {
        "path": part.disc,
        "archive_path": part.path,
        "sha256": part.sha256,
        "year": folders[0],
        "category": folders[1] if len(folders) > 2 else "",
    }
    if own is None:
        item = part.path.endswith(f"/{ITEM_FILE}")
        record = beside.record if beside else None
        return DiscFile(
            **known,
            size=part.size,
            title=(record.item.name.title if item else title_of(record)) if record else "",
            remarks="；".join(filter(None, (_ABOUT_ITEM if item else _ABOUT_FILE, was))),
        )
    record = own.record
    return DiscFile(
        **known,
        size=part.size,
        code=str(record.code or record.description.reference or ""),
        title=title_of(record),
        responsible=record.description.responsible or record.item.description.responsible,
        date=day_text(record),
        secrecy=record.description.secrecy or record.item.description.secrecy,
        elements=elements_text(record) if record.pictorial else "",
        remarks=was,
    )
