"""Putting new boxes into the register: rows below its last one, or a register of their own."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path

from archivist.actions.boxes.rows import REGISTER, row_of
from archivist.actions.boxes.shelves import Shelves, StudioBoxes
from archivist.actions.ledger_sync import StudioSync, closed_source
from archivist.actions.ledgers import ledgers_category
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.formats.ledger_sheet import ledger_book
from archivist.formats.workbook.appending import Addition, appended
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.box import Box
from archivist.model.display import shown
from archivist.model.ledger import Ledger
from archivist.model.operation import Operation, Step, StepKind, Verb
from archivist.model.plan import Category
from archivist.store.operations import Writing
from archivist.store.tree import extended


class Registers:
    """The registers of one archive, as they are going to be."""

    def __init__(self, root: Path, shelves: Shelves) -> None:
        self._root, self._shelves = root, shelves
        dossier = shelves.found.seen.dossier
        self._plan = dossier.plan
        self._ledger = next((each for each in shelves.ledgers if each.id == REGISTER), None)
        self._category = ledgers_category(dossier.plan, shelves.ledgers)

    def contents(self, studio: StudioBoxes, boxes: Sequence[Box]) -> dict[str, tuple[bytes, str]]:
        """Return what the workbooks that get rows are going to hold, and the digest of each now.

        Raises:
            InvalidChoiceError: The archive has no such ledger, or no place for it.
            ArchivistError: A workbook is open elsewhere, read-only, or cannot take rows.
        """
        if not boxes:
            return {}
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
        found = {path: self._added(path, rows, studio) for path, rows in at_home.items()}
        if homeless:
            book = ledger_book(ledger, self._root.name, [row_of(box) for box in homeless])
            found[self._free(studio.studio, ledger, homeless[0])] = workbook_bytes(book), ""
        return found

    def operation(self, session: Writing, contents: Mapping[str, tuple[bytes, str]]) -> Operation:
        """Return the operation that writes them, with the folders that lack."""
        return Operation(verb=Verb.BOX, steps=tuple(self._steps(session, contents)))

    def _steps(self, session: Writing, contents: Mapping[str, tuple[bytes, str]]) -> Iterator[Step]:
        for path, (content, before) in contents.items():
            folder = path.rpartition("/")[0]
            for each in (folder.partition("/")[0], folder) if not before else ():
                yield Step(kind=StepKind.FOLDER, path=each)
            sha256 = session.keep(content)
            yield Step(kind=StepKind.PUT, path=path, sha256=sha256, before=before)

    def _known(self) -> tuple[Ledger, Category]:
        if self._ledger is None or self._category is None:
            raise InvalidChoiceError(
                _("The filing plan has no category for ledgers, or no register of boxes."),
                _("Look at templates/ledgers/boxes.toml and at the plan of the archive."),
            )
        return self._ledger, self._category

    def _added(self, path: str, rows: Sequence[Addition], studio: StudioBoxes) -> tuple[bytes, str]:
        place = extended(self._root) / path
        source = closed_source(place, path, studio.stamps[path])
        if not place.stat().st_mode & stat.S_IWRITE:
            raise NotWritableError(
                _("{file} is read-only; nothing was written.").format(file=shown(path)),
                _("Take the mark “read-only” off the file, then run the command again."),
            )
        return appended(source, rows, named=path), hashlib.sha256(source).hexdigest()

    def _free(self, studio: str, ledger: Ledger, first: Box) -> str:
        """Return a name for a new register that no file bears yet."""
        _ledger, category = self._known()
        paths = self._shelves.found.seen.dossier.paths
        folders = [path.split("/") for path in paths if path.startswith(f"{studio}/")]
        own = [p for p in folders if len(p) == 2 and self._plan.category_of(p[1]) == category]
        folder = min(("/".join(parts) for parts in own), default=f"{studio}/{category.folder}")
        year = first.years[0] if first.years else 0
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
