"""SQLite FTS5 over pairs of characters; a phrase of pairs is literal within a run of Han.

Texts are kept in a table beside the index, which holds no content of its own.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from search_child import LIMIT, SETTLED, Version, ask_all, bigrams, change_all, main, whole
from search_corpus import read

_SCHEMA = """
CREATE TABLE doc (id INTEGER PRIMARY KEY, path TEXT UNIQUE, title TEXT, day TEXT, text TEXT);
CREATE VIRTUAL TABLE fts USING fts5(terms, content='', tokenize='unicode61');
"""
_DELETE = "INSERT INTO fts(fts, rowid, terms) VALUES ('delete', ?, ?)"
_COUNT = "SELECT count(*) FROM fts WHERE fts MATCH ?"
_RANKED = "SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rank LIMIT ?"
_DATED = "FROM fts JOIN doc ON doc.id = fts.rowid WHERE fts MATCH ? AND day BETWEEN ? AND ?"


def _open(work: Path) -> sqlite3.Connection:
    folder = work / "fts5"
    folder.mkdir(exist_ok=True)
    return sqlite3.connect(folder / "index.sqlite3")


def index(work: Path) -> None:
    connection = _open(work)
    connection.executescript(_SCHEMA)
    with connection:
        for number, chunk in enumerate(read(work), start=1):
            _add(connection, number, (chunk.path, chunk.title, chunk.day, chunk.text))
    connection.close()


def ask(work: Path) -> object:
    connection = _open(work)

    def one(kind: str, question: Any) -> list[Any]:  # noqa: ANN401
        if kind == "dated":
            words = (_phrase(question[0]), *question[1:])
            total = connection.execute(f"SELECT count(*) {_DATED}", words).fetchone()
            found = f"SELECT doc.id {_DATED} ORDER BY day DESC LIMIT ?"
            return [total, connection.execute(found, (*words, LIMIT)).fetchall()]
        words = {
            "both": lambda: " AND ".join(map(_phrase, question)),
            "prefix": lambda: f'"{question}"*',
        }.get(kind, lambda: _phrase(question))()
        total = connection.execute(_COUNT, (words,)).fetchone()
        return [total, connection.execute(_RANKED, (words, LIMIT)).fetchall()]

    return ask_all(work, one)


def change(work: Path) -> object:
    """Add, change and delete documents one by one, each in a transaction."""
    connection = _open(work)

    def put(old: Version | None, new: Version | None) -> None:
        with connection:
            if old is not None:
                connection.execute("DELETE FROM doc WHERE id = ?", (old.key,))
                words = bigrams(f"{old.path}\n{old.text}")
                connection.execute(_DELETE, (old.key, words))
            if new is not None:
                _add(connection, new.key, (new.path, new.path, SETTLED, new.text))

    def seen(mark: str) -> int:
        return len(connection.execute(_RANKED, (f'"{mark}"', LIMIT)).fetchall())

    return change_all(next(read(work)).text, put, seen)


def _add(connection: sqlite3.Connection, key: int, row: tuple[str, str, str, str]) -> None:
    connection.execute("INSERT INTO doc VALUES (?, ?, ?, ?, ?)", (key, *row))
    words = bigrams(f"{row[1]}\n{row[3]}")
    connection.execute("INSERT INTO fts(rowid, terms) VALUES (?, ?)", (key, words))


def _phrase(text: str) -> str:
    return '"' + " ".join(whole(text)) + '"'


if __name__ == "__main__":
    main({"index": index, "ask": ask, "change": change})
