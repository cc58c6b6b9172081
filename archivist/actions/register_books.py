"""The workbooks of a register: with rows added and cells changed, or a new one in a free place."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path

from archivist.actions.ledger_sync import closed_source
from archivist.errors import NotWritableError
from archivist.formats.workbook.appending import Addition, CellChange, appended
from archivist.model.display import shown
from archivist.model.dossier import Dossier
from archivist.model.ledger import Ledger
from archivist.model.operation import Step, StepKind
from archivist.model.plan import Category
from archivist.store.operations import Writing
from archivist.store.tree import extended

Content = tuple[bytes, str]
"""What a workbook is going to hold, with the digest of it now; empty: it is new."""


def changed_book(
    root: Path,
    path: str,
    stamp: tuple[int, int],
    rows: Sequence[Addition],
    changes: Sequence[CellChange],
) -> Content:
    """Return a workbook with rows added and cells changed.

    Args:
        root: The archive.
        path: Of the workbook in it.
        stamp: Its size and time, in nanoseconds, when it was read.
        rows: Added below the last one.
        changes: Of cells that are there.

    Raises:
        ArchivistError: It is open elsewhere, read-only, another one by now, or takes no rows.
    """
    place = extended(root) / path
    source = closed_source(place, path, stamp)
    if not place.stat().st_mode & stat.S_IWRITE:
        raise NotWritableError(
            _("{file} is read-only; nothing was written.").format(file=shown(path)),
            _("Take the mark “read-only” off the file, then run the command again."),
        )
    return appended(source, rows, changes, named=path), hashlib.sha256(source).hexdigest()


def free_book(
    root: Path, dossier: Dossier, studio: str, home: tuple[Ledger, Category], year: int
) -> str:
    """Return a path for a studio's new register that no file bears yet.

    Args:
        root: The archive.
        dossier: What is in it.
        studio: Whose register it is.
        home: Its ledger, and the category of ledgers.
        year: Of its first row; 0: unknown.

    Raises:
        NotWritableError: The names are taken.
    """
    ledger, category = home
    folders = [path.split("/") for path in dossier.paths if path.startswith(f"{studio}/")]
    own = [p for p in folders if len(p) == 2 and dossier.plan.category_of(p[1]) == category]
    folder = min(("/".join(parts) for parts in own), default=f"{studio}/{category.folder}")
    names = [f"{ledger.name}.xlsx", f"{year or ''} {ledger.name}.xlsx".strip()]
    for path in (f"{folder}/{name}" for name in names):
        if not os.path.lexists(extended(root) / path):
            return path
    raise NotWritableError(
        _("{file} is there already and takes no rows of this year.").format(
            file=shown(f"{folder}/{names[0]}")
        ),
        _("Make a register for the year: archivist ledger new {ledger} --year {year}").format(
            ledger=ledger.name, year=year
        ),
    )


def register_steps(session: Writing, contents: Mapping[str, Content]) -> Iterator[Step]:
    """Yield the steps that write workbooks, with the folders that lack.

    Args:
        session: What keeps them until they are in their places.
        contents: By path.
    """
    for path, (content, before) in contents.items():
        folder = path.rpartition("/")[0]
        for each in (folder.partition("/")[0], folder) if not before else ():
            yield Step(kind=StepKind.FOLDER, path=each)
        sha256 = session.keep(content)
        yield Step(kind=StepKind.PUT, path=path, sha256=sha256, before=before)
