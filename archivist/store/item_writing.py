"""Setting elements in the text of an ``item.toml``, with all the rest left as it was written.

tomlkit replaces and removes what is there; what is new is put in as text, because tomlkit would
part a table from the comment above it. What comes out is read again and compared with what was
wanted, so that no oddity of a file costs a person's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from gettext import gettext as _
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import InlineTable

from archivist.model.days import dotted, read_day
from archivist.model.elements import DAYS, Element, PeopleStatus
from archivist.store.item_tables import (
    CHINESE,
    Changes,
    Value,
    broken,
    expected,
    place_of,
    read_tables,
    refusal,
    spelt,
    stated,
    tables_of,
)
from archivist.store.toml import MAX_BYTES
from archivist.store.toml_hints import reason_hint

HEADER = '# 本案卷各张影像共同的说明；某个文件另有说明的，写在下面 ["文件"."文件名"] 之下。\n'
_STATUS = {
    PeopleStatus.NONE_PARTICULAR.value: "无具体人物",
    PeopleStatus.UNKNOWN.value: "不详",
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_TRIES = 100
"""Lines beginning like a table that are tried: each may stand inside a list or a long text."""


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
    return _set(text, name, lambda place: _wanted(changes, place))


def with_materials(text: str, materials: Mapping[str, str]) -> str:
    """Return the text of an ``item.toml`` that says which material files of the item are.

    Args:
        text: The file as it is; empty for a new one.
        materials: By the name of the file.

    Raises:
        InvalidFileError: The text is no TOML, or cannot be changed without loss.
    """
    files = stated(read_tables(opened(text)[1]), "files")
    known = files if isinstance(files, Mapping) else {}
    new = {name: material for name, material in materials.items() if name not in known}
    # All new ones at once: one by one takes a time that grows with the square of their number.
    added = _with_tables(text, known, new) if new else text
    one_by_one = materials if added is None else materials.keys() - new
    text = text if added is None else added
    for name in one_by_one:
        if not _says(known.get(name), materials[name]):
            text = _set(text, name, partial(_material, materials[name]))
    if len(text.encode("utf-8")) > MAX_BYTES:
        raise refusal(_("it is too large"))
    return text


def edited(text: str, change: Callable[[Any], None]) -> str:
    """Return a text whose document was changed.

    Raises:
        InvalidFileError: It is no TOML that can be changed.
    """
    try:
        document = tomlkit.parse(text)
        change(document)
        return document.as_string()
    except (TOMLKitError, RecursionError, ValueError, TypeError) as error:
        raise refusal(reason_hint(error)) from error


def with_table(text: str, key: str, values: Mapping[str, int], line: str) -> str:
    """Return a text of which a table at its head holds other values.

    Args:
        text: The whole text.
        key: The table, as it is spelt there.
        values: All that it is to hold.
        line: The table in one line, for one that stands in a line.
    """

    def change(document: Any) -> None:  # noqa: ANN401 - tomlkit's
        table = document[key]
        if isinstance(table, InlineTable):
            document[key] = tomlkit.parse(line)[key]
            return
        for name in [name for name in table if name not in values]:
            del table[name]
        table.update(values)

    return edited(text, change)


def _with_tables(text: str, known: Mapping[str, Any], new: Mapping[str, str]) -> str | None:
    """Return the text with a table for each new name; None where its form does not allow that."""
    mark, old = opened(text)
    before = read_tables(old)
    spelling, word = spelt(before, "files"), CHINESE["material"]
    key = tomlkit.key(spelling).as_string()
    tables = (f"\n[{key}.{quoted(n)}]\n{quoted(word)} = {quoted(m)}\n" for n, m in new.items())
    added = alike(f"{_ended(old)}{''.join(tables)}", old)
    described = {**known, **{name: {word: material} for name, material in new.items()}}
    if broken(added) or tables_of(added) != {**before, spelling: described}:
        return None
    return mark + added


def _says(place: object, material: str) -> bool:
    said = stated(place, "material") if isinstance(place, Mapping) else None
    return material in (said if isinstance(said, list) else [said])


def _material(material: str, _place: Mapping[str, Any]) -> Changes:
    return {"material": material}


def opened(text: str) -> tuple[str, str]:
    """Return the mark at the beginning and what is to be changed, a header where there is none."""
    mark, text = text[: text.startswith("\ufeff")], text.removeprefix("\ufeff")
    return mark, text if text.strip() else HEADER


def alike(new: str, old: str) -> str:
    """Return a text with Windows' line ends if the old one has no others."""
    if "\r\n" in old and not re.search(r"(?<!\r)\n", old):
        return re.sub(r"(?<!\r)\n", "\r\n", new)
    return new


