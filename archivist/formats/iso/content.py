"""The content of one small file of an image, such as its list of checksums."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archivist.formats.iso.digest import unreadable
from archivist.formats.iso.reading import Listed


def read_member(path: Path, files: Iterable[Listed], wanted: str, most: int) -> bytes:
    """Return what a file of an image holds, up to a number of bytes; nothing when it is not there.

    Args:
        path: The image.
        files: What lies where in it.
        wanted: Which file.
        most: Bytes.

    Raises:
        NotReadableError: The file system refuses.
    """
    extents = next((file.extents for file in files if file.path == wanted), ())
    found: list[bytes] = []
    try:
        with path.open("rb") as image:
            for start, length in extents:
                image.seek(start)
                found.append(image.read(min(length, most)))
                most -= len(found[-1])
    except OSError as error:
        raise unreadable(path, error) from error
    return b"".join(found)
