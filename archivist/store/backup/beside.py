"""What lies beside a backup so that it can be restored without archivist."""

from __future__ import annotations

import errno
import hashlib
from gettext import gettext as _
from pathlib import Path

from archivist.model.refusal import reason_of
from archivist.store.backup.drive import at_target
from archivist.store.backup.layout import Target
from archivist.store.backup.names import README
from archivist.store.backup.readme_text import readme
from archivist.store.backup.scripts import scripts
from archivist.store.durable import digest_of
from archivist.store.writing import replace_file


def beside_files() -> dict[str, bytes]:
    """Return the content of each by its name."""
    return {README: readme(), **scripts()}


def write_beside(folder: Path) -> dict[str, str]:
    """Put them into a target, in place of an earlier version's; return the SHA-256 of each.

    Raises:
        TargetError: The target cannot be written.
    """
    sums = {}
    for name, content in beside_files().items():
        sums[name] = hashlib.sha256(content).hexdigest()
        with at_target():
            if _digest(folder / name) != sums[name]:
                replace_file(folder / name, content)
    return sums


def beside_damage(target: Target) -> dict[str, str]:
    """Return which of them are not as they were written, and why; the next backup mends them."""
    snapshots = target.snapshots()
    found = {}
    for name, content in beside_files().items():
        good = {hashlib.sha256(content).hexdigest()}
        good |= {each.beside[name] for each in snapshots if name in each.beside}
        try:
            sha256 = digest_of(target.folder / name)
        except OSError as error:
            found[name] = reason_of(error)
            continue
        if not sha256:
            found[name] = _("it is missing")
        elif sha256 not in good:
            found[name] = _("it is not as it was written")
    return found


def _digest(path: Path) -> str:
    """Return the SHA-256 of one of them; what keeps it from being read names the file."""
    try:
        return digest_of(path)
    except OSError as error:
        text = _("{place}: {what}").format(place=path.name, what=reason_of(error))
        raise OSError(errno.EINVAL, text, str(path)) from error
