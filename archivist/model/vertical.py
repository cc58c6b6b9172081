"""Vertical writing 竖排: a text taken apart into the cells that stand below each other.

Signs of punctuation get the forms of Unicode for vertical writing (U+FE10–FE19, U+FE30–FE4F), up to
four digits stand side by side in one cell (縦中横), and longer runs of letters are turned by 90°.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

FORMS = {
    **dict(zip("，、。：；！？〖〗…", "︐︑︒︓︔︕︖︗︘︙", strict=True)),
    **dict(zip("—–―（）｛｝〔〕【】《》〈〉", "︱︲︱︵︶︷︸︹︺︻︼︽︾︿﹀", strict=True)),
    **dict(zip("「」『』［］“”‘’", "﹁﹂﹃﹄﹇﹈﹃﹄﹁﹂", strict=True)),
}
"""What a sign looks like in a vertical line; quotation marks after GB/T 15834."""
_FULL = str.maketrans("(),:;!?[]{}", "（），：；！？［］｛｝")
_TURNED = frozenset("～〜－／＋＝＜＞｜→")
_RUN = re.compile("[\"-'*+\\--9<-Z\\\\^-z|~À-ɏ]+")
_MARKS = ("Mn", "Me", "Cf")
_DIGITS = 4
_LETTERS = 3


class CellKind(StrEnum):
    """How a cell stands."""

    UPRIGHT = "upright"
    ACROSS = "across"
    """A few digits or letters side by side."""
    TURNED = "turned"
    """By 90° clockwise."""
    GAP = "gap"
    """A space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a vertical line, or several upright ones in a row."""

    text: str
    kind: CellKind = CellKind.UPRIGHT


def cells(text: str) -> tuple[Cell, ...]:
    """Return the cells of a text from top to bottom; upright signs that follow are one cell."""
    found: list[Cell] = []
    for cell in _cells(unicodedata.normalize("NFC", text).strip()):
        last = found[-1] if found else None
        if last and cell.kind is last.kind is CellKind.UPRIGHT:
            found[-1] = Cell(text=last.text + cell.text)
        else:
            found.append(cell)
    return tuple(found)


def _cells(text: str) -> Iterator[Cell]:
    at = 0
    while at < len(text):
        run = _RUN.match(text, at)
        if run:
            yield _of_run(run[0])
            at = run.end()
            continue
        end = at + 1
        while end < len(text) and unicodedata.category(text[end]) in _MARKS:
            end += 1
        yield _of_sign(text[at:end])
        at = end


def _of_run(run: str) -> Cell:
    few = _DIGITS if run.isdigit() else _LETTERS
    across = len(run) <= few and run.isalnum()
    return Cell(text=run, kind=CellKind.ACROSS if across else CellKind.TURNED)


def _of_sign(sign: str) -> Cell:
    if sign.isspace():
        return Cell(text=" ", kind=CellKind.GAP)
    form = FORMS.get(sign.translate(_FULL), sign)
    kind = CellKind.TURNED if sign in _TURNED else CellKind.UPRIGHT
    return Cell(text=form, kind=kind)
