"""The manifest 固化清单 on the disk: what every file was when it was sealed.

Two files in archivist's own folder. ``manifest-sha256.txt`` is for everybody: ``sha256sum -c``, run
in the archive, checks it. ``manifest-times.tsv`` has for each file its size, its time, the day on
which it was sealed and the beginning of its digest: it tells rot from an edit, and
which line of the other was changed by another hand.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from gettext import gettext as _
from itertools import islice
from pathlib import Path

from archivist.model.entry import Entry, EntryKind
from archivist.model.manifest import Sealed
from archivist.model.settings import STATE, TEMPLATES, Settings
from archivist.model.sums import CODING, escape, leads_out, read_sum_line, sum_line, unescape
from archivist.store.durable import exists, open_plain
from archivist.store.tree import extended, walk, walk_folder
from archivist.store.writing import replace_file

__all__ = [
    "MANIFEST",
    "TIMES",
    "Manifest",
    "Trouble",
    "around",
    "covered",
    "line_of",
    "manifest_bytes",
    "manifest_digests",
    "read_manifest",
    "read_sum_line",
    "sum_line",
    "times_bytes",
    "write_manifest",
]

MANIFEST = "manifest-sha256.txt"
TIMES = "manifest-times.tsv"
UNKNOWN = date(1, 1, 1)
"""The day of sealing, where the times do not tell it."""
_MOST = 1 << 30
"""Bytes that are read of one of the two; a million files take a fifth of it."""
_TOLD = 1000
"""Troubles that are told; what is damaged more is damaged as a whole."""
_MOST_TROUBLES = 100_000
"""Lines that are none, after which the rest of a file is not read."""
_DIGEST = re.compile(r"[0-9a-f]{64}").fullmatch
MARK = 16
"""Hex digits of the digest that the times repeat."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What was sealed."""

    entries: dict[str, Sealed] = field(default_factory=dict)
    """By path."""
    troubles: tuple[Trouble, ...] = ()
    sha256: str = ""
    """Of the manifest's file; empty: there is none."""
    times: str = ""
    """Of the file with the times."""
    other: dict[str, Sealed] = field(default_factory=dict)
    """Lines of the times that the manifest does not agree with, by path; of their digests the
    first `MARK` digits are known."""


def covered(root: Path, settings: Settings) -> Iterator[Entry]:
    """Yield every file that the manifest is to cover: all but the inbox, our own state and junk.

    Folders that cannot be listed are yielded as well, links and devices are not.

    Raises:
        NotReadableError: The archive itself cannot be listed.
    """
    wanted = {EntryKind.FILE, EntryKind.BLOCKED}
    return (entry for entry in around(root, settings) if entry.kind in wanted)


def around(root: Path, settings: Settings) -> Iterator[Entry]:
    """Yield everything where the manifest's files lie, also folders, links and devices.

    Raises:
        NotReadableError: The archive itself cannot be listed.
    """
    yield from walk(root, settings)
    if exists(extended(root) / TEMPLATES):
        yield from walk_folder(root, TEMPLATES, settings)


def read_manifest(root: Path) -> Manifest:
    """Return what was sealed in an archive; nothing when nothing was.

    Raises:
        OSError: A file of it cannot be read, or is too large to be one.
    """
    sums, times = _content(root, MANIFEST), _content(root, TIMES)
    digests: dict[str, str] = {}
    found: dict[str, Sealed] = {}
    other: dict[str, Sealed] = {}
    troubles = [
        *islice(_read_sums(sums or b"", digests), _MOST_TROUBLES),
        *islice(_read_times(times or b"", digests, found, other), _MOST_TROUBLES),
    ]
    lost = sorted(digests.keys() - found.keys())
    found |= {path: Sealed(path, digests[path], -1, 0, UNKNOWN) for path in lost}
    why = _("its line is missing")
    troubles += [Trouble(TIMES, 0, why, path) for path in lost[:_TOLD]]
    return Manifest(
        entries=found,
        other=other,
        troubles=tuple(troubles[:_TOLD]),
        sha256=_digest(sums),
        times=_digest(times),
    )


def manifest_digests(root: Path) -> tuple[str, str]:
    """Return the digests of the manifest and of its times; empty: it is not there.

    Raises:
        OSError: A file of it cannot be read, or is too large to be one.
    """
    sums, times = _content(root, MANIFEST), _content(root, TIMES)
    return _digest(sums), _digest(times)


def line_of(root: Path, path: str) -> int:
    """Return which line of the manifest is about a file; 0: none is, or it cannot be read."""
    with suppress(OSError):
        for number, row in _lines(_content(root, MANIFEST) or b""):
            read = read_sum_line(row)
            if read and read[1] == path:
                return number
    return 0


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


def write_manifest(root: Path, sums: bytes, times: bytes) -> None:
    """Put both files in the place of the earlier ones.

    The manifest first: of a file that was sealed anew, a kill in between leaves the digest, and a
    time that is not its own, which counts as unknown.

    Raises:
        OSError: The file system refuses; each of the two is the earlier or the new one, whole.
    """
    folder = extended(root) / STATE
    replace_file(folder / MANIFEST, sums)
    replace_file(folder / TIMES, times)


def _digest(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _content(root: Path, name: str) -> bytes | None:
    try:
        with open_plain(extended(root) / STATE / name) as file:
            content = file.read(_MOST + 1)
    except FileNotFoundError:
        return None
    if len(content) > _MOST:
        raise OSError(_("{name} is too large to be archivist's own").format(name=name))
    return content


def _lines(content: bytes) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(io.BytesIO(content), start=1):
        ended = row.endswith(b"\n")  # else it was broken off, and says nothing
        yield number, row[:-1].decode(*CODING) if ended else ""


def _read_sums(content: bytes, found: dict[str, str]) -> Iterator[Trouble]:
    for number, row in _lines(content):
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


def _read_times(
    content: bytes, sums: Mapping[str, str], found: dict[str, Sealed], other: dict[str, Sealed]
) -> Iterator[Trouble]:
    for number, row in _lines(content):
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
