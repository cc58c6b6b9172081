"""The catalog: what was read from each file, remembered so that nothing is read twice.

Derived state (DESIGN §3): it may vanish, be stale, come from an older version or be corrupt; then
it is made anew. One row for each file, keyed by path, valid while size and mtime are the same.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FILE = "catalog.sqlite3"
FORM = 1
"""Raised when the meaning of a row changes; a catalog of another form is made anew."""
PATIENCE = 10.0
"""Seconds to wait for another run that holds the catalog."""
_COARSE_NS = 2_000_000_000
_FINE_NS = 50_000_000
_CREATE = """
    CREATE TABLE facts (
        path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, facts TEXT
    ) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Row:
    """What is remembered of one file. Not ``kw_only``: there are hundreds of thousands."""

    path: str
    size: int
    mtime_ns: int
    facts: str
    """As `archivist.formats.wire` writes them; the catalog does not look inside."""


class Catalog:
    """An open catalog. Without a folder to write to it remembers nothing beyond the run.

    Attributes:
        persistent: Whether the next run will find what this one remembers.
    """

    def __init__(self, connection: sqlite3.Connection, *, persistent: bool) -> None:
        self._connection = connection
        self.persistent = persistent

    @classmethod
    def open(cls, folder: Path) -> Catalog:
        """Open the catalog in a folder, making it when it is missing, foreign or damaged."""
        path = folder / FILE
        # Twice: the first try may find a damaged file, which is taken away.
        for _attempt in range(2):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                return cls(_connect(str(path)), persistent=True)
            except sqlite3.OperationalError:
                break
            except sqlite3.DatabaseError:
                with contextlib.suppress(OSError):
                    path.unlink()
            except OSError:
                break
        return cls(_connect(":memory:"), persistent=False)

    def rows(self) -> Iterator[Row]:
        """Yield everything remembered; a damaged catalog yields what can still be read."""
        with contextlib.suppress(sqlite3.DatabaseError):
            for row in self._connection.execute("SELECT path, size, mtime_ns, facts FROM facts"):
                yield Row(*row)

    def paths(self) -> set[str]:
        """Return the paths of all files remembered."""
        try:
            return {path for (path,) in self._connection.execute("SELECT path FROM facts")}
        except sqlite3.DatabaseError:
            return set()

    def remember(self, rows: Iterable[Row], *, now_ns: int) -> None:
        """Remember what was read.

        A file that changed within the clock's own grain before ``now_ns`` is left out: it could
        change once more without its mtime telling. File systems that keep whole seconds (FAT, some
        shares) have a grain of two seconds.
        """
        safe = [
            (row.path, row.size, row.mtime_ns, row.facts)
            for row in rows
            if row.mtime_ns + _grain(row.mtime_ns) < now_ns and _storable(row.path)
        ]
        self._write("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)", safe)

    def forget(self, paths: Iterable[str]) -> None:
        """Forget files that are no longer there."""
        known = [(path,) for path in paths]
        self._write("DELETE FROM facts WHERE path = ?", known)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Write, or leave it: another run may hold the catalog, and it can be made again."""
        if not rows:
            return
        try:
            with self._connection:
                self._connection.executemany(statement, rows)
        except sqlite3.DatabaseError:
            self.persistent = False


def _connect(target: str) -> sqlite3.Connection:
    connection = sqlite3.connect(target, timeout=PATIENCE, isolation_level="DEFERRED")
    try:
        # No fsync and no WAL: derived state on what may be a network share.
        connection.execute("PRAGMA synchronous = OFF")
        form = connection.execute("PRAGMA user_version").fetchone()[0]
        # Nothing is written when the form is right, so that a read-only archive is remembered.
        if form != FORM:
            with connection:
                connection.execute("DROP TABLE IF EXISTS facts")
                connection.execute(_CREATE)
                connection.execute(f"PRAGMA user_version = {FORM}")
        connection.execute("SELECT path, size, mtime_ns, facts FROM facts LIMIT 1").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _grain(mtime_ns: int) -> int:
    return _COARSE_NS if mtime_ns % 1_000_000_000 == 0 else _FINE_NS


def _storable(path: str) -> bool:
    """Tell whether SQLite can hold a path: names with bytes that are no text cannot be kept."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def state_folder(root: Path, state: str, state_dir: str) -> Path:
    """Return where derived state is kept: in the archive, or where the settings say."""
    return root / (os.path.expandvars(state_dir) if state_dir else state)
