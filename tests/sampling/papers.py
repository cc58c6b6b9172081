"""PDF files of the sample: embedded Chinese font, real text layer, fixed dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped]
from fpdf import FPDF
from pylopdf_fonts_zh_cn import sans_path

_UNUSED = "GSUB GPOS BASE VORG vhea vmtx DSIG".split()
_PROGRAM_LIMITS = (
    "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements "
    "maxSizeOfInstructions maxComponentElements maxPoints maxContours maxCompositePoints "
    "maxCompositeContours maxComponentDepth"
).split()


def pdf(title: str, lines: Iterable[str], *, made: datetime, password: str = "") -> bytes:
    """Return an A4 PDF: a title, then one paragraph for each line.

    Args:
        title: Set large, and kept as the document's title.
        lines: The paragraphs.
        made: The creation date that it states.
        password: Without it the file cannot be opened; empty: anybody can.
    """
    texts = tuple(lines)
    page = FPDF(format="A4")
    page.set_creation_date(made.replace(tzinfo=UTC))
    page.set_title(title)
    page.set_lang("zh-CN")
    with TemporaryDirectory() as folder:
        face = Path(folder) / "face.ttf"
        face.write_bytes(_face("".join(sorted(set(title + "".join(texts))))))
        page.add_font("Sample", fname=face)
    if password:
        page.set_encryption(owner_password=f"{password}-owner", user_password=password)
    page.add_page()
    for size, height, text in [(18, 14, title), *((12, 8, text) for text in texts)]:
        page.set_font("Sample", size=size)
        page.multi_cell(0, height, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(page.output())


@cache
def _face(letters: str) -> bytes:
    """Return a TrueType font of these letters.

    The font on PyPI has PostScript outlines; of such a font fpdf2 2.8 makes text that pypdf reads
    with a zero in front of each character.
    """
    font = TTFont(sans_path(), recalcTimestamp=False)
    options = Options()
    options.layout_features = []
    options.drop_tables += _UNUSED
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    glyphs = newTable("glyf")
    glyphs.glyphOrder, glyphs.glyphs = font.getGlyphOrder(), {}
    shapes = font.getGlyphSet()
    for name in glyphs.glyphOrder:
        pen = TTGlyphPen(shapes)
        shapes[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), glyphs
    _declare_truetype(font)
    target = BytesIO()
    font.save(target)
    return target.getvalue()


def _declare_truetype(font: TTFont) -> None:
    del font["CFF "]
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    for name in _PROGRAM_LIMITS:
        setattr(limits, name, 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
