"""``archivist print report``."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from archivist.cli.options import PeriodText, view_of
from archivist.cli.print_options import output_options


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "report",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Print an audit or a score as an official document."),
        help=_(
            "Print what “archivist audit” tells as an official document: cover, tables, evidence, "
            "lines to sign. Without --rubric: what is there and what is missing. With it: the "
            "points, why they are lost and what cures it."
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
        help=_(
            "2025, 2025-H1, 2025-Q1 or 2025-03; else the year of the day, by a rubric its quarter."
        ),
    )
    @click.option(
        "--rubric",
        is_flag=False,
        flag_value="",
        default=None,
        metavar=_("[NAME]"),
        help=_("Score by this rubric; without NAME by the first of archive.toml. So does --all."),
    )
    @click.option("--all", "ranked", is_flag=True, help=_("Rank all studios by their scores."))
    @output_options
    def report(
        archive: Path | None,
        as_of: date | None,
        output: Path | None,
        *,
        preview: bool,
        quiet: bool,
        **said: Any,  # noqa: ANN401 - the options above
    ) -> int:
        from archivist.cli.print_run import finish  # noqa: PLC0415

        if output is None:
            raise click.UsageError(_("A PDF needs a file: -o report.pdf"))
        if said["ranked"] and said["studios"]:
            raise click.UsageError(_("--all ranks all studios; leave --studio out."))
        view = view_of(archive, as_of, quiet=quiet)
        finish(output, _pages(view, said), preview=preview, quiet=quiet)
        return 0

    return report


def _pages(view: Any, said: dict[str, Any]) -> bytes:  # noqa: ANN401
    from archivist.actions.printing.report import print_audit, print_score  # noqa: PLC0415

    if said["rubric"] is None and not said["ranked"]:
        from archivist.actions.audit import audit  # noqa: PLC0415

        return print_audit(view, audit(view, said["period"], said["studios"]), said["layout"])
    from archivist.actions.score import Request, verdict  # noqa: PLC0415

    request = Request(
        rubric=said["rubric"] or "",
        period=said["period"],
        studios=said["studios"],
        ranked=said["ranked"],
        history=True,
    )
    return print_score(view, verdict(view, request), said["layout"])
