"""Places in a sheet as spreadsheet programs write them: ``C5`` is row 5, third column."""

from __future__ import annotations

import re

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def letters_of(column: int) -> str:
    """Return the letters of a column, counted from 0; the inverse of `column_of`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """Return the column, counted from 0, that letters name."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def place_of(text: str) -> tuple[int, int] | None:
    """Return row, from 1, and column, from 0, of a cell; None where it is no cell."""
    match = _PLACE.fullmatch(text)
    return (int(match[2]), column_of(match[1])) if match else None
