"""Pictures of a print's pages, made apart, and how they are known again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from archivist.errors import UnprintableError
from archivist.formats.apart import COMMAND, Apart, SpoiltError
from archivist.formats.press.drawing import END, MOST, SEALED, SIGNATURE
from archivist.formats.press.folder import temporary_folder
from archivist.formats.press.refusals import spoilt_text
from archivist.formats.press.seal import MARK, own_bytes
from archivist.model.facts import Defect
from archivist.model.settings import Limits

DPI = 110
LIMITS = Limits(seconds=120, megabytes=1536)
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The first pages of a print."""

    pictures: tuple[bytes, ...]
    """PNG, one a page."""
    pages: int
    """How many there are in all."""


def preview(
    document: bytes, dpi: int = DPI, *, limits: Limits = LIMITS, command: Sequence[str] = COMMAND
) -> Preview:
    """Return the first pages of a PDF as pictures.

    Raises:
        UnprintableError: They cannot be drawn.
        OSError: The temporary folder cannot be used.
    """
    with temporary_folder() as folder:
        (folder / "print.pdf").write_bytes(document)
        with Apart(limits, command=command) as apart:
            try:
                answer = apart.ask(["preview", str(folder / "print.pdf"), str(folder), dpi])
            except SpoiltError as error:
                raise UnprintableError(*spoilt_text(error.defect, limits)) from error
        return _read(answer, folder)


def _read(answer: object, folder: Path) -> Preview:
    said = answer if isinstance(answer, dict) else {}
    drawn, pages = said.get("drawn"), said.get("pages")
    if not isinstance(drawn, int) or not isinstance(pages, int) or not 0 <= drawn <= MOST:
        raise UnprintableError(*spoilt_text(Defect.CRASHED, LIMITS))
    made = [folder / f"{number}.png" for number in range(1, drawn + 1)]
    if not all(path.is_file() and path.stat().st_size <= _LARGEST for path in made):
        raise UnprintableError(*spoilt_text(Defect.CRASHED, LIMITS))
    return Preview(pictures=tuple(path.read_bytes() for path in made), pages=pages)


def is_preview(path: Path) -> bool:
    """Tell whether a file is a preview of archivist's that nobody changed.

    Raises:
        OSError: The file system refuses.
    """
    data = own_bytes(path, _LARGEST) or b""
    at = len(data) - len(END) - SEALED
    if not data.startswith(SIGNATURE) or at < 0:
        return False
    digest = hashlib.sha256(data[:at] + END).hexdigest().encode("ascii")
    return MARK.encode("ascii") + b" sha256-" + digest in data[at:]
