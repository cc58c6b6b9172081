"""Fonts made for a test: a square for every character, under any name."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.ttCollection import TTCollection  # type: ignore[import-untyped]


def a_font(path: Path, family: str, characters: str, *, chinese: str = "") -> Path:
    """Make a TrueType font, by its English name and a Chinese one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _built(family, characters, chinese).save(path)
    return path


def a_collection(path: Path, families: list[str], characters: str) -> Path:
    """Make a file of several fonts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    singles = [a_font(path.with_suffix(f".{n}.ttf"), f, characters) for n, f in enumerate(families)]
    collection = TTCollection()
    collection.fonts = [TTFont(single) for single in singles]
    collection.save(path)
    for single in singles:
        single.unlink()
    return path


def _built(family: str, characters: str, chinese: str) -> FontBuilder:
    names = {ord(c): f"u{ord(c):04X}" for c in {" ", *characters}}
    order = [".notdef", *sorted(names.values())]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.lineTo((900, 0))
    pen.lineTo((900, 800))
    pen.lineTo((100, 800))
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf(dict.fromkeys(order, square))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    localized = {"en": family, "zh": chinese} if chinese else {"en": family}
    plain = family.replace(" ", "")
    builder.setupNameTable(
        {
            "familyName": localized,
            "styleName": {"en": "Regular"},
            "uniqueFontIdentifier": {"en": plain},
            "fullName": {"en": family},
            "psName": {"en": f"{plain}-Regular"},
            "version": {"en": "Version 1"},
        }
    )
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    return builder
