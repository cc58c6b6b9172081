"""``archivist pack``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.options import PeriodText, shared_options, studio_option, view_of
from archivist.model.period import Period, Span


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "pack",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Copy the evidence for a rubric, with a list."),
        help=_(
            "Copy what proves the points of a rubric into OUT, a new folder or a new .zip, in the "
            "rubric's own order, with a numbered list. The checksums in it can be checked without "
            "archivist: sha256sum -c sha256sums.txt\n\n"
            "Exit code: 0 all is copied, 1 a file could not be read."
        ),
    )
    @click.argument("target", metavar=_("OUT"), type=click.Path(path_type=Path))
    @click.option("--rubric", default="", metavar=_("NAME"), help=_("Else the archive's first."))
    @click.option(
        "--period",
        type=PeriodText(),
        metavar=_("PERIOD"),
        help=_("2025, 2025-H1, 2025-Q1 or 2025-03; else the quarter of the day."),
    )
    @studio_option
    @shared_options
    def pack(
        target: Path,
        rubric: str,
        period: Period | None,
        studios: tuple[str, ...],
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.pack import pack as action  # noqa: PLC0415
        from archivist.cli.pack_output import show_pack  # noqa: PLC0415

        view = view_of(archive, as_of, quiet=quiet)
        asked = period or Period.containing(view.as_of, Span.QUARTER)
        report = action(view, rubric, asked, studios, target)
        show_pack(report, target, quiet=quiet, verbose=verbose)
        return 1 if report.refused else 0

    return pack
