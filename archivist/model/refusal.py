"""Why a file system refused, in words for a person: the one place where errno becomes a text."""

from __future__ import annotations

import errno
from gettext import gettext as _

from archivist.model.wording import N_

_IN_USE = frozenset({32, 33})
"""Windows' own numbers for a file that another program has open."""
_REASONS = {
    errno.ENOSPC: N_("the drive is full"),
    errno.EDQUOT: N_("the drive is full"),
    errno.EROFS: N_("the drive is read-only"),
    errno.EXDEV: N_("it lies on another drive than the archive"),
    errno.ENOTDIR: N_("a folder on the way to it is none, but a file"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EIO: N_("the drive reports an error"),
    errno.EMFILE: N_("too many files are open; close other programs"),
    errno.ENFILE: N_("too many files are open; close other programs"),
    errno.ENOMEM: N_("there is not enough memory"),
}


_LOOPS = frozenset({"Too many levels of symbolic links", "Symbolic link loop"})
"""What systems say of `errno.ELOOP`; what we say of it ourselves, with a link's name, stays."""


def reason_of(error: OSError, *, making: bool = False) -> str:
    """Return why the file system refused; a reason that we gave ourselves is kept.

    Args:
        error: What it said.
        making: A file was to be made, so that none can be gone.
    """
    if isinstance(error, FileExistsError):
        return _("something of that name is there already")
    if isinstance(error, FileNotFoundError):
        return _("no file can be made there") if making else _("it is not there any more")
    if getattr(error, "winerror", 0) in _IN_USE:
        return _("another program has it open; close it and try again")
    if isinstance(error, PermissionError):
        return _("the system does not allow it: it may be open in another program, or read-only")
    said = error.strerror or str(error)
    if said in _LOOPS:
        return _("it is a link that leads in a circle")
    reason = _REASONS.get(error.errno or 0)
    return _(reason) if reason else said
