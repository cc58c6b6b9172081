"""Lines as a page shows them, made into the lines that its writer meant.

A line that only the width of the page broke is joined to the next; where lines are headings, list
items or rows of a table, the break is real.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

HYPHEN = "\x02"
"""What pdfium puts for a hyphen at the end of a line whose word goes on in the next."""
_SENTENCE_ENDS = tuple("。！？!?.；;：:…")
_CLOSING = "”’』」）)]】》〉\"'"
_ITEM = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十百\d]{1,4}[）)]|[一二三四五六七八九十百]{1,4}[、．.]|"
    r"\d{1,3}(?:[、．)）]|\.\s|\.\d)|[①-⑳⑴-⒇●■◆•·▪–—○□☑☐*-]\s*|"
    r"第[一二三四五六七八九十百千零〇\d]{1,6}[章节条编款篇部])"
)
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]"
    "|[\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"\S+")
_SPARSE = 0.75
"""Of what fits into a line; less is a row of a table or a spaced heading."""
_NARROW = 24
"""Columns; shorter lines are names, cells and labels, which no layout has broken."""
_ROOM = 2.1
"""Characters of room that a Han line may keep: a mark may not begin or end a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line and where it stands; points, from the left and from below."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    """Of its letters, about the size of the font."""

    @property
    def columns(self) -> int:
        """How many halves of a Han character it takes."""
        return len(self.text) + len(_WIDE.findall(self.text))


def joined(lines: Sequence[Line]) -> str:
    """Return the text of a page with the lines joined that its layout has broken."""
    return "\n".join(_paragraphs(lines))


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    for block in _blocks(lines):
        right = max(line.right for line in block)
        # A paragraph may have thousands of lines: what is glued again and again would be copied.
        parts = [block[0].text]
        for before, line in pairwise(block):
            if _goes_on(before, line, right):
                parts[-1], more = _seam(parts[-1], line.text)
                parts.append(more)
            else:
                yield "".join(parts)
                parts = [line.text]
        yield "".join(parts)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Part lines where the size of the letters changes, where a gap is, and at a new column."""
    block: list[Line] = []
    for line in lines:
        if block and not _same_block(block[-1], line):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _same_block(before: Line, line: Line) -> bool:
    size = max(before.height, line.height)
    step = before.bottom - line.bottom
    return (
        abs(before.height - line.height) <= 0.25 * size
        and 0.5 * size < step <= 2.6 * size
        and line.left < before.right
        and before.left < line.right
    )


def _goes_on(before: Line, line: Line, right: float) -> bool:
    """Tell whether a line was broken only because the next word did not fit any more."""
    text = before.text.rstrip()
    if text.endswith(HYPHEN):
        return True
    if before.columns < _NARROW or text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS):
        return False
    if _ITEM.match(line.text):
        return False
    width = before.right - before.left
    # Letters are about half as wide as they are high; a row of a table leaves gaps.
    if before.columns * before.height * 0.5 < _SPARSE * width:
        return False
    return right - before.right < _next_width(line)


def _next_width(line: Line) -> float:
    """Return how much room the first word of a line takes with the blank before it."""
    word = _WORD.search(line.text)
    if word is None:
        return 0.0
    if _WIDE.match(word[0]):
        return _ROOM * line.height
    each = (line.right - line.left) / max(line.columns, 1)
    latin = _WIDE.split(word[0], maxsplit=1)[0]
    return (len(latin) + 1.5) * each


def _seam(text: str, more: str) -> tuple[str, str]:
    """Return two lines as they stand behind each other in one."""
    text, more = text.rstrip(" "), more.lstrip(" ")
    if not text or not more or text.endswith(HYPHEN):
        return text.removesuffix(HYPHEN), more
    if text.endswith("-") and text[-2:-1].isalpha() and more[0].islower():
        return text[:-1], more
    # Among Han characters even a number is broken, and no blank stands for the break.
    number = text[-1].isdecimal() and more[0].isdecimal() and _WIDE.search(text) is not None
    apart = not (number or _WIDE.match(text[-1]) or _WIDE.match(more[0]))
    return (f"{text} " if apart else text), more
