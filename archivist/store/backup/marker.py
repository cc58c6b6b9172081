"""The marker of a backup: what the folder is, of which archive, and a checksum of the two."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from gettext import gettext as _

from archivist.store.backup.names import MARKER


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What a marker says."""

    archive: str
    """What the archive was called when the target was made, as `on_one_line` writes it."""
    archive_id: str
    damage: str = ""
    """Why it cannot be trusted; empty: it is as it was written."""


def marker_of(archive: str, archive_id: str) -> bytes:
    """Return what the marker of an archive's backup holds; `read_marker` reads it back."""
    lines = (
        "archivist backup 1.0, see README.txt",
        f"archive: {on_one_line(archive)}",
        f"id: {archive_id}",
    )
    body = "".join(f"{line}\n" for line in lines).encode()
    return body + _sum(body)


def read_marker(content: bytes) -> Marked:
    """Return what a marker says; a damaged one is flagged and never raised."""
    lines = content.decode("utf-8", "replace").split("\n")
    told = dict(line.split(": ", 1) for line in lines if ": " in line)
    cut = len(content) - len(_sum(b""))
    whole = cut > 0 and content[cut:] == _sum(content[:cut])
    damage = "" if whole else _("{file} is not as it was written").format(file=MARKER)
    return Marked(archive=told.get("archive", ""), archive_id=told.get("id", ""), damage=damage)


def on_one_line(name: str) -> str:
    """Return a name without line breaks and lone surrogates, which a folder's may hold."""
    return " ".join(name.split()).encode("utf-8", "backslashreplace").decode()


def _sum(body: bytes) -> bytes:
    return f"sum: {hashlib.sha256(body).hexdigest()}\n".encode()
