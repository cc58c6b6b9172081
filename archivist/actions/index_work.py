"""Writing to the index what is there, and removing what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from archivist.actions.index_place import indexer
from archivist.actions.progress import Stage, Stages
from archivist.actions.searchable import Searchable
from archivist.actions.view import View
from archivist.store.index.keeping import verify
from archivist.store.index.reading import Index
from archivist.store.index.rebuilding import rebuild, set_aside
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.index.writing import IndexWriter
from archivist.store.texts import Texts

BATCH = 500
"""Records that are committed together: a run that is broken off loses at most these."""
PATIENCE = 2.0
"""Seconds to wait for another program that writes to the index."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is in an index."""

    stamps: Mapping[str, str] = field(default_factory=dict)
    """Of each record and item, by path."""
    reason: Reason | None = None
    """Why that cannot be told, so that the index has to be made anew."""


def known_of(folder: Path, spoilt: Reason | None = None, *, whole: bool = False) -> Known:
    """Return what is in an index, asked before the tree is looked at.

    Args:
        folder: Of the index.
        spoilt: What is known to be the matter with it.
        whole: Have every byte of it looked at.
    """
    if spoilt is not None:
        return Known(reason=spoilt)
    try:
        if whole:
            verify(folder)
        with Index.open(folder) as opened:
            return Known(opened.stamps())
    except IndexUnusableError as error:
        return Known(reason=error.reason)


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be in the index, within the scope of a view."""

    view: View
    folder: Path
    there: Searchable
    texts: Texts
    blind: tuple[str, ...] = ()
    """Folders that could not be looked into: nothing in them is gone."""

    def make(self, reason: Reason | None, stages: Stages) -> int:
        """Make the index from nothing and return how many records and items it has.

        Args:
            reason: What is the matter with the one that is there; None: nothing.
            stages: Told how far it is.
        """
        owner, count = indexer(self.view), len(self.there.stamps)
        if reason not in {None, Reason.ABSENT}:
            set_aside(self.folder, owner, patience=PATIENCE, spare_whole=True)
        progress = stages(Stage.INDEXING)
        documents = self.there.documents(self.there.stamps, self.texts)
        rebuild(
            self.folder,
            documents,
            owner,
            step=lambda done: progress(done, count),
            patience=PATIENCE,
        )
        return count

    def update(
        self, before: Mapping[str, str], stages: Stages, lost: Iterable[str] = ()
    ) -> tuple[int, int]:
        """Write what changed, remove what is gone; return how many of both.

        What another run wrote since the tree was looked at is newer, and stays.

        Args:
            before: What was in the index before the tree was looked at.
            stages: Told how far it is.
            lost: Further paths that are gone.
        """
        stamps, progress = self.there.stamps, stages(Stage.INDEXING)
        with IndexWriter(self.folder, indexer(self.view), patience=PATIENCE) as writer:
            now = known_of(self.folder).stamps
            same = {p for p in before.keys() | stamps.keys() if before.get(p) == now.get(p)}
            changed = [p for p, stamp in stamps.items() if p in same and now.get(p) != stamp]
            gone = {p for p in now if p in same and p not in stamps and self.view.covers(p)}
            gone |= same.intersection(lost) - stamps.keys()
            gone -= {path for path in gone if self._is_unseen(path)}
            writer.remove(gone)
            done = 0
            for batch in _batches(changed, BATCH):
                writer.put(self.there.documents(batch, self.texts))
                writer.commit()
                done += len(batch)
                progress(done, len(changed))
            if writer.needs_rebuild:
                writer.compact()
        return len(changed), len(gone)

    def _is_unseen(self, path: str) -> bool:
        return any(path == each or path.startswith(f"{each}/") for each in self.blind)


def _batches(paths: Iterable[str], size: int) -> Iterator[list[str]]:
    left = iter(paths)
    while batch := list(islice(left, size)):
        yield batch
