"""Numbers of discs 光盘号: fonds, year and running number, ``A104-2015-015`` (FACTS §5)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archivist.model.label_code import archive_id
from archivist.model.names import name_fault, same_name
from archivist.model.settings import Settings

_FORM = re.compile(r"(.+)-([0-9]{4})-([0-9]{3,6})", re.ASCII)
_ODD = re.compile(r"[^\w-]|[\ud800-\udfff]")
_MOST_PREFIX = 24
"""Characters of a fonds number that a disc's number repeats."""
_MOST_NUMBER = 60
UNDATED = 0
"""The year of what has none; its number says 0000."""


def disc_prefix(settings: Settings) -> str:
    """Return what the numbers of an archive's discs begin with: its fonds, else its id."""
    fonds = _ODD.sub("", settings.fonds)[:_MOST_PREFIX].strip("-")
    return fonds or archive_id(settings)


def disc_number(prefix: str, year: int, serial: int) -> str:
    """Return a number."""
    return f"{prefix}-{year:04}-{serial:03}"


class FreeNumbers:
    """Gives the numbers that follow the ones in use.

    Args:
        prefix: Of the archive.
        taken: All numbers in use, of whatever form; a number is never used again.
    """

    def __init__(self, prefix: str, taken: Iterable[str]) -> None:
        self._prefix = prefix
        self._last: dict[int, int] = {}
        for number in taken:
            match = _FORM.fullmatch(number.strip())
            if match and same_name(match[1]) == same_name(prefix):
                year, serial = int(match[2]), int(match[3])
                self._last[year] = max(serial, self._last.get(year, 0))

    def next(self, year: int) -> str:
        """Return the next number of a year; it is taken then."""
        self._last[year] = self._last.get(year, 0) + 1
        return disc_number(self._prefix, year, self._last[year])


def is_plain_number(number: str) -> bool:
    """Tell whether a number can be the name of a file on every system."""
    return 0 < len(number) <= _MOST_NUMBER and name_fault(number) is None and "/" not in number


def volume_name(number: str) -> str:
    """Return what a disc of that number is called by a drive: 15 of A–Z, 0–9 and _ at most."""
    head, _dash, tail = number.rpartition("-")
    head, _dash, year = head.rpartition("-")
    letters = re.sub(r"[^A-Za-z0-9]+", "_", head).strip("_").upper() or "DISC"
    rest = re.sub(r"[^0-9]", "", year)[:4] + "_" + re.sub(r"[^0-9]", "", tail)[:6]
    return f"{letters[: 14 - len(rest)].rstrip('_')}_{rest}"
