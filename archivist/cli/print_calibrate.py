"""``archivist print calibrate``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.options import clock, located
from archivist.cli.print_options import output_options


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "calibrate",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Print a test page to measure the printer."),
        help=_(
            "Print a test page: it tells what to measure and which two numbers to write into "
            "archive.toml, so that labels lie where they belong on the paper."
        ),
    )
    @output_options
    def calibrate(
        archive: Path | None,
        as_of: date | None,
        output: Path | None,
        layout: str,
        preview: bool,  # noqa: FBT001
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> None:
        from archivist.actions.printing.calibrate import calibrate as action  # noqa: PLC0415
        from archivist.cli.print_run import finish  # noqa: PLC0415

        del verbose
        if output is None:
            raise click.UsageError(_("Say where to write to: -o test-page.pdf"))
        page = action(located(archive), as_of or clock().date(), layout)
        finish(output, page, preview=preview, quiet=quiet)

    return calibrate
