"""The digest of an image: one pass tells it, and one bit that flips anywhere changes it.

It is the SHA-256 of all bytes that belong to no file, and behind them of each file's own SHA-256 in
hex, in the order in which the files lie. So no byte is hashed twice, neither when an image is
written, where each file's SHA-256 has to be known anyway, nor when it is checked.
"""

from __future__ import annotations

import hashlib
from gettext import gettext as _
from pathlib import Path

from archivist.errors import NotReadableError
from archivist.model.display import shown
from archivist.model.refusal import reason_of


class ImageDigest:
    """The digest of an image that passes by."""

    def __init__(self) -> None:
        self._between = hashlib.sha256()
        self._files: list[str] = []

    def between(self, data: bytes | memoryview) -> None:
        """Take bytes that belong to no file."""
        self._between.update(data)

    def file(self, sha256: str) -> None:
        """Take the SHA-256 of the next file that has any bytes."""
        self._files.append(sha256.lower())

    def hexdigest(self) -> str:
        """Return the digest of what was taken."""
        whole = self._between.copy()
        whole.update("".join(self._files).encode("ascii"))
        return whole.hexdigest()


def plain_sha256(path: Path) -> str:
    """Return the SHA-256 of a whole image, as any other program tells it.

    Raises:
        NotReadableError: The file system refuses.
    """
    try:
        with path.open("rb", buffering=0) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
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
