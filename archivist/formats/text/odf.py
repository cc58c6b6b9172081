"""The text of OpenDocument files: a page for each sheet or slide, one for a text document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from archivist.formats.text.failing import TextError
from archivist.formats.text.flow import Flow
from archivist.formats.text.odf_story import OdfStory
from archivist.formats.text.xml_stream import elements, parse
from archivist.formats.text.zipped import Package
from archivist.model.facts import Defect

_CONTENT = "content.xml"
_STYLES = "styles.xml"
_MANIFEST = "META-INF/manifest.xml"


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield the text of each sheet or slide, or of the whole document with headers and footers.

    Cells and rows that a sheet repeats are told once.

    Raises:
        TextError: After what could be read.
    """
    package = Package(stream)
    if _CONTENT not in package:
        raise TextError(Defect.BROKEN, "it has no main part")
    if _is_encrypted(package):
        raise TextError(Defect.ENCRYPTED, "it needs a password")
    flow = Flow()
    story = OdfStory(flow)
    fault: TextError | None = None
    try:
        yield from _done(package, story, flow)
    except TextError as error:
        fault = error
    if not story.paged:
        flow.row()
        _add_edges(package, flow)
    last = flow.take()
    if last or not story.paged:
        yield last
    if fault:
        raise fault


def _done(package: Package, story: OdfStory, flow: Flow) -> Iterator[str]:
    """Yield the sheets or slides that were read to their end."""
    for _ in parse(package.chunks(_CONTENT), story, qualified=True):
        yield from story.done()
        if flow.full:
            return


def _is_encrypted(package: Package) -> bool:
    try:
        return any(
            name.endswith("encryption-data") for name, _ in elements(package.chunks(_MANIFEST))
        )
    except TextError:
        return False  # it is missing, or an old one with a DTD


def _add_edges(package: Package, flow: Flow) -> None:
    """Add the headers and footers of a text document, which stand among its styles."""
    try:
        for _ in parse(package.chunks(_STYLES), OdfStory(flow), qualified=True):
            if flow.full:
                break
    except TextError:
        return  # the text is there
