"""Reading TOML files that people edit: every mistake of a file at once, with its place and cure."""

from __future__ import annotations

import codecs
import errno
import re
import stat
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from itertools import islice
from pathlib import Path
from typing import Any

from archivist.errors import InvalidFileError, NotReadableError
from archivist.model.refusal import reason_of
from archivist.store.toml_hints import STRING, line_hint, reason_hint

MAX_BYTES = 4 * 1024 * 1024
_DEEP = 64
"""Parts of a dotted key."""
_LONG = 1000
"""Characters of a line in which a usual mistake is looked for."""
_MANY = 20
"""Lines named at most: a file with more of them is no TOML at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing wrong in a file."""

    place: str
    """The key, as ``studios.1.name``, or the line."""
    text: str
    """What is wrong and what to write instead, in the user's language."""

    def __str__(self) -> str:
        if not self.place:
            return self.text
        return _("{place}: {what}").format(place=self.place, what=self.text)


def read_toml(path: Path, shown: str) -> dict[str, Any]:
    """Return the tables of a TOML file.

    Notepad's encodings are understood: UTF-8 with or without a mark, UTF-16, GB18030.

    Args:
        path: The file.
        shown: Its name as the user knows it.

    Raises:
        NotReadableError: The file system refuses, or it is far too large.
        InvalidFileError: It is no TOML; the message names each line that looks wrong.
    """
    try:
        raw = _read(path)
    except OSError as error:
        raise NotReadableError(
            _("{file} cannot be read: {reason}").format(file=shown, reason=reason_of(error)),
            _("Check that the drive is there and that you may read the file."),
        ) from error
    if len(raw) > MAX_BYTES:
        raise NotReadableError(
            _("{file} is larger than 4 MB; it cannot be a settings file.").format(file=shown)
        )
    text = decoded(raw)
    if text is None:
        raise invalid_file(shown, [Mistake(place="", text=_("Save the file as UTF-8 text."))])
    if any(line.count(".") > _DEEP and _dots(line) > _DEEP for line in text.split("\n")):
        # tomllib takes a time that grows with the square of a dotted key's length.
        reason = _("a key with more than 64 parts between dots is not accepted")
        raise invalid_file(shown, [Mistake(place="", text=reason)])
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Not only TOMLDecodeError: Python refuses to read a number of thousands of digits.
        raise invalid_file(shown, _syntax_mistakes(text, error)) from error


def invalid_file(shown: str, mistakes: Iterable[Mistake]) -> InvalidFileError:
    """Return the error that lists all mistakes of one file."""
    listed = list(mistakes)
    head = ngettext("{file} has {count} mistake:", "{file} has {count} mistakes:", len(listed))
    lines = [head.format(file=shown, count=len(listed))]
    lines += [f"  {mistake}" for mistake in listed[:_MANY]]
    if len(listed) > _MANY:
        lines.append("  " + _("and {count} more").format(count=len(listed) - _MANY))
    return InvalidFileError(
        "\n".join(lines), _("Correct it in a text editor, save it, and run the command again.")
    )


def decoded(raw: bytes) -> str | None:
    """Return a text in whatever encoding an editor saved it; None when it is no text."""
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            return raw.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    return None


def _read(path: Path) -> bytes:
    # A pipe of that name would be waited for without end.
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, _("it is no ordinary file"))
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _dots(line: str) -> int:
    """Return how many dots of a line stand outside of texts and comments."""
    return STRING.sub("", line).partition("#")[0].count(".")


def _syntax_mistakes(text: str, error: Exception) -> list[Mistake]:
    """Return the parser's own complaint and every line with a mistake that people often make."""
    lines = text.split("\n")
    hints = ((number, line_hint(content[:_LONG])) for number, content in enumerate(lines, start=1))
    found = dict(islice(((number, hint) for number, hint in hints if hint), _MANY))
    line = _line_of(error, lines)
    found.setdefault(line, reason_hint(error))
    return [
        Mistake(place=_("line {number}").format(number=number), text=hint)
        for number, hint in sorted(found.items())
    ]


def _line_of(error: Exception, lines: list[str]) -> int:
    """Return the line, from 1, in which the parser failed."""
    match = re.search(r"at line (\d+)", str(error))
    if match:
        return int(match[1])
    if "end of document" in str(error):
        return max((n for n, content in enumerate(lines, start=1) if content.strip()), default=1)
    # The parser does not say where: a line too deep or too long for it, so most likely the longest.
    return max(range(len(lines)), key=lambda n: len(lines[n])) + 1
