"""A tree of XMP as the text of a packet: the same bytes for the same tree, indented for people.

Only blanks between elements change, which mean nothing in RDF; a value keeps every blank it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archivist.formats.packet import RDF, XML, Node
from archivist.formats.xmp import NAMESPACES

META = "adobe:ns:meta/"
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_END = '\n<?xpacket end="w"?>\n'
_USUAL = {RDF: "rdf", META: "x"} | {uri: prefix for prefix, uri in NAMESPACES.items()}
_CONTAINERS = {f"{RDF} {name}" for name in ("RDF", "Description", "Bag", "Seq", "Alt")}
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = _IN_TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})
_ON_ONE_LINE = 2
"""Attributes; more than that stand on a line each."""


def packet_text(root: Node, prefixes: Mapping[str, str]) -> bytes:
    """Return the packet as UTF-8, in its wrapper.

    Args:
        root: ``x:xmpmeta``, or whatever element holds ``rdf:RDF``.
        prefixes: By namespace, the prefix to prefer.
    """
    text = _Text(root, prefixes).element(root, 0)
    return f"{_BEGIN}{text}{_END}".encode()


class _Text:
    def __init__(self, root: Node, prefixes: Mapping[str, str]) -> None:
        rdf = next((c for c in root.children if c.name == f"{RDF} RDF"), root)
        inside = list(dict.fromkeys(_namespaces(rdf)))
        outside = list(dict.fromkeys(_namespaces(root, leave_out=rdf)))
        self._prefixes = _chosen([*outside, *inside], prefixes)
        # Each of the two can be cut out of the text and still stands for itself.
        self._declared = {id(root): outside, id(rdf): inside}

    def element(self, node: Node, depth: int, *, verbatim: bool = False) -> str:
        verbatim = verbatim or node.attributes.get(f"{RDF} parseType") == "Literal"
        name = self._name(node.name)
        start = f"<{name}{self._attributes(node, depth)}"
        blank = not "".join(node.pieces).strip()
        if not node.children:
            text = "" if blank and node.name in _CONTAINERS else "".join(node.pieces)
            return f"{start}>{text.translate(_IN_TEXT)}</{name}>" if text else f"{start}/>"
        if verbatim or not blank:
            return f"{start}>{''.join(self._mixed(node, depth))}</{name}>"
        margin = "\n" + " " * (depth + 1)
        inner = "".join(margin + self.element(child, depth + 1) for child in node.children)
        return f"{start}>{inner}\n{' ' * depth}</{name}>"

    def _mixed(self, node: Node, depth: int) -> Iterator[str]:
        """Give text and elements in the document's order, with no blank added."""
        told = 0
        for child in node.children:
            yield "".join(node.pieces[told : child.after]).translate(_IN_TEXT)
            told = max(told, child.after)
            yield self.element(child, depth + 1, verbatim=True)
        yield "".join(node.pieces[told:]).translate(_IN_TEXT)

    def _attributes(self, node: Node, depth: int) -> str:
        declared = [(f"xmlns:{self._prefixes[u]}", u) for u in self._declared.get(id(node), ())]
        stated = [(self._name(name), value) for name, value in node.attributes.items()]
        pairs = [f'{n}="{v.translate(_IN_ATTRIBUTE)}"' for n, v in [*declared, *stated]]
        blank = " " if len(pairs) <= _ON_ONE_LINE else "\n" + " " * (depth + 3)
        return "".join(blank + pair for pair in pairs)

    def _name(self, name: str) -> str:
        namespace, _, local = name.rpartition(" ")
        if namespace == XML:
            return f"xml:{local}"
        return f"{self._prefixes[namespace]}:{local}" if namespace else local


def _namespaces(node: Node, leave_out: Node | None = None) -> Iterator[str]:
    if node is leave_out and leave_out is not None:
        return
    for name in (node.name, *node.attributes):
        namespace = name.rpartition(" ")[0]
        if namespace and namespace != XML:
            yield namespace
    for child in node.children:
        yield from _namespaces(child, leave_out)


def _chosen(namespaces: list[str], preferred: Mapping[str, str]) -> dict[str, str]:
    """Give each namespace a prefix of its own, the preferred one where that is free."""
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for namespace in dict.fromkeys(namespaces):
        wanted = preferred.get(namespace) or _USUAL.get(namespace, "ns")
        prefix, number = wanted, 1
        while prefix in taken:
            number += 1
            prefix = f"{wanted}{number}"
        taken.add(prefix)
        chosen[namespace] = prefix
    return chosen
