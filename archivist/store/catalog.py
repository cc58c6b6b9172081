"""The catalog: what was read from each file, remembered so that nothing is read twice.

Derived state (DESIGN §3): it may vanish, be stale, come from an older version or be corrupt; then
it is made anew. One row for each file, keyed by path, valid while size and mtime are the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FILE = "catalog.sqlite3"
FORM = 3
"""Raised when the meaning of a row changes; a catalog of another form is made anew."""
PATIENCE = 10.0
"""Seconds to wait for another run that holds the catalog."""
_COARSE_NS = 2_000_000_000
_MAX = 2**63
"""What SQLite holds as a whole number."""
_FEW = 500
"""Paths that are looked up one by one; for more, all rows are read."""
_FINE_NS = 50_000_000
_COLUMNS = ["path", "size", "mtime_ns", "facts", "checksum"]
_CREATE = """
    CREATE TABLE facts (
        path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, facts TEXT, checksum INTEGER
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
        self._writing = True

    @classmethod
    def open(cls, folder: Path) -> Catalog:
        """Open the catalog in a folder, making it when it is missing, foreign or damaged."""
        path = folder / FILE
        # Twice: the first try may find a damaged file, which is taken away.
        for _attempt in range(2):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                if path.is_symlink() or is_blocked(path):
                    # It may lead to another program's database, whose tables are not ours to drop.
                    break
                return cls(_connect(str(path)), persistent=True)
            except sqlite3.OperationalError:
                break
            except sqlite3.DatabaseError:
                with contextlib.suppress(OSError):
                    path.unlink()
            except OSError:
                break
        return cls(_connect(":memory:"), persistent=False)

    def rows(self, wanted: Collection[str] | None = None) -> Iterator[Row]:
        """Yield what is remembered; a damaged catalog yields what can still be read.

        Args:
            wanted: The paths to look for; None means all.
        """
        query = "SELECT path, size, mtime_ns, facts, checksum FROM facts"
        values: tuple[str, ...] = ()
        if wanted is not None and len(wanted) <= _FEW:
            values = tuple(path for path in wanted if _storable(path))
            query += f" WHERE path IN ({', '.join('?' * len(values))})"
        with contextlib.suppress(sqlite3.DatabaseError, ValueError, TypeError):
            for path, size, mtime_ns, facts, check in self._connection.execute(query, values):
                row = Row(path, size, mtime_ns, facts)
                if check == _checksum(row):
                    yield row

    def paths(self) -> set[str]:
        """Return the paths of all files remembered."""
        try:
            found = self._connection.execute("SELECT path FROM facts")
            return {path for (path,) in found if isinstance(path, str)}
        except sqlite3.DatabaseError:
            return set()

    def remember(self, rows: Iterable[Row], *, now_ns: int) -> None:
        """Remember what was read.

        A file that changed within the clock's own grain before ``now_ns`` is left out: it could
        change once more without its mtime telling. File systems that keep whole seconds (FAT, some
        shares) have a grain of two seconds.
        """
        safe = [
            (row.path, row.size, row.mtime_ns, row.facts, _checksum(row))
            for row in rows
            if abs(row.mtime_ns) < _MAX
            and row.mtime_ns + _grain(row.mtime_ns) < now_ns
            and _storable(row.path)
        ]
        self._write("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?)", safe)

    def forget(self, paths: Iterable[str]) -> None:
        """Forget files that are no longer there."""
        known = [(path,) for path in paths]
        self._write("DELETE FROM facts WHERE path = ?", known)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Write, or leave it: another run may hold the catalog, and it can be made again."""
        if not rows or not self._writing:
            return
        try:
            with self._connection:
                self._connection.executemany(statement, rows)
        except sqlite3.DatabaseError:
            # Another run may hold it: waiting once is enough.
            self.persistent = self._writing = False


def is_blocked(path: Path) -> bool:
    """Tell whether something that is no file stands where SQLite keeps what it has not finished.

    Opening a pipe there would wait for ever.
    """
    beside = (path, *(path.with_name(f"{path.name}{end}") for end in ("-journal", "-wal")))
    return any(os.path.lexists(each) and not each.is_file() for each in beside)


def _connect(target: str) -> sqlite3.Connection:
    connection = sqlite3.connect(target, timeout=PATIENCE, isolation_level="DEFERRED")
    try:
        # No fsync and no WAL: derived state on what may be a network share.
        connection.execute("PRAGMA synchronous = OFF")
        form = connection.execute("PRAGMA user_version").fetchone()[0]
        columns = [row[1] for row in connection.execute("PRAGMA table_info(facts)")]
        # Nothing is written when the form is right, so that a read-only archive is remembered.
        if form != FORM or columns != _COLUMNS:
            with connection:
                # All three or none: a run that is killed in between leaves no table half made.
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("DROP TABLE IF EXISTS facts")
                connection.execute(_CREATE)
                connection.execute(f"PRAGMA user_version = {FORM}")
        connection.execute("SELECT path, size, mtime_ns, facts FROM facts LIMIT 1").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _checksum(row: Row) -> int:
    """Return a checksum of a row: SQLite has none, and a flipped bit must not become a fact."""
    return zlib.crc32(f"{row.path}\0{row.size}\0{row.mtime_ns}\0{row.facts}".encode())


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
    """Return where derived state is kept: in the archive, or where the settings say.

    There each archive has a folder of its own, named after the archive and its place.
    """
    if not state_dir:
        return root / state
    place = hashlib.sha256(os.path.normcase(root).encode("utf-8", "surrogatepass")).hexdigest()
    folder = Path(os.path.expandvars(state_dir)).expanduser()
    return root / folder / f"{root.name or 'archive'}-{place[:12]}"
