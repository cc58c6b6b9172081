"""Reading one file, once: its digest, what it is, whether it is whole, what it says of itself."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from archivist.formats.found import Found, one_line
from archivist.formats.sniff import sniff
from archivist.model.endings import IMAGE_SUFFIXES, STRUCTURED_SUFFIXES, VIDEO_SUFFIXES
from archivist.model.facts import Defect, Facts, Format

MAX_IN_MEMORY = 256 * 1024 * 1024
CHUNK = 1024 * 1024
_IMAGES = frozenset(
    {Format.JPEG, Format.PNG, Format.TIFF, Format.GIF, Format.BMP, Format.WEBP, Format.HEIF}
)
_ZIPPED = frozenset({Format.DOCX, Format.XLSX, Format.PPTX, Format.ODF, Format.OFD, Format.ZIP})


def read_facts(path: Path, *, max_bytes_in_memory: int = MAX_IN_MEMORY) -> Facts:
    """Read a file and return what it is; never raises for what the file or its library does.

    Args:
        path: The file; a link is followed.
        max_bytes_in_memory: A larger file is hashed in pieces and given to the library as an
            open file, so that it is read twice.
    """
    try:
        with open_regular(path) as file:
            return _read(file, path.suffix, max_bytes_in_memory)
    except OSError as error:
        return unreadable(error)
    except MemoryError:
        return Facts(sha256="", defect=Defect.MEMORY, detail="the file does not fit into memory")


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading, but no pipe or device, whose reading might never end.

    Raises:
        OSError: It is none, or the file system refuses.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(0, "not a regular file")
    return path.open("rb")


def unreadable(error: OSError | str) -> Facts:
    """Return the facts of a file that the file system does not hand out."""
    reason = error if isinstance(error, str) else (error.strerror or type(error).__name__)
    return Facts(sha256="", defect=Defect.UNREADABLE, detail=one_line(reason))


def digest(file: BinaryIO, step: Callable[[], None] = lambda: None) -> str:
    """Return the SHA-256 of a file in hex, read in pieces.

    Args:
        file: Open at its beginning.
        step: Called after each piece; raises to give up.
    """
    running = hashlib.sha256()
    while chunk := file.read(CHUNK):
        running.update(chunk)
        step()
    return running.hexdigest()


def _read(file: BinaryIO, suffix: str, max_bytes_in_memory: int) -> Facts:
    size = os.fstat(file.fileno()).st_size
    if size == 0:
        return Facts(sha256=hashlib.sha256().hexdigest(), defect=Defect.EMPTY)
    stream: BinaryIO = file
    if size <= max_bytes_in_memory and suffix.lower() not in VIDEO_SUFFIXES:
        content = file.read()
        sha256, stream = hashlib.sha256(content).hexdigest(), io.BytesIO(content)
    else:
        sha256 = digest(file)
    content_format, found = _look(stream, suffix.lower())
    return Facts(
        sha256=sha256,
        format=content_format,
        defect=found.defect,
        detail=found.detail,
        width=found.width,
        height=found.height,
        pages=found.pages,
        readings=found.readings,
        shot=found.shot,
    )


def _look(stream: BinaryIO, suffix: str) -> tuple[Format, Found]:
    content = Format.UNKNOWN
    try:
        content = sniff(stream, suffix)
        return content, _dispatch(content, suffix)(stream)
    except MemoryError:
        detail = "unpacking it takes more memory than there is"
        return content, Found(defect=Defect.MEMORY, detail=detail)
    except Exception as error:  # noqa: BLE001 - whatever a library does, the run goes on
        failed = Defect.UNDECODABLE if content in _IMAGES else Defect.BROKEN
        return content, Found(defect=failed, detail=one_line(error))


def _dispatch(content: Format, suffix: str) -> Callable[[BinaryIO], Found]:
    """Return the function for a format, importing only that format's library."""
    # ruff: noqa: PLC0415
    if content in _IMAGES:
        from archivist.formats.image import look_at_image

        return lambda stream: look_at_image(stream, content)
    if content is Format.PDF:
        from archivist.formats.pdf import look_at_pdf

        return look_at_pdf
    if content in _ZIPPED:
        from archivist.formats.office import look_at_zip

        return lambda stream: look_at_zip(stream, content)
    return _dispatch_rest(content, suffix)


def _dispatch_rest(content: Format, suffix: str) -> Callable[[BinaryIO], Found]:
    if content is Format.OLE:
        from archivist.formats.office import look_at_ole

        return lambda stream: look_at_ole(stream, suffix)
    if content is Format.XMP or (suffix == ".xmp" and content is Format.TEXT):
        from archivist.formats.xmp import look_at_sidecar

        return look_at_sidecar
    if content is Format.RAW:
        from archivist.formats.exif import look_at_raw

        return look_at_raw
    if content is Format.VIDEO:
        from archivist.formats.video import look_at_video

        return lambda stream: look_at_video(stream, suffix)
    return lambda _stream: _unparsed(content, suffix)


def _unparsed(content: Format, suffix: str) -> Found:
    """Judge content that has no library: a name that promises more is not kept."""
    if suffix in IMAGE_SUFFIXES and content is Format.UNKNOWN:
        return Found(defect=Defect.UNDECODABLE, detail="the content is no image")
    if suffix in STRUCTURED_SUFFIXES and content is Format.UNKNOWN:
        return Found(defect=Defect.BROKEN, detail="the content is of no known format")
    return Found()
