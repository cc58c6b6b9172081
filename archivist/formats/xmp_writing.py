"""XMP packets that state the elements: made new, or changed with all else kept (FACTS §8).

A property that already says what is stated is left as it is, and so is a packet of which every
property does. Otherwise the packet is written anew with the same properties of others:
structures, languages and qualifiers stay, comments and padding go.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from archivist.formats.packet import Node, properties
from archivist.formats.statement import one_text, settled
from archivist.formats.xmp_tree import (
    Tree,
    drop_field,
    full,
    in_default_language,
    item,
    listed,
    set_field,
    simple,
    structure,
    structures,
    with_items,
)
from archivist.model.days import read_day
from archivist.model.elements import Element, PeopleStatus, Person
from archivist.model.stating import Statement

_Shape = Callable[[str, tuple[str, ...], Node | None], Node]
"""What makes a property of its name, its texts and what it was before."""

_CODE = "dc:identifier"
_OTHER_PHOTOGRAPHER = "archivist:photographer"
"""Read before ``dc:creator``, never written: it would outlive a change by another program."""
_PLACE_NAME = full("Iptc4xmpExt:LocationName")
_NAME = full("Iptc4xmpExt:PersonName")
_POSITION = full("Iptc4xmpExt:PersonDescription")
_OTHER_POSITION = full("Iptc4xmpExt:PersonCharacteristic")
_TIMED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T")


def new_packet(statement: Statement, code: str = "") -> bytes:
    """Return a packet that states these elements and nothing else, in UTF-8.

    Args:
        statement: What is to be stated.
        code: The image's code, for ``dc:identifier``; none states none.

    Raises:
        UnwritableError: The statement cannot be written.
    """
    return _readable(_stated(Tree.empty(), statement, code))


def changed_packet(packet: bytes, statement: Statement, code: str = "") -> bytes:
    """Return the packet with these elements stated, and everything else as it was.

    The very bytes of the packet come back when it states all of it already.

    Args:
        packet: What any program wrote.
        statement: What is to be stated; elements that are not in it stay as they are.
        code: The image's code, for ``dc:identifier``; none leaves what is there.

    Raises:
        MalformedXmpError: The packet cannot be read, so it must not be replaced either.
        UnwritableError: The statement cannot be written.
    """
    tree = Tree.read(packet)
    before = bytes(tree)
    after = _stated(tree, statement, code)
    return packet if after == before else _readable(after)


def _stated(tree: Tree, statement: Statement, code: str) -> bytes:
    stated = settled(statement)
    if stated.get(Element.PEOPLE) == () and Element.PEOPLE_STATUS not in stated:
        status = tree.held(full("archivist:peopleStatus"))
        if any(node.text == PeopleStatus.NAMED for node in status):
            stated[Element.PEOPLE_STATUS] = ()
    for element, texts in stated.items():
        for tag, shape in _PROPERTIES[element]:
            _state(tree, full(tag), texts, shape)
    if Element.PHOTOGRAPHER in stated:
        tree.drop(full(_OTHER_PHOTOGRAPHER))
    if code:
        _state(tree, full(_CODE), (one_text(code),), _text)
    return bytes(tree)


def _readable(written: bytes) -> bytes:
    """Hand out nothing that outgrew the reader's bounds."""
    properties(written)
    return written


def _state(tree: Tree, name: str, texts: tuple[str, ...], shape: _Shape) -> None:
    held = tree.held(name)
    if not texts:
        tree.drop(name)
        return
    before = held[0] if len(held) == 1 else None
    after = shape(name, texts, before)
    if after is not before or before is None:
        tree.put(after)


def _text(name: str, texts: tuple[str, ...], before: Node | None) -> Node:
    return before if before and before.texts() == list(texts) else simple(name, texts[0])


def _default_language(name: str, texts: tuple[str, ...], before: Node | None) -> Node:
    return in_default_language(name, texts[0], before)


def _moment(name: str, texts: tuple[str, ...], before: Node | None) -> Node:
    """Keep a time of day that is there already, unless another one is stated."""
    held = "".join(before.texts()) if before else ""
    timed = _TIMED.match(held) and not _TIMED.match(texts[0])
    if before and timed and read_day(held) == read_day(texts[0]):
        return before
    return _text(name, texts, before)


def _creators(name: str, texts: tuple[str, ...], before: Node | None) -> Node:
    if before and "、".join(before.texts()) == texts[0]:
        return before
    names = texts[0].split("、")
    clean = all(n and n == n.strip() for n in names)
    return listed(name, "Seq", [item(n) for n in (names if clean else texts)])


def _place(name: str, texts: tuple[str, ...], before: Node | None) -> Node:
    """Name the first place that is shown; whatever else is known of it stays."""
    places = structures(before)
    if before is None or not places:
        entry = structure()
        set_field(entry, in_default_language(_PLACE_NAME, texts[0], None))
        return listed(name, "Bag", [entry])
    if all(_value(place, _PLACE_NAME) != texts[0] for place in places):
        named = in_default_language(_PLACE_NAME, texts[0], places[0].fields().get(_PLACE_NAME))
        set_field(places[0], named)
    return before


def _names(name: str, texts: tuple[str, ...], before: Node | None) -> Node:
    names = [Person.parse(text).name for text in texts]
    if before and before.texts() == names:
        return before
    return listed(name, "Bag", [item(n) for n in names])


def _details(name: str, texts: tuple[str, ...], before: Node | None) -> Node:
    """Describe each person; what is known of one who was there before stays."""
    known = structures(before)
    people = []
    for person in map(Person.parse, texts):
        entry = next((e for e in known if _value(e, _NAME) == person.name), None)
        if entry is None:
            entry = structure()
            set_field(entry, in_default_language(_NAME, person.name, None))
        known = [other for other in known if other is not entry]
        _set_position(entry, person.position)
        people.append(entry)
    return with_items(name, people, before)


def _set_position(entry: Node, position: str) -> None:
    if not position:
        drop_field(entry, _POSITION)
        drop_field(entry, _OTHER_POSITION)
    elif _value(entry, _POSITION) != position:
        before = entry.fields().get(_POSITION)
        set_field(entry, in_default_language(_POSITION, position, before))


def _value(entry: Node, name: str) -> str:
    field = entry.fields().get(name)
    return "、".join(field.texts()) if field else ""


_PROPERTIES: dict[Element, tuple[tuple[str, _Shape], ...]] = {
    Element.CAUSE: (
        ("photoshop:Headline", _text),
        ("Iptc4xmpExt:Event", _default_language),
        ("dc:title", _default_language),
    ),
    Element.CAPTION: (("dc:description", _default_language),),
    Element.SHOOTING_DATE: (("photoshop:DateCreated", _moment),),
    Element.EVENT_DATE: (("archivist:eventDate", _text),),
    Element.PLACE: (("Iptc4xmpCore:Location", _text), ("Iptc4xmpExt:LocationShown", _place)),
    Element.PEOPLE: (
        ("Iptc4xmpExt:PersonInImage", _names),
        ("Iptc4xmpExt:PersonInImageWDetails", _details),
    ),
    Element.PEOPLE_STATUS: (("archivist:peopleStatus", _text),),
    Element.SOURCE: (("photoshop:Source", _text), ("photoshop:Credit", _text)),
    Element.PHOTOGRAPHER: (("dc:creator", _creators),),
    Element.BACKGROUND: (("archivist:background", _text),),
}
