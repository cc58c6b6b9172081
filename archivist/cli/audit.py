"""``archivist audit``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.options import PeriodText, shared_options, view_of
from archivist.model.period import Period


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "audit",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Tell what is missing, and what to do next."),
        help=_(
            "Tell what is there and what is missing against the filing plan, and what to do next."
            "\n\nExit code: 0 complete, 1 something is missing."
        ),
    )
    @click.option(
        "--studio",
        "studios",
        multiple=True,
        metavar=_("NAME"),
        help=_("Only this studio; a part of its name is enough."),
    )
    @click.option(
        "--period",
        type=PeriodText(),
        metavar=_("PERIOD"),
        help=_("2025, 2025-H1, 2025-Q1 or 2025-03; else the year of the day."),
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "html"]),
        help=_("Form of the output."),
    )
    @click.option("--json", "form", flag_value="json", help=_("Short for --format json."))
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar=_("FILE"),
        help=_("Write a report to this file: .html or .json."),
    )
    @shared_options
    def audit(
        studios: tuple[str, ...],
        period: Period | None,
        form: str | None,
        output: Path | None,
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.audit import audit as action  # noqa: PLC0415
        from archivist.cli import audit_output  # noqa: PLC0415

        if form == "text" and output is not None:
            raise click.UsageError(_("-o writes --format html or json; text goes to the screen."))
        form = form or _form_of(output)
        verdict = action(view_of(archive, as_of, quiet=quiet), period, studios)
        audit_output.render(verdict, form, output, quiet=quiet, verbose=verbose)
        return 0 if verdict.matrix.complete else 1

    return audit


def _form_of(output: Path | None) -> str:
    """Return the form that an output file's ending asks for."""
    if output is None:
        return "text"
    forms = {".json": "json", ".html": "html", ".htm": "html"}
    if output.suffix.lower() not in forms:
        raise click.UsageError(_("-o writes .html or .json; name the file so."))
    return forms[output.suffix.lower()]
