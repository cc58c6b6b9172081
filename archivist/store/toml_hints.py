"""What is wrong with a line of TOML that the parser refuses, and how it should read."""

from __future__ import annotations

import re
import tomllib
import unicodedata
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
_NUMBERS = frozenset(
    {
        *("size", "least", "width", "height", "columns", "rows", "left", "top", "right", "bottom"),
        *("gap_x", "gap_y", "offset_x", "offset_y", "seconds", "megabytes", "settle", "rescan"),
        *("points", "below", "count", "days", "页数"),
    }
)
"""Keys behind which only a number has a meaning."""
_TEXTS = frozenset(
    {
        *("name", "name_en", "title", "title_en", "about", "form", "id", "plan", "language"),
        *("inbox", "state_dir", "fonds", "fonds_name", "keeper", "material", "studio", "reason"),
        *("by", "since", "new_page", "folder", "clause", "note"),
    }
)
"""Keys behind which only a text has one; so has every Chinese one of an ``item.toml``."""
_LISTS = frozenset({"fields", "heading", "body", "rubrics", "fonts", "ignore"})
_CHOICES = frozenset({"auto_file"})
_PARTS = re.compile(r"[\s,\u3001]+")
_LEADING = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?![-0-9.,:])")
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
    if kind := _kind_hint(content):
        return kind
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


def _kind_hint(content: str) -> str:
    """Return how a line should read that gives a bare word where something else may belong."""
    key, _equals, value = _outside_strings(content).partition("=")
    key, value = _quoted(key), value.partition("#")[0].strip()
    if not value or value.startswith(("[", "{")) or not _is_good(f"{key} = 1"):
        return ""
    bare = key.strip("\"'")
    if bare in _NUMBERS:
        return _number_hint(key, value.strip("\"'"))
    if value[0] in "\"'" or _is_good(f"{key} = {value}"):
        return ""
    if bare in _LISTS:
        listed = ", ".join(f'"{part}"' for part in _PARTS.split(value) if part)
        return _("write it so: {line}").format(line=f"{key} = [{listed}]")
    if bare in _CHOICES:
        return _("write true or false: {line}").format(line=f"{key} = true")
    return "" if bare in _TEXTS or not bare.isascii() else _either_hint(key, value)


def _number_hint(key: str, value: str) -> str:
    """Return how a line should read whose key takes a number."""
    if not (number := _number_of(value)):
        return _("write a number, without quotes: {line}").format(line=f"{key} = …")
    return _("write it so: {line}").format(line=f"{key} = {number}")


def _either_hint(key: str, value: str) -> str:
    """Return how a line should read of which nobody knows what it takes."""
    number = _number_of(value)
    if not number and _TYPED.match(value):
        return ""
    return _("a number stands without quotes, a text in quotes: {number} or {text}").format(
        number=f"{key} = {number or '…'}", text=f'{key} = "{value}"'
    )


def _number_of(value: str) -> str:
    """Return the number with which a value begins, whatever unit follows; empty: none does."""
    match = _LEADING.match(unicodedata.normalize("NFKC", value))
    return match[0].replace(",", ".") if match else ""


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
    if not value or (_TYPED.match(value) and not _begins_like_a_number(value)):
        return value
    text, hash_, comment = value.partition("#")
    quoted = '"' + text.strip().strip("\"'") + '"'
    return f"{quoted}  # {comment.strip()}" if hash_ else quoted


def _begins_like_a_number(value: str) -> bool:
    """Tell whether a value begins with a figure and is no number: 2022.03.01, 9号."""
    return value[0].isdigit() and not _is_good(f"x = {value}")


def _is_good(line: str) -> bool:
    try:
        tomllib.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
