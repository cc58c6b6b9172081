"""Refusing a place in the archive for what belongs outside it, and naming one that is outside."""

from __future__ import annotations

import os
from gettext import gettext as _
from itertools import count
from pathlib import Path

from archivist.errors import InvalidChoiceError
from archivist.model.settings import MARKER
from archivist.store.packing import lies_in


def refuse_inside(place: Path, root: Path, hint: str) -> None:
    """Refuse a place that is, or lies in, an archive, by whatever links and spelling.

    Raises:
        InvalidChoiceError: It does; the hint says what to do about it.
    """
    if lies_in(place, root):
        raise InvalidChoiceError(_("{place} lies in the archive.").format(place=place), hint)


def archive_around(place: Path, *, itself: bool = True) -> Path | None:
    """Return the archive in which a place lies, which need not be there; None: in none.

    Args:
        place: The place, links in its name being followed.
        itself: Whether an archive lies in itself.
    """
    real = Path(os.path.realpath(place))
    near = (real, *real.parents) if itself else real.parents
    return next((each for each in near if os.path.lexists(each / MARKER)), None)


def free_beside(root: Path, name: str) -> str:
    """Return a free name beside an archive, as one writes it where one is."""
    names = (name if number == 1 else f"{name}{number}" for number in count(1))
    place = next(each for each in map(root.parent.joinpath, names) if not os.path.lexists(each))
    try:
        return os.path.relpath(place)
    except (OSError, ValueError):  # another drive of Windows, or one is nowhere
        return str(place)
