"""The hidden key of a row: which file it is about, whatever a person did to the row."""

from __future__ import annotations

import re

_DIGITS = 16
"""Of the SHA-256 in hex: enough to notice another content."""
_KEY = re.compile(r"([0-9a-f]{0,16})/(.+)", re.DOTALL)
_WRITTEN_OUT = re.compile("%([0-9a-f]{1,6});")


def row_key(path: str, sha256: str) -> str:
    """Return the key; the inverse of `parse_row_key` for the first 16 digits."""
    # A workbook holds no controls and half characters, and blanks at the end are trimmed.
    escaped = "".join(c if c.isprintable() and c != "%" else f"%{ord(c):x};" for c in path)
    end = len(escaped.rstrip(" "))
    return f"{sha256[:_DIGITS]}/{escaped[:end]}{'%20;' * (len(escaped) - end)}"


def parse_row_key(text: str) -> tuple[str, str]:
    """Return path and beginning of the SHA-256; both empty for what is no key."""
    match = _KEY.fullmatch(text)
    if match is None:
        return "", ""
    return _WRITTEN_OUT.sub(_character, match[2]), match[1]


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return chr(number) if number <= 0x10FFFF else match[0]
