"""What the content of a file is, told by its first bytes and, for a zip, by its members' names."""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator
from typing import BinaryIO

from archivist.model.endings import RAW_SUFFIXES
from archivist.model.facts import Format

HEAD = 65536
"""How many bytes from the beginning are looked at."""

_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"II*\0", Format.TIFF),
    (b"MM\0*", Format.TIFF),
    (b"II+\0", Format.TIFF),
    (b"MM\0+", Format.TIFF),
    (b"IIRO", Format.RAW),
    (b"IIRS", Format.RAW),
    (b"MMOR", Format.RAW),
    (b"IIU\0", Format.RAW),
    (b"FUJIFILMCCD-RAW", Format.RAW),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLE),
    (b"{\\rtf", Format.RTF),
    (b"PK\x03\x04", Format.ZIP),
    (b"PK\x05\x06", Format.ZIP),
    (b"\x1a\x45\xdf\xa3", Format.VIDEO),  # Matroska, WebM
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Format.VIDEO),  # ASF: wmv
    (b"\0\0\x01\xba", Format.VIDEO),  # MPEG program stream
    (b"\0\0\x01\xb3", Format.VIDEO),
)
_RIFF = {b"WEBP": Format.WEBP, b"AVI ": Format.VIDEO}
_HEIF = frozenset((b"heic heix heim heis hevc hevx hevm hevs heif mif1 mif2 msf1").split())
_NO_PICTURE = frozenset((b"avif", b"avis", b"M4A ", b"M4B ", b"jp2 ", b"jxl "))
_QUICKTIME = frozenset((b"moov", b"mdat", b"wide", b"pnot"))
_DIB_HEADERS = frozenset((12, 16, 40, 52, 56, 64, 108, 124))
_ZIPPED = (("word/", Format.DOCX), ("xl/", Format.XLSX), ("ppt/", Format.PPTX))
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27}) + b"\x7f"
_XMP_STARTS = ("<?xpacket", "<x:xmpmeta", "<rdf:rdf")


def sniff(stream: BinaryIO, suffix: str = "") -> Format:
    """Return what the content is; the stream is left at its beginning.

    Args:
        stream: The content, seekable.
        suffix: The ending of the name; it only tells RAW from TIFF, which begin alike.
    """
    stream.seek(0)
    head = stream.read(HEAD)
    found = _by_magic(head) or _by_container(head) or _text(head)
    if found is Format.ZIP:
        found = _zip_format(stream, head)
    if found is Format.TIFF and (suffix.lower() in RAW_SUFFIXES or head[8:10] == b"CR"):
        found = Format.RAW
    stream.seek(0)
    return found


def _by_magic(head: bytes) -> Format | None:
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _DIB_HEADERS:
        return Format.BMP
    # Readers look for the header of a PDF in the first 1,024 bytes, whatever stands before it.
    return Format.PDF if b"%PDF-" in head[:1024] else None


def _by_container(head: bytes) -> Format | None:
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head[4:8] in _QUICKTIME:
        return Format.VIDEO
    # Transport streams repeat their mark: every 188 bytes, on camcorders every 192.
    if (head[:1] == b"G" and head[188:189] == b"G" and head[376:377] == b"G") or (
        head[4:5] == b"G" and head[196:197] == b"G" and head[388:389] == b"G"
    ):
        return Format.VIDEO
    return None


def _by_brand(head: bytes) -> Format:
    major = head[8:12]
    size = min(int.from_bytes(head[:4], "big"), 512)
    brands = {head[at : at + 4] for at in range(16, size - 3, 4)}
    if major == b"crx ":
        return Format.RAW
    if major in _NO_PICTURE or (major in {b"mif1", b"msf1"} and brands & _NO_PICTURE):
        return Format.UNKNOWN
    return Format.HEIF if major in _HEIF else Format.VIDEO


def _zip_format(stream: BinaryIO, head: bytes) -> Format:
    if head[30:38] == b"mimetype" and b"application/vnd.oasis.opendocument" in head[38:128]:
        return Format.ODF
    names = _member_names(stream, head)
    if any(name.upper() == "OFD.XML" for name in names):
        return Format.OFD
    for folder, found in _ZIPPED:
        if any(name.startswith(folder) for name in names):
            return found
    return Format.ZIP


def _member_names(stream: BinaryIO, head: bytes) -> list[str]:
    import zipfile  # noqa: PLC0415 - only a zip needs it

    try:
        with zipfile.ZipFile(stream) as container:
            return container.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        # Truncated: the directory at the end is gone, the names before each member are not.
        return list(_local_names(head))


def _local_names(head: bytes) -> Iterator[str]:
    at = head.find(b"PK\x03\x04")
    while at >= 0:
        length = int.from_bytes(head[at + 26 : at + 28], "little")
        yield head[at + 30 : at + 30 + length].decode("utf-8", "replace")
        at = head.find(b"PK\x03\x04", at + 4)


def _text(head: bytes) -> Format:
    text = _decoded(head)
    if text is None:
        return Format.UNKNOWN
    start = text[:2048].lstrip("\ufeff \t\r\n").lower()
    if start.startswith("<") and any(mark in start for mark in _XMP_STARTS):
        return Format.XMP
    return Format.TEXT


def _decoded(head: bytes) -> str | None:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif head.translate(None, _CONTROLS) != head:
        return None
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        # The head may end inside a character: an incremental decoder keeps the rest back.
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            return decoder.decode(head, final=len(head) < HEAD)
        except UnicodeDecodeError:
            continue
    return None
