"""A database of derived state: what is missing, foreign or damaged is made anew.

Writing it may fail without harm: another run may hold it, or the place allows nothing.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path, PurePath
from typing import Any, TypeAlias
from urllib.parse import quote

from archivist.errors import NotReadableError
from archivist.store.catalog import is_blocked

PATIENCE = 10.0
"""Seconds to wait for another run that holds a database."""
_FEW = 500
"""Keys that are looked up one by one; for more, all rows are read."""

_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR}
Row: TypeAlias = tuple[Any, ...]
Schema: TypeAlias = Mapping[str, str]
"""What makes each table and index, by its name."""


class Derived:
    """An open database. Without a folder to write to it remembers nothing beyond the run.

    Attributes:
        persistent: Whether the next run will find what this one remembers.
        damaged: Whether something turned out not to be readable.
    """

    def __init__(self, connection: sqlite3.Connection, *, persistent: bool) -> None:
        self._connection = connection
        self.persistent = persistent
        self.damaged = False
        self._writing = True

    @classmethod
    def open(cls, path: Path, schema: Schema, form: int) -> Derived:
        """Open a database, making it when it is missing, foreign, damaged or of another form.

        Args:
            path: Its file; the folder is made if it is missing.
            schema: Its tables and indexes.
            form: Another number makes the database anew.
        """
        # Twice: the first try may find a damaged file, which is taken away.
        for _attempt in range(2):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.is_symlink() or is_blocked(path):
                    # It may lead to another program's database, whose tables are not ours to drop.
                    break
                return cls(_connect(str(path), schema, form), persistent=True)
            except sqlite3.OperationalError:
                break
            except sqlite3.DatabaseError:
                with contextlib.suppress(OSError):
                    path.unlink()
            except OSError:
                break
        return cls(_connect(":memory:", schema, form), persistent=False)

    @staticmethod
    def discard(path: Path) -> None:
        """Take a damaged database away, which is closed; a link stays."""
        if not path.is_symlink():
            with contextlib.suppress(OSError):
                path.unlink()

    @classmethod
    def peek(cls, path: Path, schema: Schema, form: int) -> Derived | None:
        """Open a database for reading only; None when there is none that is whole."""
        try:
            if path.is_symlink() or not path.is_file():
                return None
            place = reading_only(path.absolute())
            connection = sqlite3.connect(place, timeout=PATIENCE, uri=True)
        except (OSError, ValueError, sqlite3.Error):
            return None
        try:
            fits = _fits(connection, schema, form)
        except sqlite3.Error:
            fits = False
        if not fits:
            connection.close()
            return None
        return cls(connection, persistent=True)

    def rows(self, query: str, values: Iterable[object] = ()) -> list[Row]:
        """Return what a query finds; a damaged database yields what can still be read.

        Raises:
            NotReadableError: Another run holds it, or the drive does not answer.
        """
        rows: list[Row] = []
        try:
            rows.extend(self._connection.execute(query, tuple(values)))
        except sqlite3.DatabaseError as error:
            # What is held or cannot be reached is not gone.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING:
                raise NotReadableError(
                    _("What is known of the files' texts cannot be read: {reason}").format(
                        reason=error
                    ),
                    _("Close other programs that use this archive, then run the command again."),
                ) from error
            self.damaged = True
        except ValueError:
            self.damaged = True
        return rows

    def rows_of(self, query: str, keys: Collection[str]) -> list[Row]:
        """Return the rows of these keys, which the query's first column holds.

        Args:
            query: Ends with the table; its first column is ``sha256``.
            keys: Any number.
        """
        if len(keys) <= _FEW:
            return self.rows(f"{query} WHERE sha256 IN ({', '.join('?' * len(keys))})", keys)
        there = set(keys)
        return [row for row in self.rows(query) if row[0] in there]

    def execute(self, statement: str, values: Iterable[object]) -> None:
        """Write; only within `transact`."""
        self._connection.execute(statement, tuple(values))

    def write(self, statement: str, rows: Sequence[Row]) -> None:
        """Write with each of these values, or leave it."""
        if rows:
            self.transact(lambda: self._connection.executemany(statement, rows))

    def transact(self, work: Callable[[], object]) -> None:
        """Have all or nothing of the work's writing done, or leave it: it can be made again."""
        if not self._writing:
            return
        try:
            with self._connection:
                work()
        except sqlite3.DatabaseError:
            # Another run may hold it: waiting once is enough.
            self.persistent = self._writing = False

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def reading_only(path: PurePath) -> str:
    """Return the address by which SQLite opens a file and cannot write to it.

    `PurePath.as_uri` names a share's server where SQLite allows none (sqlite.org/uri.html).
    """
    place = path.as_posix()
    return f"file://{'' if place.startswith('/') else '/'}{quote(place, safe='/:')}?mode=ro"


def _connect(target: str, schema: Schema, form: int) -> sqlite3.Connection:
    connection = sqlite3.connect(target, timeout=PATIENCE, isolation_level="DEFERRED")
    try:
        # No fsync and no WAL: derived state on what may be a network share.
        connection.execute("PRAGMA synchronous = OFF")
        # Nothing is written when the form is right, so that a read-only archive is remembered.
        if not _fits(connection, schema, form):
            with connection:
                # All or none: a run that is killed in between leaves nothing half made.
                connection.execute("BEGIN IMMEDIATE")
                for kind, name in list(connection.execute(_MADE)):
                    connection.execute(f'DROP {kind} IF EXISTS "{name}"')
                for statement in schema.values():
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {form}")
    except BaseException:
        connection.close()
        raise
    return connection


_MADE = """
    SELECT type, replace(name, '"', '""') FROM sqlite_master
    WHERE name NOT LIKE 'sqlite#_%' ESCAPE '#' AND type IN ('table', 'view')
"""
"""What another form, or another program, left; indexes and triggers go with their tables."""


def _fits(connection: sqlite3.Connection, schema: Schema, form: int) -> bool:
    """Tell whether the database is of this form, and can be read.

    Raises:
        sqlite3.DatabaseError: It is damaged, or no database.
    """
    if connection.execute("PRAGMA user_version").fetchone()[0] != form:
        return False
    made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return made == dict(schema)
