"""Building an index anew beside the one that is there, and setting one aside.

New segments go into the same folder under names of their own, and one commit replaces all old ones:
readers go on with theirs, and on Windows no folder has to be renamed whose files somebody has open.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from archivist.model.document import Document
from archivist.model.owner import Owner
from archivist.store.index import keeping
from archivist.store.index.keeping import Kept
from archivist.store.index.unusable import IndexUnusableError
from archivist.store.index.writing import IndexWriter
from archivist.store.lock import writer_lock


def rebuild(
    folder: Path,
    documents: Iterable[Document],
    owner: Owner,
    *,
    step: Callable[[int], object] = bool,
    patience: float = 0.0,
) -> Kept:
    """Build an index of these documents alone, in place of whatever is there.

    Until it is done, the one that is there is whole and can be searched; a killed one is swept by
    the next writer.

    Args:
        folder: Of the index.
        documents: All of them.
        owner: Who is to be named to others that want to write.
        step: Told how many documents are done.
        patience: Seconds to wait for another writer.

    Raises:
        BusyError: Another program writes.
        NotWritableError, OSError: It cannot be written there.
    """
    with IndexWriter(folder, owner, patience=patience, anew=True) as writer:
        writer.put(_counted(documents, step))
    return writer.kept


def set_aside(
    folder: Path, owner: Owner, *, patience: float = 0.0, spare_whole: bool = False
) -> bool:
    """Rename an index that cannot be used to ``index.bad``, where it is never opened.

    Only the latest one is kept. What cannot be renamed stays where it is, until it is replaced.

    Args:
        folder: Of the index.
        owner: Who is to be named to others that want to write.
        patience: Seconds to wait for another writer.
        spare_whole: Leave it if it turns out to be whole: somebody may have made it anew.

    Returns:
        Whether it is gone from its place.

    Raises:
        BusyError: Another program writes.
        NotWritableError, OSError: Nothing can be changed there.
    """
    with writer_lock(folder.parent, owner, name=f"{folder.name}.lock", patience=patience):
        bad = folder.with_name(f"{folder.name}.bad")
        if spare_whole and _is_whole(folder):
            return False
        if os.path.lexists(folder):
            shutil.rmtree(bad, ignore_errors=True)
            try:
                folder.rename(bad)
            except OSError:
                return False
        # Without its folder, what our own state says is of nothing.
        with suppress(IsADirectoryError, PermissionError):
            keeping.state_file(folder).unlink(missing_ok=True)
        return True


def _is_whole(folder: Path) -> bool:
    with suppress(IndexUnusableError, OSError):
        keeping.verify(folder)
        return True
    return False


def _counted(documents: Iterable[Document], step: Callable[[int], object]) -> Iterator[Document]:
    for number, document in enumerate(documents, start=1):
        yield document
        step(number)
