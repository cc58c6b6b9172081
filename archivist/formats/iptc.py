"""IPTC-IIM: the elements as agencies and older programs state them (IIM 4.2; own small parser).

The block lies in a Photoshop resource of a JPEG, or in a tag of a TIFF. It is read, never written:
its fields of 32 bytes hold ten Han characters.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from archivist.formats import legacy_text
from archivist.model.caption import told_by
from archivist.model.elements import Element, Origin, Reading

MAX_FIELDS = 1000
MAX_RESOURCES = 1000

_RESOURCE = b"8BIM"
_IPTC_RESOURCE = 0x0404
_MARK = 0x1C
_UTF8 = b"\x1b%G"
_CHARACTER_SET = (1, 90)
_EXTENDED = 0x8000
_SINGLE: tuple[tuple[Element, tuple[tuple[int, str], ...]], ...] = (
    (Element.CAUSE, ((105, "Headline"), (5, "ObjectName"))),
    (Element.SHOOTING_DATE, ((55, "DateCreated"),)),
    (Element.PLACE, ((92, "Sub-location"), (27, "ContentLocationName"), (90, "City"))),
    (Element.SOURCE, ((115, "Source"), (110, "Credit"), (80, "By-line"))),
    (Element.PHOTOGRAPHER, ((80, "By-line"),)),
)
"""Of several that mean one element, the first that is there wins."""
_CAPTION = (120, "Caption-Abstract")


def iptc_resource(resources: bytes) -> bytes:
    """Return the IPTC block among Photoshop's resources; empty when there is none."""
    at = 0
    for _ in range(MAX_RESOURCES):
        if resources[at : at + 4] != _RESOURCE or len(resources) < at + 12:
            break
        kind = int.from_bytes(resources[at + 4 : at + 6], "big")
        start = at + 6 + (resources[at + 6] + 2) // 2 * 2  # a name and its length, made even
        size = int.from_bytes(resources[start : start + 4], "big")
        if kind == _IPTC_RESOURCE:
            return resources[start + 4 : start + 4 + size]
        at = start + 4 + (size + 1) // 2 * 2
    return b""


def from_tiff(value: object) -> bytes:
    """Return the IPTC block that a TIFF tag holds, which may be declared as 32-bit numbers."""
    if isinstance(value, bytes):
        return value
    if not isinstance(value, tuple) or not all(type(n) is int and 0 <= n < 2**32 for n in value):
        return b""
    little = struct.pack(f"<{len(value)}I", *value)
    return little if little[:1] == bytes([_MARK]) else struct.pack(f">{len(value)}I", *value)


def read_iptc(block: bytes) -> tuple[Reading, ...]:
    """Return the elements that an IPTC block states; nothing where it is damaged."""
    known = _texts(block)
    stated = []
    for element, names in _SINGLE:
        for number, tag in names:
            if number in known:
                stated.append(Reading(element, known[number], Origin.IPTC, tag))
                break
    number, tag = _CAPTION
    return (*stated, *told_by(known.get(number, ""), Origin.IPTC, tag, stated))


def _texts(block: bytes) -> dict[int, str]:
    """Return the fields of the second record by number; of a repeated one, all in one text."""
    values: dict[int, list[bytes]] = {}
    declared = False
    for record, number, value in _fields(block):
        if (record, number) == _CHARACTER_SET:
            declared = _UTF8 in value
        elif record == 2:
            values.setdefault(number, []).append(value)
    texts = {
        n: "、".join(filter(None, (_text(v, utf8=declared) for v in all_of)))
        for n, all_of in values.items()
    }
    return {number: text[: legacy_text.MAX_TEXT] for number, text in texts.items() if text}


def _text(value: bytes, *, utf8: bool) -> str:
    if utf8:
        return legacy_text.clean(value[: legacy_text.MAX_BYTES].decode("utf-8", "replace"))
    return legacy_text.from_bytes(value)


def _fields(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    for _ in range(MAX_FIELDS):
        if len(block) < at + 5 or block[at] != _MARK:
            return
        record, number = block[at + 1], block[at + 2]
        size = int.from_bytes(block[at + 3 : at + 5], "big")
        at += 5
        if size & _EXTENDED:
            more = size & ~_EXTENDED
            if more > 4:
                return
            size = int.from_bytes(block[at : at + more], "big")
            at += more
        yield record, number, block[at : at + size]
        at += size
