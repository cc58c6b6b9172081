"""Setting elements in the text of an ``item.toml``, with all the rest left as it was written.

tomlkit replaces and removes what is there; what is new is put in as text, because tomlkit would
part a table from the comment above it. What comes out is read again and compared with what was
wanted, so that no oddity of a file costs a person's words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from gettext import gettext as _
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import InlineTable

from archivist.errors import InvalidFileError
from archivist.model.days import dotted, read_day
from archivist.model.elements import DAYS, Element, PeopleStatus
from archivist.model.item import ITEM_FILE
from archivist.store.item_file import KEYS
from archivist.store.toml import MAX_BYTES, Mistake, invalid_file
from archivist.store.toml_hints import line_hint, reason_hint

HEADER = '# 本案卷各张影像共同的说明；某个文件另有说明的，写在下面 ["文件"."文件名"] 之下。\n'
_CHINESE = {english: chinese for chinese, english in KEYS.items()}
_STATUS = {
    PeopleStatus.NONE_PARTICULAR.value: "无具体人物",
    PeopleStatus.UNKNOWN.value: "不详",
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_TRIES = 100
"""Lines beginning like a table that are tried: each may stand inside a list or a long text."""
_Value = str | list[str]
_Changes = Mapping[str, _Value]


def with_elements(
    text: str, changes: Mapping[Element, str | tuple[str, ...]], *, name: str = ""
) -> str:
    """Return the text of an ``item.toml`` with elements set; comments and order stay.

    Args:
        text: The file as it is; empty for a new one.
        changes: The new values, an empty one to say nothing any more. People are a tuple of
            ``name(position)``, or ``none-particular`` or ``unknown`` as ``PEOPLE_STATUS``.
        name: The file of the item that they are about; empty for all its images.

    Raises:
        InvalidFileError: The text is no TOML, or cannot be changed without loss.
        ValueError: An element that an ``item.toml`` cannot state.
    """
    mark, text = text[: text.startswith("\ufeff")], text.removeprefix("\ufeff")
    old = text if text.strip() else HEADER
    before = _read(old)
    place = _place(before, name)
    wanted = _wanted(changes, place)
    if any(isinstance(_stated(place, key), Mapping) for key in wanted):
        raise _refusal(_("it is written in a way that cannot be changed without loss"))
    new = _changed(old, wanted, name)
    if "\r\n" in old and not re.search(r"(?<!\r)\n", old):
        new = re.sub(r"(?<!\r)\n", "\r\n", new)
    if _tables(new) != _expected(before, wanted, name):
        raise _refusal(_("it is written in a way that cannot be changed without loss"))
    return mark + new


def _wanted(
    changes: Mapping[Element, str | tuple[str, ...]], present: Mapping[str, Any]
) -> dict[str, _Value]:
    """Return the values by English key, in the order of the README; an empty one removes."""
    unknown = [e for e in changes if e.value not in _CHINESE and e is not Element.PEOPLE_STATUS]
    if unknown:
        raise ValueError(f"item.toml cannot state {unknown[0].value}")
    values = {e.value: _value(e, value) for e, value in changes.items()}
    status = values.pop(Element.PEOPLE_STATUS.value, None)
    if status:
        values[Element.PEOPLE.value] = status
    elif status == "" and isinstance(_stated(present, "people"), str):
        values.setdefault(Element.PEOPLE.value, "")
    return {key: values[key] for key in _CHINESE if key in values}


def _value(element: Element, value: str | tuple[str, ...]) -> _Value:
    parts = [
        _SURROGATE.sub("", each).strip() for each in ([value] if isinstance(value, str) else value)
    ]
    parts = [each for each in parts if each]
    if element is Element.PEOPLE_STATUS or (element is Element.PEOPLE and len(parts) == 1):
        text = "".join(parts)
        known = _STATUS.get(text, text)
        if element is Element.PEOPLE_STATUS or known in _STATUS.values():
            return known if known in _STATUS.values() else ""
    if element is Element.PEOPLE:
        return parts
    text = "、".join(parts)
    day = read_day(text) if element in DAYS else None
    return dotted(day) if day else text


def _changed(text: str, wanted: _Changes, name: str) -> str:
    try:
        document = tomlkit.parse(text)
        files = document.get(_spelt(document, "files")) if name else None
        table: Any = files.get(name) if isinstance(files, Mapping) else None
        target = (table if isinstance(table, Mapping) else None) if name else document
        new = {key: value for key, value in wanted.items() if value}
        if target is not None:
            new = _replaced(target, wanted)
        if name and new and (target is not None or isinstance(files, InlineTable)):
            _added(document, name, new)
            new = {}
        text = document.as_string()
    except (TOMLKitError, RecursionError, ValueError, TypeError) as error:
        raise _refusal(reason_hint(error)) from error
    if not new:
        return text
    lines = "".join(f"{_quoted(_CHINESE[key])} = {_shown(value)}\n" for key, value in new.items())
    if not name:
        return _before_tables(text, lines)
    files_key = tomlkit.key(_spelt(document, "files")).as_string()
    return f"{_ended(text)}\n[{files_key}.{_quoted(name)}]\n{lines}"


def _replaced(target: Any, wanted: _Changes) -> dict[str, _Value]:  # noqa: ANN401 - tomlkit's
    """Replace and remove in place, never leaving both spellings; return what is not there yet."""
    new: dict[str, _Value] = {}
    for key, value in wanted.items():
        spellings = [spelling for spelling in (_CHINESE[key], key) if spelling in target]
        if value and not spellings:
            new[key] = value
            continue
        for number, spelling in enumerate(spellings):
            if value and number == 0:
                target[spelling] = value
            else:
                del target[spelling]
    return new


def _added(document: tomlkit.TOMLDocument, name: str, new: _Changes) -> None:
    """Add keys to the table of one file that there is already, or that has to be an inline one."""
    files: Any = document[_spelt(document, "files")]
    if name not in files:
        files.append(tomlkit.key(name), tomlkit.inline_table())
    for key, value in new.items():
        files[name].append(tomlkit.key(_CHINESE[key]), value)


def _before_tables(text: str, lines: str) -> str:
    """Put lines before the first table and the comment that stands right above it."""
    at = _first_table(text)
    head, tables = text[:at], text[at:]
    kept = head.split("\n")[:-1] if tables else []
    while kept and kept[-1].lstrip().startswith("#"):
        kept.pop()
    while kept and not kept[-1].strip():
        kept.pop()
    upper = "".join(f"{line}\n" for line in kept)
    if not tables or _broken(upper):
        upper = head
    lower = text[len(upper) :]
    gap = "\n" if lower and lower[0] not in "\r\n" else ""
    return f"{_ended(upper)}{lines}{gap}{lower}"


def _first_table(text: str) -> int:
    """Return where the line of the first table begins; what stands before it is whole."""
    for number, match in enumerate(_TABLE.finditer(text)):
        if number == _TRIES:
            raise _refusal(_("it is written in a way that cannot be changed without loss"))
        if not _broken(text[: match.start()]):
            return match.start()
    return len(text)


def _broken(text: str) -> bool:
    try:
        _tables(text)
    except (ValueError, RecursionError):
        return True
    return False


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _quoted(text: str) -> str:
    return tomlkit.string(text).as_string()


def _shown(value: _Value) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return f"[{', '.join(_quoted(each) for each in value)}]"


def _spelt(tables: Mapping[str, Any], key: str) -> str:
    """Return the key as the file spells it, in Chinese where it does not."""
    return key if key in tables and _CHINESE[key] not in tables else _CHINESE[key]


def _stated(tables: Mapping[str, Any], key: str) -> object:
    return tables.get(_spelt(tables, key))


def _place(tables: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the table that describes all images, or the one of one file."""
    if not name:
        return tables
    files = _stated(tables, "files")
    table = files.get(name) if isinstance(files, Mapping) else None
    return table if isinstance(table, Mapping) else {}


def _expected(before: Mapping[str, Any], wanted: _Changes, name: str) -> dict[str, Any]:
    """Return what the changed file has to say, by the plain tables of what it said."""
    place = dict(_place(before, name))
    for key, value in wanted.items():
        spelling = _spelt(place, key)
        place.pop(_CHINESE[key], None)
        place.pop(key, None)
        if value:
            place[spelling] = value
    if not name:
        return place
    files = _stated(before, "files")
    described = dict(files) if isinstance(files, Mapping) else {}
    if place or name in described:
        described[name] = place
    return {**before, _spelt(before, "files"): described} if described else dict(before)


def _tables(text: str) -> dict[str, Any]:
    # Numbers as they are written: one that is no number equals nothing, not even itself.
    return tomllib.loads(text, parse_float=str)


def _read(text: str) -> dict[str, Any]:
    if len(text) > MAX_BYTES or any(line.count(".") > 1000 for line in text.split("\n")):
        raise _refusal(_("it is too large"))
    try:
        return _tables(text)
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


def _refusal(reason: str) -> InvalidFileError:
    return invalid_file(ITEM_FILE, [Mistake(place="", text=reason)])
