"""Documents that are zip containers of XML, part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

_WORD = 'xmlns:w="w" xmlns:a="a" xmlns:wps="wps" xmlns:mc="mc" xmlns:v="v" xmlns:m="m" xmlns:r="r"'
_KINDS = {
    "word/document": "wordprocessingml.document.main",
    "word/header": "wordprocessingml.header",
    "word/footer": "wordprocessingml.footer",
    "word/footnotes": "wordprocessingml.footnotes",
    "word/endnotes": "wordprocessingml.endnotes",
    "word/comments": "wordprocessingml.comments",
    "word/diagrams/data": "drawingml.diagramData",
    "word/charts/chart": "drawingml.chart",
    "ppt/presentation": "presentationml.presentation.main",
    "ppt/slides/slide": "presentationml.slide",
    "xl/workbook": "spreadsheetml.sheet.main",
}


def zipped(parts: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    """Return a zip container of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    buffer.seek(0)
    return buffer


def types(names: Iterable[str]) -> str:
    """Return the list of content types that Office writes for parts of these names."""
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.{kind}+xml"/>'
        for name in names
        for stem, kind in _KINDS.items()
        if name.removesuffix(".xml").rstrip("0123456789") == stem
    )
    return f"<Types>{listed}</Types>"


def relations(*related: tuple[str, str]) -> str:
    """Return relations rId1, rId2 … of these kinds to these targets."""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="http://schemas/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(related, 1)
    )
    return f"<Relationships>{listed}</Relationships>"


def office(parts: Mapping[str, bytes | str]) -> io.BytesIO:
    """Return a docx, xlsx or pptx of these parts, with their content types."""
    return zipped({"[Content_Types].xml": types(parts), **parts})


def word(inner: str, root: str = "document") -> str:
    """Return a part of a Word document."""
    return f"<w:{root} {_WORD}><w:body>{inner}</w:body></w:{root}>"


def paragraph(*texts: str) -> str:
    """Return a paragraph with a run for each text; a text that is XML already stays."""
    runs = (t if t.startswith("<") else f"<w:r><w:t>{t}</w:t></w:r>" for t in texts)
    return f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{''.join(runs)}</w:p>"


def docx(inner: str, **parts: str) -> io.BytesIO:
    """Return a Word document with this body; other parts by name, such as ``header1``."""
    named = {f"word/{name}.xml": word(content, name) for name, content in parts.items()}
    return office({"word/document.xml": word(inner), **named})
