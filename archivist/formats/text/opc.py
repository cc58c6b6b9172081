"""How the parts of a docx, xlsx or pptx hang together: their types, and their relations."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from archivist.formats.text.failing import TextError
from archivist.formats.text.xml_stream import elements
from archivist.formats.text.zipped import Package

_TYPES = "[Content_Types].xml"
_MOST = 100_000
"""Relations or types of one part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One part that another one refers to."""

    kind: str
    """Last word of its type, such as ``notesSlide``."""
    target: str
    """Name of the part."""


def types(package: Package) -> Mapping[str, str]:
    """Return the content type of each part that has one of its own; none where damaged."""
    found: dict[str, str] = {}
    try:
        for name, attributes in islice(elements(package.chunks(_TYPES)), _MOST):
            if name == "Override":
                part = attributes.get("PartName", "").lstrip("/")
                found[part.lower()] = attributes.get("ContentType", "")
    except TextError:
        return found
    return found


def of_type(kinds: Mapping[str, str], *endings: str) -> list[str]:
    """Return the parts whose types end so, such as ``header+xml``, by type, then by number."""
    found = {
        ending: [part for part, kind in kinds.items() if kind.endswith(ending)]
        for ending in endings
    }
    return [part for group in found.values() for part in sorted(group, key=_by_number)]


def _by_number(part: str) -> tuple[int, str]:
    return len(part), part


def relations(package: Package, part: str) -> Mapping[str, Relation]:
    """Return what a part refers to inside of the container, by its id; none where damaged."""
    folder, name = posixpath.split(part)
    found: dict[str, Relation] = {}
    try:
        listed = elements(package.chunks(posixpath.join(folder, "_rels", f"{name}.rels")))
        for element, attributes in islice(listed, _MOST):
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                found[attributes.get("Id", "")] = _relation(folder, attributes)
    except TextError:
        return found
    return found


def _relation(folder: str, attributes: Mapping[str, str]) -> Relation:
    target = attributes.get("Target", "").replace("\\", "/")
    return Relation(
        kind=attributes.get("Type", "").rpartition("/")[2],
        target=posixpath.normpath(posixpath.join(folder, target)).lstrip("/"),
    )


def related(package: Package, part: str, *kinds: str) -> list[str]:
    """Return the parts of these kinds that a part refers to, each once."""
    found = relations(package, part).values()
    ordered = sorted(found, key=lambda each: kinds.index(each.kind) if each.kind in kinds else -1)
    return list(dict.fromkeys(each.target for each in ordered if each.kind in kinds))
