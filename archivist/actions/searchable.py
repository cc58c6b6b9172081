"""What of an archive can be searched: the head of every record and item, and the stamp of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from archivist.actions.survey import Survey
from archivist.model.document import Document, Head
from archivist.model.documents import About, document_of, head_of, item_head, stamp_of
from archivist.model.matching import Recogniser
from archivist.store.texts import Texts


@dataclass(frozen=True, slots=True)
class Searchable:
    """What can be searched, by path. Grows with the archive: some 1 kB a record."""

    heads: dict[str, Head]
    stamps: dict[str, str]
    digests: Mapping[str, str]
    """Of the texts that are known, by the content's SHA-256; pictures and videos have none."""

    def documents(self, paths: Iterable[str], texts: Texts) -> Iterator[Document]:
        """Yield what an index takes of these paths; a text is read when its turn comes."""
        for path in paths:
            head = self.heads[path]
            text = texts.get(head.checksum) if head.checksum in self.digests else None
            yield document_of(head, text, self.stamps[path])


def searchable(found: Survey, texts: Texts) -> Searchable:
    """Return what can be searched of the part of an archive that was looked at.

    Args:
        found: With a scope, only what lies in it.
        texts: What is known of the files' texts.
    """
    heads = {head.path: head for head in _heads(found)}
    digests = texts.digests({head.checksum for head in heads.values()} - {""})
    stamps = {path: stamp_of(head, digests.get(head.checksum, "")) for path, head in heads.items()}
    return Searchable(heads, stamps, digests)


def _heads(found: Survey) -> Iterator[Head]:
    dossier = found.dossier
    recogniser, classes = Recogniser(dossier.plan), dossier.settings.classes
    for record in dossier.records:
        if found.view.covers(record.path):
            claims = recogniser.claims(record)
            about = About(
                materials=tuple(dict.fromkeys(claim.material.name for claim in claims)),
                image_class=classes.get(record.code.image_class, "") if record.code else "",
                filed=_day(found.modified.get(record.path)),
            )
            yield head_of(record, dossier.plan, about)
    for item in dossier.items:
        if not item.flat and found.view.covers(item.path):
            yield item_head(item, dossier.plan)


def _day(mtime_ns: int | None) -> date | None:
    """Return the day here on which a file was changed last; None for what no calendar holds."""
    if mtime_ns is None:
        return None
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=mtime_ns // 1000)
        return moment.astimezone().date()
    except (OverflowError, ValueError, OSError):
        return None
