"""Recognising the pages that are pictures, the newest first; what is done is done for good."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Protocol, TypeAlias

from archivist.actions.progress import Progress, unseen
from archivist.actions.texts import a_picture, pages_waiting
from archivist.errors import ArchivistError, NotWritableError
from archivist.formats.ocr import available
from archivist.formats.ocr_pages import INSTALL, PageFailedError, PageReader
from archivist.formats.reader import digest, open_regular
from archivist.model.facts import Defect, Format
from archivist.model.recognition import Recognition
from archivist.model.record import Record
from archivist.store.texts import Texts
from archivist.store.tree import extended


class Reader(Protocol):
    """What recognises pages."""

    def engine(self) -> str:
        """Load the engine and return its name."""

    def read(self, path: Path, page: int) -> Recognition:
        """Return what stands on a page."""


Readers: TypeAlias = Callable[[], AbstractContextManager[Reader]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a run came to."""

    done: int = 0
    """Pages that were read."""
    failed: int = 0
    """Pages that could not be read; each is tried three times in all."""
    waiting: int = 0
    """Pages that still wait."""


def can_recognise() -> bool:
    """Tell whether the extra is installed without which nothing is recognised."""
    return available()


def recognise(
    root: Path,
    records: Iterable[Record],
    texts: Texts,
    progress: Progress = unseen,
    readers: Readers = PageReader,
) -> Recognised:
    """Recognise the pages of these records that wait for it.

    Each page is remembered as soon as it is read: a run that is broken off goes on where it was.

    Args:
        root: The archive, as the system is asked for it.
        records: Whose pages.
        texts: The store; `archivist.actions.texts.gather_texts` tells it which pages there are.
        progress: Told of pages.
        readers: What recognises them.

    Raises:
        NotWritableError: What is recognised could not be remembered.
        ArchivistError: Recognition is not installed, or does not work here.
    """
    there = sorted(records, key=_newest, reverse=True)
    work = _Work.of(root, there, texts)
    counts = {True: 0, False: 0}
    if work.left:
        _demand(texts, readers)
        with readers() as reader:
            reader.engine()
            for read in work.run(reader):
                counts[read] += 1
                tried = sum(counts.values())
                progress(tried, tried + len(work.left))
                _demand(texts, readers)
    waiting = len(pages_waiting(there, texts))
    return Recognised(done=counts[True], failed=counts[False], waiting=waiting)


def _newest(record: Record) -> tuple[date, str]:
    event = record.elements.event_date
    return (event and event.day) or record.item.day or date.min, record.path


def _demand(texts: Texts, readers: Readers) -> None:
    """Refuse work that is lost, or that nothing here can do."""
    if not texts.persistent:
        raise NotWritableError(
            _("What is recognised cannot be remembered: nothing can be written beside the index."),
            _("Close other programs that use this archive, or ask for the right to write to it."),
        )
    if readers is PageReader and not available():
        raise ArchivistError(
            _("Pages that are pictures are recognised by an extra that is not installed."),
            _("Install it: {command}").format(command=INSTALL),
        )


@dataclass(slots=True, kw_only=True)
class _Work:
    root: Path
    texts: Texts
    left: deque[tuple[str, int]]
    """SHA-256 and page."""
    copies: dict[str, list[Record]]
    """The files of each content."""
    places: dict[str, Path | None] = field(default_factory=dict)
    """Where each content was found to lie."""

    @classmethod
    def of(cls, root: Path, records: list[Record], texts: Texts) -> _Work:
        copies: dict[str, list[Record]] = {}
        for record in records:
            if record.facts:
                copies.setdefault(record.facts.sha256, []).append(record)
        left = deque(pages_waiting(records, texts))
        return cls(root=root, texts=texts, left=left, copies=copies)

    def run(self, reader: Reader) -> Iterator[bool]:
        """Read page by page, and yield whether each could be read."""
        while self.left:
            sha256, page = self.left.popleft()
            if sha256 not in self.places:
                self.places[sha256] = self._place(sha256)
            place = self.places[sha256]
            if place is not None:
                yield self._read(reader, place, sha256, page)

    def _place(self, sha256: str) -> Path | None:
        """Return a file that holds the content still: a page is kept under what it was read of."""
        for record in self.copies[sha256]:
            path = extended(self.root / record.path)
            try:
                with open_regular(path) as file:
                    if digest(file) == sha256:
                        return path
            except OSError:
                continue
        return None

    def _read(self, reader: Reader, place: Path, sha256: str, page: int) -> bool:
        try:
            found = reader.read(place, page)
        except PageFailedError as error:
            # What the file system refuses may be free the next time.
            if error.defect is not Defect.UNREADABLE:
                self.texts.put_failed(sha256, page, error.defect)
            return False
        self.texts.put_recognised(sha256, page, found)
        if found.frames > 1 and page == 1 and self._may_have_several(sha256):
            self.texts.put(a_picture(sha256, self.texts, found.frames))
            there = set(self.left)
            more = [each for each in self.texts.waiting([sha256]) if each not in there]
            self.left.extendleft(reversed(more))
        return True

    def _may_have_several(self, sha256: str) -> bool:
        return any(r.facts and r.facts.format is Format.TIFF for r in self.copies[sha256])
