"""XMP: the five elements as sidecars and images state them (an own small reader).

Which property means which element is written out in `_SINGLE`; where several mean one, the first
that is there wins. The people's positions stand in ``PersonInImageWDetails``, which therefore goes
before ``PersonInImage``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from archivist.formats.found import Found, one_line
from archivist.formats.packet import MAX_BYTES, MAX_TEXT, MalformedXmpError, Node, properties
from archivist.model.caption import told_by
from archivist.model.elements import Element, Origin, Person, Reading
from archivist.model.facts import Defect

__all__ = ["MalformedXmpError", "look_at_sidecar", "read_packet"]

MAX_READINGS = 200

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "archivist": "urn:archivist:elements#",
}
_EXPLORER_ABOUT = b"faf5bdd5-ba3d-11da-ad31-d33d75182f1b"
"""What every packet is about that Windows' property page began."""
_EXPLORER_NAMESPACE = "http://ns.microsoft.com/photo/1.0/:"
_SINGLE: tuple[tuple[Element, tuple[str, ...]], ...] = (
    (Element.CAUSE, ("photoshop:Headline", "Iptc4xmpExt:Event", "dc:title")),
    (Element.EVENT_DATE, ("archivist:eventDate",)),
    (Element.SHOOTING_DATE, ("photoshop:DateCreated",)),
    (Element.PLACE, ("Iptc4xmpCore:Location", "Iptc4xmpExt:LocationShown")),
    (Element.PEOPLE_STATUS, ("archivist:peopleStatus",)),
    (Element.SOURCE, ("photoshop:Source", "photoshop:Credit", "dc:creator")),
    (Element.BACKGROUND, ("archivist:background",)),
    (Element.PHOTOGRAPHER, ("archivist:photographer", "dc:creator")),
)
_CAPTION = "dc:description"
MAX_ALL = 200_000
"""Characters of all readings of one packet; far beyond what people write."""
_PEOPLE = "Iptc4xmpExt:PersonInImage"
_PEOPLE_DETAILS = "Iptc4xmpExt:PersonInImageWDetails"
_PLACE_FIELDS = ("LocationName", "Sublocation", "City", "ProvinceState", "CountryName")
_POSITION_FIELDS = ("PersonDescription", "PersonCharacteristic")


def read_packet(packet: bytes, origin: Origin) -> tuple[Reading, ...]:
    """Return the elements that a packet states.

    Args:
        packet: UTF-8, or UTF-16 with its byte order mark.
        origin: `Origin.SIDECAR` for a file of its own, `Origin.XMP` inside an image.

    Raises:
        MalformedXmpError: It cannot be read, or holds a DTD.
    """
    known = {_short(name): node for name, node in properties(packet).items()}
    if origin is Origin.XMP and _is_by_explorer(packet, known):
        origin = Origin.EXPLORER
    stated = [Reading(element, text, origin, tag) for element, text, tag in _stated(known)]
    if _CAPTION in known:
        stated += told_by(_value(known[_CAPTION], _CAPTION), origin, _CAPTION, stated)
    room = MAX_ALL
    readings = []
    for reading in stated[:MAX_READINGS]:
        cut = reading.text[: min(MAX_TEXT, room)]
        room -= len(cut)
        if cut:
            readings.append(replace(reading, text=cut))
    return tuple(readings)


def look_at_sidecar(stream: BinaryIO) -> Found:
    """Read a sidecar; one that cannot be read is broken."""
    stream.seek(0)
    try:
        return Found(readings=read_packet(stream.read(MAX_BYTES + 1), Origin.SIDECAR))
    except MalformedXmpError as error:
        return Found(defect=Defect.BROKEN, detail=one_line(error))


def _short(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    prefix = next((p for p, uri in NAMESPACES.items() if uri == namespace), namespace)
    return f"{prefix}:{local}"


def _stated(known: dict[str, Node]) -> Iterator[tuple[Element, str, str]]:
    yield from _singles(known)
    yield from _people(known)


def _is_by_explorer(packet: bytes, known: dict[str, Node]) -> bool:
    """Tell a packet that only Windows' property page wrote, which repeats EXIF's text fields."""
    if any(name.startswith(("photoshop:", "Iptc4xmp", "archivist:")) for name in known):
        return False
    return _EXPLORER_ABOUT in packet or any(n.startswith(_EXPLORER_NAMESPACE) for n in known)


def _singles(known: dict[str, Node]) -> Iterator[tuple[Element, str, str]]:
    for element, tags in _SINGLE:
        for tag in tags:
            text = _value(known[tag], tag) if tag in known else ""
            if text:
                yield element, text, tag
                break


def _value(node: Node, tag: str) -> str:
    if tag == "Iptc4xmpExt:LocationShown":
        return next(filter(None, (_field(item, _PLACE_FIELDS) for item in node.items())), "")
    return "、".join(node.texts())


def _people(known: dict[str, Node]) -> Iterator[tuple[Element, str, str]]:
    people = list(_detailed(known[_PEOPLE_DETAILS])) if _PEOPLE_DETAILS in known else []
    if people:
        yield from ((Element.PEOPLE, text, _PEOPLE_DETAILS) for text in people)
    elif _PEOPLE in known:
        yield from ((Element.PEOPLE, text, _PEOPLE) for text in known[_PEOPLE].texts())


def _detailed(node: Node) -> Iterator[str]:
    for item in node.items():
        name = _field(item, ("PersonName",))
        if name:
            yield str(Person(name=name, position=_field(item, _POSITION_FIELDS)))


def _field(item: Node, names: tuple[str, ...]) -> str:
    """Return the first of the fields of a structure that is filled."""
    fields = {_short(name): node for name, node in item.fields().items()}
    for name in names:
        node = fields.get(f"Iptc4xmpExt:{name}")
        if node is None:
            continue
        # A characteristic is a list of terms, each a structure with a name.
        texts = [t for t in (_field(term, ("CvTermName",)) for term in node.items()) if t]
        texts = texts or node.texts()
        if texts:
            return "、".join(texts)
    return ""
