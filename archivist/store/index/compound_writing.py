"""Writing one segment file: Whoosh's compound form, in one pass from begin to end.

The first bytes say where the directory is; they are written last, so a file that was not finished
has none. The checksum is of all that follows them.
"""

from __future__ import annotations

import os
import pickle
import struct
import zlib
from pathlib import Path

START = struct.Struct("!qi")
"""Place and length of the directory."""
_BUFFER = 1 << 18


class CompoundWriter:
    """One file that holds several, written one after the other.

    Args:
        path: A name that is free.

    Raises:
        OSError: It cannot be written there.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb", buffering=_BUFFER)
        self._directory: dict[str, dict[str, int]] = {}
        self._begin = 0
        self.crc = 0
        self.place = START.size
        """Where the next byte goes."""
        self._file.write(bytes(START.size))

    def begin(self) -> None:
        """Let an inner file begin here."""
        self._begin = self.place

    @property
    def within(self) -> int:
        """Where in the inner file the next byte goes."""
        return self.place - self._begin

    def write(self, data: bytes | bytearray) -> None:
        """Append to the inner file."""
        self._file.write(data)
        self.crc = zlib.crc32(data, self.crc)
        self.place += len(data)

    def end(self, name: str) -> None:
        """Let the inner file end here."""
        self._directory[name] = {"offset": self._begin, "length": self.within}

    def put(self, name: str, *data: bytes | bytearray) -> None:
        """Append a whole inner file."""
        self.begin()
        for each in data:
            self.write(each)
        self.end(name)

    def finish(self, *, sync: bool) -> None:
        """Write the directory and what leads to it.

        Args:
            sync: Have the disk confirm that all of it is there.
        """
        place = self.place
        self.write(pickle.dumps(self._directory, 2))
        self.write(pickle.dumps({}, 2))
        self._file.seek(0)
        self._file.write(START.pack(place, self.place - place))
        self._file.flush()
        if sync:
            os.fsync(self._file.fileno())
        self._file.close()

    def close(self) -> None:
        """Close the file as it is."""
        self._file.close()
