"""The properties of a packet, to be changed one by one while all others stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archivist.formats.packet import RDF, XML, Node, document, rdf_of
from archivist.formats.xmp import NAMESPACES
from archivist.formats.xmp_text import META, packet_text

_DESCRIPTION = f"{RDF} Description"
_ITEM = f"{RDF} li"
_LANGUAGE = f"{XML} lang"
_DEFAULT = "x-default"
_LISTS = tuple(f"{RDF} {kind}" for kind in ("Bag", "Seq", "Alt"))
_RESOURCE = {f"{RDF} parseType": "Resource"}
_TOOLKIT = f"{META} xmptk"


class Tree:
    """A packet that is being changed."""

    def __init__(self, root: Node, prefixes: Mapping[str, str]) -> None:
        self._rdf = rdf_of(root)
        self._root = Node(name=f"{META} xmpmeta", children=[root]) if self._rdf is root else root
        self._prefixes = prefixes

    @classmethod
    def read(cls, packet: bytes) -> Tree:
        """Return what a packet holds.

        Raises:
            MalformedXmpError: It cannot be read.
        """
        found = document(packet)
        return cls(found.root, found.prefixes)

    @classmethod
    def empty(cls) -> Tree:
        """Return a packet without properties."""
        return cls(Node(name=f"{RDF} RDF"), {})

    def __bytes__(self) -> bytes:
        if self._root.name.startswith(f"{META} "):
            self._root.attributes = {**self._root.attributes, _TOOLKIT: "archivist"}
        return packet_text(self._root, self._prefixes)

    def held(self, name: str) -> list[Node]:
        """Return every statement of a property, be it an element or an attribute."""
        found = []
        for holder in self._holders():
            if name in holder.attributes:
                found.append(Node(name=name, pieces=[holder.attributes[name]]))
            found.extend(child for child in holder.children if child.name == name)
        return found

    def put(self, node: Node) -> None:
        """State a property once, where it stood first, in place of all statements of it."""
        at = self._taken_out(node.name)
        holder, index = at or (self._description(), len(self._description().children))
        holder.children.insert(index, node)

    def drop(self, name: str) -> None:
        """State a property no more."""
        self._taken_out(name)

    def _taken_out(self, name: str) -> tuple[Node, int] | None:
        first: tuple[Node, int] | None = None
        for holder in list(self._holders()):
            at = next((i for i, child in enumerate(holder.children) if child.name == name), None)
            if at is not None:
                first = first or (holder, at)
                holder.children = [child for child in holder.children if child.name != name]
            holder.attributes = _without(holder.attributes, name)
        return first

    def _holders(self) -> Iterator[Node]:
        for description in self._rdf.children:
            yield description
            yield from (c for c in description.children if c.name == _DESCRIPTION)

    def _description(self) -> Node:
        found = next((c for c in self._rdf.children if c.name == _DESCRIPTION), None)
        if found is None:
            found = Node(name=_DESCRIPTION, attributes={f"{RDF} about": ""})
            self._rdf.children.append(found)
        return found


def full(tag: str) -> str:
    """Return the full name that ``dc:title`` stands for."""
    prefix, _, local = tag.partition(":")
    return f"{NAMESPACES[prefix]} {local}"


def simple(name: str, text: str) -> Node:
    """Return a property with one text."""
    return Node(name=name, pieces=[text])


def listed(name: str, kind: str, items: Iterable[Node]) -> Node:
    """Return a property with a ``Bag``, ``Seq`` or ``Alt`` of items."""
    return Node(name=name, children=[Node(name=f"{RDF} {kind}", children=list(items))])


def item(text: str) -> Node:
    """Return a member of a list."""
    return Node(name=_ITEM, pieces=[text])


def in_default_language(name: str, text: str, before: Node | None) -> Node:
    """Return a property with a text in ``x-default``; entries of other languages stay."""
    inside = next((c for c in (before.children if before else ()) if c.name == f"{RDF} Alt"), None)
    default = Node(name=_ITEM, attributes={_LANGUAGE: _DEFAULT}, pieces=[text])
    if before is None or inside is None:
        return listed(name, "Alt", [default])
    mine = [c for c in inside.children if c.attributes.get(_LANGUAGE, "").lower() == _DEFAULT]
    if [entry.texts() for entry in mine] != [[text]]:
        others = [c for c in inside.children if all(c is not entry for entry in mine)]
        inside.children = [default, *others]
    return before


def structures(node: Node | None) -> list[Node]:
    """Return the members of a list that are structures, which may gain a field."""
    return [entry for entry in (node.items() if node else ()) if _is_structure(entry)]


def structure() -> Node:
    """Return a member of a list that is a structure without fields."""
    return Node(name=_ITEM, attributes=_RESOURCE)


def with_items(name: str, items: list[Node], before: Node | None) -> Node:
    """Return a property with these members in the list that it already has, or in a ``Bag``."""
    inside = next((c for c in (before.children if before else ()) if c.name in _LISTS), None)
    if before is None or inside is None:
        return listed(name, "Bag", items)
    inside.children = items
    return before


def set_field(entry: Node, field: Node) -> None:
    """Give a structure a field, in place of the one of that name."""
    drop_field(entry, field.name)
    holder = next((c for c in entry.children if c.name == _DESCRIPTION), None)
    if holder is None:
        # An element with content may not have properties as attributes.
        inline = [Node(name=n, pieces=[v]) for n, v in entry.attributes.items() if _is_property(n)]
        kept = {n: v for n, v in entry.attributes.items() if not _is_property(n)}
        entry.attributes = {**kept, **_RESOURCE}
        entry.children = [*inline, *entry.children]
        holder = entry
    holder.children.append(field)


def drop_field(entry: Node, name: str) -> None:
    """Take a field from a structure."""
    for holder in [entry, *(c for c in entry.children if c.name == _DESCRIPTION)]:
        holder.attributes = _without(holder.attributes, name)
        holder.children = [child for child in holder.children if child.name != name]


def _is_structure(entry: Node) -> bool:
    plain = entry.name == _ITEM and not entry.text and f"{RDF} resource" not in entry.attributes
    return plain and not any(child.name in _LISTS for child in entry.children)


def _is_property(attribute: str) -> bool:
    return not attribute.startswith((f"{RDF} ", f"{XML} "))


def _without(attributes: Mapping[str, str], name: str) -> Mapping[str, str]:
    return {n: v for n, v in attributes.items() if n != name}
