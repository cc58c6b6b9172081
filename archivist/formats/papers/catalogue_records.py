"""The lists of single records: 归档文件目录, 照片目录 and 照片登记表 (FACTS §1, §3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from gettext import gettext as _

from archivist.formats.papers.catalogue_listing import Column, Group, Listing, Part, cell
from archivist.formats.papers.piece_rows import piece_row
from archivist.formats.register_columns import status_word
from archivist.formats.wording import retention_word
from archivist.model.catalogue_files import PhotoLine
from archivist.model.credit import credited
from archivist.model.days import dotted
from archivist.model.piece_lines import PieceLine, photographer
from archivist.model.plan import Retention

FILES, PHOTOS, REGISTER = "files-list", "photo-list", "photo-register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is the same for each of the lists."""

    archive: str
    """What stands at the foot of each page."""
    day: str
    """Of printing, as it is shown."""
    studios: tuple[str, ...]
    """In their order."""
    classes: Mapping[str, str] = field(default_factory=dict)
    """What each class of images is called."""
    categories: Mapping[str, str] = field(default_factory=dict)
    """Number and name of each category, by its number."""
    fonds: bool = False
    """The archive belongs to a fonds, so that codes tell the numbers of pieces."""


def files_listing(lines: Iterable[PieceLine], frame: Frame) -> Listing:
    """Return the 归档文件目录 of pieces; titles that no paper bears stand in brackets."""
    columns = (
        Column(key="number", title=_("No."), width=7, number=True),
        Column(key="code", title=_("Archival code"), width=34),
        Column(key="reference", title=_("Reference"), width=14),
        Column(key="responsible", title=_("Responsible"), width=22),
        Column(key="title", title=_("Title"), width=42, left=True),
        Column(key="day", title=_("Date"), width=12),
        Column(key="secrecy", title=_("Secrecy"), width=8),
        Column(key="pages", title=_("Pages"), width=7, number=True),
        Column(key="remark", title=_("Remarks"), width=30, left=True),
    )
    title = _("List of filed documents")
    listing = _listing(FILES, title, columns, _in_volumes(lines, frame), frame)
    return replace(listing, divided_by=_("Volume"), apart=True)


def photos_listing(lines: Iterable[PhotoLine], frame: Frame) -> Listing:
    """Return the 照片目录."""
    columns = (
        Column(key="number", title=_("No."), width=7, number=True),
        Column(key="code", title=_("Photo code"), width=18),
        Column(key="title", title=_("Title"), width=42, left=True),
        Column(key="day", title=_("Time"), width=12),
        Column(key="photographer", title=_("Photographer"), width=14),
        Column(key="see", title=_("See also"), width=14),
        Column(key="retention", title=_("Retention"), width=10),
        Column(key="secrecy", title=_("Secrecy"), width=8),
        Column(key="remark", title=_("Remarks"), width=24, left=True),
    )
    return _listing(PHOTOS, _("List of photos"), columns, _parted(lines, frame, _photo), frame)


def register_listing(lines: Iterable[PhotoLine], frame: Frame) -> Listing:
    """Return the 照片登记表, whose disc numbers are written in by hand."""
    columns = (
        Column(key="number", title=_("No."), width=7, number=True),
        Column(key="code", title=_("Code"), width=18),
        Column(key="file", title=_("File name"), width=24, left=True),
        Column(key="cause", title=_("Cause"), width=34, left=True),
        Column(key="day", title=_("Time"), width=12),
        Column(key="place", title=_("Place"), width=16),
        Column(key="people", title=_("People (from the left)"), width=26, left=True),
        Column(key="photographer", title=_("Photographer / source"), width=14),
        Column(key="kind", title=_("Class"), width=8),
        Column(key="disc", title=_("Disc number"), width=14),
        Column(key="remark", title=_("Remarks"), width=16, left=True),
    )
    row = partial(_registered, frame.classes)
    return _listing(REGISTER, _("Register of photos"), columns, _parted(lines, frame, row), frame)


def _listing(
    form: str, title: str, columns: tuple[Column, ...], parts: tuple[Part, ...], frame: Frame
) -> Listing:
    return Listing(
        form=form,
        title=title,
        archive=cell(frame.archive),
        day=frame.day,
        columns=columns,
        parts=parts,
    )


def _parted(
    lines: Iterable[PhotoLine], frame: Frame, row: Callable[[PhotoLine], tuple[str, ...]]
) -> tuple[Part, ...]:
    held: dict[str, list[tuple[str, ...]]] = {}
    for line in lines:
        rows = held.setdefault(line.item.studio, [])
        rows.append((str(len(rows) + 1), *row(line)))
    return tuple(
        Part(name=cell(studio), groups=(Group(rows=tuple(held[studio])),))
        for studio in frame.studios
        if studio in held
    )


def _in_volumes(lines: Iterable[PieceLine], frame: Frame) -> tuple[Part, ...]:
    """Return what lies behind each cover under a line that names it, its rows counted anew."""
    held: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for line in lines:
        rows = held.setdefault(line.item.studio, {}).setdefault(_volume(line, frame), [])
        rows.append((str(len(rows) + 1), *_piece(line, frame)))
    return tuple(
        Part(
            name=cell(studio),
            groups=tuple(Group(heading=h, rows=tuple(rows)) for h, rows in held[studio].items()),
        )
        for studio in frame.studios
        if studio in held
    )


def _volume(line: PieceLine, frame: Frame) -> str:
    boxed = line.boxed
    category = frame.categories.get(line.item.category, line.item.category) if frame.fonds else ""
    year = _("year {year}").format(year=boxed.year) if boxed.year else _("year unknown")
    return cell("  ".join(filter(None, (year, _kept(boxed.retention), category))))


def _titled(line: PhotoLine) -> str:
    return f"[{cell(line.title)}]" if line.invented else cell(line.title)


def _kept(retention: Retention | None) -> str:
    return retention_word(retention) if retention else ""


def _piece(line: PieceLine, frame: Frame) -> tuple[str, ...]:
    row = piece_row(line, boxes=True, numbered=not frame.fonds)
    return (
        *(row.code, row.reference, row.responsible, row.title, row.day, row.secrecy, row.pages),
        row.remark,
    )


def _photo(line: PhotoLine) -> tuple[str, ...]:
    return (
        cell(line.code),
        _titled(line),
        dotted(line.day) if line.day else "",
        cell(photographer(line.record)),
        "",
        _kept(line.retention),
        "",
        _caption(line),
    )


def _registered(classes: Mapping[str, str], line: PhotoLine) -> tuple[str, ...]:
    told = line.record.elements
    people = [cell(person.text) for person in told.people]
    code = line.record.code
    return (
        cell(line.code),
        cell(line.record.name),
        _titled(line),
        dotted(line.day) if line.day else "",
        cell(told.place.text if told.place else ""),
        _(", ").join(people) or status_word(told.people_status),
        _source(line),
        cell(classes.get(code.image_class, code.image_class) if code else ""),
        "",
        _caption(line),
    )


def _source(line: PhotoLine) -> str:
    """Return who took an image, else from whom it comes, with the organisation."""
    told = line.record.elements
    stated = "" if told.photographer or not told.source else told.source.text
    return cell(credited(stated, unit=True) or stated or photographer(line.record))


def _caption(line: PhotoLine) -> str:
    told = line.record.elements
    return cell(told.caption.text if told.caption else "")
