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

    def looks(self, size: int, mtime_ns: int) -> bool:
        """Tell whether a file of a size and time looks as it did; nothing was read."""
        return size == self.size and same_time(self.mtime_ns, mtime_ns)


def same_time(sealed: int, now: int) -> bool:
    """Tell whether a time is that of the sealing, though a drive may keep it less exactly.

    NTFS keeps steps of 100 ns, network drives of a microsecond or a second, FAT of two.
    """
    return now == sealed or any(
        now % step == 0 and abs(now - sealed) < step for step in (100, 1000, 10**9, 2 * 10**9)
    )
