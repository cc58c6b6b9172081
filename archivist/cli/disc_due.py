"""``archivist disc due``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.options import shared_options, studio_option, view_of


def due_command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "due",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Tell what was never burnt, and which discs are to be checked."),
        help=_(
            "Tell which images lie on no disc (-v names them), which sets were never burnt or "
            "never checked, which check failed, and which disc is to be checked again: optical "
            "discs every 4 years, hard drives and sticks every 2.\n\n"
            "Exit code: 0 nothing is due, 1 something is."
        ),
    )
    @studio_option
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @shared_options
    def due(
        studios: tuple[str, ...],
        as_json: bool,  # noqa: FBT001
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.burning.due import due_discs  # noqa: PLC0415
        from archivist.cli.disc_due_output import due_json, show_due  # noqa: PLC0415
        from archivist.cli.screen import show_json  # noqa: PLC0415

        report = due_discs(view_of(archive, as_of, quiet=quiet), studios)
        if as_json:
            show_json(due_json(report))
        else:
            show_due(report, quiet=quiet, verbose=verbose)
        return 0 if report.nothing else 1

    return due
