"""What a reader of text says of a file that it cannot read (any further)."""

from __future__ import annotations

from archivist.model.facts import Defect


class TextError(Exception):
    """The file hides its text, or is not what it should be.

    Args:
        defect: Why.
        detail: English, one line, bounded: it is shown to users beside the defect.
    """

    def __init__(self, defect: Defect, detail: str) -> None:
        super().__init__(detail)
        self.defect = defect
        self.detail = detail