def _set(text: str, name: str, wanted_of: Callable[[Mapping[str, Any]], Changes]) -> str:
    mark, old = opened(text)
    before = read_tables(old)
    place = place_of(before, name)
    wanted = wanted_of(place)
    if any(isinstance(stated(place, key), Mapping) for key in wanted):
        raise refusal(_("it is written in a way that cannot be changed without loss"))
    new = alike(_changed(old, wanted, name), old)
    if tables_of(new) != expected(before, wanted, name):
        raise refusal(_("it is written in a way that cannot be changed without loss"))
    return mark + new


def _wanted(
    changes: Mapping[Element, str | tuple[str, ...]], present: Mapping[str, Any]
) -> dict[str, Value]:
    """Return the values by English key, in the order of the README; an empty one removes."""
    unknown = [e for e in changes if e.value not in CHINESE and e is not Element.PEOPLE_STATUS]
    if unknown:
        raise ValueError(f"item.toml cannot state {unknown[0].value}")
    values = {e.value: _value(e, value) for e, value in changes.items()}
    status = values.pop(Element.PEOPLE_STATUS.value, None)
    if status:
        values[Element.PEOPLE.value] = status
    elif status == "" and isinstance(stated(present, "people"), str):
        values.setdefault(Element.PEOPLE.value, "")
    return {key: values[key] for key in CHINESE if key in values}


def _value(element: Element, value: str | tuple[str, ...]) -> Value:
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


def _changed(text: str, wanted: Changes, name: str) -> str:
    try:
        document = tomlkit.parse(text)
        files = document.get(spelt(document, "files")) if name else None
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
        raise refusal(reason_hint(error)) from error
    if not new:
        return text
    lines = "".join(f"{quoted(CHINESE[key])} = {_shown(value)}\n" for key, value in new.items())
    if not name:
        return before_tables(text, lines)
    files_key = tomlkit.key(spelt(document, "files")).as_string()
    return f"{_ended(text)}\n[{files_key}.{quoted(name)}]\n{lines}"


def _replaced(target: Any, wanted: Changes) -> dict[str, Value]:  # noqa: ANN401 - tomlkit's
    """Replace and remove in place, never leaving both spellings; return what is not there yet."""
    new: dict[str, Value] = {}
    for key, value in wanted.items():
        spellings = [spelling for spelling in (CHINESE[key], key) if spelling in target]
        if value and not spellings:
            new[key] = value
            continue
        for number, spelling in enumerate(spellings):
            if value and number == 0:
                target[spelling] = value
            else:
                del target[spelling]
    return new


def _added(document: tomlkit.TOMLDocument, name: str, new: Changes) -> None:
    """Add keys to the table of one file that there is already, or that has to be an inline one."""
    files: Any = document[spelt(document, "files")]
    if name not in files:
        files.append(tomlkit.key(name), tomlkit.inline_table())
    for key, value in new.items():
        files[name].append(tomlkit.key(CHINESE[key]), value)


def before_tables(text: str, lines: str) -> str:
    """Return a text with lines before the first table and the comment right above it."""
    at = _first_table(text)
    head, tables = text[:at], text[at:]
    kept = head.split("\n")[:-1] if tables else []
    while kept and kept[-1].lstrip().startswith("#"):
        kept.pop()
    while kept and not kept[-1].strip():
        kept.pop()
    upper = "".join(f"{line}\n" for line in kept)
    if not tables or broken(upper):
        upper = head
    lower = text[len(upper) :]
    gap = "\n" if lower and lower[0] not in "\r\n" else ""
    return f"{_ended(upper)}{lines}{gap}{lower}"


def _first_table(text: str) -> int:
    """Return where the line of the first table begins; what stands before it is whole."""
    for number, match in enumerate(_TABLE.finditer(text)):
        if number == _TRIES:
            raise refusal(_("it is written in a way that cannot be changed without loss"))
        if not broken(text[: match.start()]):
            return match.start()
    return len(text)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def quoted(text: str) -> str:
    """Return a text as TOML writes it."""
    return tomlkit.string(text).as_string()


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return quoted(value)
    return f"[{', '.join(quoted(each) for each in value)}]"
