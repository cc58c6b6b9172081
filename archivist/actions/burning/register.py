"""The register of discs as it is going to be: rows below its last one, and cells filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.burning.shelf import DiscShelf, StudioDiscs
from archivist.actions.ledger_sync import StudioSync
from archivist.actions.ledgers import ledgers_category
from archivist.actions.register_books import Content, changed_book, free_book
from archivist.errors import InvalidChoiceError
from archivist.formats.ledger_sheet import ledger_book
from archivist.formats.workbook.appending import Addition, CellChange
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.ledger import DISC_REGISTER, Ledger
from archivist.model.ledger_entry import RowPlace
from archivist.model.plan import Category

Contents = dict[str, Content]
"""What workbooks are going to hold, by path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscRow:
    """One row that a register gets."""

    year: int
    """0: unknown. Some registers are of one year."""
    cells: Mapping[str, str]
    """Texts by the key of their column."""


class Registers:
    """The registers of discs of one archive."""

    def __init__(self, root: Path, shelf: DiscShelf) -> None:
        self._root = root
        self._dossier = dossier = shelf.seen.dossier
        self._archive = dossier.settings.called(root.name)
        self._ledger = next((each for each in shelf.ledgers if each.id == DISC_REGISTER), None)
        self._category = ledgers_category(dossier.plan, shelf.ledgers)

    def with_rows(self, studio: StudioDiscs, rows: Sequence[DiscRow]) -> Contents:
        """Return the workbooks with rows added; a register is made where there is none.

        Raises:
            InvalidChoiceError: The archive has no such ledger, or no place for it.
            ArchivistError: A workbook is open elsewhere, read-only, or cannot take rows.
        """
        home = ledger, _category = self._known()
        looked = StudioSync(studio=studio.studio, syncs=(), read=studio.read)
        at_home: defaultdict[str, list[Addition]] = defaultdict(list)
        homeless: list[DiscRow] = []
        for row in rows:
            place = looked.home(ledger, row.year)
            if place is None:
                homeless.append(row)
                continue
            reading, sheet = place
            cells = {sheet.letters[k]: t for k, t in row.cells.items() if k in sheet.letters}
            at_home[reading.path].append(
                Addition(sheet=sheet.name, head_row=sheet.head, cells=cells)
            )
        found = {
            path: changed_book(self._root, path, studio.stamps[path], each, ())
            for path, each in at_home.items()
        }
        if homeless:
            book = ledger_book(ledger, self._archive, [row.cells for row in homeless])
            path = free_book(self._root, self._dossier, studio.studio, home, homeless[0].year)
            found[path] = workbook_bytes(book), ""
        return found

    def with_cells(
        self, studio: StudioDiscs, row: RowPlace, cells: Mapping[str, str]
    ) -> tuple[Contents, tuple[str, ...]]:
        """Return the workbook with cells of a row filled in, and the keys of columns it lacks.

        Raises:
            ArchivistError: The workbook is open elsewhere, read-only, or cannot be changed.
        """
        self._known()
        sheets = ((r.path, sheet) for r in studio.read.readings for sheet in r.sheets)
        letters = next(
            (s.letters for path, s in sheets if (path, s.name) == (row.path, row.sheet)), {}
        )
        changes = [
            CellChange(sheet=row.sheet, row=row.row, column=letters[key], text=text)
            for key, text in cells.items()
            if key in letters
        ]
        lacking = tuple(key for key in cells if key not in letters)
        if not changes:
            return {}, lacking
        return {
            row.path: changed_book(self._root, row.path, studio.stamps[row.path], (), changes)
        }, lacking

    @property
    def names(self) -> dict[str, str]:
        """What the register calls its columns, by key."""
        return {each.key: each.name for each in (self._ledger.columns if self._ledger else ())}

    def _known(self) -> tuple[Ledger, Category]:
        if self._ledger is None or self._category is None:
            raise InvalidChoiceError(
                _("The filing plan has no category for ledgers, or no register of discs."),
                _("Look at templates/ledgers/discs.toml and at the plan of the archive."),
            )
        return self._ledger, self._category
