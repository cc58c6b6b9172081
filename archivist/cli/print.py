"""``archivist print``: one subcommand for each kind of paper, imported when it is called."""

from __future__ import annotations

import importlib
from gettext import gettext as _

import click

from archivist.cli.help import HelpContext

PAPERS = (
    "labels",
    "catalogue",
    "photos",
    "cover",
    "disc",
    "report",
    "calibrate",
    "new-layout",
)
"""In the order of the help; each is a module ``print_…`` of this package."""


class Papers(click.Group):
    """A group that imports a subcommand's module when it is called."""

    context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, in the order of the help."""
        del ctx
        return list(PAPERS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one subcommand, its texts in the language spoken."""
        del ctx
        if cmd_name not in PAPERS:
            return None
        module = importlib.import_module(f"archivist.cli.print_{cmd_name.replace('-', '_')}")
        command: click.Command = module.command()
        command.context_class = HelpContext
        return command


def command() -> click.Group:
    """Return the group, its texts in the language spoken."""
    return Papers(
        name="print",
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        short_help=_("Print labels, catalogues, photo sheets and reports."),
        help=_(
            "Make PDF files to be printed at 100 %: labels for boxes and discs, catalogues, photo "
            "sheets, reports. Layouts lie in templates/pages; see “archivist print new-layout”."
        ),
    )
