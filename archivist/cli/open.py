"""``archivist open``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.options import located
from archivist.errors import NotReadableError

NO_PROGRAM = 127
"""What a shell returns for a command that is not there."""


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "open",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Open the file with a code or a name."),
        help=_(
            "Open the file or folder with this code or name in the program that shows such files: "
            "C1-20220125-01, 签到表, the end of a path, the number of a box or a disc, or what a "
            "scanner reads from a label."
        ),
    )
    @click.argument("code", metavar=_("CODE_OR_NAME"))
    @click.option("--folder", is_flag=True, help=_("Show it in its folder instead."))
    @click.option(
        "--archive",
        type=click.Path(path_type=Path),
        metavar=_("DIR"),
        help=_("The archive's folder; else the one in which you are."),
    )
    def open_(code: str, folder: bool, archive: Path | None) -> None:  # noqa: FBT001
        from archivist.actions import find as action  # noqa: PLC0415
        from archivist.cli.screen import shown_lines  # noqa: PLC0415

        path, remarks = action.one(located(archive), code, programs=folder)
        for remark in remarks:
            click.echo(shown_lines(remark), err=True)
        ended = click.launch(str(path), locate=folder)
        # Windows' Explorer says 1 when it has shown a folder.
        if ended == NO_PROGRAM or (ended and not folder):
            raise NotReadableError(
                _("No program here shows {path}.").format(path=path),
                _("Open the file by hand; “archivist find” says where it lies."),
            )

    return open_
