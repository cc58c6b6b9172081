"""``archivist print cover``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

import click

from archivist.cli.options import view_of
from archivist.cli.print_options import output_options, selection_of, selection_options


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "cover",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Print covers for the lists of filed documents."),
        help=_(
            "Print the covers of the lists of filed documents: one for each studio, year and "
            "retention; with --category one for each of these and category."
        ),
    )
    @selection_options
    @output_options
    def cover(
        archive: Path | None,
        as_of: date | None,
        output: Path | None,
        layout: str,
        preview: bool,  # noqa: FBT001
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        **said: Any,  # noqa: ANN401 - the selection's options
    ) -> None:
        from archivist.actions.printing.cover import print_cover  # noqa: PLC0415
        from archivist.cli.print_run import finish  # noqa: PLC0415
        from archivist.cli.screen import show  # noqa: PLC0415

        del verbose
        if output is None or output.suffix.lower() != ".pdf":
            raise click.UsageError(_("Say where to write to: -o cover.pdf"))
        view = view_of(archive, as_of, quiet=quiet)
        made = print_cover(view, selection_of(said), layout)
        finish(output, made.pdf, preview=preview, quiet=quiet)
        if not quiet:
            show(ngettext("{count} cover", "{count} covers", made.count).format(count=made.count))

    return cover
