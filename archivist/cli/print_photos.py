"""``archivist print photos``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from archivist.cli.options import view_of
from archivist.cli.print_options import output_options, selection_of, selection_options


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "photos",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Print photos as an album or as contact sheets."),
        help=_(
            "Print photos with code and elements, 2, 6 or 12 a page, by item; what holds for all "
            "photos of an item stands before its first. A picture that cannot be shown is a frame "
            "with the reason."
        ),
    )
    @click.option(
        "--per-page",
        type=click.Choice(["2", "6", "12"]),
        default="6",
        show_default=True,
        help=_("Photos on a page; on a page with 2, a table of all elements stands below each."),
    )
    @selection_options
    @output_options
    def photos(
        per_page: str,
        archive: Path | None,
        as_of: date | None,
        output: Path | None,
        layout: str,
        preview: bool,  # noqa: FBT001
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        **said: Any,  # noqa: ANN401 - the selection's options
    ) -> None:
        from archivist.actions.printing.photos import print_photos  # noqa: PLC0415
        from archivist.cli.print_photos_output import show_sheets  # noqa: PLC0415
        from archivist.cli.print_run import finish  # noqa: PLC0415

        if output is None:
            raise click.UsageError(_("Say where to write to: -o photos.pdf"))
        view = view_of(archive, as_of, quiet=quiet)
        made = print_photos(view, selection_of(said), layout or f"photos-{per_page}")
        finish(output, made.pdf, preview=preview, quiet=quiet)
        if not quiet:
            show_sheets(made, verbose=verbose)

    return photos
