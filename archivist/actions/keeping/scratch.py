"""A scratch place: a folder of our own that is taken away again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.model.refusal import reason_of
from archivist.store.backup.layout import Target, absolute
from archivist.store.outside import refuse_inside
from archivist.store.packing import lies_in


@contextmanager
def scratch_place(folder: Path | None, root: Path, target: Target) -> Iterator[Path]:
    """Make a folder for restored files, which goes with all that it holds.

    Args:
        folder: Where to make it; None: in the system's folder for what is temporary.
        root: The archive.
        target: The backup.

    Raises:
        InvalidChoiceError: It would lie in one of the two.
        NotWritableError: It cannot be made, or what is written there while it is used.
    """
    around = folder or Path(tempfile.gettempdir())
    elsewhere = _("Name another folder for the restored files with --scratch.")
    refuse_inside(around, root, elsewhere)
    if lies_in(around, target.folder):
        text = _("{place} lies in the backup.").format(place=around)
        raise InvalidChoiceError(text, elsewhere)
    hint = _("Name a folder with enough space for the restored files with --scratch.")
    try:
        made = tempfile.TemporaryDirectory(
            prefix="archivist-restore-test-", dir=absolute(around), ignore_cleanup_errors=True
        )
    except OSError as error:
        text = _("Nothing can be restored to {place}: {reason}")
        raise NotWritableError(text.format(place=around, reason=reason_of(error)), hint) from error
    with made as name:
        try:
            yield Path(name)
        except NotWritableError as error:
            raise NotWritableError(error.message, hint) from error
