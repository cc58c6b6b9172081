"""``archivist print report``."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

import click

from archivist.actions.view import View
from archivist.cli.options import PeriodText, studio_option
from archivist.cli.print_options import Paper, paper_options


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
    @studio_option
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
    @paper_options("report.pdf")
    def report(
        view: View,
        paper: Paper,
        **said: Any,  # noqa: ANN401 - the options above
    ) -> None:
        from archivist.cli.print_output import finish  # noqa: PLC0415

        if said["ranked"] and said["studios"]:
            raise click.UsageError(_("--all ranks all studios; leave --studio out."))
        finish(paper, _pages(view, said, paper.layout))

    return report


def _pages(view: View, said: dict[str, Any], layout: str) -> bytes:
    from archivist.actions.printing.report import print_audit, print_score  # noqa: PLC0415

    if said["rubric"] is None and not said["ranked"]:
        from archivist.actions.audit import audit  # noqa: PLC0415

        return print_audit(view, audit(view, said["period"], said["studios"]), layout)
    from archivist.actions.score import Request, verdict  # noqa: PLC0415

    request = Request(
        rubric=said["rubric"] or "",
        period=said["period"],
        studios=said["studios"],
        ranked=said["ranked"],
        history=True,
    )
    return print_score(view, verdict(view, request), layout)
