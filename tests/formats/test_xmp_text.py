"""A tree as text: parsed again it is the same tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.packet import RDF, XML, Node, document
from archivist.formats.xmp_text import META, packet_text
from tests.formats.foreign_packets import EXIFTOOL

NAMES = st.sampled_from(["urn:a one", "urn:a two", "urn:b one", "urn:c x", "bare", f"{RDF} li"])
VALUES = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=8) | st.sampled_from(
    ["a\tb", "a\nb", "a\rb", "\r\n", " <&>\"']]> ", " ", "㛃𠮷"]
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)
LEGAL = VALUES.filter(lambda text: not {"\ufffe", "\uffff"} & set(text))
ATTRIBUTES = st.dictionaries(NAMES | st.just(f"{XML} lang"), LEGAL, max_size=4)


@st.composite
def nodes(draw: st.DrawFn, depth: int = 3) -> Node:
    node = Node(name=draw(NAMES), attributes=draw(ATTRIBUTES))
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        text = draw(LEGAL)
        node.pieces += [text] if text else []
        child = draw(nodes(depth - 1))
        child.after = len(node.pieces)
        node.children.append(child)
    text = draw(LEGAL)
    node.pieces += [text] if text else []
    return node


def meaning(node: Node) -> object:
    """Return what an element says; blanks between elements say nothing."""
    between = [""] * (len(node.children) + 1)
    told = 0
    for index, child in enumerate(node.children):
        between[index] = "".join(node.pieces[told : child.after])
        told = child.after
    between[-1] = "".join(node.pieces[told:])
    if node.children and not "".join(between).strip():
        between = []
    children = [meaning(child) for child in node.children]
    return node.name, list(node.attributes.items()), between, children


@given(node=nodes())
def test_a_tree_is_read_back_as_it_was(node: Node) -> None:
    root = Node(name=f"{META} xmpmeta", children=[Node(name=f"{RDF} RDF", children=[node])])
    text = packet_text(root, {"urn:a": "a", "urn:b": "a", "urn:c": "xml2"})
    found = document(text)
    assert meaning(found.root) == meaning(root)
    assert packet_text(found.root, found.prefixes) == text


def test_markup_inside_a_value_keeps_its_order_and_blanks() -> None:
    found = document(EXIFTOOL)
    text = packet_text(found.root, found.prefixes).decode()
    assert ">one <ns:b>two<ns:i/> </ns:b> three</unknown:markup>" in text


def test_what_stands_beside_the_descriptions_stays() -> None:
    beside = Node(name="urn:beside thing", pieces=["x"])
    root = Node(name=f"{META} xmpmeta", children=[beside, Node(name=f"{RDF} RDF")])
    text = packet_text(root, {}).decode()
    assert ' <ns:thing>x</ns:thing>\n <rdf:RDF xmlns:rdf="http' in text
