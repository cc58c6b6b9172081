"""What packets say, to be compared before and after a change."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from archivist.formats.packet import Node, document, rdf_of
from archivist.formats.xmp import read_packet
from archivist.formats.xmp_tree import full
from archivist.model.elements import Element, Origin

WHOLE: dict[Element, tuple[str, ...]] = {
    Element.CAUSE: ('测流<仪器> & "理论"授课',),
    Element.CAPTION: ("全体\n合影，㛃𠮷𬭎",),
    Element.SHOOTING_DATE: ("2022.01.25",),
    Element.EVENT_DATE: ("2022-01-26",),
    Element.PLACE: ("水文站",),
    Element.PEOPLE: ("徐宏伟(领衔人)", "王五"),
    Element.SOURCE: ("工作室",),
    Element.PHOTOGRAPHER: ("甲、乙",),
    Element.BACKGROUND: ("年度培训",),
}
MAPPED = {
    Element.CAUSE: ("photoshop:Headline", "Iptc4xmpExt:Event", "dc:title"),
    Element.CAPTION: ("dc:description",),
    Element.SHOOTING_DATE: ("photoshop:DateCreated",),
    Element.EVENT_DATE: ("archivist:eventDate",),
    Element.PLACE: ("Iptc4xmpCore:Location", "Iptc4xmpExt:LocationShown"),
    Element.PEOPLE: ("Iptc4xmpExt:PersonInImage", "Iptc4xmpExt:PersonInImageWDetails"),
    Element.PEOPLE_STATUS: ("archivist:peopleStatus",),
    Element.SOURCE: ("photoshop:Source", "photoshop:Credit"),
    Element.PHOTOGRAPHER: ("dc:creator",),
    Element.BACKGROUND: ("archivist:background",),
}
ALL_PROPERTIES = [tag for tags in MAPPED.values() for tag in tags] + ["dc:identifier"]


def read_back(packet: bytes) -> dict[Element, tuple[str, ...]]:
    found: dict[Element, list[str]] = {}
    for reading in read_packet(packet, Origin.SIDECAR):
        found.setdefault(reading.element, []).append(reading.text)
    return {element: tuple(texts) for element, texts in found.items()}


def held(packet: bytes, tag: str) -> list[str]:
    """Return the texts of every statement of a property."""
    texts: list[str] = []
    for description in rdf_of(document(packet).root).children:
        value = description.attributes.get(full(tag))
        texts += [value] if value is not None else []
        texts += [t for c in description.children if c.name == full(tag) for t in c.texts()]
    return texts


def meaning(node: Node) -> object:
    """Return all that an element says, without the blanks that say nothing."""
    text = "".join(node.pieces)
    if node.children and not text.strip():
        text = ""
    children = [meaning(child) for child in node.children]
    return node.name, sorted(node.attributes.items()), text, children


def others(packet: bytes, but: Iterable[str] = ALL_PROPERTIES) -> list[object]:
    """Return, by description, the properties that nothing was stated about."""
    mine = {full(tag) for tag in but}
    found: list[object] = []
    for description in rdf_of(document(packet).root).children:
        kept = dataclasses.replace(
            description,
            attributes={n: v for n, v in description.attributes.items() if n not in mine},
            children=[child for child in description.children if child.name not in mine],
            pieces=[],
        )
        found.append(meaning(kept))
    return found
