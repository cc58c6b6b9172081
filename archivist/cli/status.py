"""``archivist status``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.options import clock, shared_options, view_of


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "status",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Say what waits in the inbox, and whether somebody watches."),
        help=_(
            "Say what waits in the inbox, whether a watch is at work, and what was done last.\n\n"
            "Exit code: 0 nothing waits, 1 something does."
        ),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @shared_options
    def status(
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        as_json: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions import status as action  # noqa: PLC0415
        from archivist.cli import status_output  # noqa: PLC0415

        told = action.status(view_of(archive, as_of, quiet=quiet), clock())
        status_output.render(told, as_json=as_json, quiet=quiet, verbose=verbose)
        return 0 if not told.waiting else 1

    return status
