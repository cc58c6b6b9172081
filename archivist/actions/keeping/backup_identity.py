"""Of which archive a backup is, and whether one was there before: what the journal can tell."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

from archivist.actions.keeping.backup_notes import last_backup
from archivist.errors import InvalidChoiceError, InvalidFileError
from archivist.store.backup.layout import open_target
from archivist.store.settings import load_settings
from archivist.store.tree import extended


def identity_of(root: Path, target: Path) -> tuple[str, str]:
    """Return what an archive is called, and its mark.

    A mistake in ``archive.toml`` ends no series of backups: the journal tells whose they are.

    Raises:
        InvalidFileError: There is such a mistake, and no backup there before.
        ArchivistError: As `open_target`.
    """
    try:
        settings = load_settings(extended(root))
    except InvalidFileError:
        if last_backup(root, target) is None:
            raise
        marked = open_target(target).marked
        return marked.archive, marked.archive_id
    return settings.called(root.name or str(root)), settings.id


def refuse_lost(root: Path, target: Path) -> None:
    """Refuse to begin anew where a backup was: more likely another drive bears that name now.

    Raises:
        InvalidChoiceError: The journal tells of a backup there.
    """
    last = last_backup(root, target)
    if last is not None:
        raise InvalidChoiceError(
            _("{place} held a backup on {day}, and there is none now.").format(
                place=target, day=last.at[:10]
            ),
            _(
                "Check that the right drive or share is connected. To begin a new backup there, "
                "add --new."
            ),
        )
