"""``archivist describe --export`` and ``--import``: the 照片登记表, written and read back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from gettext import gettext as _
from pathlib import Path

from archivist.actions.describe import Change, DescribeReport, carry_out, image_change
from archivist.actions.photo_rows import choices, photo_row
from archivist.actions.sight import Sight, sight
from archivist.actions.view import View
from archivist.errors import ArchivistError, InvalidChoiceError
from archivist.formats.register_sheet import RegisterRow, read_register, write_register
from archivist.formats.thumbnails import make_thumbnails
from archivist.model.elements import Element
from archivist.model.names import same_name
from archivist.model.operation import Verb
from archivist.model.record import Record
from archivist.model.stating import (
    Misstatement,
    differing,
    proposals_of,
    stated,
)
from archivist.store.operations import writing
from archivist.store.settings import load_settings
from archivist.store.tree import extended


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
class Unchecked:
    """Guesses that still stand in a row for which nobody vouched: they count for nothing."""

    row: RegisterRow
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReport:
    """What a table changes, or changed."""

    rows: int
    changes: tuple[RowChange, ...]
    troubles: tuple[RowTrouble, ...]
    unchecked: tuple[Unchecked, ...] = ()
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
        InvalidChoiceError: A path names no image, or the table would lie in the archive.
        NotWritableError: Something of that name is there, or the file system refuses.
    """
    _refuse_inside(view.root, target)
    seen = sight(view, paths, folders_are_items=False)
    root = extended(view.root)
    places = {root / record.path: record for record in seen.records}
    pictures = {places[path].path: picture for path, picture in make_thumbnails(list(places))}
    rows = [photo_row(record, pictures.get(record.path)) for record in seen.records]
    archive = load_settings(root).called(view.root.name)
    write_register(target, rows, choices(seen.everything), archive=archive)
    return len(rows)


def _refuse_inside(root: Path, target: Path) -> None:
    """Refuse a table among the records: it would count as one of them."""
    place = Path(os.path.abspath(target))  # noqa: PTH100 - as the user named it
    if not place.resolve().is_relative_to(root.resolve()):
        return
    at_the_top = Path(os.path.abspath(".")) == root  # noqa: PTH100
    outside = (Path("..") if at_the_top else root.parent) / target.name
    raise InvalidChoiceError(
        _("{place} lies in the archive.").format(place=target),
        _("Write the table outside of it: --export {outside}").format(outside=outside),
    )


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
        return replace(plan, report=carry_out(session, tuple(e.change for e in plan.changes)))


def _plan(view: View, rows: tuple[RegisterRow, ...]) -> TableReport:
    seen = sight(view, ())
    finder = _Finder(seen)
    changes: list[RowChange] = []
    troubles: list[RowTrouble] = []
    taken: set[str] = set()
    written: dict[str, int] = {}
    unchecked: list[Unchecked] = []
    for row in rows:
        found = finder.find(row)
        if isinstance(found, Trouble):
            troubles.append(RowTrouble(row=row, trouble=found))
            continue
        if found.path in taken:
            troubles.append(RowTrouble(row=row, trouble=Trouble.TWICE))
            continue
        taken.add(found.path)
        unchecked += _unchecked(row, found)
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
    return TableReport(
        rows=len(rows),
        changes=tuple(changes),
        troubles=tuple(troubles),
        unchecked=tuple(unchecked),
    )


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
    left = {element for each in _unchecked(row, record) for element in each.elements}
    return {element: text for element, text in row.values.items() if element not in left}


def _unchecked(row: RegisterRow, record: Record) -> Iterator[Unchecked]:
    guesses = {} if row.checked else proposals_of(record.elements)
    left = tuple(
        element
        for element, text in row.values.items()
        if text.split() and text.split() == guesses.get(element, "").split()
    )
    if left:
        yield Unchecked(row=row, elements=left)


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
