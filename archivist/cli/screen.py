"""Writing to a terminal: columns of Chinese text, status words, machine-readable output."""

from __future__ import annotations

import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import click

from archivist.formats.look import Look
from archivist.model.display import hides, shown

_NO_BREAK_BEFORE = frozenset(",.;:!?)]}/”’，。；：！？）》】、…%")


_MAX_SNIPPET = 40
_STYLES = re.compile(r"(\x1b\[(?:0|1|2|22|3[0-7]|9[0-7])m)")
"""What `click.style` writes: plain, bold, dim, neither, colours."""
_NO_BREAK_AFTER = frozenset("([{“‘（《【")


def width() -> int:
    """Return the columns to write in: the terminal's, at most 100."""
    return max(40, min(shutil.get_terminal_size((80, 24)).columns, 100))


def columns(text: str) -> int:
    """Return how many columns a text takes; a Han character takes two."""
    return len(text) if text.isascii() else sum(_columns(character) for character in text)


def padded(text: str, size: int) -> str:
    """Return a text filled with spaces to a number of columns."""
    return text + " " * max(0, size - columns(text))


def wrapped(text: str, indent: str, first: str = "") -> str:
    """Return a text broken to the terminal's width, each line indented.

    Args:
        text: What to write; its own line breaks are kept.
        indent: In front of every line.
        first: In front of the first line instead.
    """
    return broken(text, width() - 1, indent, first)


def broken(text: str, room: int, indent: str, first: str = "") -> str:
    """Return a text broken to a number of columns; the rest as for `wrapped`."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lead = indent if lines else (first or indent)
        line = lead
        for piece in _pieces(paragraph):
            if columns(line) + columns(piece.rstrip()) > room and line.strip() != lead.strip():
                lines.append(line.rstrip())
                line = indent + piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return "\n".join(lines)


def show(text: str = "") -> None:
    """Write lines for a person; of what steers a terminal only our own colours reach it."""
    click.echo("".join(map(_tame, _STYLES.split(text))))


def _tame(part: str) -> str:
    """Return a colour as it is, and of all else what can be seen."""
    return part if _STYLES.fullmatch(part) else shown_lines(part)


def styled(text: str, look: Look, *, bold: bool = False) -> str:
    """Return a text in a status's colour."""
    return click.style(text, fg=look.colour, bold=bold)


def show_json(value: object) -> None:
    """Write JSON in UTF-8, whatever the console's code page is."""
    write_bytes(json_bytes(value))


def json_bytes(value: object, indent: int | None = 1) -> bytes:
    """Return JSON in UTF-8; what hides is written as JSON's own escapes, which mean the same."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    lines = (
        line if line.isprintable() else "".join(map(_spelt, line)) for line in text.split("\n")
    )
    return as_utf8("\n".join(lines) + "\n")


def _spelt(character: str) -> str:
    surrogate = "\ud800" <= character <= "\udfff"
    return json.dumps(character)[1:-1] if hides(character) and not surrogate else character


def as_utf8(text: str) -> bytes:
    r"""Return UTF-8; bytes of a name that are no text become ``\udcff``, as JSON writes them."""
    return text.encode("utf-8", "backslashreplace")


def write_bytes(data: bytes) -> None:
    """Write bytes to the standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def show_paths(paths: Iterable[str], *, nul: bool) -> None:
    """Write paths one a line, or each ended by NUL as other programs take them, in UTF-8."""
    if nul:
        write_bytes("".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape"))
        return
    for path in paths:
        show(shown(path))


def shown_lines(text: str) -> str:
    """Return a text whose line breaks stay and whose other hiding characters are written out."""
    return "\n".join(shown(line) for line in text.split("\n"))


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pieces(text: str) -> Iterator[str]:
    """Yield what may not be broken: a Latin word with its space, a Han character with its stop."""
    piece, quoted = "", False
    for character in text:
        # A line to be typed, such as "地点" = "…", is not torn apart unless it is long.
        held = quoted and len(piece) < _MAX_SNIPPET
        quoted ^= character == '"'
        wide = _columns(character) == 2
        ends_word = piece.endswith(" ") or (piece and _columns(piece[-1]) == 2)
        breakable = piece and (wide or ends_word) and piece[-1] not in _NO_BREAK_AFTER
        breakable = breakable and not held and character not in _NO_BREAK_BEFORE
        if breakable and character != " ":
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece
