"""``archivist check-bag``: whether a bag, a folder or a ZIP, is whole; no archive is needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archivist.actions.progress import Progress, unseen
from archivist.store.bag.checking import Checked, check
from archivist.store.bag.reading import open_bag


@dataclass(frozen=True, slots=True, kw_only=True)
class BagCheck:
    """What a check found."""

    place: Path
    found: Checked

    @property
    def whole(self) -> bool:
        """Nothing is wrong."""
        return not self.found.faults


def check_bag(place: Path, progress: Progress = unseen) -> BagCheck:
    """Check a bag; everything that is wrong is named.

    Raises:
        NotReadableError: It is neither a folder nor a file that can be read.
    """
    with open_bag(place) as source:
        return BagCheck(place=place, found=check(source, progress))
