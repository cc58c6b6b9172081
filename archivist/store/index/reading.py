"""Searching the index. Nothing here ever waits for a writer, or writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from archivist.model.document import Answer, Facets, Hit
from archivist.model.query import Query, Sort
from archivist.store.index import keeping
from archivist.store.index.executing import Search, execute, prepare
from archivist.store.index.facets import count_facets
from archivist.store.index.keeping import Kept
from archivist.store.index.mapped import damaged
from archivist.store.index.near import near
from archivist.store.index.ordering import page_of, view_of
from archivist.store.index.scoring import Scale
from archivist.store.index.segment_file import SegmentFile
from archivist.store.index.snippets import snippets_of
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.index.view import View

_TRIES = 20
"""How often an index is opened anew that was changed while it was opened."""


class Index:
    """An index as it was when it was opened or refreshed last. For one thread at a time.

    Attributes:
        folder: Where it lies.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stamp: tuple[int, int] | None = None
        self._kept = keeping.nothing()
        self._files: dict[str, SegmentFile] = {}
        self._views: tuple[View, ...] = ()
        self._scale = Scale(0, 0)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an index for searching.

        Raises:
            IndexUnusableError: It has to be built anew, and why.
            OSError: The file system refuses.
        """
        index = cls(folder)
        index.refresh()
        return index

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all files."""
        self._views = ()
        while self._files:
            self._files.popitem()[1].close()

    @property
    def kept(self) -> Kept:
        """What it consists of."""
        return self._kept

    @property
    def count(self) -> int:
        """Records."""
        with _reading():
            return sum(len(view.records) for view in self._views)

    @property
    def parts(self) -> int:
        """Parts of records."""
        return self._kept.parts

    def refresh(self) -> bool:
        """Look whether there is a newer one, and take that; return whether there was.

        Raises:
            IndexUnusableError: It has to be built anew, and why. What was open stays open.
            OSError: The file system refuses.
        """
        stamp = keeping.stamp(self.folder)
        if stamp is not None and stamp == self._stamp:
            return False
        for left in reversed(range(_TRIES)):
            kept = keeping.load(self.folder)
            try:
                with _reading():
                    self._take(kept)
                break
            except FileNotFoundError as error:
                # A writer swept it after we had read the list: there is a newer list.
                if not left:
                    raise damaged(f"{error.filename} is gone") from error
        self._stamp = stamp
        return True

    def stamps(self) -> dict[str, str]:
        """Return the stamp of each record by its path."""
        found: dict[str, str] = {}
        with _reading():
            for view in self._views:
                stamps = view.file.stamps.several(range(view.file.parts))
                for part, path in view.file.paths.items():
                    if part not in view.deleted:
                        found[path] = stamps[part].decode("utf-8", "surrogatepass")
        return found

    def search(
        self,
        query: Query,
        *,
        sort: Sort = Sort.RANK,
        limit: int = 20,
        offset: int = 0,
        facets: bool = True,
        snippets: bool = True,
    ) -> Answer:
        """Return what a query finds.

        Args:
            query: What is looked for.
            sort: The order of what is shown.
            limit: How many records are shown at most.
            offset: How many come before the first one that is shown.
            facets: Whether all records found are counted by what they have.
            snippets: Whether the words are shown in their sentences.

        Raises:
            IndexUnusableError: It turned out to be damaged.
        """
        with _reading():
            search = prepare(query, self._views, self._scale)
            scores = execute(search, self._views, scored=sort is Sort.RANK)
            if not scores:
                return Answer(total=0, suggestions=self._suggestions(search))
            page = page_of(scores, self._views, sort, offset=offset, limit=limit)
            worth = scores if sort is Sort.RANK else execute(search, self._views, within=page)
            return Answer(
                total=len(scores),
                hits=tuple(self._hits(page, worth, search, snippets=snippets)),
                facets=count_facets(scores, self._views) if facets else Facets(),
            )

    def near(self, text: str) -> tuple[str, ...]:
        """Return texts like one that finds nothing, each of which finds something.

        Raises:
            IndexUnusableError: It turned out to be damaged.
        """
        with _reading():
            return near(text, self._views, self._scale)

    def _take(self, kept: Kept) -> None:
        """Open the segments that are not open, then let go of those that are no part of it."""
        files = dict(self._files)
        try:
            for segment in kept.segments:
                if segment.id not in files:
                    path = self.folder / segment.file
                    files[segment.id] = SegmentFile(path, segment.parts)
        except BaseException:
            for name in files.keys() - self._files.keys():
                files[name].close()
            raise
        views, start = [], 0
        for segment in kept.segments:
            views.append(View(files[segment.id], start, segment.deleted))
            start += segment.parts
        for name in files.keys() - {segment.id for segment in kept.segments}:
            files.pop(name).close()
        self._kept, self._files, self._views = kept, files, tuple(views)
        self._scale = Scale(start, sum(segment.words for segment in kept.segments))

    def _hits(
        self, page: Sequence[int], scores: dict[int, float], search: Search, *, snippets: bool
    ) -> Iterator[Hit]:
        texts = list(search.texts()) if snippets else []
        for number in page:
            view = view_of(self._views, number)
            head = view.file.stored.head(number - view.start, whole=bool(texts))
            some = snippets_of(number, view, texts, head) if texts else ()
            yield Hit(head=head, score=scores[number], snippets=some)

    def _suggestions(self, search: Search) -> tuple[str, ...]:
        """Return what may have been meant by the first text that is nowhere."""
        for text in search.texts():
            if not text.is_anywhere(self._views):
                return near(text.text.text, self._views, self._scale)
        return ()


@contextmanager
def _reading() -> Iterator[None]:
    """Turn whatever damaged bytes lead to into the one error that says so."""
    try:
        yield
    except (IndexUnusableError, OSError, MemoryError):
        raise
    except Exception as error:
        raise IndexUnusableError(Reason.DAMAGED, repr(error)) from error
