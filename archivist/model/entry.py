"""What a walk through the tree saw."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntryKind(StrEnum):
    """What one name in the tree stands for."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    """A symbolic link or a junction; never followed."""
    BLOCKED = "blocked"
    """A folder that the file system refuses to list."""
    SPECIAL = "special"
    """A device, pipe or socket; never opened."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file or folder. Not ``kw_only``: a walk makes hundreds of thousands of them."""

    path: str
    """Relative to the archive, with forward slashes."""
    kind: EntryKind
    size: int = 0
    """Bytes."""
    mtime_ns: int = 0
    detail: str = ""
    """Why it is blocked, in the system's words."""

    @property
    def parts(self) -> list[str]:
        """The names on the way from the archive to it."""
        return self.path.split("/")

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The path of the folder that it lies in; empty at the top."""
        return self.path.rpartition("/")[0]
