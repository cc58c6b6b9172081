"""Documents for tests of the index: small texts in Chinese, and how an index is asked for them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from archivist.model.document import Document, Head, Part
from archivist.model.owner import Owner
from archivist.store.index import heads, keeping, schema
from archivist.store.index.opened import OpenSegment

OWNER = Owner(verb="index", host="甲", pid=1, since=datetime(2025, 3, 20, 8, 0, tzinfo=UTC))
SENTENCES = (
    "测流仪器理论授课,徐宏伟主讲。",
    "白淼在会议室讲解流速仪的安装与校准。",
    "C1-20220125-01 为授课照片,全站仪 RTK 200 台。",
    "水文监测工作室二〇二二年度总结:完成培训十二次。",
    "Flow meter calibration report, version 3.2.\n见附件。",
    "会议室里的测流仪,测流仪,还是测流仪。",
    "𠮷野家与 ABC 编号 2022-01-25 的记录。",
    "档案目录、台账与佐证材料一并归档。",
)


def a_document(name: str, *texts: str, stamp: str = "1") -> Document:
    """Return a document of a record whose head says something in each field."""
    head = Head(
        path=f"甲工作室/06 培训学习资料/20220125 测流仪器理论授课/{name}.pdf",
        kind="document",
        title=name,
        code="C1-20220125-01",
        studio="甲工作室",
        category="06",
        category_name="培训学习资料",
        item="20220125 测流仪器理论授课",
        cause="测流仪器授课",
        place="会议室",
        people=("徐宏伟", "白淼"),
        source="白淼",
        materials=("培训照片",),
        notes=("讲台上的测流仪",),
        day=date(2022, 1, 25),
        shot=date(2022, 1, 26),
        filed=date(2022, 2, 1),
        size=3 << 32,
        checksum="ab" * 32,
    )
    parts = tuple(Part(text=text, page=number) for number, text in enumerate(texts, start=1))
    return Document(head=head, parts=parts, stamp=stamp)


def a_plain_document(name: str, *texts: str, stamp: str = "1") -> Document:
    """Return a document of a record of which only the name is known."""
    head = Head(path=f"{name}.txt", kind="document", title=name)
    return Document(head=head, parts=tuple(Part(text=text) for text in texts), stamp=stamp)


def many_documents(count: int, *, seed: str = "甲", most: int = 3) -> Iterator[Document]:
    """Yield documents of up to some parts, the same each time."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for number in range(count):
        texts = ["".join(chance.choices(SENTENCES, k=3)) for _ in range(chance.randint(0, most))]
        make = a_document if number % 5 == 0 else a_plain_document
        yield make(f"{seed}{number}", *texts, stamp=f"{number}")


def path_of(document: Document) -> str:
    """Return the path of a document."""
    return document.head.path


def contents(folder: Path) -> dict[str, Document]:
    """Return all documents of an index by their path, as they were put in.

    A record whose parts are not whole, or that is there twice, is a failure.
    """
    found: dict[str, Document] = {}
    for segment in keeping.verify(folder).segments:
        source = OpenSegment(folder, segment)
        try:
            for document in _documents(source, segment.deleted):
                assert path_of(document) not in found, "twice"
                found[path_of(document)] = document
        finally:
            source.close()
    return found


def of(documents: Iterable[Document]) -> dict[str, Document]:
    """Return documents by their path; of several of one path, the last."""
    return {path_of(document): document for document in documents}


def _documents(source: OpenSegment, deleted: frozenset[int]) -> Iterator[Document]:
    numbers = [*source.numbers(schema.PART), 0]
    first = 0
    for part in range(1, len(numbers)):
        if numbers[part]:
            continue
        parts = range(first, part)
        assert [numbers[each] for each in parts] == list(range(len(parts)))
        gone = deleted.intersection(parts)
        assert gone in (set(), set(parts)), "in part"
        if not gone:
            kept = [source.stored[each] for each in parts]
            pages = tuple(Part(text=each.text, page=each.page) for each in kept)
            head, stamp = heads.load(kept[0].head), source.stamps[first].decode()
            yield Document(head=head, parts=pages if pages[0].text else pages[1:], stamp=stamp)
        first = part
