"""XMP sidecars of the sample, as archivist and photo programs read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "archivist": "urn:archivist:elements#",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a sidecar says; what is empty it leaves out."""

    code: str = ""
    cause: str = ""
    event: date | None = None
    shot: date | None = None
    place: str = ""
    people: tuple[str, ...] = ()
    """``姓名(职务)``, from the left."""
    status: str = ""
    source: str = ""


def xmp(said: Said) -> bytes:
    """Return a sidecar, UTF-8."""
    spaces = "".join(
        f'\n    xmlns:{key}="{uri}"' for key, uri in _NAMESPACES.items() if key != "rdf"
    )
    lines = "".join(f"\n   {line}" for line in _properties(said))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f' <rdf:RDF xmlns:rdf="{_NAMESPACES["rdf"]}">\n'
        f'  <rdf:Description rdf:about=""{spaces}>{lines}\n'
        '  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>\n'
    ).encode()


def _properties(said: Said) -> Iterable[str]:
    yield from _plain("dc:identifier", said.code)
    yield from _plain("photoshop:Headline", said.cause)
    for name in ("Iptc4xmpExt:Event", "dc:title"):
        if said.cause:
            yield f"<{name}>{_language(said.cause)}</{name}>"
    yield from _plain("archivist:eventDate", f"{said.event:%Y.%m.%d}" if said.event else "")
    yield from _plain("photoshop:DateCreated", f"{said.shot:%Y-%m-%d}" if said.shot else "")
    yield from _plain("Iptc4xmpCore:Location", said.place)
    if said.place:
        where = f"<Iptc4xmpExt:Sublocation>{escape(said.place)}</Iptc4xmpExt:Sublocation>"
        yield _bag("Iptc4xmpExt:LocationShown", [where], ' rdf:parseType="Resource"')
    yield from _people(said.people)
    yield from _plain("archivist:peopleStatus", said.status)
    yield from _plain("photoshop:Source", said.source)
    yield from _plain("photoshop:Credit", said.source)


def _people(people: tuple[str, ...]) -> Iterable[str]:
    if not people:
        return
    names = [escape(text.partition("(")[0]) for text in people]
    yield _bag("Iptc4xmpExt:PersonInImage", names)
    details = []
    for text in people:
        name, _, position = text.rstrip(")").partition("(")
        details.append(
            f"<Iptc4xmpExt:PersonName>{_language(name)}</Iptc4xmpExt:PersonName>"
            f"<Iptc4xmpExt:PersonDescription>{_language(position)}</Iptc4xmpExt:PersonDescription>"
        )
    yield _bag("Iptc4xmpExt:PersonInImageWDetails", details, ' rdf:parseType="Resource"')


def _plain(name: str, text: str) -> Iterable[str]:
    if text:
        yield f"<{name}>{escape(text)}</{name}>"


def _language(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _bag(name: str, entries: Iterable[str], attribute: str = "") -> str:
    inside = "".join(f"<rdf:li{attribute}>{entry}</rdf:li>" for entry in entries)
    return f"<{name}><rdf:Bag>{inside}</rdf:Bag></{name}>"
