"""Gathering the texts of files: each content is read once, and pictures of pages are noted."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.actions.progress import Progress, unseen
from archivist.formats.pool import Job
from archivist.formats.reader import digest, open_regular
from archivist.formats.texts import TextPool
from archivist.model.endings import IMAGE_FORMATS
from archivist.model.facts import Defect, Facts, Format
from archivist.model.record import PICTURES, Record
from archivist.model.settings import Limits
from archivist.model.text import FileText
from archivist.store.texts import Texts
from archivist.store.tree import extended

_BATCH = 50
"""Texts written together: a run that is killed loses at most the reading of so many."""
_MUCH = 2_000_000
"""Characters that are written at once, however few texts they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a run learnt."""

    read: int = 0
    """Contents whose text was extracted in this run."""
    unread: int = 0
    """Those of them that could not be read, or not to the end."""
    waiting: int = 0
    """Pages that wait for recognition."""


def gather_texts(
    root: Path,
    records: Iterable[Record],
    texts: Texts,
    limits: Limits,
    progress: Progress = unseen,
) -> Gathered:
    """Have the store know what every record says that holds words.

    What was read is remembered even if the run is broken off.

    Args:
        root: The archive, as the system is asked for it.
        records: With their facts; what nobody looked at is left out.
        texts: The store.
        limits: What one file may cost.
        progress: Told of contents, not of files: duplicates are read once.
    """
    there = list(records)
    _note_pictures(there, texts)
    task = _Task(root=root, texts=texts, limits=limits)
    unknown = task.unknown(there)
    read, unread = 0, 0
    # Closed at once when the run is broken off: what was read is written while the store is open.
    with closing(task.extract(unknown)) as found:
        for text in found:
            read += 1
            unread += text.defect is not None or text.cut
            progress(read, len(unknown))
    return Gathered(read=read, unread=unread, waiting=len(pages_waiting(there, texts)))


def pages_waiting(records: Iterable[Record], texts: Texts) -> list[tuple[str, int]]:
    """Return the pages of these records that wait for recognition, as SHA-256 and number."""
    seen = {
        facts.sha256: None
        for record, facts in _looked_at(records)
        if not _is_picture(record, facts) or _is_document(record, facts)
    }
    return texts.waiting(seen)


def _looked_at(records: Iterable[Record]) -> Iterator[tuple[Record, Facts]]:
    return ((r, r.facts) for r in records if r.facts and r.facts.sha256)


def _is_picture(record: Record, facts: Facts) -> bool:
    """Tell whether a file holds no words but pixels; its content decides before its name."""
    if facts.format is Format.UNKNOWN:
        return record.kind in PICTURES
    return facts.format in IMAGE_FORMATS or facts.format is Format.VIDEO


def _is_document(record: Record, facts: Facts) -> bool:
    """Tell whether a picture is one of a document, such as a scanned list of names."""
    readable = facts.format in IMAGE_FORMATS and facts.format is not Format.RAW
    return readable and not record.pictorial and facts.defect is None


def _note_pictures(records: list[Record], texts: Texts) -> None:
    found = {f.sha256: None for r, f in _looked_at(records) if _is_document(r, f)}
    known = texts.known(found)
    texts.put(*(a_picture(sha256, texts) for sha256 in found if sha256 not in known))


def a_picture(sha256: str, texts: Texts, frames: int = 1) -> FileText:
    """Return the text of a picture of pages, all of which are to be recognised, or were already.

    Args:
        sha256: Its content.
        texts: The store.
        frames: Pages that it is known to hold.
    """
    count = max(frames, *texts.recognised(sha256), 1)
    return FileText(sha256=sha256, pages=("",) * count, scanned=tuple(range(1, count + 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    root: Path
    texts: Texts
    limits: Limits

    @property
    def under(self) -> str:
        """What a file that failed is tried again after, when it changes."""
        return f"{self.limits.seconds:g} s, {self.limits.megabytes} MB"

    def unknown(self, records: list[Record]) -> dict[str, list[Record]]:
        """Return the contents to read, each with the records that hold it."""
        found: dict[str, list[Record]] = {}
        for record, facts in _looked_at(records):
            if facts.defect is not Defect.EMPTY and not _is_picture(record, facts):
                found.setdefault(facts.sha256, []).append(record)
        known = self.texts.known(found, self.under)
        return {sha256: copies for sha256, copies in found.items() if sha256 not in known}

    def extract(self, unknown: dict[str, list[Record]]) -> Generator[FileText]:
        """Yield each text when it is read; it is written with others, or when it is given up."""
        fresh: list[FileText] = []
        try:
            for text in self._read(unknown):
                if text.defect is not Defect.UNREADABLE or not self.texts.digest_of(text.sha256):
                    fresh.append(text)
                if len(fresh) >= _BATCH or sum(map(_length, fresh)) >= _MUCH:
                    self.texts.put(*fresh, under=self.under)
                    fresh = []
                yield text
        finally:
            self.texts.put(*fresh, under=self.under)

    def _read(self, unknown: dict[str, list[Record]]) -> Iterator[FileText]:
        """Yield the texts; a copy that is refused leaves its turn to the next one."""
        left = {sha256: iter(copies) for sha256, copies in unknown.items()}
        turn = {sha256: next(copies) for sha256, copies in left.items()}
        with TextPool(self.limits) as pool:
            while turn:
                refused: dict[str, Record] = {}
                for sha256, text in pool.read(self._job(*each) for each in turn.items()):
                    other = next(left[sha256], None) if text.defect is Defect.UNREADABLE else None
                    if other is None:
                        yield self._named(text, sha256, turn[sha256])
                    else:
                        refused[sha256] = other
                turn = refused

    def _job(self, sha256: str, record: Record) -> Job:
        return Job(key=sha256, path=extended(self.root / record.path), size=record.size)

    def _named(self, text: FileText, sha256: str, record: Record) -> FileText:
        """Return a text under the content that it is of.

        The file may have changed since it was looked at. What a reading process states that a
        hostile file may own is believed only if it is so.
        """
        if text.sha256 in {"", sha256}:
            return replace(text, sha256=sha256)
        try:
            with open_regular(extended(self.root / record.path)) as file:
                return replace(text, sha256=text.sha256 if digest(file) == text.sha256 else "")
        except OSError:
            return replace(text, sha256="")


def _length(text: FileText) -> int:
    return sum(map(len, text.pages))
