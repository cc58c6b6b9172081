"""The one writer of an index: puts and removes documents, and commits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from archivist.model.document import Document
from archivist.model.owner import Owner
from archivist.store.index import committing, keeping, merging
from archivist.store.index.building import Builder
from archivist.store.index.keeping import Kept
from archivist.store.index.opened import OpenSegment
from archivist.store.index.segment import Segment
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.lock import writer_lock

LIMIT: Final = 144 << 20
"""Bytes of postings in memory, by and large; a segment is written when there are more."""
SYNCED: Final = 1 << 20
"""Bytes of a segment from which the disk has to confirm it: its checksum would take too long to be
looked at every time."""
_DENSE: Final = 3
"""Bytes of postings in memory for one on disk, by and large."""
MOMENT: Final = 1000
"""Parts that are put together at the end of the block: a second or so. For more, call `tend`."""


class IndexWriter:
    """The writer of an index, while the block runs. An index that is absent is made.

    What was put is there for readers after `commit`, which is also done at the end of the block
    unless an exception ended it; small segments are put together then, too.

    Args:
        folder: Of the index.
        owner: Who is to be named to others that want to write.
        patience: Seconds to wait for another writer.
        anew: Begin with nothing; what is there is replaced, whatever it is, by the first commit.

    Raises:
        IndexUnusableError: It is old, damaged or foreign.
        BusyError: Another program writes.
        NotWritableError, OSError: It cannot be written there.
    """

    def __init__(
        self, folder: Path, owner: Owner, *, patience: float = 0.0, anew: bool = False
    ) -> None:
        self._folder = folder
        self._owner, self._patience, self._anew = owner, patience, anew
        self._held = ExitStack()
        self._kept = keeping.nothing()
        self._segments: dict[str, Segment] = {}
        """As they are to be after the next commit."""
        self._opened: dict[str, OpenSegment] = {}
        self._builder: Builder | None = None

    def __enter__(self) -> Self:
        lock = f"{self._folder.name}.lock"
        with ExitStack() as stack:
            stack.enter_context(
                writer_lock(self._folder.parent, self._owner, name=lock, patience=self._patience)
            )
            committing.prepare(self._folder, anew=self._anew)
            self._kept = self._begin()
            self._segments = {segment.id: segment for segment in self._kept.segments}
            self._held = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._held:
            try:
                if error is None:
                    self.commit()
                    self.tend(MOMENT)
            finally:
                self._drop()

    @property
    def needs_rebuild(self) -> bool:
        """Whether so much is gone that it is better built anew."""
        return merging.worn(self._kept.segments)

    @property
    def kept(self) -> Kept:
        """The index as it was committed last."""
        return self._kept

    def put(self, documents: Iterable[Document]) -> None:
        """Take in documents, each in place of what is there of the same path.

        One that fails takes back all that was put and removed since the last commit: a part of it
        may be written.
        """
        for document in documents:
            try:
                self._put(document)
            except BaseException:
                self._take_back()
                raise

    def remove(self, paths: Iterable[str]) -> None:
        """Remove the documents of some paths; those that are not there do not matter."""
        for path in paths:
            self._remove(path)
            if self._builder:
                self._builder.remove(path)

    def commit(self) -> bool:
        """Let all that was put and removed be there for readers; False: nothing was.

        Raises:
            IndexUnusableError: The index turned out to be damaged.
            OSError: It cannot be written: what was put since the last commit is forgotten, or will
                be there with the next commit.
        """
        self._finish()
        left = tuple(segment for segment in self._segments.values() if segment.live)
        if left == self._kept.segments and not self._anew:
            return False
        self._commit(left)
        self._anew = False
        return True

    def tend(self, most: int | None = None) -> None:
        """Put small segments together, as far as is due; for a moment when nobody waits.

        Args:
            most: Parts for which there is time; None: any number.
        """
        while group := merging.due(self._kept.segments, most):
            self._merge(group)

    def compact(self) -> None:
        """Put all segments together into one, and leave out what is gone."""
        self.commit()
        if len(self._kept.segments) > 1 or any(s.deleted for s in self._kept.segments):
            self._merge(self._kept.segments)

    def _begin(self) -> Kept:
        last = keeping.last_generation(self._folder)
        if self._anew:
            return keeping.nothing(last)
        try:
            return keeping.load(self._folder)
        except IndexUnusableError as error:
            if error.reason is not Reason.ABSENT:
                raise
            self._anew = True
            return keeping.nothing(last)

    def _put(self, document: Document) -> None:
        if self._builder and not self._builder.has_room(document):
            self._finish()
        if self._builder is None:
            self._builder = Builder(self._folder)
        self._builder.add(document)
        self._remove(document.head.path)
        if self._builder.memory > LIMIT or self._builder.size > merging.MOST_BYTES:
            self._finish()

    def _remove(self, path: str) -> None:
        for segment in tuple(self._segments.values()):
            found = set(self._open(segment).parts_of(path)) - segment.deleted
            if found:
                gone = segment.deleted | found
                self._segments[segment.id] = replace(segment, deleted=gone)

    def _finish(self) -> None:
        """End the segment that is being built; none of it is seen before the commit."""
        if self._builder is None:
            return
        try:
            segment = self._builder.finish(sync=self._builder.memory > _DENSE * SYNCED)
        except BaseException:
            self._take_back()
            raise
        self._builder = None
        self._segments[segment.id] = segment

    def _merge(self, group: tuple[Segment, ...]) -> None:
        merged = merging.merge(
            self._folder, group, sync=sum(segment.size for segment in group) > SYNCED
        )
        self._commit((*(s for s in self._kept.segments if s not in group), merged))

    def _commit(self, segments: tuple[Segment, ...]) -> None:
        known = {segment.id for segment in self._kept.segments}
        sync = any(segment.synced and segment.id not in known for segment in segments)
        kept = replace(self._kept, generation=self._kept.generation + 1, segments=segments)
        self._close({segment.id for segment in segments})
        try:
            committing.commit(self._folder, kept, sync=sync)
        except BaseException:
            # It may have come to be, all the same.
            with suppress(IndexUnusableError, OSError):
                self._kept = keeping.load(self._folder)
            raise
        self._kept = kept
        self._segments = {segment.id: segment for segment in segments}

    def _open(self, segment: Segment) -> OpenSegment:
        if segment.id not in self._opened:
            self._opened[segment.id] = OpenSegment(self._folder, segment)
        return self._opened[segment.id]

    def _drop(self) -> None:
        """Let go of all files; what was not committed is swept."""
        self._take_back()
        self._close(())
        if not self._anew:
            committing.sweep(self._folder, self._kept)

    def _take_back(self) -> None:
        """Forget what was not committed."""
        if self._builder:
            self._builder.discard()
            self._builder = None
        self._segments = {segment.id: segment for segment in self._kept.segments}
        self._close(self._segments)

    def _close(self, left: Collection[str]) -> None:
        """Let go of the files of all segments but some, so that they can be removed."""
        for gone in self._opened.keys() - set(left):
            self._opened.pop(gone).close()
