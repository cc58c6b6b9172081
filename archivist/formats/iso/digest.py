"""The SHA-256 of an image: what tells a flipped bit where no file lies."""

from __future__ import annotations

import hashlib
from gettext import gettext as _
from pathlib import Path

from archivist.errors import NotReadableError
from archivist.model.display import shown
from archivist.model.refusal import reason_of

_CHUNK = 1024 * 1024


def image_sha256(path: Path, length: int = -1) -> tuple[str, int]:
    """Return the SHA-256 of an image, in hex, and the bytes that were read.

    Args:
        path: The image, or a drive with a disc.
        length: Bytes of the image, where something may follow it, as on a disc; -1: all.

    Raises:
        NotReadableError: The file system refuses.
    """
    try:
        sha256, done = hashlib.sha256(), 0
        buffer = memoryview(bytearray(_CHUNK))
        with path.open("rb", buffering=0) as file:
            while count := file.readinto(buffer[: _CHUNK if length < 0 else length - done]):
                sha256.update(buffer[:count])
                done += count
        return sha256.hexdigest(), done
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> NotReadableError:
    """Return what is said of an image that the file system does not give."""
    return NotReadableError(
        _("The image {path} cannot be read: {reason}").format(
            path=shown(str(path)), reason=reason_of(error)
        ),
        _("Look whether the drive is connected and the disc lies in it, then try again."),
    )
