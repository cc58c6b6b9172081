"""Paths of an archive, those of archivist's own folder included, in whatever folder it lies."""

from __future__ import annotations

import errno
from gettext import gettext as _
from pathlib import Path

from archivist.model.settings import STATE
from archivist.store.durable import exists
from archivist.store.inside import inside, is_link


def within(folder: Path, path: str) -> Path:
    """Return the place of a path, where no folder on the way is a link.

    Raises:
        OSError: It leads out of the folder, or through a link.
    """
    first, _slash, rest = path.partition("/")
    if first != STATE or not rest:
        return inside(folder, path)
    own = folder / STATE
    if exists(own) and is_link(own.lstat()):
        raise OSError(errno.ELOOP, _("archivist's own folder is a link there"), path)
    return inside(own, rest)
