"""``archivist judge``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from archivist.cli.options import PeriodText, clock, shared_options, view_of
from archivist.model.period import Period

F = TypeVar("F", bound=Callable[..., Any])


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "judge",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Decide what only a person can decide."),
        help=_(
            "State what only a person can decide of a CRITERION, a standing condition or a bonus. "
            "It is kept with name and date, beside what files prove; a later judgement on the same "
            "matter counts instead, and both are kept.\n\n"
            "For many: --worksheet writes a table, --read shows what a filled-in table decides, "
            "--read with --yes keeps it. --list shows what was judged.\n\n"
            "--withdraw takes a judgement back: the matter is undecided again, and both are kept. "
            "“archivist undo” does not take judgements back.\n\n"
            "Exit code: 0 done, 1 something was not taken over."
        ),
    )
    @click.argument("criterion", metavar=_("[CRITERION]"), required=False, default="")
    @_decisions
    @_matters
    @_tables
    @shared_options
    def judge(
        criterion: str,
        archive: Path | None,
        as_of: date | None,
        quiet: bool,  # noqa: FBT001
        verbose: bool,  # noqa: FBT001
        period: Period | None,
        **said: Any,  # noqa: ANN401 - the decision and the tables, checked below
    ) -> int:
        from archivist.cli import judge_run as run  # noqa: PLC0415

        ask = run.Ask(
            view=view_of(archive, as_of, quiet=quiet),
            archive=archive,
            criterion=criterion,
            said=said,
            period=period,
            now=clock(),
            verbose=verbose,
        )
        return run.run(ask)

    return judge


def _decisions(command: F) -> F:
    """Add the options for what is decided, and by whom."""
    number, text = _("NUMBER"), _("TEXT")
    for option in (
        click.option("--note", metavar=text, default="", help=_("The reasons.")),
        click.option("--by", metavar=_("NAME"), default="", help=_("Who decides.")),
        click.option("--withdraw", is_flag=True, help=_("Take back what was judged.")),
        click.option("--give", metavar=number, help=_("Points given, of a bonus.")),
        click.option("--unmet", is_flag=True, help=_("It is not met.")),
        click.option("--met", is_flag=True, help=_("It is met, or the condition holds.")),
        click.option("--deduct", metavar=number, help=_("Points that come off; 0: all is well.")),
    ):
        command = option(command)
    return command


def _matters(command: F) -> F:
    """Add the options for whose points these are."""
    for option in (
        click.option(
            "--rubric", metavar=_("NAME"), default="", help=_("The rubric; else the archive's own.")
        ),
        click.option(
            "--period",
            type=PeriodText(),
            metavar=_("PERIOD"),
            help=_("2025, 2025-H1, 2025-Q1 or 2025-03; else the quarter of today."),
        ),
        click.option(
            "--studio", metavar=_("NAME"), default="", help=_("The studio, if there are several.")
        ),
    ):
        command = option(command)
    return command


def _tables(command: F) -> F:
    """Add the options for tables and the list."""
    path = click.Path(path_type=Path)
    for option in (
        click.option("--yes", is_flag=True, help=_("Keep what --read shows.")),
        click.option("--read", type=path, metavar=_("FILE"), help=_("Read a table back.")),
        click.option(
            "--worksheet", type=path, metavar=_("FILE"), help=_("Write a table: 认定表.xlsx")
        ),
        click.option("--list", "list_", is_flag=True, help=_("Show what was judged.")),
    ):
        command = option(command)
    return command
