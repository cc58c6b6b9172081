"""The papers of a bag: the register 移交登记表 to be signed, and the catalogue 目录."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.csv_text import csv_bytes
from archivist.formats.table import Book, Cell, CellState, Column, Sheet
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.amounts import gigabytes
from archivist.model.bag import PAYLOAD
from archivist.model.bag_list import HandoverLine, HandoverRegister
from archivist.model.days import dotted

SCHEMA = "handover"
REGISTER = "metadata/移交登记表.xlsx"
CATALOGUE = "metadata/目录.csv"


def catalogue_bytes(lines: Iterable[HandoverLine], copied: Mapping[str, tuple[int, str]]) -> bytes:
    """Return the catalogue as CSV.

    Args:
        lines: One for each record.
        copied: Bytes and SHA-256 of each file, by its path in the payload.
    """
    head = (
        *(_("No."), _("Code"), _("Title"), _("Date"), _("People"), _("Place"), _("Cause")),
        *(_("Source"), _("Studio"), _("Category"), _("Item"), _("File"), _("Bytes"), _("SHA-256")),
        _("Remarks"),
    )
    rows = (_row(number, each, copied) for number, each in enumerate(lines, start=1))
    return csv_bytes([head, *rows])


def register_bytes(register: HandoverRegister) -> bytes:
    """Return the register as a workbook: what is known is entered, the rest left to be signed."""
    rows = [
        {"field": Cell(field, CellState.LOCKED), "value": Cell(value, _state(value))}
        for field, value in _fields(register)
    ]
    sheet = Sheet(
        name=_("Hand-over register"),
        title=_("Register of handing over electronic records"),
        columns=(
            Column(key="field", title=_("Field"), width=28, locked=True),
            Column(key="value", title=_("Entry"), width=72),
        ),
        rows=tuple(rows),
        notes=(_("Enter what is empty and have both sides sign; “archivist check-bag” checks."),),
    )
    return workbook_bytes(Book(sheets=(sheet,), schema=SCHEMA, archive=register.archive))


def _row(
    number: int, line: HandoverLine, copied: Mapping[str, tuple[int, str]]
) -> tuple[object, ...]:
    size, digest = copied[line.path]
    day = dotted(line.day) if line.day else ""
    return (
        *(number, line.code, line.title, day, line.people, line.place, line.cause),
        *(line.origin, line.studio, line.category, line.item),
        *(f"{PAYLOAD}{line.path}", size, digest),
        _("could not be opened") if line.defect else "",
    )


def _state(value: str) -> CellState:
    return CellState.GIVEN if value else CellState.MISSING


def _fields(register: HandoverRegister) -> Iterator[tuple[str, str]]:
    yield from _content(register)
    yield _("Carriers, first and last number"), ""
    yield _("Carrier, type and specification"), ""
    yield from _checks(register)
    yield _("Outer appearance of the carriers"), ""
    yield (
        _("Digest (algorithm)"),
        _("{algorithm}: a digest of every file; of the list manifest-{name}.txt: {digest}").format(
            algorithm="SHA-256", name=register.algorithm, digest=register.manifest
        ),
    )
    yield _("Identifier of the package"), register.identifier
    yield _("Handing over: unit"), register.archive
    yield _("Handing over: person"), register.by
    yield _("Handing over: date and signature"), ""
    yield _("Taking over: unit"), ""
    yield _("Taking over: person"), ""
    yield _("Taking over: date and signature"), ""


def _content(register: HandoverRegister) -> Iterator[tuple[str, str]]:
    count, size = register.oxum.count, register.oxum.size
    files = ngettext("{count} file", "{count} files", count).format(count=count)
    held = ngettext("{count} record", "{count} records", register.records)
    yield _("Content"), register.content
    yield (
        _("Quantity"),
        _("{files}, of these {records}").format(
            files=files, records=held.format(count=register.records)
        ),
    )
    yield _("Amount of data (GB)"), gigabytes(size)


def _checks(register: HandoverRegister) -> Iterator[tuple[str, str]]:
    """Yield what was checked while the bag was made, and what was not."""
    count = register.oxum.count
    day = dotted(register.made)
    sealed = _("{count} files copied; {sealed} of them are sealed and as they were sealed. {day}")
    yield _("Accuracy"), sealed.format(count=count, sealed=register.agreeing, day=day)
    whole = _("Payload-Oxum {oxum}; every file is listed with its digest. {day}")
    yield _("Completeness"), whole.format(oxum=register.oxum, day=day)
    good = register.records - register.defects
    usable = _("{good} of {count} records could be opened. {day}")
    if register.defects:
        usable = _("{good} of {count} records could be opened; see the remarks in {file}. {day}")
    told = usable.format(good=good, count=register.records, day=day, file=CATALOGUE)
    yield _("Usability"), told
    yield _("Safety"), _("Not checked here: scan for viruses before handing over.")
