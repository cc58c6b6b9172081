"""Writing to a terminal: columns of Chinese text, status words, machine-readable output."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from gettext import gettext as _

import click

from archivist.formats.look import Look
from archivist.model.display import hides, shown

_NO_BREAK_BEFORE = frozenset(",.;:!?)]}/”’，。；：！？）》】、…%")


_MAX_SNIPPET = 40
_STYLES = re.compile(r"(\x1b\[(?:0|1|2|22|3[0-7]|9[0-7])m)")
"""What `click.style` writes: plain, bold, dim, neither, colours."""
_NO_BREAK_AFTER = frozenset("([{“‘（《【")
_STOPS = "“”，。；：！？"
_PATH = rf"[^\s{_STOPS}]*[/\\][^\s{_STOPS}]*"
_WHOLE = re.compile(rf'(“[^“”]*”|"[^"]*"|{_PATH}(?: {_PATH})*)')
"""What is copied in one piece: a command or a name in quotes, a path."""


def width() -> int:
    """Return the columns to write in: the terminal's, at most 100."""
    return max(40, min(shutil.get_terminal_size((80, 24)).columns, 100))


def columns(text: str) -> int:
    """Return how many columns a text takes; a Han character takes two."""
    return len(text) if text.isascii() else sum(_columns(character) for character in text)


def padded(text: str, size: int) -> str:
    """Return a text filled with spaces to a number of columns."""
    return text + " " * max(0, size - columns(text))


def wrapped(text: str, indent: str, first: str = "", *, whole: bool = False) -> str:
    """Return a text broken to the terminal's width, each line indented.

    Args:
        text: What to write; its own line breaks are kept.
        indent: In front of every line.
        first: In front of the first line instead.
        whole: Whether paths and what is quoted stay in one piece where a line holds them.
    """
    room = width() - 1
    pieces = partial(_whole_pieces, room=room - columns(indent)) if whole else None
    return broken(text, room, indent, first, pieces)


def told(text: str, first: str) -> str:
    """Return an error's text under its first words, paths and what is quoted in one piece.

    Only a terminal gets it broken; a program that reads along looks for whole sentences.
    """
    terminal = sys.stderr is not None and sys.stderr.isatty()
    if not terminal and "COLUMNS" not in os.environ:
        return first + text
    return wrapped(text, " " * columns(first), first, whole=True)


def broken(
    text: str,
    room: int,
    indent: str,
    first: str = "",
    pieces: Callable[[str], Iterable[str]] | None = None,
) -> str:
    """Return a text broken to a number of columns; the rest as for `wrapped`.

    Args:
        text: What to write.
        room: The columns.
        indent: In front of every line.
        first: In front of the first line instead.
        pieces: Takes a line apart where it may be broken; else any word and Han character.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lead = indent if lines else (first or indent)
        line = lead
        for piece in (pieces or _pieces)(paragraph):
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


def show_more(count: int, indent: str = "    ") -> None:
    """Write that there is more of the same than was listed."""
    show(indent + _("and {count} more (-v lists all)").format(count=count))


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


def _whole_pieces(text: str, room: int) -> Iterator[str]:
    """Yield pieces as `_pieces`, but what is copied in one; what is too long breaks at spaces."""
    held = ""
    for place, part in enumerate(_WHOLE.split(text)):
        for piece in _whole(part, room) if place % 2 else _pieces(part):
            clings = piece[:1] in _NO_BREAK_BEFORE and held[-1:] != " "
            if clings or held[-1:] in _NO_BREAK_AFTER:
                held += piece
            else:
                yield held
                held = piece
    yield held


def _whole(part: str, room: int) -> list[str]:
    return [part] if columns(part) <= room else re.findall("[^ ]+ *| +", part)
