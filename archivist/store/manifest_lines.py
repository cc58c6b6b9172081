"""The lines of the manifest 固化清单 and of its times: written, and read one by one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from gettext import gettext as _

from archivist.model.manifest import Sealed
from archivist.model.sums import CODING, escape, leads_out, read_sum_line, sum_line, unescape

MANIFEST = "manifest-sha256.txt"
TIMES = "manifest-times.tsv"
UNKNOWN = date(1, 1, 1)
"""The day of sealing, where the times do not tell it."""
MARK = 16
"""Hex digits of the digest that the times repeat."""
_DIGEST = re.compile(r"[0-9a-f]{64}").fullmatch


@dataclass(frozen=True, slots=True)
class Trouble:
    """A line of the manifest or its times that cannot be as archivist wrote it."""

    file: str
    """`MANIFEST` or `TIMES`."""
    line: int
    """From 1; 0: the file as a whole."""
    why: str
    path: str = ""
    """The file that the line is about, where that can be told."""


def manifest_bytes(entries: Iterable[Sealed]) -> bytes:
    """Return the manifest's file; the entries are sorted by path."""
    return "".join(sum_line(each.sha256, each.path) for each in entries).encode(*CODING)


def times_bytes(entries: Iterable[Sealed]) -> bytes:
    """Return the file with the times; the entries are sorted by path."""
    rows = (
        f"{each.size}\t{each.mtime_ns}\t{each.sealed.isoformat()}\t{each.sha256[:MARK]}"
        f"\t{escape(each.path)}\n"
        for each in entries
    )
    return "".join(rows).encode(*CODING)


def lines(content: bytes) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers, from 1; of one that was broken off, nothing."""
    for number, row in enumerate(io.BytesIO(content), start=1):
        ended = row.endswith(b"\n")  # else it was broken off, and says nothing
        yield number, row[:-1].decode(*CODING) if ended else ""


def read_sums(content: bytes, found: dict[str, str]) -> Iterator[Trouble]:
    """Put the digests of a manifest into `found`, by path; yield the lines that are none."""
    for number, row in lines(content):
        read = _plain(row) or read_sum_line(row)
        if read is None or leads_out(read[1]):
            yield Trouble(MANIFEST, number, _("it is no line of a manifest"))
            continue
        sha256, path = read
        if path in found:
            yield Trouble(MANIFEST, number, _("its file stands there twice"), path)
            continue
        found[path] = sha256


def _plain(row: str) -> tuple[str, str] | None:
    """Return what a line says whose path has nothing odd: nearly all of them, and quicker."""
    sha256, path = row[:64], row[66:]
    plain = _DIGEST(sha256) and row[64:66] == "  " and path and path[-1] != "\r"
    return (sha256, path) if plain else None


def read_times(
    content: bytes, sums: Mapping[str, str], found: dict[str, Sealed], other: dict[str, Sealed]
) -> Iterator[Trouble]:
    """Put what the times tell into `found` where the digests agree, else into `other`."""
    for number, row in lines(content):
        read = _time_of(row, sums)
        if read is None:
            yield Trouble(TIMES, number, _("it is no line of the times"))
            continue
        path = read.path
        sha256 = sums.get(path)
        if sha256 is None or path in found:
            other.setdefault(path, read)
            yield Trouble(TIMES, number, _("the manifest has no such file"), path)
        elif sha256 == read.sha256:
            found[path] = read
        else:
            # Of which content size and time are cannot be told: they are left unknown.
            other[path], found[path] = read, Sealed(path, sha256, -1, 0, UNKNOWN)
            why = _("its digest is not that of the manifest: one of the two was changed")
            yield Trouble(TIMES, number, why, path)


def _time_of(row: str, sums: Mapping[str, str]) -> Sealed | None:
    """Return a line of the times, with the whole digest where it is that of the manifest."""
    cells = row.split("\t", 4)
    if len(cells) != 5:
        return None
    size, mtime, day, mark, rest = cells
    path = unescape(rest) if "\\" in rest else rest
    try:
        if path is None or len(mark) != MARK:
            return None
        sha256 = sums.get(path, "")
        sha256 = sha256 if sha256.startswith(mark) else mark
        return Sealed(path, sha256, int(size), int(mtime), _day(day))
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _day(text: str) -> date:
    return date.fromisoformat(text)
