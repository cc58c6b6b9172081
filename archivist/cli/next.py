"""``archivist next``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.counting import Count
from archivist.cli.options import shared_options, studio_option, view_of


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "next",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Tell which duties fall due in the coming days."),
        help=_(
            "Tell which duties of the rubric fall due in the coming days and are not met yet, the "
            "most points first; the same as “archivist audit --ahead 30”.\n\n"
            "Exit code: 0 nothing falls due, 1 something does."
        ),
    )
    @click.option(
        "--days", default=30, type=Count(), metavar=_("DAYS"), help=_("How far ahead, else 30.")
    )
    @click.option("--rubric", default="", metavar=_("NAME"), help=_("Else the archive's first."))
    @studio_option
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @shared_options
    def next_(
        days: int,
        rubric: str,
        studios: tuple[str, ...],
        as_json: bool,  # noqa: FBT001
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
    ) -> int:
        from archivist.actions.score import Request  # noqa: PLC0415
        from archivist.cli.audit_rubric import run_ahead  # noqa: PLC0415

        del verbose
        request = Request(rubric=rubric, studios=studios, ahead=days)
        return run_ahead(view_of(archive, as_of, quiet=quiet), request, as_json=as_json)

    return next_
