"""Word and Excel files of the sample: the smallest OOXML that Word, WPS and LibreOffice open."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

Cell = str | int | float | date
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org/"
_RELS = f"{_OPEN}officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BEFORE_DAY_1 = date(1899, 12, 30)
_DATE, _BOLD = 1, 2
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_OPEN}spreadsheetml/2006/main">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy.mm.dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="SimSun"/></font>'
    '<font><b/><sz val="11"/><name val="SimSun"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def docx(title: str, lines: Iterable[str]) -> bytes:
    """Return a Word file: a title, then one paragraph for each line."""
    body = _paragraph(title, '<w:b/><w:sz w:val="32"/>') + "".join(map(_paragraph, lines))
    document = (
        f'{_HEAD}<w:document xmlns:w="{_OPEN}wordprocessingml/2006/main"><w:body>{body}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
        'w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    return _package("word/document.xml", _WORD, {"word/document.xml": document})


def xlsx(name: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a workbook of one sheet; its first row holds the headers."""
    lines = "".join(
        f'<row r="{number}">{"".join(_cells(row, number))}</row>'
        for number, row in enumerate(rows, 1)
    )
    sheet = (
        f'{_HEAD}<worksheet xmlns="{_OPEN}spreadsheetml/2006/main">'
        '<sheetFormatPr defaultColWidth="16" defaultRowHeight="15"/>'
        f"<sheetData>{lines}</sheetData></worksheet>"
    )
    workbook = (
        f'{_HEAD}<workbook xmlns="{_OPEN}spreadsheetml/2006/main" xmlns:r="{_RELS}"><sheets>'
        f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts = {
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")]
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": _STYLES,
    }
    return _package("xl/workbook.xml", f"{_EXCEL}.sheet.main+xml", parts)


def _paragraph(text: str, look: str = "") -> str:
    run = f'<w:rPr><w:rFonts w:eastAsia="SimSun"/>{look}</w:rPr>'
    return f'<w:p><w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _column(index: int) -> str:
    first, second = divmod(index, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def _cells(row: Sequence[Cell], number: int) -> Iterator[str]:
    # A cell that nobody filled in is not in the file at all, as when a person leaves it out.
    filled = ((index, cell) for index, cell in enumerate(row) if cell != "")
    return (_cell(f"{_column(index)}{number}", cell, number) for index, cell in filled)


def _cell(place: str, value: Cell, row: int) -> str:
    if isinstance(value, date):
        return f'<c r="{place}" s="{_DATE}"><v>{(value - _BEFORE_DAY_1).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    style = f' s="{_BOLD}"' if row == 1 else ""
    return f'<c r="{place}"{style} t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="{_OPEN}package/2006/relationships">{found}</Relationships>'
    )


def _package(main: str, content: str, parts: dict[str, str]) -> bytes:
    kinds = {main: content}
    if main.startswith("xl/"):
        kinds["xl/worksheets/sheet1.xml"] = f"{_EXCEL}.worksheet+xml"
        kinds["xl/styles.xml"] = f"{_EXCEL}.styles+xml"
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in kinds.items()
    )
    types = (
        f'{_HEAD}<Types xmlns="{_OPEN}package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        first = {
            "[Content_Types].xml": types,
            "_rels/.rels": _relations([("officeDocument", main)]),
        }
        for part, text in (first | parts).items():
            # Stored, with a fixed time and system: the same bytes from any zlib, anywhere.
            info = zipfile.ZipInfo(part, (2025, 1, 1, 0, 0, 0))
            info.create_system = 0
            package.writestr(info, text.encode())
    return target.getvalue()
