"""What is wrong with a line of TOML that the parser refuses, and how it should read."""

from __future__ import annotations

import re
import tomllib
from gettext import gettext as _

from archivist.model.wording import N_

STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_WIDE = re.compile(
    "[\u201c\u201d\u2018\u2019\uff1d\uff0c\uff3b\uff3d\uff02\u3010\u3011\uff1a\u3000]"
)
_ASCII = str.maketrans(
    "\u201c\u201d\u2018\u2019\uff1d\uff0c\uff3b\uff3d\uff02\u3010\u3011\u3000", '""\'\'=,[]"[] '
)
_TYPED = re.compile(r"[\"'\[{]|[+-]?[0-9]|true\b|false\b|inf\b|nan\b")
_REASONS = (
    (("Illegal character '\\n'", "Unterminated string"), N_("a quotation mark is missing")),
    (
        ("Cannot declare",),
        N_("this stands twice; leave one, or write double brackets, [[…]], at each of several"),
    ),
    (("Cannot overwrite", "Cannot mutate"), N_("this stands twice; leave one")),
    (("Unescaped '\\\\'", "Invalid hex"), N_("write / instead of \\ in a text")),
    (("Expected '='",), N_("write = between a key and its value")),
    (("Unclosed", "Expected ']'", "Expected '}'"), N_("a bracket is not closed")),
    (("Invalid value",), N_("what stands behind = must be text in quotes, a number or a list")),
)
"""What the parser says, and the same for a person."""


def line_hint(content: str) -> str:
    """Return how a line with a mistake that people often make should read, or nothing."""
    if _is_good(content) or content.lstrip().startswith(("#", "\uff03")):
        return ""
    mended = _mended(content)
    if mended != content and _is_good(mended):
        return _("write it so: {line}").format(line=mended.strip())
    wide = _WIDE.search(STRING.sub("", content.partition("#")[0]))
    if wide and wide[0] == "\uff1a":
        return _("write = between a key and its value")
    if wide:
        return _("there is a full-width character; write {ascii} instead").format(
            ascii=wide[0].translate(_ASCII)
        )
    return ""


def reason_hint(error: Exception) -> str:
    """Return what the parser complains of, in words for a person."""
    said = str(error)
    for beginnings, text in _REASONS:
        if any(beginning in said for beginning in beginnings):
            return _(text)
    return _("this line is not valid TOML; text must stand in quotes")


def _mended(content: str) -> str:
    """Return the line with ASCII punctuation and with quotes round Chinese keys and texts."""
    line = _outside_strings(content)
    head = re.fullmatch(r"\s*\[([^\[\]\"'=]+)\]\s*", line)
    if head:
        return "[" + ".".join(_quoted(part) for part in head[1].split(".", 1)) + "]"
    key, equals, value = line.partition("=")
    if not equals:
        key, equals, value = line.replace("\uff1a", ":").partition(":")
    if not equals:
        return line
    return f"{_quoted(key)} = {_value(value)}"


def _outside_strings(content: str) -> str:
    """Turn full-width punctuation outside of texts into ASCII."""
    pieces, last = [], 0
    for match in STRING.finditer(content):
        pieces += [content[last : match.start()].translate(_ASCII), match[0]]
        last = match.end()
    return "".join([*pieces, content[last:].translate(_ASCII)])


def _quoted(key: str) -> str:
    key = key.strip()
    return key if key.isascii() or key.startswith(('"', "'")) else f'"{key}"'


def _value(value: str) -> str:
    value = value.strip()
    if not value or _TYPED.match(value):
        return value
    text, hash_, comment = value.partition("#")
    quoted = '"' + text.strip().strip("\"'") + '"'
    return f"{quoted}  # {comment.strip()}" if hash_ else quoted


def _is_good(line: str) -> bool:
    try:
        tomllib.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
