"""A process that commits without end, to be killed: ``python killed_writer.py FOLDER``."""

from __future__ import annotations

import random
import sys
from itertools import count
from pathlib import Path

from archivist.model.document import Document
from archivist.store.index.keeping import load
from archivist.store.index.pinyin import pinyin_terms
from archivist.store.index.unusable import IndexUnusableError
from archivist.store.index.writing import IndexWriter
from tests.store.index.papers import OWNER, a_document, contents, path_of

NAMES = "甲乙丙丁戊己庚辛"
COUNTER = "计数"


def step(number: int) -> tuple[list[Document], list[str]]:
    """Return what one commit puts and removes."""
    chance = random.Random(number)  # noqa: S311 - no secret
    named = chance.sample(NAMES, 3)
    texts = [f"第{number}次提交的内容" * chance.randint(1, 40) for _ in range(chance.randint(0, 4))]
    put = [a_document(name, *texts, stamp=str(number)) for name in named[:2]]
    put.append(a_document(COUNTER, stamp=str(number)))
    return put, [path_of(a_document(named[2]))]


def expected(number: int) -> dict[str, Document]:
    """Return what there is after that many commits."""
    found: dict[str, Document] = {}
    for each in range(1, number + 1):
        put, removed = step(each)
        found.update((path_of(document), document) for document in put)
        for path in removed:
            found.pop(path, None)
    return found


def number_of(found: dict[str, Document]) -> int:
    """Return how many commits there were."""
    return int(found[path_of(a_document(COUNTER))].stamp) if found else 0


def main(folder: Path) -> None:
    try:
        load(folder)
        begin = number_of(contents(folder))
    except IndexUnusableError:
        begin = 0
    # What takes long to load is loaded before the time runs.
    pinyin_terms("测")
    with IndexWriter(folder, OWNER, patience=5) as writer:
        print("begun", flush=True)  # noqa: T201 - what the parent waits for
        for number in count(begin + 1):
            put, removed = step(number)
            writer.put(put)
            writer.remove(removed)
            writer.commit()
            writer.tend()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
