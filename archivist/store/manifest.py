"""The manifest 固化清单 on the disk: what every file was when it was sealed.

Two files in archivist's own folder. ``manifest-sha256.txt`` is for everybody: ``sha256sum -c``, run
in the archive, checks it. ``manifest-times.tsv`` has for each file its size, its time, the day on
which it was sealed and the beginning of its digest: it tells rot from an edit, and
which line of the other was changed by another hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from gettext import gettext as _
from itertools import islice
from pathlib import Path

from archivist.model.entry import Entry, EntryKind
from archivist.model.manifest import Sealed
from archivist.model.settings import STATE, TEMPLATES, Settings
from archivist.model.sums import read_sum_line
from archivist.store.durable import exists, open_plain
from archivist.store.manifest_lines import (
    MANIFEST,
    TIMES,
    UNKNOWN,
    Trouble,
    lines,
    read_sums,
    read_times,
)
from archivist.store.tree import extended, walk, walk_folder
from archivist.store.writing import replace_file

_MOST = 1 << 30
"""Bytes that are read of one of the two; a million files take a fifth of it."""
_TOLD = 1000
"""Troubles that are told; what is damaged more is damaged as a whole."""
_MOST_TROUBLES = 100_000
"""Lines that are none, after which the rest of a file is not read."""


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
        *islice(read_sums(sums or b"", digests), _MOST_TROUBLES),
        *islice(read_times(times or b"", digests, found, other), _MOST_TROUBLES),
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
        for number, row in lines(_content(root, MANIFEST) or b""):
            read = read_sum_line(row)
            if read and read[1] == path:
                return number
    return 0


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
