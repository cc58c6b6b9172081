"""The mark by which a printed file is known again: a checksum of itself among its keywords.

Only a file that is still exactly as it was printed may be replaced by a later print. One that was
signed, commented or joined with others since has another checksum, and is its user's own.
"""

from __future__ import annotations

import hashlib
import re
import stat
from pathlib import Path

MARK = "archivist print"
EMPTY = "sha256-" + "0" * 64
"""What stands in the file while its checksum is reckoned; as long as the seal itself."""
MOST = 1024 * 1024 * 1024
"""Bytes of a file that is looked into at most."""
_SEAL = re.compile(rb"sha256-([0-9a-f]{64})")


def sealed(document: bytes) -> bytes:
    """Return a document whose keywords hold `EMPTY` with its own checksum there."""
    digest = hashlib.sha256(document).hexdigest()
    return document.replace(EMPTY.encode("ascii"), f"sha256-{digest}".encode("ascii"))


def own_bytes(path: Path, most: int) -> bytes | None:
    """Return what is in a file; None where it cannot be archivist's: a link, or far too large.

    Raises:
        OSError: The file system refuses.
    """
    # Not stat(): a link is its user's, and a pipe would be waited for without end.
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > most:
        return None
    return path.read_bytes()


def is_sealed(path: Path) -> bool:
    """Tell whether a file is a print of archivist's that nobody changed.

    Raises:
        OSError: The file system refuses.
    """
    document = own_bytes(path, MOST) or b""
    seal = _SEAL.search(document)
    if seal is None or MARK.encode("ascii") not in document:
        return False
    empty = document.replace(seal[0], EMPTY.encode("ascii"))
    return hashlib.sha256(empty).hexdigest().encode("ascii") == seal[1]
