"""The tables of an ``item.toml``: read, and what they have to say after a change."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from gettext import gettext as _
from typing import Any

from archivist.errors import InvalidFileError
from archivist.model.item import ITEM_FILE
from archivist.store.item_file import KEYS
from archivist.store.toml import MAX_BYTES, Mistake, invalid_file
from archivist.store.toml_hints import line_hint, reason_hint

CHINESE = {english: chinese for chinese, english in KEYS.items()}
Value = str | list[str]
Changes = Mapping[str, Value]


def spelt(tables: Mapping[str, Any], key: str) -> str:
    """Return the key as the file spells it, in Chinese where it does not."""
    return key if key in tables and CHINESE[key] not in tables else CHINESE[key]


def stated(tables: Mapping[str, Any], key: str) -> object:
    """Return the value of a key under either spelling, or None."""
    return tables.get(spelt(tables, key))


def place_of(tables: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the table that describes all images, or the one of one file."""
    if not name:
        return tables
    files = stated(tables, "files")
    table = files.get(name) if isinstance(files, Mapping) else None
    return table if isinstance(table, Mapping) else {}


def expected(before: Mapping[str, Any], wanted: Changes, name: str) -> dict[str, Any]:
    """Return what the changed file has to say, by the plain tables of what it said."""
    place = dict(place_of(before, name))
    for key, value in wanted.items():
        spelling = spelt(place, key)
        place.pop(CHINESE[key], None)
        place.pop(key, None)
        if value:
            place[spelling] = value
    if not name:
        return place
    files = stated(before, "files")
    described = dict(files) if isinstance(files, Mapping) else {}
    if place or name in described:
        described[name] = place
    return {**before, spelt(before, "files"): described} if described else dict(before)


def tables_of(text: str) -> dict[str, Any]:
    """Return the tables of a text that is TOML."""
    # Numbers as they are written: one that is no number equals nothing, not even itself.
    return tomllib.loads(text, parse_float=str)


def broken(text: str) -> bool:
    """Tell whether a text is no TOML by itself."""
    try:
        tables_of(text)
    except (ValueError, RecursionError):
        return True
    return False


def read_tables(text: str) -> dict[str, Any]:
    """Return the tables of a text.

    Raises:
        InvalidFileError: It is no TOML, or too large; each usual mistake is named by its line.
    """
    if len(text) > MAX_BYTES or any(line.count(".") > 1000 for line in text.split("\n")):
        raise refusal(_("it is too large"))
    try:
        return tables_of(text)
    except (ValueError, RecursionError) as error:
        raise _invalid(text, error) from error


def _invalid(text: str, error: Exception) -> InvalidFileError:
    """Return the error that names each line with a usual mistake, or else the parser's."""
    hints = ((n, line_hint(line[:1000])) for n, line in enumerate(text.split("\n"), start=1))
    found = {number: hint for number, hint in hints if hint}
    match = re.search(r"at line (\d+)", str(error))
    if match or not found:
        found.setdefault(int(match[1]) if match else text.count("\n") + 1, reason_hint(error))
    return invalid_file(
        ITEM_FILE,
        [
            Mistake(place=_("line {number}").format(number=number), text=hint)
            for number, hint in sorted(found.items())
        ],
    )


def refusal(reason: str) -> InvalidFileError:
    """Return the error for an ``item.toml`` that is left as it is."""
    return invalid_file(ITEM_FILE, [Mistake(place="", text=reason)])
