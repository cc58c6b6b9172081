"""tantivy over pairs of characters, with positions, so that a phrase is literal within a run.

Its package is no part of archivist's environment: ``python -m venv FOLDER``, ``FOLDER/bin/pip
install tantivy``, then ``search.py --tantivy FOLDER/bin/python``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tantivy
from search_child import LIMIT, SETTLED, Version, ask_all, bigrams, change_all, main, whole
from search_corpus import read

_HEAP = 128_000_000


def _open(work: Path) -> tantivy.Index:
    folder = work / "tantivy"
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("path", stored=True, tokenizer_name="raw")
    builder.add_bytes_field("title", stored=True)
    builder.add_bytes_field("text", stored=True)
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="position")
    builder.add_date_field("day", stored=True, indexed=True, fast=True)
    folder.mkdir(exist_ok=True)
    return tantivy.Index(builder.build(), path=str(folder))


def index(work: Path) -> None:
    writer = _open(work).writer(heap_size=_HEAP)
    for chunk in read(work):
        writer.add_document(_document(chunk.path, chunk.title, chunk.day, chunk.text))
    writer.commit()
    writer.wait_merging_threads()


def ask(work: Path) -> object:
    index = _open(work)
    searcher, schema = index.searcher(), index.schema

    def phrase(text: str) -> tantivy.Query:
        pairs = whole(text)
        if len(pairs) == 1:
            return tantivy.Query.term_query(schema, "terms", pairs[0])
        return tantivy.Query.phrase_query(schema, "terms", pairs)

    def query(kind: str, question: Any) -> tantivy.Query:  # noqa: ANN401
        if kind == "both":
            return tantivy.Query.and_must_match(*map(phrase, question))
        if kind == "dated":
            first, last = map(_moment, question[1:])
            days = tantivy.Query.range_query(schema, "day", tantivy.FieldType.Date, first, last)
            return tantivy.Query.and_must_match(phrase(question[0]), days)
        if kind == "prefix":
            return tantivy.Query.regex_query(schema, "terms", f"{question}.*")
        return phrase(question)

    def one(kind: str, question: Any) -> object:  # noqa: ANN401
        order = "day" if kind == "dated" else None
        found = searcher.search(query(kind, question), LIMIT, order_by_field=order)
        return [searcher.doc(address)["path"] for _score, address in found.hits]

    return ask_all(work, one)


def change(work: Path) -> object:
    """Add, change and delete documents one by one, each with a commit."""
    index = _open(work)
    writer = index.writer(heap_size=_HEAP)

    def put(old: Version | None, new: Version | None) -> None:
        if old is not None:
            writer.delete_documents_by_term("path", old.path)
        if new is not None:
            writer.add_document(_document(new.path, new.path, SETTLED, new.text))
        writer.commit()

    def seen(mark: str) -> int:
        index.reload()
        query = tantivy.Query.term_query(index.schema, "terms", mark)
        return len(index.searcher().search(query, LIMIT).hits)

    return change_all(next(read(work)).text, put, seen)


def _document(path: str, title: str, day: str, text: str) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("path", path)
    document.add_bytes("title", title.encode())
    document.add_bytes("text", text.encode())
    document.add_text("terms", bigrams(f"{title}\n{text}"))
    document.add_date("day", _moment(day))
    return document


def _moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


if __name__ == "__main__":
    main({"index": index, "ask": ask, "change": change})
