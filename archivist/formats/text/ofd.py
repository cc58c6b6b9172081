"""The text of OFD, the Chinese standard for fixed layouts (GB/T 33190): a page for each page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from archivist.formats.text.failing import TextError
from archivist.formats.text.layout import laid_out
from archivist.formats.text.ofd_page import PageChunks
from archivist.formats.text.xml_stream import parse
from archivist.formats.text.zipped import Package
from archivist.model.facts import Defect

_ROOT = "OFD.xml"
_ENCRYPTIONS = "Encryptions.xml"
_MAX_ENTRIES = 200_000
"""Elements of a part that lists others."""


@dataclass(slots=True, kw_only=True)
class _Entry:
    name: str
    attributes: Mapping[str, str]
    text: str = ""


class _Index:
    """All elements of a part that lists others."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if len(self.entries) >= _MAX_ENTRIES:
            raise TextError(Defect.BROKEN, f"more than {_MAX_ENTRIES} entries in a list of parts")
        self.entries.append(_Entry(name=name, attributes=attributes))

    def end(self, name: str) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""

    def characters(self, text: str) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        self.entries[-1].text += text.strip()[:1000]


@dataclass(slots=True, kw_only=True)
class _Document:
    folder: str
    pages: dict[str, str] = field(default_factory=dict)
    """Part of each page, by its id, in order."""
    templates: dict[str, str] = field(default_factory=dict)
    """Parts that pages share, by id; each is told with the first page that uses it."""
    remarks: dict[str, str] = field(default_factory=dict)
    """Parts with annotations, by the id of their page."""


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield the text of each page, empty where it is a picture.

    Raises:
        TextError: After what could be read.
    """
    package = Package(stream)
    if _ENCRYPTIONS in package:
        raise TextError(Defect.ENCRYPTED, "it needs a password")
    faults: list[TextError] = []
    for entry in _index(package, _ROOT):
        if entry.name == "DocRoot":
            yield from _pages(package, _document(package, _resolved("", entry.text)), faults)
    if faults:
        raise faults[0]


def _index(package: Package, part: str) -> list[_Entry]:
    index = _Index()
    for _ in parse(package.chunks(part), index):
        pass
    return index.entries


def _resolved(folder: str, location: str) -> str:
    """Return the name of a part; one that begins with a slash counts from the root."""
    return posixpath.normpath(posixpath.join("/", folder, location.replace("\\", "/"))).lstrip("/")


def _document(package: Package, root: str) -> _Document:
    found = _Document(folder=posixpath.dirname(root))
    for entry in _index(package, root):
        part = _resolved(found.folder, entry.attributes.get("BaseLoc", ""))
        if entry.name == "Page":
            found.pages[entry.attributes.get("ID", "")] = part
        elif entry.name == "TemplatePage":
            found.templates[entry.attributes.get("ID", "")] = part
        elif entry.name == "Annotations" and entry.text:
            found.remarks = _remarks(package, _resolved(found.folder, entry.text))
    return found


def _remarks(package: Package, part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    page = ""
    try:
        for entry in _index(package, part):
            page = entry.attributes.get("PageID", page)
            if entry.name == "FileLoc":
                found[page] = _resolved(posixpath.dirname(part), entry.text)
    except TextError:
        return found  # remarks are of the least weight
    return found


def _pages(package: Package, document: _Document, faults: list[TextError]) -> Iterator[str]:
    seen: set[str] = set()
    for number, part in document.pages.items():
        if part not in seen:
            seen.add(part)
            page, fault = _chunks(package, part)
            faults += fault
            shared = [document.templates.get(each, "") for each in page.templates]
            chunks = list(page.chunks)
            for template in [*dict.fromkeys(shared), document.remarks.get(number, "")]:
                if template and template not in seen:
                    seen.add(template)
                    more, fault = _chunks(package, template)
                    chunks += more.chunks
                    faults += fault
            yield laid_out(chunks)


def _chunks(package: Package, part: str) -> tuple[PageChunks, list[TextError]]:
    page = PageChunks()
    try:
        for _ in parse(package.chunks(part), page):
            if page.full:
                break
    except TextError as error:
        return page, [error]
    return page, []
