"""``archivist print photos``."""

from __future__ import annotations

from gettext import gettext as _

import click

from archivist.actions.view import View
from archivist.cli.print_options import Paper, paper_options, selection_options
from archivist.model.selection import Selection


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
    @paper_options("photos.pdf")
    def photos(view: View, paper: Paper, selection: Selection, per_page: str) -> None:
        from archivist.actions.printing.photos import print_photos  # noqa: PLC0415
        from archivist.cli.print_output import finish  # noqa: PLC0415
        from archivist.cli.print_photos_output import show_sheets  # noqa: PLC0415

        made = print_photos(view, selection, paper.layout or f"photos-{per_page}")
        finish(paper, made.pdf)
        if not paper.quiet:
            show_sheets(made, verbose=paper.verbose)

    return photos
