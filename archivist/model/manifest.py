"""The manifest 固化清单: what every file of the archive was when it was sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sealed:
    """One file as it was when it was sealed 固化."""

    path: str
    """Relative to the archive, with forward slashes."""
    sha256: str
    size: int
    """Bytes; -1: nobody looked, as it was gone at once."""
    mtime_ns: int
    """Modification time in nanoseconds since 1970: with the size, it tells rot from an edit."""
    sealed: date
