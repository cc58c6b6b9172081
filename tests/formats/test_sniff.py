"""What a content is, told by its first bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from archivist.formats.sniff import HEAD, sniff
from archivist.model.facts import Format


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name in names:
            content = "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x"
            container.writestr(name, content)
    return buffer.getvalue()


def box(brand: bytes, *compatible: bytes) -> bytes:
    body = b"ftyp" + brand + b"\0\0\0\0" + b"".join(compatible)
    return (len(body) + 4).to_bytes(4, "big") + body


CASES = {
    "jpeg": (b"\xff\xd8\xff\xe0", "", Format.JPEG),
    "png": (b"\x89PNG\r\n\x1a\n", "", Format.PNG),
    "gif": (b"GIF89a", "", Format.GIF),
    "bitmap": (b"BM" + bytes(12) + (40).to_bytes(4, "little"), "", Format.BMP),
    "text that begins like a bitmap": (b"BMW and others", "", Format.TEXT),
    "tiff": (b"II*\0" + bytes(20), ".tif", Format.TIFF),
    "big-endian tiff": (b"MM\0*" + bytes(20), "", Format.TIFF),
    "raw by its ending": (b"II*\0" + bytes(20), ".NEF", Format.RAW),
    "raw by its mark": (b"II*\0\x10\0\0\0CR\x02\0", ".tif", Format.RAW),
    "fuji raw": (b"FUJIFILMCCD-RAW 0201", "", Format.RAW),
    "canon raw": (box(b"crx ", b"isom"), ".cr3", Format.RAW),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", "", Format.WEBP),
    "avi": (b"RIFF\0\0\0\0AVI LIST", "", Format.VIDEO),
    "wave": (b"RIFF\0\0\0\0WAVE", "", Format.UNKNOWN),
    "heic": (box(b"heic", b"mif1"), "", Format.HEIF),
    "heif by its general brand": (box(b"mif1", b"heic"), "", Format.HEIF),
    "avif": (box(b"avif", b"mif1"), "", Format.UNKNOWN),
    "avif by its general brand": (box(b"mif1", b"avif"), "", Format.UNKNOWN),
    "mp4": (box(b"isom", b"mp42"), "", Format.VIDEO),
    "mov": (box(b"qt  "), "", Format.VIDEO),
    "old mov": (b"\0\0\0\x08wide\0\0\0\0mdat", "", Format.VIDEO),
    "mkv": (b"\x1a\x45\xdf\xa3\x01", "", Format.VIDEO),
    "transport stream": ((b"G" + bytes(187)) * 3, "", Format.VIDEO),
    "camcorder stream": ((bytes(4) + b"G" + bytes(187)) * 3, "", Format.VIDEO),
    "pdf": (b"%PDF-1.7\n", "", Format.PDF),
    "pdf behind junk": (b"\0\0junk\n%PDF-1.4\n", "", Format.PDF),
    "ole": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "", Format.OLE),
    "rtf": (b"{\\rtf1\\ansi", "", Format.RTF),
    "docx": (zipped("[Content_Types].xml", "word/document.xml"), "", Format.DOCX),
    "xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "", Format.XLSX),
    "pptx": (zipped("ppt/presentation.xml"), "", Format.PPTX),
    "odf": (zipped("mimetype", "content.xml"), "", Format.ODF),
    "ofd": (zipped("OFD.xml", "Doc_0/Document.xml"), "", Format.OFD),
    "zip": (zipped("a.txt"), "", Format.ZIP),
    "docx cut off": (zipped("word/document.xml", "b", "c")[:100], "", Format.DOCX),
    "utf-8": ("创新工作室".encode(), "", Format.TEXT),
    "utf-8 with mark": ("创新工作室".encode("utf-8-sig"), "", Format.TEXT),
    "utf-16": ("创新工作室".encode("utf-16"), "", Format.TEXT),
    "gbk": ("创新工作室台账".encode("gbk"), "", Format.TEXT),
    "gb18030": ("𠮷㛃".encode("gb18030"), "", Format.TEXT),
    "half a utf-16 character": (b"\xff\xfea", "", Format.UNKNOWN),
    "binary": (bytes(range(256)), "", Format.UNKNOWN),
    "no text in any encoding": (b"abc\xff\xff", "", Format.UNKNOWN),
    "xmp": (b"<?xpacket begin='' id=''?><x:xmpmeta/>", "", Format.XMP),
    "xmp behind a declaration": (b"<?xml version='1.0'?>\n<x:xmpmeta>", "", Format.XMP),
    "xmp in utf-16": ("<x:xmpmeta>".encode("utf-16"), "", Format.XMP),
    "html": (b"<html></html>", "", Format.TEXT),
    "a text about xmp": (b"# About <x:xmpmeta>", "", Format.TEXT),
}


@pytest.mark.parametrize(("content", "suffix", "expected"), CASES.values(), ids=CASES)
def test_content_is_told_by_its_first_bytes(content: bytes, suffix: str, expected: Format) -> None:
    stream = io.BytesIO(content)
    assert sniff(stream, suffix) is expected
    assert stream.tell() == 0


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("shift", range(4))
def test_a_character_across_the_end_of_the_head_does_no_harm(encoding: str, shift: int) -> None:
    content = b"a" * shift + ("台" * HEAD).encode(encoding)
    assert sniff(io.BytesIO(content)) is Format.TEXT
