"""archivist's own index over the same texts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from search_child import LIMIT, SETTLED, Version, ask_all, change_all, main
from search_corpus import Chunk, read, read_questions

from archivist.model.analysis import phrase
from archivist.model.document import Document, Head, Part
from archivist.model.owner import Owner
from archivist.model.query import And, Between, Field, Query, Sort, Text
from archivist.store.index.reading import Index
from archivist.store.index.rebuilding import rebuild
from archivist.store.index.writing import IndexWriter

_OWNER = Owner(verb="benchmark")


def index(work: Path) -> None:
    rebuild(work / "ours", map(_document, read(work)), _OWNER)


def ask(work: Path) -> object:
    """Ask everything, without and with snippets, and with all that the command line shows."""
    found = {}
    ways = {"plain": (False, False), "snippets": (False, True), "whole": (True, True)}
    with Index.open(work / "ours") as opened:
        for way, (facets, snippets) in ways.items():
            found[way] = ask_all(work, _asking(opened, facets=facets, snippets=snippets))
    return found


def _asking(opened: Index, *, facets: bool, snippets: bool) -> Callable[[str, Any], object]:
    def one(kind: str, question: Any) -> object:  # noqa: ANN401
        sort = Sort.NEWEST if kind == "dated" else Sort.RANK
        query = _query(kind, question)
        return opened.search(query, sort=sort, limit=LIMIT, facets=facets, snippets=snippets)

    return one


def _query(kind: str, question: Any) -> Query:  # noqa: ANN401
    match kind:
        case "phrase":
            return Text(question, quoted=True)
        case "both":
            return And(tuple(map(Text, question)))
        case "dated":
            days = (date.fromisoformat(day) for day in question[1:])
            return And((Text(question[0]), Between(Field.DATE, *days)))
        case _:
            return Text(question)


def change(work: Path) -> object:
    """Add, change and delete documents one by one, in a copy, each with a commit."""
    copy = work / "changing"
    shutil.rmtree(copy, ignore_errors=True)
    for path in work.glob("ours*"):
        target = copy / path.name
        copy.mkdir(exist_ok=True)
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, target)
    with IndexWriter(copy / "ours", _OWNER) as writer, Index.open(copy / "ours") as opened:

        def put(old: Version | None, new: Version | None) -> None:
            if new is not None:
                writer.put([_document(Chunk(new.path, new.path, SETTLED, new.text))])
            elif old is not None:
                writer.remove([old.path])
            writer.commit()

        def seen(mark: str) -> int:
            opened.refresh()
            return opened.search(Text(mark), limit=LIMIT, facets=False, snippets=False).total

        return change_all(next(read(work)).text, put, seen)


def literal(work: Path) -> object:
    """Count what quoted phrases find and should find: folded, and as they stand.

    The words of a head are searched too, so that they count as pieces of the document.
    """
    pieces = {chunk.path: (chunk.text, chunk.title, _law(chunk)) for chunk in read(work)}
    folded = {path: tuple(map(_folded, each)) for path, each in pieces.items()}
    sums = {"found": 0, "folded": 0, "both": 0, "raw": 0, "raw_both": 0, "ways": 0}
    with Index.open(work / "ours") as opened:
        for asked in read_questions(work).literal:
            query = Text(asked, quoted=True)
            answer = opened.search(query, limit=len(pieces), facets=False, snippets=False)
            found = {hit.head.path for hit in answer.hits}
            wanted = _holding(folded, _folded(asked))
            raw = _holding(pieces, asked)
            sums["found"] += len(found)
            sums["folded"] += len(wanted)
            sums["both"] += len(found & wanted)
            sums["raw"] += len(raw)
            sums["raw_both"] += len(found & raw)
            sums["ways"] += found == wanted
    return sums


def _holding(pieces: dict[str, tuple[str, ...]], phrase: str) -> set[str]:
    return {path for path, each in pieces.items() if any(phrase in piece for piece in each)}


def _folded(text: str) -> str:
    """Return a text line by line as it is compared: no phrase goes across a line end."""
    return "\n".join(map(phrase, text.split("\n")))


def _document(chunk: Chunk) -> Document:
    head = Head(
        path=chunk.path,
        kind="document",
        title=chunk.title,
        item=_law(chunk),
        day=date.fromisoformat(chunk.day),
        size=len(chunk.text.encode()),
    )
    return Document(head=head, parts=(Part(text=chunk.text),), stamp=chunk.path)


def _law(chunk: Chunk) -> str:
    return chunk.path.split("/")[1]


if __name__ == "__main__":
    main({"index": index, "ask": ask, "change": change, "literal": literal})
