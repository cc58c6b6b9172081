"""``archivist print calibrate``."""

from __future__ import annotations

from gettext import gettext as _

import click

from archivist.actions.view import View
from archivist.cli.print_options import Paper, paper_options


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
    @paper_options("test-page.pdf")
    def calibrate(view: View, paper: Paper) -> None:
        from archivist.actions.printing.calibrate import calibrate as action  # noqa: PLC0415
        from archivist.cli.print_output import finish  # noqa: PLC0415

        finish(paper, action(view.root, view.as_of, paper.layout))

    return calibrate
