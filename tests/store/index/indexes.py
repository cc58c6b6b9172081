"""Indexes for tests of searching: small ones of a few records, and generated ones of many."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from archivist.model.document import Answer, Document, Head, Part
from archivist.model.query import Query
from archivist.store.index.reading import Index
from archivist.store.index.writing import IndexWriter
from tests.store.index.papers import OWNER

HAN = "测流仪器理论授课水文监测工作室会议徐宏伟讲解安装校准總結報告书一二三四"
PIECES = (*HAN, *"，。；é𠮷 \n", "2022", "C1-20220125-01", "abc", "RTK ", "ＡＢ", "3.2")


def a_record(name: str, *texts: str, **stated: object) -> Document:
    """Return a document with a name, texts of its parts, and what else of its head is stated."""
    head = Head(**{"path": f"{name}.pdf", "kind": "document", "title": name, **stated})  # type: ignore[arg-type]
    return Document(head=head, parts=tuple(Part(text=text) for text in texts), stamp=name)


def written(folder: Path, *batches: Iterable[Document]) -> Path:
    """Write an index, one commit for each batch."""
    for batch in batches:
        with IndexWriter(folder, OWNER) as writer:
            writer.put(batch)
    return folder


def an_index(folder: Path, *documents: Document) -> Index:
    """Return an open index of some documents."""
    return Index.open(written(folder / "index", documents))


def names(answer: Answer) -> list[str]:
    """Return the titles of what was found, in order."""
    return [hit.head.title for hit in answer.hits]


def found(index: Index, query: Query) -> list[str]:
    """Return the titles of all that is found, sorted."""
    answer = index.search(query, limit=1_000_000, facets=False, snippets=False)
    assert answer.total == len(answer.hits)
    return sorted(names(answer))


def generated(count: int, *, seed: int = 1, most: int = 3) -> list[Document]:
    """Return documents of mixed text, the same each time."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [
        a_record(
            f"档{number:04}",
            *("".join(chance.choices(PIECES, k=120)) for _ in range(chance.randint(1, most))),
            day=date.fromordinal(738_000 + chance.randrange(400)) if number % 7 else None,
            size=number,
        )
        for number in range(count)
    ]


def phrases(texts: Sequence[str], count: int, *, seed: int = 2) -> list[str]:
    """Return phrases of 1 to 8 characters that stand in texts, and some that may not."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    drawn: list[str] = []
    while len(drawn) < count:
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        phrase = text[start : start + chance.randint(1, 8)]
        if chance.random() < 0.2:
            phrase = "".join(chance.sample(phrase, len(phrase)))
        if phrase.strip() and "\n" not in phrase:
            drawn.append(phrase)
    return drawn
