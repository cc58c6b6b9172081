"""Tables as CSV that spreadsheet programs open: nothing in them is calculated, nothing hides."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from archivist.model.display import shown

_ACTIVE = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""With these a spreadsheet program takes a text for a formula; Chinese ones read the wide signs."""
_MARK = b"\xef\xbb\xbf"
"""By it Excel knows UTF-8."""


def csv_bytes(rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows as CSV: UTF-8 with its mark, lines ended by CR and LF, texts guarded.

    CSV has no types. A number is given as ``int`` or ``float`` and stays bare; a text goes through
    `guarded`.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text)
    for row in rows:
        table.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return _MARK + text.getvalue().encode("utf-8")


def guarded(text: str) -> str:
    """Return a text that no program calculates and in which nothing hides; line breaks stay.

    Programs skip blanks before a formula, so they are skipped here as well.
    """
    seen = "\n".join(shown(line) for line in text.replace("\r\n", "\n").split("\n"))
    return f"'{seen}" if seen.lstrip().startswith(_ACTIVE) else seen
