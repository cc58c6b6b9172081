"""``archivist log``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.counting import Count
from archivist.cli.options import located


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "log",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Show what was done, and whether the journal is whole."),
        help=_(
            "Show what archivist did in the archive, the last first, and whether its journal is "
            "whole.\n\n"
            "Exit code: 0 the journal is whole, 1 it was tampered with or is damaged."
        ),
    )
    @click.option(
        "--limit", default=20, type=Count(), metavar=_("N"), help=_("Commands shown, else 20.")
    )
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @click.option(
        "--archive",
        type=click.Path(path_type=Path),
        metavar=_("DIR"),
        help=_("The archive's folder; else the one in which you are."),
    )
    @click.option("-v", "--verbose", is_flag=True, help=_("Everything, in detail."))
    def log(limit: int, as_json: bool, archive: Path | None, verbose: bool) -> int:  # noqa: FBT001
        from archivist.actions import undo as action  # noqa: PLC0415
        from archivist.cli import log_output  # noqa: PLC0415

        told = action.log(located(archive))
        log_output.render(told, limit=limit, as_json=as_json, verbose=verbose)
        return 0 if not told.breaks else 1

    return log
