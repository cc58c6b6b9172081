"""``archivist print cover``."""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext

import click

from archivist.actions.view import View
from archivist.cli.print_options import Paper, paper_options, retention_option, selection_options
from archivist.model.plan import Retention
from archivist.model.selection import Selection


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "cover",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Print covers for the lists of filed documents."),
        help=_(
            "Print the covers of the lists of filed documents: one for each studio, year and "
            "retention; with a fonds number or with --category, one for each of these and category."
        ),
    )
    @selection_options
    @retention_option
    @paper_options("cover.pdf")
    def cover(
        view: View, paper: Paper, selection: Selection, retentions: tuple[Retention, ...]
    ) -> None:
        from archivist.actions.printing.cover import print_cover  # noqa: PLC0415
        from archivist.cli.print_output import finish  # noqa: PLC0415
        from archivist.cli.screen import show  # noqa: PLC0415

        made = print_cover(view, replace(selection, retentions=retentions), paper.layout)
        finish(paper, made.pdf)
        if not paper.quiet:
            show(ngettext("{count} cover", "{count} covers", made.count).format(count=made.count))

    return cover
