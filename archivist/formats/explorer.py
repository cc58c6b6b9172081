"""The text fields of EXIF that Windows' property page fills in (FACTS §2), as proposals.

Cameras and phones write into some of them too, so a device's own words are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from archivist.formats import legacy_text
from archivist.model.caption import is_from_a_device, labelled, told_by
from archivist.model.elements import Element, Origin, Reading

MAX_PEOPLE = 100

_LONGEST_TITLE = 80
"""Characters; a longer description tells of the picture, rather than naming it."""
_BETWEEN = re.compile(r"[;；]")


def proposals(fields: Mapping[str, object]) -> tuple[Reading, ...]:
    """Return what the text fields propose.

    Args:
        fields: Values of the tags by name, as a library hands them over.
    """
    title = _first(fields, "ImageDescription", "XPTitle")
    comment = _first(fields, "XPComment", "UserComment")
    author = _first(fields, "Artist", "XPAuthor")
    found: list[Reading] = []
    for tag, text in (title, _first(fields, "XPSubject"), comment):
        told = list(told_by(text, Origin.EXPLORER, tag))
        is_name = tag not in {"XPComment", "UserComment"} and len(text) <= _LONGEST_TITLE
        if told and is_name and not labelled(text):
            told = [Reading(Element.CAUSE, text, Origin.EXPLORER, tag)]
        found += told
    if author[1]:
        names = "、".join(_parts(author[1]))
        found.append(Reading(Element.SOURCE, names, Origin.EXPLORER, author[0]))
    found += _people(fields)
    return tuple(distinct(found))


def distinct(readings: list[Reading]) -> Iterator[Reading]:
    """Yield readings, but none that proposes again what another one proposes."""
    seen = set()
    for reading in readings:
        if reading.origin is Origin.EXPLORER:
            key = (reading.element, reading.comparable)
            if key in seen:
                continue
            seen.add(key)
        yield reading


def text_of(value: object, decode: Callable[[bytes], str] = legacy_text.from_bytes) -> str:
    """Return a tag's value as clean text; empty for a type that holds none."""
    if isinstance(value, str):
        block = _bytes_of(value)
        return legacy_text.clean(value) if block is None else decode(block)
    if isinstance(value, tuple | list):
        value = legacy_text.from_numbers(value)
    return decode(value) if isinstance(value, bytes) else ""


def _bytes_of(text: str) -> bytes | None:
    """Return the bytes of which Pillow made one character each; None for real text."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


def _first(fields: Mapping[str, object], *tags: str) -> tuple[str, str]:
    """Return the first field that a person filled in, and its text."""
    for tag in tags:
        text = _text(tag, fields.get(tag))
        # No device writes the fields that Windows made up.
        if text and (tag.startswith("XP") or not is_from_a_device(text)):
            return tag, text
    return tags[0], ""


def _text(tag: str, value: object) -> str:
    if tag.startswith("XP"):
        return text_of(value, legacy_text.from_xp_field)
    if tag == "UserComment":
        return text_of(value, legacy_text.from_user_comment)
    return text_of(value)


def _people(fields: Mapping[str, object]) -> Iterator[Reading]:
    tag, text = _first(fields, "XPKeywords")
    for name in _parts(text)[:MAX_PEOPLE]:
        yield Reading(Element.PEOPLE, name, Origin.EXPLORER, tag)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]
