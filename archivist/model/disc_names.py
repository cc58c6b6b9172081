"""Names on discs: near to those in the archive, and such that every system takes them."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath

from archivist.model.names import portable, same_name, utf16_length

UNDATED = "未注年度"
_MOST = 110
"""UTF-16 units of a name: a file system of discs (UDF) has room for 126, and a sidecar's ending or
a mark that tells two names apart may follow."""
_SUFFIX = 24
"""Characters of an ending that stays when a name is cut."""


def disc_name(name: str) -> str:
    """Return a name near to this one that a disc takes.

    ``;`` parts a name from its version there.
    """
    plain = portable(name).replace(";", "；")
    stem, dot, suffix = plain.rpartition(".")
    if not stem or len(suffix) > _SUFFIX:
        stem, dot, suffix = plain, "", ""
    while utf16_length(f"{stem}{dot}{suffix}") > _MOST:
        stem = stem[:-1]
    return f"{stem.rstrip('. ')}{dot}{suffix}"


class DiscNames:
    """Paths on discs; no two are the same, on a system that takes capitals for small letters too.

    Args:
        top: The folder that all of them lie in.
    """

    def __init__(self, top: str) -> None:
        self._top = top
        self._taken: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._folders: dict[str, str] = {}

    def of(self, path: str, year: int) -> str:
        """Return where a file of the archive lies on a disc; the studio's folder is left out."""
        *folders, name = path.split("/")[1:]
        place = f"{self._top}/{year:04}" if year else f"{self._top}/{UNDATED}"
        for each in folders:
            place = f"{place}/{disc_name(each)}"
            # Written in one way, however often and differently it is met.
            place = self._folders.setdefault(same_name(place), place)
        return f"{place}/{self._free(place, name, path)}"

    def _free(self, folder: str, name: str, path: str) -> str:
        taken = self._taken[same_name(folder)]
        plain = disc_name(name)
        stem, suffix = PurePosixPath(plain).stem, PurePosixPath(plain).suffix
        number = 1
        while taken.setdefault(same_name(plain), path) != path:
            number += 1
            plain = f"{stem}~{number}{suffix}"
        return plain
