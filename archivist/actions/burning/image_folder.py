"""The folder that images of discs are written to: outside the archive, and with room for them."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path

from archivist.actions.burning.plan import PlannedDisc
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.model.amounts import size_text
from archivist.model.display import shown
from archivist.model.refusal import reason_of
from archivist.model.volumes import image_size
from archivist.store.packing import lies_in
from archivist.store.tree import extended

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def refuse_folder(out: Path, root: Path) -> None:
    """Refuse a folder that images cannot be written to; one whose parent is there can be made.

    Raises:
        InvalidChoiceError: It lies in the archive.
        NotWritableError: It is a file, or its parent is not there.
    """
    if lies_in(out, root):
        raise InvalidChoiceError(
            _("{place} lies in the archive.").format(place=shown(str(out))),
            _("Images of discs belong outside of it; name another folder."),
        )
    place = _absolute(out)
    if os.path.lexists(place) and not place.is_dir():
        raise NotWritableError(
            _("{place} is no folder.").format(place=shown(str(out))),
            _("Nothing was written. Name another folder for the images."),
        )
    if not place.is_dir() and not place.parent.is_dir():
        raise NotWritableError(
            _("The folder {place} is not there.").format(place=shown(str(place.parent))),
            _("Make it first, or choose another one."),
        )


def refuse_little_room(out: Path, discs: Iterable[PlannedDisc]) -> None:
    """Refuse a folder that has no room for the images that are not there yet.

    Raises:
        NotWritableError: It has too little.
    """
    missing = [disc for disc in discs if not os.path.lexists(place_of(out, disc))]
    needed = sum(image_size([each.volume_file for each in disc.records]) for disc in missing)
    place = _absolute(out)
    try:
        free = shutil.disk_usage(place if place.is_dir() else place.parent).free
    except OSError:
        return  # what the folder is too small for shows when it is written to
    if needed > free:
        raise NotWritableError(
            _("{place} has {free} of room; the images need {needed}.").format(
                place=shown(str(out)), free=size_text(free), needed=size_text(needed)
            ),
            _("Choose a folder on another drive, or fewer files: --year, --category, --studio."),
        )


def make_folder(out: Path) -> None:
    """Make the folder, where it is not there.

    Raises:
        NotWritableError: The file system refuses.
    """
    try:
        _absolute(out).mkdir(exist_ok=True)
    except OSError as error:
        raise NotWritableError(
            _("The folder {place} cannot be made: {reason}").format(
                place=shown(str(out)), reason=reason_of(error, making=True)
            ),
            _("Choose a folder in which you may write, on another drive for example."),
        ) from error


def place_of(out: Path, disc: PlannedDisc) -> Path:
    """Return where the image of a disc lies when it is whole."""
    return _absolute(out) / f"{disc.number}.iso"


def is_full(error: OSError) -> bool:
    """Tell whether nothing more can be written there."""
    return error.errno in _FULL


def refusal_of(place: Path, error: OSError) -> str:
    """Return why an image could not be written, where, and what to do."""
    if error.errno == errno.EFBIG:
        reason = _("the drive takes no file of that size (FAT32 ends at 4 GB)")
        cure = _("Name a folder on a drive with NTFS or exFAT.")
    else:
        reason = reason_of(error, making=True)
        cure = _("Choose a folder in which you may write, on another drive for example.")
    return _("{place} cannot be written: {reason}. {cure}").format(
        place=shown(str(place)), reason=reason, cure=cure
    )


def _absolute(out: Path) -> Path:
    return extended(Path(os.path.abspath(out)))  # noqa: PTH100 - links stay
