"""The same labels by another library: ``paper_rival.py reportlab|fpdf2 LABELS.json OUT.pdf``.

A front of 95 × 140 mm and a spine strip for each box, with cut frames, the same lines of Chinese
and a QR code on each, as one would write them by hand. Nothing shrinks, wraps or is checked.
"""

# ruff: noqa: PLC0415 - only what is measured is imported
from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import segno

_FRONT = (95.0, 140.0)
_SPINE = (30.0, 270.0)
_LINE = 8.0
_MM = 72 / 25.4


def main() -> None:
    """Print the labels of a file."""
    rival, labels, target = sys.argv[1:]
    boxes = json.loads(Path(labels).read_text(encoding="utf-8"))
    {"reportlab": _reportlab, "fpdf2": _fpdf2}[rival](boxes, target)


def _places(count: int, size: tuple[float, float]) -> list[tuple[int, float, float]]:
    """Return sheet, left and top in mm of each label."""
    columns, rows = int(200 // size[0]), int(287 // size[1])
    places = []
    for number in range(count):
        sheet, place = divmod(number, columns * rows)
        row, column = divmod(place, columns)
        places.append((sheet, 5 + column * size[0], 8 + row * size[1]))
    return places


def _code(text: str) -> io.BytesIO:
    picture = io.BytesIO()
    segno.make_qr(text, error="m").save(picture, kind="png", border=4, scale=4)
    picture.seek(0)
    return picture


def _reportlab(boxes: list[dict[str, Any]], target: str) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    # It embeds no OpenType font with PostScript outlines; this one is not embedded at all.
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    page = Canvas(target, pagesize=(210 * _MM, 297 * _MM))
    for size, upright in ((_FRONT, False), (_SPINE, True)):
        at = 0
        for box, (sheet, left, top) in zip(boxes, _places(len(boxes), size), strict=True):
            if sheet != at:
                page.showPage()
                at = sheet
            page.setFont("STSong-Light", 11)
            bottom = 297 - top - size[1]
            page.rect(left * _MM, bottom * _MM, size[0] * _MM, size[1] * _MM)
            for number, text in enumerate(box["title"] if upright else box["lines"]):
                line = 297 - top - (number + 1) * _LINE
                page.drawString((left + 5) * _MM, line * _MM, text)
            code = ImageReader(_code(box["code"]))
            page.drawImage(code, (left + 5) * _MM, (bottom + 5) * _MM, 16 * _MM, 16 * _MM)
        page.showPage()
    page.save()


def _fpdf2(boxes: list[dict[str, Any]], target: str) -> None:
    import pylopdf_fonts_zh_cn
    from fpdf import FPDF

    page = FPDF(format="A4")
    page.set_auto_page_break(auto=False)
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    page.add_font("serif", fname=str(fonts / "NotoSerifSC-Regular.otf"))
    page.set_font("serif", size=11)
    for size, upright in ((_FRONT, False), (_SPINE, True)):
        at = -1
        for box, (sheet, left, top) in zip(boxes, _places(len(boxes), size), strict=True):
            if sheet != at:
                page.add_page()
                at = sheet
            page.rect(left, top, *size)
            for number, text in enumerate(box["title"] if upright else box["lines"]):
                page.text(left + 5, top + (number + 1) * _LINE, text)
            page.image(_code(box["code"]), left + 5, top + size[1] - 21, 16, 16)
    page.output(target)


if __name__ == "__main__":
    main()
