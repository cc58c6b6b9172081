"""The register of discs as it is going to be: rows below its last one, and cells filled in."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.burning.shelf import DiscShelf, StudioDiscs
from archivist.actions.ledger_sync import StudioSync, closed_source
from archivist.actions.ledgers import ledgers_category
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.formats.ledger_sheet import ledger_book
from archivist.formats.workbook.appending import Addition, CellChange, appended
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.display import shown
from archivist.model.ledger import DISC_REGISTER, Ledger
from archivist.model.ledger_entry import RowPlace
from archivist.model.plan import Category
from archivist.store.tree import extended

Contents = dict[str, tuple[bytes, str]]
"""What workbooks are going to hold, with the digest of each now (empty: it is new), by path."""


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
        self._root, self._shelf = root, shelf
        dossier = shelf.seen.dossier
        self._plan = dossier.plan
        self._archive = dossier.settings.called(root.name)
        self._ledger = next((each for each in shelf.ledgers if each.id == DISC_REGISTER), None)
        self._category = ledgers_category(dossier.plan, shelf.ledgers)

    def with_rows(self, studio: StudioDiscs, rows: Sequence[DiscRow]) -> Contents:
        """Return the workbooks with rows added; a register is made where there is none.

        Raises:
            InvalidChoiceError: The archive has no such ledger, or no place for it.
            ArchivistError: A workbook is open elsewhere, read-only, or cannot take rows.
        """
        ledger, _category = self._known()
        looked = StudioSync(studio=studio.studio, syncs=(), read=studio.read)
        at_home: defaultdict[str, list[Addition]] = defaultdict(list)
        homeless: list[DiscRow] = []
        for row in rows:
            home = looked.home(ledger, row.year)
            if home is None:
                homeless.append(row)
                continue
            reading, sheet = home
            cells = {sheet.letters[k]: t for k, t in row.cells.items() if k in sheet.letters}
            at_home[reading.path].append(
                Addition(sheet=sheet.name, head_row=sheet.head, cells=cells)
            )
        found = {path: self._changed(path, each, (), studio) for path, each in at_home.items()}
        if homeless:
            book = ledger_book(ledger, self._archive, [row.cells for row in homeless])
            place = self._free(studio.studio, ledger, homeless[0].year)
            found[place] = workbook_bytes(book), ""
        return found

    def with_cells(
        self, studio: StudioDiscs, row: RowPlace, cells: Mapping[str, str]
    ) -> tuple[Contents, tuple[str, ...]]:
        """Return the workbook with cells of a row filled in, and the columns that it lacks.

        Raises:
            ArchivistError: The workbook is open elsewhere, read-only, or cannot be changed.
        """
        ledger, _category = self._known()
        sheets = ((r.path, sheet) for r in studio.read.readings for sheet in r.sheets)
        letters = next(
            (s.letters for path, s in sheets if (path, s.name) == (row.path, row.sheet)), {}
        )
        changes = [
            CellChange(sheet=row.sheet, row=row.row, column=letters[key], text=text)
            for key, text in cells.items()
            if key in letters
        ]
        names = {column.key: column.name for column in ledger.columns}
        lacking = tuple(names.get(key, key) for key in cells if key not in letters)
        if not changes:
            return {}, lacking
        return {row.path: self._changed(row.path, (), changes, studio)}, lacking

    def _known(self) -> tuple[Ledger, Category]:
        if self._ledger is None or self._category is None:
            raise InvalidChoiceError(
                _("The filing plan has no category for ledgers, or no register of discs."),
                _("Look at templates/ledgers/discs.toml and at the plan of the archive."),
            )
        return self._ledger, self._category

    def _changed(
        self,
        path: str,
        rows: Sequence[Addition],
        changes: Sequence[CellChange],
        studio: StudioDiscs,
    ) -> tuple[bytes, str]:
        place = extended(self._root) / path
        source = closed_source(place, path, studio.stamps[path])
        if not place.stat().st_mode & stat.S_IWRITE:
            raise NotWritableError(
                _("{file} is read-only; nothing was written.").format(file=shown(path)),
                _("Take the mark “read-only” off the file, then run the command again."),
            )
        return appended(source, rows, changes, named=path), hashlib.sha256(source).hexdigest()

    def _free(self, studio: str, ledger: Ledger, year: int) -> str:
        """Return a name for a new register that no file bears yet."""
        _ledger, category = self._known()
        paths = self._shelf.seen.dossier.paths
        folders = [path.split("/") for path in paths if path.startswith(f"{studio}/")]
        own = [p for p in folders if len(p) == 2 and self._plan.category_of(p[1]) == category]
        folder = min(("/".join(parts) for parts in own), default=f"{studio}/{category.folder}")
        names = [f"{ledger.name}.xlsx", f"{year or ''} {ledger.name}.xlsx".strip()]
        for path in (f"{folder}/{name}" for name in names):
            if not os.path.lexists(extended(self._root) / path):
                return path
        raise NotWritableError(
            _("{file} is there already and takes no rows of this year.").format(
                file=shown(f"{folder}/{names[0]}")
            ),
            _("Make a register for the year: archivist ledger new {ledger} --year {year}").format(
                ledger=ledger.name, year=year
            ),
        )
