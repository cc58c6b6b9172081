"""``archivist restore``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.progress import progress_bar


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "restore",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Restore a snapshot of a backup into a new folder."),
        help=_(
            "Restore SNAPSHOT (“latest” is the newest sound one) into DIR, a new or an empty "
            "folder; never into an archive. Every file is checked before it gets its name: what "
            "is damaged in the backup is named and left out, all else is restored, with its time. "
            "A restore that was cut off goes on when the same command runs again; until it is "
            "finished, a file in DIR says so.\n\n"
            "Without archivist: restore.ps1 (Windows) and restore.sh in the backup do the same.\n\n"
            "Exit code: 0 all is restored, 1 something is damaged, missing or was never backed up, "
            "or “latest” had to pass a damaged snapshot over."
        ),
    )
    @click.argument("snapshot", metavar=_("SNAPSHOT"))
    @click.argument("folder", metavar=_("DIR"), type=click.Path(path_type=Path))
    @click.option(
        "--from",
        "source",
        required=True,
        type=click.Path(path_type=Path),
        metavar=_("TARGET"),
        help=_("The backup: the folder that was given to “archivist backup”."),
    )
    @click.option(
        "--only",
        multiple=True,
        metavar=_("PATH"),
        help=_("Only this folder, item or file of the archive; may be repeated."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @click.option("-q", "--quiet", is_flag=True, help=_("Only the result, no progress."))
    def restore(
        snapshot: str,
        folder: Path,
        source: Path,
        only: tuple[str, ...],
        as_json: bool,  # noqa: FBT001
        quiet: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.keeping.restore import restore as action  # noqa: PLC0415
        from archivist.cli.restore_output import show_restored  # noqa: PLC0415

        bar = progress_bar(shown=not quiet, label=_("Restoring"))
        restored = action(snapshot, folder, source, only, bar)
        show_restored(restored, as_json=as_json, quiet=quiet)
        return 0 if restored.complete else 1

    return restore
