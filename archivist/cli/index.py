"""``archivist index``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.options import view_of


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "index",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Bring what “search” finds up to date."),
        help=_(
            "Read the text of what is new or changed and bring the index up to date. “search” "
            "makes the index by itself when there is none; filing, describing and watching keep "
            "it up to date. After changes by hand this command does."
        ),
    )
    @click.option("--rebuild", is_flag=True, help=_("Make the index from nothing, and swap."))
    @click.option(
        "--ocr",
        "recognise",
        is_flag=True,
        help=_("Recognise the text of scanned pages first; may take seconds a page."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @click.option(
        "--archive",
        type=click.Path(path_type=Path),
        metavar=_("DIR"),
        help=_("The archive's folder; else the one in which you are."),
    )
    @click.option("-q", "--quiet", is_flag=True, help=_("Only the result, no progress."))
    def index(
        rebuild: bool,  # noqa: FBT001
        recognise: bool,  # noqa: FBT001
        as_json: bool,  # noqa: FBT001
        archive: Path | None,
        quiet: bool,  # noqa: FBT001
    ) -> None:
        from archivist.actions import index as action  # noqa: PLC0415
        from archivist.cli import index_output  # noqa: PLC0415
        from archivist.cli.progress import stages  # noqa: PLC0415

        view = view_of(archive, None, quiet=quiet)
        order = action.Order(anew=rebuild, recognise=recognise, stages=stages(shown=not quiet))
        index_output.render(action.index(view, order), as_json=as_json)

    return index
