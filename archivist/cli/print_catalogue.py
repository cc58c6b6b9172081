"""``archivist print catalogue``."""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

import click

from archivist.actions.view import View
from archivist.cli.print_options import Paper, paper_options, retention_option, selection_options
from archivist.cli.print_places import check_pdf, check_place, example_place
from archivist.model.plan import Retention
from archivist.model.selection import Selection

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
    @retention_option
    @paper_options("catalogue.pdf", _check)
    def catalogue(
        view: View,
        paper: Paper,
        selection: Selection,
        form: str,
        retentions: tuple[Retention, ...],
    ) -> None:
        from archivist.actions.printing.catalogue import (  # noqa: PLC0415
            CatalogueForm,
            list_catalogue,
            print_listed,
        )
        from archivist.cli.catalogue_output import save_listing  # noqa: PLC0415
        from archivist.cli.print_output import finish  # noqa: PLC0415

        as_pdf = _is_pdf(paper.output)
        if not as_pdf and (paper.layout or paper.preview):
            text = _("--layout and --preview are for a PDF: -o {file}")
            raise click.UsageError(text.format(file=example_place("catalogue.pdf")))
        listed = list_catalogue(
            view, replace(selection, retentions=retentions), CatalogueForm(form)
        )
        if as_pdf:
            finish(paper, print_listed(view, listed, paper.layout))
        else:
            save_listing(paper.output, listed.listing, quiet=paper.quiet)

    return catalogue


def _check(output: Path) -> None:
    """Refuse a file that cannot be written; who writes a table knows what may be replaced."""
    if output.name and output.suffix.lower() not in _ENDINGS:
        raise click.UsageError(_("-o writes .pdf, .xlsx, .csv or .html; name the file so."))
    (check_pdf if _is_pdf(output) else check_place)(output)


def _is_pdf(output: Path) -> bool:
    return output.suffix.lower() == ".pdf"
