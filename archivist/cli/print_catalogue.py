"""``archivist print catalogue``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from archivist.cli.options import view_of
from archivist.cli.print_options import output_options, selection_of, selection_options

_ENDINGS = (".pdf", ".xlsx", ".csv", ".html", ".htm")


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "catalogue",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Print the catalogue of studio, category and item, or a list of files."),
        help=_(
            "Print the catalogue of studio, category and item, with the page on which each begins; "
            "or with --form the list of filed documents, the list or the register of photos. The "
            "ending of FILE says as what: .pdf, .xlsx, .csv or .html.\n\n"
            "Only an earlier PDF of archivist is replaced, and no other file."
        ),
    )
    @click.option(
        "--form",
        "form",
        type=click.Choice(["levels", "files", "photos", "register"]),
        default="levels",
        show_default=True,
        help=_("Three levels, documents, photos, or the register of photos."),
    )
    @selection_options
    @output_options
    def catalogue(
        form: str,
        archive: Path | None,
        as_of: date | None,
        output: Path | None,
        layout: str,
        preview: bool,  # noqa: FBT001
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        **said: Any,  # noqa: ANN401 - the selection's options
    ) -> None:
        from archivist.actions.printing.catalogue import (  # noqa: PLC0415
            CatalogueForm,
            list_catalogue,
            print_listed,
        )
        from archivist.cli.catalogue_output import save_listing  # noqa: PLC0415
        from archivist.cli.print_run import finish  # noqa: PLC0415

        del verbose
        target = _target(output, layout, preview=preview)
        view = view_of(archive, as_of, quiet=quiet)
        listed = list_catalogue(view, selection_of(said), CatalogueForm(form))
        if target.suffix.lower() == ".pdf":
            finish(target, print_listed(view, listed, layout), preview=preview, quiet=quiet)
        else:
            save_listing(target, listed.listing, quiet=quiet)

    return catalogue


def _target(output: Path | None, layout: str, *, preview: bool) -> Path:
    """Return the file to be written, or refuse what cannot be."""
    if output is None:
        raise click.UsageError(_("Say where to write to: -o catalogue.pdf"))
    ending = output.suffix.lower()
    if ending not in _ENDINGS:
        raise click.UsageError(_("-o writes .pdf, .xlsx, .csv or .html; name the file so."))
    if ending != ".pdf" and (layout or preview):
        raise click.UsageError(_("--layout and --preview are for a PDF: -o catalogue.pdf"))
    return output
