"""``archivist disc``: make, verify, due."""

from __future__ import annotations

from gettext import gettext as _

import click

from archivist.cli.disc_due import due_command
from archivist.cli.disc_make import make_command
from archivist.cli.disc_verify import verify_command
from archivist.cli.help import HelpContext


def command() -> click.Group:
    """Return the group, its texts in the language spoken."""
    group = click.Group(
        name="disc",
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        short_help=_("Make images of discs, check burnt discs, tell what is due."),
        help=_(
            "Discs keep copies of the image records. “make” writes images to be burnt and enters "
            "them into the register of discs, a workbook among the ledgers; “verify” checks a "
            "burnt disc and enters the result; “due” tells what was never burnt or checked."
        ),
    )
    for each in (make_command(), verify_command(), due_command()):
        each.context_class = HelpContext
        group.add_command(each)
    return group
