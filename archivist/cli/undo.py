"""``archivist undo``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.counting import Count
from archivist.cli.options import clock, located


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "undo",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Take the last commands back."),
        help=_(
            "Take back the last N commands that filed, described or imported something, or wrote "
            "ledgers or boxes, the last one first; without N the last one.\n\n"
            "A file that was changed since is left as it is, with all that belongs to it, and is "
            "named; the rest is taken back. Such a command counts as taken back: run “archivist "
            "undo” again for what was done before it. “archivist log” shows what was done.\n\n"
            "Exit code: 0 all taken back, 1 something was left or there was nothing."
        ),
    )
    @click.argument("commands", metavar=_("[N]"), default=1, type=Count())
    @click.option(
        "--archive",
        type=click.Path(path_type=Path),
        metavar=_("DIR"),
        help=_("The archive's folder; else the one in which you are."),
    )
    def undo(commands: int, archive: Path | None) -> int:
        from archivist.actions import undo as action  # noqa: PLC0415
        from archivist.cli.freshness import keep_fresh, touched_by  # noqa: PLC0415
        from archivist.cli.undo_output import show_undone  # noqa: PLC0415

        root = located(archive)
        undone = action.undo(root, commands, clock())
        show_undone(undone)
        keep_fresh(root, touched_by((*undone.deeds, *undone.finished)))
        return 0 if undone.complete else 1

    return undo
