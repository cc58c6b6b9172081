"""``archivist backup list``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "list",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Show the snapshots of a backup."),
        help=_(
            "Show the snapshots that lie in TARGET, the oldest first: name, time, files, size and "
            "how much of it was new. One whose lists are not as they were written is marked; "
            "“archivist backup verify” looks at the contents, too.\n\n"
            "Exit code: 0 all are sound, 1 one is damaged."
        ),
    )
    @click.argument("target", metavar=_("TARGET"), type=click.Path(path_type=Path))
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    def list_(target: Path, as_json: bool) -> int:  # noqa: FBT001
        from archivist.actions.keeping.backup import backups  # noqa: PLC0415
        from archivist.cli.backup_output import show_list, show_list_json  # noqa: PLC0415

        found = backups(target)
        if as_json:
            show_list_json(target, found)
        else:
            show_list(target, found)
        return 1 if any(each.damage for each in found) else 0

    return list_
