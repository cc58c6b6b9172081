"""The text of a presentation (pptx): a page for each slide, with its notes and remarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from archivist.formats.text import opc
from archivist.formats.text.failing import TextError
from archivist.formats.text.flow import Flow
from archivist.formats.text.story import Teller, tell, tell_all, tell_chart, tell_remarks
from archivist.formats.text.xml_stream import attribute, elements
from archivist.formats.text.zipped import Package
from archivist.model.facts import Defect

_MAIN = (
    "presentationml.presentation.main+xml",
    "presentationml.slideshow.main+xml",
    "presentationml.template.main+xml",
    "ms-powerpoint.presentation.macroEnabled.main+xml",
    "ms-powerpoint.slideshow.macroEnabled.main+xml",
    "ms-powerpoint.template.macroEnabled.main+xml",
)
_USUAL = "ppt/presentation.xml"
_BESIDES: tuple[tuple[str, Teller], ...] = (
    ("diagramData", tell),
    ("chart", tell_chart),
    ("notesSlide", tell),
    ("comments", tell_remarks),
)


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield the text of each slide in the order of the show, hidden ones too.

    Raises:
        TextError: After what could be read.
    """
    package = Package(stream)
    kinds = opc.types(package)
    main = next(iter(opc.of_type(kinds, *_MAIN)), _USUAL)
    if main not in package:
        raise TextError(Defect.BROKEN, "it has no main part")
    slides, fault = _slides(package, main)
    for slide in slides or opc.of_type(kinds, "presentationml.slide+xml"):
        flow = Flow()
        fault = tell_all(package, [(tell, slide), *_besides(package, slide)], flow) or fault
        yield flow.take()
    if fault:
        raise fault


def _slides(package: Package, main: str) -> tuple[list[str], TextError | None]:
    related = opc.relations(package, main)
    found: dict[str, None] = {}
    try:
        for name, attributes in elements(package.chunks(main)):
            part = related.get(attribute(attributes, "id")) if name == "sldId" else None
            if part:
                found[part.target] = None
    except TextError as error:
        return list(found), error
    return list(found), None


def _besides(package: Package, slide: str) -> list[tuple[Teller, str]]:
    return [
        (teller, part) for kind, teller in _BESIDES for part in opc.related(package, slide, kind)
    ]
