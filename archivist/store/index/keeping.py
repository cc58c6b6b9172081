"""What a whole index consists of: our own state beside its folder, and checking against it.

``index.json`` is the truth: it says which list of segments is current, and the checksums of all
files. What small commits write is not forced to the disk, which would take longer than all else:
after a power cut its checksum tells, at every opening.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from archivist.model.analysis import ANALYSIS
from archivist.store.index import toc
from archivist.store.index.compound_writing import START
from archivist.store.index.schema import FORM, NAME
from archivist.store.index.segment import Segment
from archivist.store.index.unusable import IndexUnusableError, Reason

OURS = re.compile(rf"{NAME}_[0-9a-z]+\.seg|_{NAME}_[0-9]+\.toc(?:\.tmp)?")
_TRIES = 20
_PAUSE = 0.02
"""Seconds to wait on Windows for a writer that just replaces a file."""
_CHUNK = 1 << 20
_MOST = 1 << 20
"""Bytes of our own state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An index as it stands on disk."""

    id: str
    """By chance; another one whenever the index was built anew."""
    generation: int
    """Counts commits."""
    segments: tuple[Segment, ...]

    @property
    def parts(self) -> int:
        """Parts that can be found."""
        return sum(segment.live for segment in self.segments)


def nothing(generation: int = 0) -> Kept:
    """Return an index without anything in it."""
    return Kept(id=os.urandom(8).hex(), generation=generation, segments=())


def state_file(folder: Path) -> Path:
    """Return where our own state of an index lies: beside its folder."""
    return folder.with_name(f"{folder.name}.json")


def load(folder: Path) -> Kept:
    """Return what an index consists of, after all checks that cost little.

    Raises:
        IndexUnusableError: It is absent, old, foreign or damaged.
        OSError: It cannot be looked at.
    """
    for _number in range(_TRIES):
        state = _state(folder)
        try:
            return _checked(folder, state)
        except FileNotFoundError as error:
            # Somebody may have committed meanwhile, and swept what was current.
            if _state(folder) == state:
                raise IndexUnusableError(Reason.DAMAGED, f"{error.filename} is gone") from error
    raise IndexUnusableError(Reason.DAMAGED, "changes faster than it can be read")


def stamp(folder: Path) -> tuple[int, int] | None:
    """Return what changes with every commit, at the cost of one look; None: there is no index."""
    with suppress(FileNotFoundError, NotADirectoryError), _opened(state_file(folder)) as file:
        return os.fstat(file.fileno()).st_mtime_ns, zlib.crc32(file.read(_MOST))
    return None


def verify(folder: Path) -> Kept:
    """Check every byte of an index.

    Raises:
        IndexUnusableError: It is absent, old, foreign or damaged.
        OSError: It cannot be looked at.
    """
    kept = load(folder)
    for segment in kept.segments:
        _check_content(folder / segment.file, segment)
    return kept


def last_generation(folder: Path) -> int:
    """Return the highest number that a list of segments bears; 0 without any."""
    numbers = (re.fullmatch(rf"_{NAME}_([0-9]{{1,9}})\.toc", path.name) for path in files(folder))
    return max((int(found[1]) for found in numbers if found), default=0)


def holds_ours(folder: Path) -> bool:
    """Tell whether files of an index lie in a folder, whoever wrote them."""
    return any(OURS.fullmatch(path.name) for path in files(folder))


def files(folder: Path) -> list[Path]:
    """Return what lies in a folder; nothing when it cannot be looked into."""
    with suppress(OSError):
        return list(folder.iterdir())
    return []


def _opened(path: Path) -> BinaryIO:
    """Open our own state, which Windows refuses at the moment in which it is replaced.

    Raises:
        IndexUnusableError: It is no file: opening a pipe would wait for ever.
        OSError: It is not there, or refused.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise IndexUnusableError(Reason.FOREIGN, f"{path.name} is no file")
    for _number in range(_TRIES - 1):
        try:
            return path.open("rb")
        except PermissionError:
            time.sleep(_PAUSE)
    return path.open("rb")


def _state(folder: Path) -> bytes:
    try:
        with _opened(state_file(folder)) as file:
            data = file.read(_MOST)
    except (FileNotFoundError, NotADirectoryError):
        data = b""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise IndexUnusableError(Reason.FOREIGN, f"{folder} is no folder of ours")
    if not folder.is_dir():
        raise IndexUnusableError(Reason.ABSENT, str(folder))
    if not data and holds_ours(folder):
        reason = Reason.DAMAGED if state_file(folder).exists() else Reason.FOREIGN
        raise IndexUnusableError(reason, f"no state in {state_file(folder)}")
    if not data:
        raise IndexUnusableError(Reason.ABSENT, str(folder))
    return data


def _checked(folder: Path, data: bytes) -> Kept:
    try:
        return _read(folder, json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise IndexUnusableError(Reason.DAMAGED, repr(error)) from error


def _read(folder: Path, state: dict[str, Any]) -> Kept:
    if state["form"] != [FORM, ANALYSIS]:
        raise IndexUnusableError(Reason.OLD, str(state["form"]))
    if type(state["generation"]) is not int:
        raise TypeError("no generation")
    if state["generation"] == 0:
        raise IndexUnusableError(Reason.ABSENT, "nothing was committed yet")
    listed = (folder / toc.file_name(state["generation"])).read_bytes()
    if [len(listed), zlib.crc32(listed)] != state["toc"]:
        raise IndexUnusableError(Reason.FOREIGN, "the list of segments is another one")
    generation, facts = toc.load(listed)
    if generation != state["generation"] or facts.keys() != state["segments"].keys():
        raise IndexUnusableError(Reason.DAMAGED, "the list of segments says something else")
    segments = []
    for name, (size, crc, synced) in state["segments"].items():
        parts, words, deleted = facts[name]
        segment = Segment(
            id=name, parts=parts, words=words, size=size, crc=crc, synced=synced, deleted=deleted
        )
        _check(folder / segment.file, segment)
        segments.append(segment)
    return Kept(id=state["id"], generation=generation, segments=tuple(segments))


def _check(path: Path, segment: Segment) -> None:
    """Check a segment by its size and its begin; by its content where a power cut counts."""
    if path.stat().st_size != segment.size:
        raise IndexUnusableError(Reason.DAMAGED, f"{path.name} has another size")
    if not segment.synced:
        _check_content(path, segment)
        return
    with path.open("rb") as file:
        place, size = START.unpack(file.read(START.size))
    if place + size != segment.size:
        raise IndexUnusableError(Reason.DAMAGED, f"{path.name} has no directory")


def _check_content(path: Path, segment: Segment) -> None:
    crc = 0
    with path.open("rb") as file:
        place, size = START.unpack(file.read(START.size))
        while chunk := file.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
    if crc != segment.crc or place + size != segment.size:
        raise IndexUnusableError(Reason.DAMAGED, f"{path.name} has another content")
