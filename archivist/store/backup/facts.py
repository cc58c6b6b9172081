"""What a snapshot says of itself, in ``snapshot.json``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from archivist.model.sums import leads_out
from archivist.store.backup.names import MANIFEST, SCHEMA, TIMES, is_sha256

_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of the archive that could not be backed up."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One snapshot 快照 of an archive."""

    name: str
    folder: Path
    damage: str = ""
    """Why it cannot be trusted; then only name and folder are told."""
    number: int = 0
    """From 1, in the order in which they were made, whatever a clock said."""
    at: str = ""
    """Local time with its offset, ``2022-01-25T10:15:00+08:00``."""
    by: str = ""
    archive: str = ""
    """What the archive is called."""
    archive_id: str = ""
    files: int = 0
    bytes: int = 0
    new_objects: int = 0
    """Contents that no snapshot before it had."""
    new_bytes: int = 0
    journal_line: int = 0
    """The last line of the journal when it was made; 0: there was none."""
    journal_sha256: str = ""
    manifest_sha256: str = ""
    times_sha256: str = ""
    beside: dict[str, str] = field(default_factory=dict)
    """SHA-256 of README.txt and the scripts as they lay at the top of the target."""
    refused: tuple[Refused, ...] = ()
    empty_folders: tuple[str, ...] = ()


def snapshot_of(folder: Path, value: dict[str, Any]) -> Snapshot:
    """Return what facts say.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: They are of another shape.
    """
    if value["schema"] != SCHEMA:
        raise ValueError
    if datetime.fromisoformat(_text(value["at"])).utcoffset() is None:
        raise ValueError  # no instant: it could not be compared with the time of a file
    archive, journal = value["archive"], value["journal"]
    found = Snapshot(
        name=_text(value["name"]),
        folder=folder,
        number=_count(value["number"]),
        at=value["at"],
        by=_text(value["by"]),
        archive=_text(archive["name"]),
        archive_id=_text(archive["id"]),
        files=_count(value["files"]),
        bytes=_count(value["bytes"]),
        new_objects=_count(value["new_objects"]),
        new_bytes=_count(value["new_bytes"]),
        journal_line=_count(journal["line"]),
        journal_sha256=_text(journal["sha256"]),
        manifest_sha256=_sha256(value["sha256"][MANIFEST]),
        times_sha256=_sha256(value["sha256"][TIMES]),
        beside={_text(name): _sha256(sha256) for name, sha256 in value["beside"].items()},
        refused=tuple(
            Refused(_text(each["path"]), _text(each["reason"])) for each in value["refused"]
        ),
        empty_folders=tuple(_path(each) for each in value["empty_folders"]),
    )
    if not found.number:
        raise ValueError
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _path(value: object) -> str:
    if leads_out(_text(value)):
        raise ValueError
    return _text(value)


def _sha256(value: object) -> str:
    if not is_sha256(_text(value)):
        raise ValueError
    return _text(value)


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value < _LARGEST:
        raise TypeError
    return value
