"""The end of the journal: what was begun and not ended, and which number comes next."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from archivist.store.durable import open_plain
from archivist.store.journal_lines import Line, line_of, number_of, read_lines

_TAIL = 4 * 1024 * 1024
"""Bytes at the end that are read to find what was begun and not ended."""


def tail_of(path: Path, *, sealed: bool = False) -> list[Line]:
    """Return enough lines of the end: all since the last moment at which nothing was open.

    Args:
        path: The journal; nothing is returned when there is none.
        sealed: They have to hold two lines of ``seal`` as well, if there are so many.
    """
    try:
        with open_plain(path) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            rows = file.read().split(b"\n")
    except FileNotFoundError:
        return []
    whole = size <= _TAIL
    ended = [*(row + b"\n" for row in rows[:-1]), *rows[-1:]]
    rows = ended if rows[-1] else ended[:-1]
    lines = [line_of(0, raw) for raw in (rows if whole else rows[1:])]
    return lines if whole or _enough(lines, sealed=sealed) else list(read_lines(path))


def last_number(path: Path, tail: Sequence[Line]) -> int:
    """Return the number of the last line; a line that was broken off counts as one."""
    for torn, line in enumerate(reversed(tail)):
        if number := number_of(line):
            return number + torn
    return sum(1 for _each in read_lines(path))


def _enough(lines: Sequence[Line], *, sealed: bool) -> bool:
    values = [line.value for line in lines if line.value is not None]
    calm = any(value.get("open") == 0 for value in values)
    return calm and (not sealed or sum(value.get("do") == "seal" for value in values) > 1)
