"""Builders of XMP packets for the tests of formats."""

from __future__ import annotations

NAMESPACES = """
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:archivist="urn:archivist:elements#"
"""


def packet(body: str = "", attributes: str = "") -> str:
    return (
        f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF {NAMESPACES}>"
        f"<rdf:Description rdf:about='' {attributes}>{body}</rdf:Description>"
        "</rdf:RDF></x:xmpmeta>"
    )


def alt(*pairs: tuple[str, str]) -> str:
    items = "".join(f"<rdf:li xml:lang='{lang}'>{text}</rdf:li>" for lang, text in pairs)
    return f"<rdf:Alt>{items}</rdf:Alt>"
