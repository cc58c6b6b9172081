"""Paths that a journal names: followed only where they stay in the archive's tree."""

from __future__ import annotations

import errno
import os
import stat
from gettext import gettext as _
from pathlib import Path, PurePosixPath

from archivist.model.names import same_name
from archivist.model.settings import STATE

_OUTWARD = "\\:\0" if os.name == "nt" else "\0"
r"""What a name cannot hold: ``a\..\..\b`` and ``D:b`` lead elsewhere on Windows."""
_REDIRECTING = frozenset({0xA0000003, 0xA000000C})
"""NTFS reparse tags of junctions and symbolic links; a cloud placeholder has another tag."""


def inside(root: Path, path: str) -> Path:
    """Return the place of a path relative to the archive, where no folder on the way is a link.

    Raises:
        OSError: It leads out of the archive, through a link, or into archivist's own folder.
    """
    pure = PurePosixPath(path)
    if not pure.parts or pure.is_absolute() or any(_leads_out(part) for part in pure.parts):
        raise OSError(errno.EINVAL, _("the path leads out of the archive"), path)
    # Windows drops dots and spaces at the end of a name.
    if same_name(pure.parts[0]).rstrip(". ") == STATE:
        raise OSError(errno.EINVAL, _("the path leads into archivist's own folder"), path)
    place = root
    for part in pure.parts[:-1]:
        place = place / part
        if _leads_away(place):
            text = _("the folder {name} is a link, which is not followed").format(name=place.name)
            raise OSError(errno.ELOOP, text, str(place))
    return place / pure.parts[-1]


def is_link(status: os.stat_result) -> bool:
    """Tell from what ``lstat`` says whether a name leads elsewhere: a link or a junction."""
    tag = getattr(status, "st_reparse_tag", 0)
    return stat.S_ISLNK(status.st_mode) or tag in _REDIRECTING


def _leads_out(part: str) -> bool:
    return part == ".." or any(sign in part for sign in _OUTWARD)


def _leads_away(place: Path) -> bool:
    try:
        return is_link(place.lstat())
    except (FileNotFoundError, NotADirectoryError):
        return False
