"""The text of a Word document (docx): body, headers, notes, remarks, text boxes, diagrams."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from archivist.formats.text import opc
from archivist.formats.text.failing import TextError
from archivist.formats.text.flow import Flow
from archivist.formats.text.story import tell, tell_all, tell_chart
from archivist.formats.text.zipped import Package
from archivist.model.facts import Defect

_MAIN = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
)
_USUAL = "word/document.xml"
_OTHERS = (
    (tell, ("diagramData+xml",)),
    (tell_chart, ("drawingml.chart+xml",)),
    (tell, ("wordprocessingml.header+xml", "wordprocessingml.footer+xml")),
    (tell, ("wordprocessingml.footnotes+xml", "wordprocessingml.endnotes+xml")),
    (tell, ("wordprocessingml.comments+xml",)),
)


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield all text as one page; numbers that Word counts by itself are not in the file.

    Raises:
        TextError: After what could be read.
    """
    package = Package(stream)
    kinds = opc.types(package)
    main = next(iter(opc.of_type(kinds, *_MAIN)), _USUAL)
    if main not in package:
        raise TextError(Defect.BROKEN, "it has no main part")
    parts = [(teller, part) for teller, types in _OTHERS for part in opc.of_type(kinds, *types)]
    flow = Flow()
    fault = tell_all(package, [(tell, main), *parts], flow)
    yield flow.take()
    if fault:
        raise fault
