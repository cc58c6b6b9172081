"""After a command that wrote: what it touched is found by the next search."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path

import click

from archivist.actions.progress import Stages
from archivist.actions.view import View
from archivist.cli.options import clock
from archivist.cli.progress import stages
from archivist.cli.screen import shown_lines, wrapped
from archivist.errors import ArchivistError
from archivist.model.names import is_outside
from archivist.model.operation import Deed
from archivist.model.settings import STATE


def keep_fresh(root: Path, paths: Iterable[str], *, quiet: bool = False) -> None:
    """Bring the index, if there is one, up to date; what fails here, ``archivist index`` mends.

    Args:
        root: The archive.
        paths: What was filed, moved, copied or described, relative to the archive.
        quiet: Show no progress.
    """
    try:
        _update(root, paths, stages(shown=not quiet))
    except (ArchivistError, OSError, KeyboardInterrupt) as error:
        # All was done that was asked; only the search is behind.
        reason = error.message if isinstance(error, ArchivistError) else str(error)
        text = _("It is done; it can be found after “archivist index”. {reason}")
        click.echo(wrapped(shown_lines(text.format(reason=reason)).rstrip(), ""), err=True)


def _update(root: Path, paths: Iterable[str], steps: Stages) -> None:
    from archivist.actions.index_place import index_folder  # noqa: PLC0415
    from archivist.store.settings import load_settings  # noqa: PLC0415
    from archivist.store.tree import extended  # noqa: PLC0415

    settings = load_settings(extended(root))
    elsewhere = (f"{settings.inbox}/", f"{STATE}/")
    touched = {p for p in paths if "/" in p and not is_outside(p)}
    touched = {p for p in touched if not p.startswith(elsewhere)}
    if not touched or not os.path.lexists(index_folder(root, settings)):
        return
    from archivist.actions.freshening import items_of, update  # noqa: PLC0415

    view = View(root=root, as_of=clock().date(), now_ns=time.time_ns())
    update(view, items_of(touched), steps)


def touched_by(deeds: Iterable[Deed]) -> list[str]:
    """Return the paths that operations named."""
    return [
        path
        for deed in deeds
        for step in deed.operation.steps
        for path in (step.path, step.source)
        if path
    ]
