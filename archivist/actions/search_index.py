"""Opening the index for a search; when it cannot be used, it is made first."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from archivist.actions.index_place import FOLDER, index_folder
from archivist.actions.progress import Stages
from archivist.actions.view import View
from archivist.actions.watched import is_there
from archivist.errors import ArchivistError, NotWritableError
from archivist.model.settings import Settings
from archivist.store.index.keeping import verify
from archivist.store.index.reading import Index
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.tree import extended

MOST_LOOKED_FOR = 200
"""Hits of which it is looked whether they are still there."""


class Standing(StrEnum):
    """How the index was found."""

    READY = "ready"
    MADE = "made"
    """There was none, or it could not be used: it was made now."""
    UNKEPT = "unkept"
    """It was made now and thrown away again: nothing can be written here."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An index that can be asked."""

    index: Index
    standing: Standing
    reason: Reason | None = None
    """Why it was made."""


@contextmanager
def opened_for(
    view: View, settings: Settings, stages: Stages, spoilt: Reason | None = None
) -> Iterator[Opened]:
    """Open the index of an archive, making it first if there is none that can be used.

    Args:
        view: Which archive.
        settings: Of the archive.
        stages: Shows how far the making is.
        spoilt: What showed only when it was asked; it is made in any case then.

    Raises:
        BusyError: Another program is making it.
    """
    folder = index_folder(view.root, settings)
    reason = spoilt
    if reason is None:
        try:
            found = Index.open(folder)
        except IndexUnusableError as error:
            reason = error.reason
        except OSError:
            # Somebody else's, or of a wrong kind; if the drive is gone, that shows below.
            reason = Reason.DAMAGED
        else:
            with found:
                yield Opened(found, Standing.READY)
            return
    # Only now: most searches need nothing that makes an index.
    from archivist.actions.index import Order, index  # noqa: PLC0415

    try:
        index(view, Order(stages=stages, spoilt=spoilt))
    except (NotWritableError, OSError):
        with tempfile.TemporaryDirectory(prefix="archivist-", ignore_cleanup_errors=True) as place:
            folder = Path(place) / FOLDER
            index(view, Order(stages=stages, folder=folder))
            with Index.open(folder) as found:
                yield Opened(found, Standing.UNKEPT, reason)
        return
    with Index.open(folder) as found:
        yield Opened(found, Standing.MADE, reason)


def spoilt_in(view: View, settings: Settings) -> Reason | None:
    """Return what is wrong with an index, every byte of it looked at; None: nothing."""
    try:
        verify(index_folder(view.root, settings))
    except IndexUnusableError as error:
        return error.reason
    return None


def missing(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Return those of the first paths at which nothing lies any more."""
    looked = islice(paths, MOST_LOOKED_FOR)
    gone = frozenset(path for path in looked if not os.path.lexists(extended(root / path)))
    # A drive that dropped out, or a studio on one, looks like files that are gone.
    there = is_there(root) and all(
        os.path.isdir(extended(root / path.partition("/")[0]))  # noqa: PTH112 - is_dir() may raise
        for path in gone
    )
    return gone if there else frozenset()


def mended(view: View, paths: Iterable[str]) -> bool:
    """Bring the index up to date where files are gone; tell whether that was possible."""
    from archivist.actions.freshening import items_of  # noqa: PLC0415 - as above
    from archivist.actions.index import refresh  # noqa: PLC0415

    with suppress(ArchivistError, OSError):
        return refresh(view, items_of(paths))
    return False
