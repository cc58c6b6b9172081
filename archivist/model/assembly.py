"""Putting layout, descriptions and facts together: the records of an archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archivist.model.code import read_code
from archivist.model.dossier import Stray, StrayKind
from archivist.model.elements import Element, Elements, Origin, Reading
from archivist.model.entry import Entry
from archivist.model.facts import Defect, Facts, Format
from archivist.model.incoming import readings
from archivist.model.item import Description, Item
from archivist.model.layout import Layout
from archivist.model.names import same_name
from archivist.model.record import Record, RecordKind, kind_of

_PEOPLE = frozenset({Element.PEOPLE, Element.PEOPLE_STATUS})


def assemble(layout: Layout, facts: Mapping[str, Facts]) -> tuple[Record, ...]:
    """Return every record with what is known of it, by path.

    Args:
        layout: Which file belongs to which item, with what ``item.toml`` says.
        facts: What files told, by path; a file that was not looked at is not in it.
    """
    records = [
        _record(entry, layout.items[path], facts, layout)
        for path, entries in layout.files.items()
        for entry in entries
    ]
    return tuple(sorted(records, key=lambda record: record.path))


def damaged_sidecars(layout: Layout, facts: Mapping[str, Facts]) -> Iterator[Stray]:
    """Yield the sidecars that were looked at and cannot be understood."""
    for path in sorted({entry.path for entry in layout.sidecars.values()}):
        known = facts.get(path)
        if known and (known.defect or known.format is not Format.XMP):
            detail = known.detail or (known.defect or Defect.BROKEN).value
            yield Stray(path=path, kind=StrayKind.DAMAGED_SIDECAR, detail=detail)


def _record(entry: Entry, item: Item, facts: Mapping[str, Facts], layout: Layout) -> Record:
    kind = kind_of(entry.name)
    own = _own(item, entry.name)
    stated = own.kind or item.description.kind
    pictorial = stated == "image" or (
        not stated and kind in {RecordKind.IMAGE, RecordKind.VIDEO} and not item.flat
    )
    beside = layout.sidecars.get(entry.path)
    sidecar = facts.get(beside.path) if beside else None
    known = facts.get(entry.path)
    return Record(
        path=entry.path,
        item=item,
        size=entry.size,
        kind=kind,
        pictorial=pictorial,
        code=read_code(entry.name.rpartition(".")[0] or entry.name) if pictorial else None,
        facts=known,
        elements=Elements.of(
            (*_readings(item, own, known, sidecar), *(readings(entry.name) if pictorial else ()))
        )
        if known
        else Elements(),
        description=own,
    )


def _own(item: Item, name: str) -> Description:
    """Return what ``item.toml`` says of one file, however the two spell its name in Unicode."""
    files = item.description.files
    if not files or name in files:
        return files.get(name, Description())
    wanted = same_name(name)
    return next((own for key, own in files.items() if same_name(key) == wanted), Description())


def _readings(
    item: Item, own: Description, known: Facts | None, sidecar: Facts | None
) -> Iterator[Reading]:
    """Yield what every place states; ``item.toml`` on one file hides what it says of all."""
    if sidecar is not None:
        yield from sidecar.readings
    yield from own.readings
    hidden = {reading.element for reading in own.readings}
    if hidden & _PEOPLE:
        hidden |= _PEOPLE
    embedded = known.readings if known is not None else ()
    shot = [r.day for r in embedded if r.element is Element.SHOOTING_DATE]
    for reading in item.description.readings:
        # One day for a whole folder must not silence another that the camera recorded of an image.
        contradicts = reading.element is Element.SHOOTING_DATE and shot and reading.day not in shot
        if reading.element not in hidden and not contradicts:
            yield reading
    yield from embedded
    if item.name.day is not None:
        yield Reading(Element.EVENT_DATE, item.name.day_text, Origin.ITEM_NAME, "name")
