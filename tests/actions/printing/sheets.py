"""Photo sheets of an archive, and where its photos lie."""

from __future__ import annotations

from pathlib import Path

from archivist.actions.printing.photos import PhotoSheets, print_photos
from archivist.actions.view import View
from archivist.model.selection import Selection
from tests.actions.conftest import DAY

STUDIO = "甲工作室/06 培训学习资料"
OTHERS = "甲工作室/07 创新活动资料"
EVERYTHING = Selection()


def a_view(root: Path) -> View:
    """Return a look at an archive long after its photos were filed."""
    return View(root=root, as_of=DAY, now_ns=4 * 10**18)


def sheets(root: Path, per_page: int = 6, chosen: Selection = EVERYTHING) -> PhotoSheets:
    """Print photos by one of the shipped layouts."""
    return print_photos(a_view(root), chosen, f"photos-{per_page}")
