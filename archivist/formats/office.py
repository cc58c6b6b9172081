"""Office documents: whether the container is whole and not encrypted; their text is not read.

Zip containers are docx, xlsx, pptx, OpenDocument and OFD; OLE containers are doc, xls, ppt, wps
and whatever Office has encrypted.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from archivist.formats.found import Found, one_line
from archivist.model.endings import NEW_OFFICE_SUFFIXES
from archivist.model.facts import Defect, Format

MAX_PART = 256 * 1024 * 1024
"""Bytes to which the main part may unpack."""
_CHUNK = 1024 * 1024
_MAIN = {
    Format.DOCX: "word/document.xml",
    Format.XLSX: "xl/workbook.xml",
    Format.PPTX: "ppt/presentation.xml",
    Format.ODF: "content.xml",
    Format.OFD: "OFD.xml",
}
_MANIFEST = "META-INF/manifest.xml"
_MAX_MANIFEST = 1024 * 1024
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_FREE = 0xFFFFFFFF
_SECTOR_SHIFTS = (9, 12)
"""Sectors have 512 or 4,096 bytes, and no other size (MS-CFB 2.2)."""
_SHORT = Found(
    defect=Defect.BROKEN, detail="the file is damaged, or shorter than its own tables say"
)

ZIPPED = frozenset({*_MAIN, Format.ZIP})


def look_at_zip(stream: BinaryIO, content: Format) -> Found:
    """Check the directory of a zip container and the checksum of its main part."""
    try:
        with zipfile.ZipFile(stream) as container:
            return _zip_verdict(container, content)
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError) as error:
        return Found(defect=Defect.BROKEN, detail=one_line(error))


def _zip_verdict(container: zipfile.ZipFile, content: Format) -> Found:
    if any(member.flag_bits & 1 for member in container.infolist()):
        return Found(defect=Defect.ENCRYPTED, detail="it needs a password")
    if content is Format.ODF and b"encryption-data" in _manifest(container):
        return Found(defect=Defect.ENCRYPTED, detail="it needs a password")
    name = _MAIN.get(content, "")
    # A producer may choose another name for the main part and say so in the content types.
    if name not in container.NameToInfo:
        known = content in {Format.ZIP, Format.OFD} or "[Content_Types].xml" in container.NameToInfo
        return Found() if known else Found(defect=Defect.BROKEN, detail=f"{name} is missing")
    size = container.getinfo(name).file_size
    if size > MAX_PART:
        detail = f"{name} would unpack to {size} bytes"
        return Found(defect=Defect.BROKEN, detail=detail)
    with container.open(name) as part:
        # Reading to the end makes zipfile compare the checksum; it stops at the stated size.
        while part.read(_CHUNK):
            pass
    return Found()


def _manifest(container: zipfile.ZipFile) -> bytes:
    if _MANIFEST not in container.NameToInfo:
        return b""
    with container.open(_MANIFEST) as part:
        return part.read(_MAX_MANIFEST)


def look_at_ole(stream: BinaryIO, suffix: str) -> Found:
    """Check whether an OLE container is encrypted, and whether its end is there."""
    if any(_ENCRYPTED_PACKAGE in chunk for chunk in _overlapping(stream)):
        return Found(defect=Defect.ENCRYPTED, detail="it needs a password")
    if _is_cut(stream):
        return _SHORT
    if suffix.lower() in NEW_OFFICE_SUFFIXES:
        detail = "an old binary Office document under the ending of a new one"
        return Found(defect=Defect.BROKEN, detail=detail)
    return Found()


def _overlapping(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    rest = b""
    while chunk := stream.read(_CHUNK):
        yield rest + chunk
        rest = chunk[-len(_ENCRYPTED_PACKAGE) :]


def _is_cut(stream: BinaryIO) -> bool:
    """Tell whether the header is damaged, or its tables name sectors behind the end of the file.

    Only the 109 tables that the header lists are looked at: all of them up to 7 MB, the first
    7 MB of larger files.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    header = stream.read(512)
    if len(header) < 512:
        return True
    shift = struct.unpack_from("<H", header, 30)[0]
    if shift not in _SECTOR_SHIFTS:
        return True
    sector = 1 << shift
    tables = [at for at in struct.unpack_from("<109I", header, 76) if at < 0xFFFFFFFA]
    per_table = sector // 4
    for number, at in enumerate(tables):
        stream.seek((at + 1) * sector)
        table = stream.read(sector)
        if len(table) < sector:
            return True
        entries = struct.unpack(f"<{per_table}I", table)
        used = max((i for i, entry in enumerate(entries) if entry != _FREE), default=-1)
        # The last sector may be short, so only its beginning has to be there.
        if used >= 0 and (number * per_table + used + 1) * sector >= size:
            return True
    return False
