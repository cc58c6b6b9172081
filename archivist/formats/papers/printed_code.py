"""A printed code as the layouts take it."""

from __future__ import annotations

from collections.abc import Mapping

from archivist.formats.qr import level_for, qr
from archivist.model.label_code import LabelCode, LabelKind, archive_id, studio_mark
from archivist.model.settings import Settings


def printed_code(
    settings: Settings, kind: LabelKind, name: str, *, side: float, studio: str = ""
) -> Mapping[str, object]:
    """Return the picture of a code, what it says, and the least side in mm at which it is read.

    Args:
        settings: Of the archive, whose id the code bears.
        kind: Of what it names.
        name: Its number.
        side: Mm at which the code is printed.
        studio: Whose it is, where each numbers its own; empty: all count in one.

    Raises:
        UnprintableError: No label has room for it.
    """
    mark = studio_mark(studio) if studio and len(settings.studios) > 1 else ""
    text = str(LabelCode(archive=archive_id(settings), kind=kind, name=name, studio=mark))
    made = qr(text, level=level_for(side))
    return {"svg": made.svg, "least": made.least, "text": text}
