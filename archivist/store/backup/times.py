r"""One line of ``times.tsv``: size, time, hash and path of a file, with tabs between.

As in sha256sum's lists, a line whose path holds a backslash or a line break begins with ``\`` and
writes them as ``\\``, ``\n`` and ``\r``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archivist.model.sums import escape, unescape

_ROW = re.compile(r"(\\?)([0-9]{1,19})\t(-?[0-9]{1,19})\t([0-9a-f]{64})\t([^\n]+)\n?")


@dataclass(frozen=True, slots=True)
class Stored:
    """One file as a snapshot holds it."""

    path: str
    """Relative to the archive, with forward slashes."""
    sha256: str
    """The name of its content among the objects."""
    size: int
    """Bytes; -1: not known."""
    mtime_ns: int
    """Modification time in nanoseconds since 1970; -1 with a size of -1: not known."""


def row_of(stored: Stored) -> str:
    """Return the line of a file; `read_row` reads it back."""
    path = escape(stored.path)
    mark = "" if path == stored.path else "\\"
    return f"{mark}{stored.size}\t{stored.mtime_ns}\t{stored.sha256}\t{path}\n"


def read_row(line: str) -> Stored | None:
    """Return the file of a line; None: it is none of ours."""
    match = _ROW.fullmatch(line)
    if match is None:
        return None
    mark, size, mtime_ns, sha256, told = match.groups()
    path = unescape(told) if mark else told
    return None if path is None else Stored(path, sha256, int(size), int(mtime_ns))
