"""``archivist describe --export`` and ``--import``: the 照片登记表, written and read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from gettext import gettext as _
from pathlib import Path

from archivist.actions.describe import Change, DescribeReport, carry_out, image_change
from archivist.actions.sight import Sight, sight
from archivist.actions.survey import View
from archivist.errors import ArchivistError
from archivist.formats.register_columns import Choices
from archivist.formats.register_sheet import PhotoRow, RegisterRow, read_register, write_register
from archivist.formats.thumbnails import make_thumbnails
from archivist.model.elements import Element
from archivist.model.facts import Shot
from archivist.model.names import same_name
from archivist.model.operation import Verb
from archivist.model.record import Record
from archivist.model.stating import (
    Misstatement,
    differing,
    missing_of,
    proposals_of,
    stated,
    values_of,
)
from archivist.store.operations import writing
from archivist.store.tree import extended

_OFFERED = 200
"""Names that a drop-down offers, the most frequent first."""


class Trouble(StrEnum):
    """Why a row cannot be taken over."""

    NO_FILE = "no-file"
    """No image of the archive is meant; the row is passed over."""
    SEVERAL = "several"
    """The file is gone, and several have its content; the row is passed over."""
    CHANGED = "changed"
    """The file has another content than when the table was made; the row is passed over."""
    TWICE = "twice"
    """An earlier row says something of the same image; nothing is written."""
    SHARED = "shared"
    """An earlier row says otherwise of what has the same sidecar; nothing is written."""
    NO_DAY = "no-day"
    """A date is none; nothing is written."""
    UNFIT = "unfit"
    """The description cannot be written; nothing is written."""


PASSED_OVER = frozenset({Trouble.NO_FILE, Trouble.SEVERAL, Trouble.CHANGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTrouble:
    """One row that cannot be taken over."""

    row: RegisterRow
    trouble: Trouble
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """What one row changes."""

    row: RegisterRow
    record: Record
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReport:
    """What a table changes, or changed."""

    rows: int
    changes: tuple[RowChange, ...]
    troubles: tuple[RowTrouble, ...]
    report: DescribeReport | None = None
    """What was written; None: nothing was."""

    @property
    def refused(self) -> bool:
        """A row has a mistake, so that nothing may be written."""
        return any(each.trouble not in PASSED_OVER for each in self.troubles)


def export(view: View, paths: Iterable[Path], target: Path) -> int:
    """Write the table of the images that paths name and return how many they are.

    Args:
        view: Which archive, on which day.
        paths: Images, items and other folders; none: everything, the inbox too.
        target: A workbook that is not there yet.

    Raises:
        InvalidChoiceError: A path names no image.
        NotWritableError: Something of that name is there, or the file system refuses.
    """
    seen = sight(view, paths, folders_are_items=False)
    root = extended(view.root)
    places = {root / record.path: record for record in seen.records}
    pictures = {places[path].path: picture for path, picture in make_thumbnails(list(places))}
    rows = [_photo_row(record, pictures.get(record.path)) for record in seen.records]
    write_register(target, rows, _choices(seen.everything), archive=view.root.name)
    return len(rows)


def preview(view: View, source: Path) -> TableReport:
    """Return what a table would change, row by row; nothing is written.

    Raises:
        InvalidFileError: It is no register.
        NotReadableError: It cannot be read.
    """
    return _plan(view, read_register(source))


def take_over(view: View, source: Path, now: datetime) -> TableReport:
    """Write what a table changes: all of it, or nothing when one row has a mistake.

    Raises:
        InvalidFileError: It is no register.
        NotReadableError: It cannot be read.
        BusyError: Another command writes and does not end.
    """
    rows = read_register(source)
    with writing(view.root, Verb.DESCRIBE, now) as session:
        plan = _plan(view, rows)
        if plan.refused:
            return plan
        report = carry_out(session, tuple(each.change for each in plan.changes))
        return TableReport(
            rows=plan.rows, changes=plan.changes, troubles=plan.troubles, report=report
        )


def _plan(view: View, rows: tuple[RegisterRow, ...]) -> TableReport:
    seen = sight(view, ())
    finder = _Finder(seen)
    changes: list[RowChange] = []
    troubles: list[RowTrouble] = []
    taken: set[str] = set()
    written: dict[str, int] = {}
    for row in rows:
        found = finder.find(row)
        if isinstance(found, Trouble):
            troubles.append(RowTrouble(row=row, trouble=found))
            continue
        if found.path in taken:
            troubles.append(RowTrouble(row=row, trouble=Trouble.TWICE))
            continue
        taken.add(found.path)
        said = _said(view, seen, row, found)
        if isinstance(said, RowTrouble):
            troubles.append(said)
        elif said.statement:
            number = written.setdefault(said.written, len(changes))
            if number == len(changes):
                changes.append(RowChange(row=row, record=found, change=said))
                continue
            joined = _joined(view, seen, changes[number], said)
            if joined is None:
                first = changes[number].record.path
                troubles.append(RowTrouble(row=row, trouble=Trouble.SHARED, detail=first))
            else:
                changes[number] = joined
    return TableReport(rows=len(rows), changes=tuple(changes), troubles=tuple(troubles))


def _joined(view: View, seen: Sight, first: RowChange, said: Change) -> RowChange | None:
    """Return the change of a sidecar that two rows describe; None: they contradict each other."""
    before = first.change.statement
    if any(
        before[element] != said.statement[element] for element in before.keys() & said.statement
    ):
        return None
    both = {**before, **said.statement}
    return replace(first, change=image_change(view, seen, first.record, both))


def _said(view: View, seen: Sight, row: RegisterRow, record: Record) -> Change | RowTrouble:
    statement = stated(_confirmed(row, record))
    if isinstance(statement, Misstatement):
        return RowTrouble(row=row, trouble=Trouble.NO_DAY, detail=statement.text)
    new = differing(statement, record.elements)
    if not new:
        return Change(path=record.path, written="", statement={})
    try:
        return image_change(view, seen, record, new)
    except ArchivistError as error:
        return RowTrouble(row=row, trouble=Trouble.UNFIT, detail=error.message)


def _confirmed(row: RegisterRow, record: Record) -> Mapping[Element, str]:
    """Return what a person says in a row: a guess left as it was counts only when checked."""
    guesses = proposals_of(record.elements)
    return {
        element: text
        for element, text in row.values.items()
        if row.checked or text.split() != guesses.get(element, "").split()
    }


class _Finder:
    """Finds the image that a row means: by its path, or by its content when it was filed since."""

    def __init__(self, seen: Sight) -> None:
        self._by_path = {same_name(record.path): record for record in seen.everything}
        self._by_digest: dict[str, list[Record]] = {}
        for record in seen.everything:
            if record.facts is not None:
                self._by_digest.setdefault(record.facts.sha256[:16], []).append(record)

    def find(self, row: RegisterRow) -> Record | Trouble:
        """Return the image, or why there is none."""
        same = self._by_digest.get(row.sha256, []) if row.sha256 else []
        there = self._by_path.get(same_name(row.path))
        if there is None:
            unknown = Trouble.SEVERAL if same else Trouble.NO_FILE
            return same[0] if len(same) == 1 else unknown
        if row.sha256 and there.facts and not there.facts.sha256.startswith(row.sha256):
            return same[0] if len(same) == 1 else Trouble.CHANGED
        return there


def _photo_row(record: Record, picture: bytes | None) -> PhotoRow:
    return PhotoRow(
        path=record.path,
        code=str(record.code) if record.code else "",
        values=values_of(record.elements),
        proposals=proposals_of(record.elements),
        missing=missing_of(record.elements),
        sha256=record.facts.sha256 if record.facts else "",
        studio=record.item.studio,
        item=record.item.name.title,
        thumbnail=picture,
        note="; ".join(_notes(record)),
    )


def _notes(record: Record) -> Iterator[str]:
    """Yield what a camera knows that helps to fill the row in."""
    shot = record.facts.shot if record.facts else Shot()
    if shot.position and record.elements.place is None:
        yield _("Taken at {position} (latitude, longitude)").format(position=shot.position)
    if shot.seconds:
        minutes, seconds = divmod(round(shot.seconds), 60)
        yield _("Video of {minutes}:{seconds:02}").format(minutes=minutes, seconds=seconds)


def _choices(records: Iterable[Record]) -> Choices:
    """Return what the archive says already, the most frequent first."""
    counts: dict[Element, Counter[str]] = {}
    for record in records:
        for element, text in values_of(record.elements).items():
            counts.setdefault(element, Counter())[text] += 1

    def offered(element: Element) -> tuple[str, ...]:
        return tuple(text for text, _n in counts.get(element, Counter()).most_common(_OFFERED))

    return Choices(
        people=offered(Element.PEOPLE),
        places=offered(Element.PLACE),
        sources=offered(Element.SOURCE),
        photographers=offered(Element.PHOTOGRAPHER),
    )
