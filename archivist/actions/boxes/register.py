"""Putting new boxes into the register: rows below its last one, or a register of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.boxes.rows import row_of
from archivist.actions.boxes.shelves import ChosenBoxes, StudioBoxes
from archivist.actions.ledger_sync import StudioSync
from archivist.actions.ledgers import ledgers_category
from archivist.actions.register_books import changed_book, free_book
from archivist.errors import ArchivistError, InvalidChoiceError
from archivist.formats.ledger_sheet import ledger_book
from archivist.formats.workbook.appending import Addition, CellChange
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.box import Box, BoxHeld
from archivist.model.ledger import BOX_REGISTER, Ledger
from archivist.model.piece_numbers import given, gone
from archivist.model.plan import Category

_DIGITS = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranged:
    """A row of the register whose first or last piece 起件号, 止件号 is another one now."""

    held: BoxHeld
    """The box as it is going to be."""
    path: str
    """The workbook."""
    changes: tuple[CellChange, ...]


def ranged(before: BoxHeld, after: BoxHeld, studio: StudioBoxes) -> Ranged | None:
    """Return what is to be changed in a box's row; None where a person wrote something of his own.

    A cell is changed that says what was right before something was laid into the box.
    """
    row = after.box.row
    sheets = ((r.path, sheet) for r in studio.read.readings for sheet in r.sheets)
    sheet = next((s for path, s in sheets if row and (path, s.name) == (row.path, row.sheet)), None)
    if row is None or sheet is None:
        return None
    changes = []
    firsts, lasts = _ends(before)
    ends = (
        ("first", before.box.first, firsts, after.first_piece),
        ("last", before.box.last, lasts, after.last_piece),
    )
    for key, text, were, now in ends:
        own = not _DIGITS.fullmatch(text) if text else any(were)
        if own or _says(text, now):
            continue
        if key not in sheet.letters or not any(_says(text, was) for was in were):
            return None
        new = f"{now:0{len(text)}}" if text.startswith("0") else str(now)
        column = sheet.letters[key]
        changes.append(CellChange(sheet=row.sheet, row=row.row, column=column, text=new))
    return Ranged(held=after, path=row.path, changes=tuple(changes)) if changes else None


def _ends(held: BoxHeld) -> tuple[set[int], set[int]]:
    """Return what was right as first and as last piece before: now, and when numbers were given."""
    written = [number for each in held.items for number in given(each) if number]
    lost = [number for each in held.items for number in gone(each).values()]
    every = [(held.first_piece, held.last_piece)]
    every += [(min(some), max(some)) for some in (written, [*written, *lost]) if some]
    return {first for first, _last in every}, {last for _first, last in every}


def _says(text: str, number: int) -> bool:
    """Tell whether a cell says a number, nothing for 0."""
    return int(text) == number if _DIGITS.fullmatch(text) else not text and not number


class Registers:
    """The registers of one archive, as they are going to be."""

    def __init__(self, root: Path, chosen: ChosenBoxes) -> None:
        self._root = root
        self._dossier = dossier = chosen.found.seen.dossier
        self._archive = dossier.settings.called(root.name)
        self._ledger = next((each for each in chosen.ledgers if each.id == BOX_REGISTER), None)
        self._category = ledgers_category(dossier.plan, chosen.ledgers)

    def contents(
        self, studio: StudioBoxes, boxes: Sequence[Box], ranged: Sequence[Ranged] = ()
    ) -> tuple[dict[str, tuple[bytes, str]], tuple[BoxHeld, ...]]:
        """Return what the workbooks that change are going to hold, with the digest of each now.

        Args:
            studio: Whose they are.
            boxes: Those that get a row.
            ranged: Those whose row is to tell other first and last pieces.

        Returns:
            By path; and the boxes whose row could not be corrected.

        Raises:
            InvalidChoiceError: The archive has no such ledger, or no place for it.
            ArchivistError: A workbook is open elsewhere, read-only, or cannot take rows.
        """
        at_home, homeless = self._placed(studio, boxes)
        changes: defaultdict[str, list[CellChange]] = defaultdict(list)
        of_book: defaultdict[str, list[BoxHeld]] = defaultdict(list)
        for each in ranged:
            changes[each.path] += each.changes
            of_book[each.path].append(each.held)
        found: dict[str, tuple[bytes, str]] = {}
        failed: list[BoxHeld] = []
        for path in dict.fromkeys((*at_home, *changes)):
            rows = at_home.get(path, [])
            try:
                found[path] = changed_book(
                    self._root, path, studio.stamps[path], rows, changes[path]
                )
            except ArchivistError:
                # New rows are what was asked for; a row that stays as it is can be told.
                if not changes[path]:
                    raise
                failed += of_book[path]
                if rows:
                    found[path] = changed_book(self._root, path, studio.stamps[path], rows, ())
        if homeless:
            home = self._known()
            book = ledger_book(home[0], self._archive, [row_of(box) for box in homeless])
            year = homeless[0].years[0] if homeless[0].years else 0
            place = free_book(self._root, self._dossier, studio.studio, home, year)
            found[place] = workbook_bytes(book), ""
        return found, tuple(failed)

    def _placed(
        self, studio: StudioBoxes, boxes: Sequence[Box]
    ) -> tuple[dict[str, list[Addition]], list[Box]]:
        """Return the rows that each workbook gets, and the boxes for which there is none."""
        if not boxes:
            return {}, []
        ledger, _category = self._known()
        at_home: defaultdict[str, list[Addition]] = defaultdict(list)
        homeless: list[Box] = []
        looked = StudioSync(studio=studio.studio, syncs=(), read=studio.read)
        for box in boxes:
            home = looked.home(ledger, box.years[0] if box.years else 0)
            if home is None:
                homeless.append(box)
                continue
            reading, sheet = home
            row = row_of(box).items()
            cells = {sheet.letters[key]: text for key, text in row if key in sheet.letters}
            addition = Addition(sheet=sheet.name, head_row=sheet.head, cells=cells)
            at_home[reading.path].append(addition)
        return at_home, homeless

    def _known(self) -> tuple[Ledger, Category]:
        if self._ledger is None or self._category is None:
            raise InvalidChoiceError(
                _("The filing plan has no category for ledgers, or no register of boxes."),
                _("Look at templates/ledgers/boxes.toml and at the plan of the archive."),
            )
        return self._ledger, self._category
