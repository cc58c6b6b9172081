"""Reading TOML files that people edit: every mistake of a file at once, with its place and cure."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

from archivist.errors import InvalidFileError, NotReadableError

MAX_BYTES = 4 * 1024 * 1024
_FULL_WIDTH = re.compile("[\u201c\u201d\u2018\u2019\uff1d\uff0c\uff3b\uff3d\uff02\u3010\u3011]")
_BARE_KEY = re.compile(r"\s*([^\s\"'#=\[]*[^\x00-\x7f][^\"'#=]*?)\s*[=\uff1d]")
_DEEP_KEY = re.compile(r"(?:[\w\"' -]{1,80}\.){64}", re.ASCII)
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_ASCII = str.maketrans(
    "\u201c\u201d\u2018\u2019\uff1d\uff0c\uff3b\uff3d\uff02\u3010\u3011", '""\'\'=,[]"[]'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing wrong in a file."""

    place: str
    """The key, as ``studios.1.name``, or the line."""
    text: str
    """What is wrong and what to write instead, in the user's language."""

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


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
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotReadableError(
            _("{file} cannot be read: {reason}").format(file=shown, reason=error.strerror),
            _("Check that the drive is there and that you may read the file."),
        ) from error
    if len(raw) > MAX_BYTES:
        raise NotReadableError(
            _("{file} is larger than 4 MB; it cannot be a settings file.").format(file=shown)
        )
    text = _decode(raw)
    if text is None:
        raise invalid_file(shown, [Mistake(place="", text=_("Save the file as UTF-8 text."))])
    if _DEEP_KEY.search(text):
        # tomllib takes a time that grows with the square of a dotted key's length.
        reason = _("a key with more than 64 parts between dots is not accepted")
        raise invalid_file(shown, [Mistake(place="", text=reason)])
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise invalid_file(shown, _syntax_mistakes(text, error)) from error


def invalid_file(shown: str, mistakes: Iterable[Mistake]) -> InvalidFileError:
    """Return the error that lists all mistakes of one file."""
    listed = list(mistakes)
    head = ngettext("{file} has {count} mistake:", "{file} has {count} mistakes:", len(listed))
    lines = [head.format(file=shown, count=len(listed)), *(f"  {mistake}" for mistake in listed)]
    return InvalidFileError(
        "\n".join(lines), _("Correct it in a text editor, save it, and run the command again.")
    )


def _decode(raw: bytes) -> str | None:
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            return raw.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    return None


def _syntax_mistakes(text: str, error: Exception) -> list[Mistake]:
    """Return the parser's own complaint and every line with a mistake that people often make."""
    line = getattr(error, "lineno", 0)
    match = re.search(r"at line (\d+)", str(error))
    line = line or (int(match[1]) if match else 0)
    found: dict[int, str] = {}
    for number, content in enumerate(text.split("\n"), start=1):
        hint = _line_hint(content)
        if hint:
            found[number] = hint
    if line and line not in found:
        found[line] = _(
            "this line is not valid TOML ({reason}). Text must stand in quotes."
        ).format(reason=str(error).partition(" (at")[0])
    if not found:
        found[text.count("\n") + 1] = str(error)
    return [
        Mistake(place=_("line {number}").format(number=number), text=hint)
        for number, hint in sorted(found.items())
    ]


def _line_hint(content: str) -> str:
    bare = _STRING.sub("", content.partition("#")[0])
    key = _BARE_KEY.match(content)
    if key and not content.lstrip().startswith("#"):
        return _('a Chinese key must stand in quotes: "{key}" = …').format(key=key[1].strip())
    wide = _FULL_WIDTH.search(bare)
    if wide:
        return _("“{wide}” is a full-width character here; write {ascii} instead").format(
            wide=wide[0], ascii=wide[0].translate(_ASCII)
        )
    return ""
