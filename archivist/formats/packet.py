"""XML of an XMP packet as a small tree: no DTD, no entities, everything bounded."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 60
MAX_NODES = 50_000
MAX_TEXT = 4000
"""Characters of one value; a longer one is cut."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
_LISTS = {f"{RDF} Bag", f"{RDF} Seq"}
_STRUCTURE = f"{RDF} Description"
_ITEM = f"{RDF} li"


class MalformedXmpError(ValueError):
    """A packet cannot be read; the message says why, in English, on one line."""


@dataclass(slots=True, kw_only=True)
class Node:
    """One element; names are ``namespace local``."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    after: int = 0
    """How many of its parent's pieces stand before it, which tells the document's order."""

    @property
    def text(self) -> str:
        """Its own characters, on one line, cut to `MAX_TEXT`."""
        return " ".join("".join(self.pieces).split())[:MAX_TEXT]

    def texts(self) -> list[str]:
        """Return the values of a property: one, one in the best language, or all of a list."""
        for child in self.children:
            if child.name == f"{RDF} Alt":
                return _in_best_language(child)
            if child.name in _LISTS:
                return [text for item in child.children for text in item.texts()]
        value = self.fields().get(f"{RDF} value")
        if value is not None and value is not self:
            return value.texts()
        return [self.text] if self.text else []

    def items(self) -> list[Node]:
        """Return the members of a list, or the node itself when it is none."""
        for child in self.children:
            if child.name in _LISTS or child.name == f"{RDF} Alt":
                return [item for item in child.children if item.name == _ITEM]
        return [self]

    def fields(self) -> dict[str, Node]:
        """Return the fields of a structure: attributes and elements, nested or inline."""
        inner = [child for child in self.children if child.name == _STRUCTURE]
        found: dict[str, Node] = {}
        for node in [self, *inner]:
            for name, value in node.attributes.items():
                if not name.startswith((f"{XML} ", f"{RDF} ")):
                    found.setdefault(name, Node(name=name, pieces=[value]))
            for child in node.children:
                if child.name != _STRUCTURE:
                    found.setdefault(child.name, child)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole packet, for whoever writes it again."""

    root: Node
    prefixes: Mapping[str, str]
    """By namespace, the prefix that the packet binds to it first; may be empty."""


def document(packet: bytes) -> Document:
    """Return everything that a packet holds but its comments.

    Raises:
        MalformedXmpError: It is too large, no XML, holds a DTD, or no RDF.
    """
    builder = _parse(packet)
    rdf_of(builder.root)
    return Document(root=builder.root, prefixes=builder.prefixes)


def rdf_of(root: Node) -> Node:
    """Return the element that holds the descriptions."""
    name = f"{RDF} RDF"
    holder = root if root.name == name else next((c for c in root.children if c.name == name), None)
    if holder is None:
        raise MalformedXmpError("no rdf:RDF element")
    return holder


def properties(packet: bytes) -> dict[str, Node]:
    """Return the properties that a packet states, by ``namespace local``; the first one wins.

    Raises:
        MalformedXmpError: It is too large, no XML, holds a DTD, or no RDF.
    """
    found: dict[str, Node] = {}
    for description in rdf_of(_parse(packet).root).children:
        for name, node in description.fields().items():
            found.setdefault(name, node)
    return found


def _parse(packet: bytes) -> _Builder:
    if len(packet) > MAX_BYTES:
        raise MalformedXmpError(f"larger than {MAX_BYTES} bytes")
    builder = _Builder()
    try:
        builder.parser.Parse(_trimmed(packet), True)  # noqa: FBT003 - expat takes no keywords
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise MalformedXmpError(str(error)) from error
    return builder


def _trimmed(packet: bytes) -> bytes:
    """Drop the padding that programs leave around a packet."""
    if packet.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in packet[:2]:
        return packet
    return packet.strip(b"\0 \t\r\n")


class _Builder:
    """Collects expat's events, and refuses what a packet has no need of."""

    def __init__(self) -> None:
        self.root = Node(name="")
        self.prefixes: dict[str, str] = {}
        self._open: list[Node] = []
        self._count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartNamespaceDeclHandler = self._declare
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse

    def _declare(self, prefix: str | None, namespace: str | None) -> None:
        # A name is told from its namespace by the space between them.
        if namespace and namespace.split() != [namespace]:
            raise MalformedXmpError("a namespace with a space in it")
        self.prefixes.setdefault(namespace or "", prefix or "")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1 + len(attributes)
        if self._count > MAX_NODES or len(self._open) >= MAX_DEPTH:
            raise MalformedXmpError("too many or too deeply nested elements")
        node = Node(name=name, attributes=attributes)
        if self._open:
            node.after = len(self._open[-1].pieces)
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        self._open[-1].pieces.append(text)

    def _refuse(self, *_details: object) -> int:
        raise MalformedXmpError("a DTD or entity, which XMP does not have")


def _in_best_language(alternatives: Node) -> list[str]:
    by_language = {
        item.attributes.get(f"{XML} lang", "").lower(): texts[0]
        for item in reversed(alternatives.children)
        if (texts := item.texts())
    }
    for language in ("x-default", "zh-cn", "zh-hans", "zh", ""):
        if language in by_language:
            return [by_language[language]]
    return list(by_language.values())[-1:]
