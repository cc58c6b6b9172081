"""PDFs made by hand, so that each holds exactly what its test is about."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
CHINESE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H/DescendantFonts[<<"
    b"/Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 800]"
    b"/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>]>>"
)
PIXEL = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    b"/Length 1>>stream\n\x80\nendstream"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text and where it begins."""

    text: str
    left: float = 72
    bottom: float = 700
    size: float = 12
    chinese: bool = True

    def drawn(self) -> bytes:
        font = b"C" if self.chinese else b"L"
        code = self.text.encode("gbk" if self.chinese else "cp1252").hex().encode()
        where = f"{self.size} Tf 1 0 0 1 {self.left} {self.bottom} Tm".encode()
        return b"BT /%s %s <%s> Tj ET\n" % (font, where, code)


def rows(*texts: str, size: float = 12, chinese: bool = True) -> bytes:
    """Lines below each other."""
    return b"".join(
        Row(text, bottom=750 - number * size * 1.5, size=size, chinese=chinese).drawn()
        for number, text in enumerate(texts)
        if text
    )


def picture(width: float, height: float) -> bytes:
    """An image of that size in the corner."""
    return f"q {width} 0 0 {height} 0 0 cm /I Do Q\n".encode()


def pdf(
    *contents: bytes, info: bytes = b"<<>>", box: str = "0 0 595 842", latin: bytes = LATIN
) -> bytes:
    """A document of pages with these contents."""
    return assembled(
        [b"<</Length %d>>stream\n%s\nendstream" % (len(c), c) for c in contents], info, box, latin
    )


def bomb(megabytes: int) -> bytes:
    """A page whose content is packed twice and unpacks to that much."""
    once = zlib.compressobj(9)
    inner = b"".join(once.compress(b" " * 2**20) for _ in range(megabytes)) + once.flush()
    packed = zlib.compress(inner, 9)
    head = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n" % len(packed)
    return assembled([head + packed + b"\nendstream"], b"<<>>", "0 0 595 842", LATIN)


def assembled(streams: Sequence[bytes], info: bytes, box: str, latin: bytes) -> bytes:
    """Objects: catalog, page tree, fonts, image, information, then each page and its content."""
    first = 7
    pages = [first + 2 * number for number in range(len(streams))]
    kids = " ".join(f"{page} 0 R" for page in pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]/MediaBox[{box}]>>".encode(),
        latin,
        CHINESE,
        PIXEL,
        info,
    ]
    for page, stream in zip(pages, streams, strict=True):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/Contents {page + 1} 0 R"
            "/Resources<</Font<</L 3 0 R/C 4 0 R>>/XObject<</I 5 0 R>>>>>>".encode()
        )
        objects.append(stream)
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{start}\n"
    return bytes(out + trailer.encode() + b"%%EOF\n")
