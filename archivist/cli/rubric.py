"""``archivist rubric``: check, new, list."""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from archivist.cli.help import HelpContext
from archivist.cli.options import archive_of

F = TypeVar("F", bound=Callable[..., Any])


def command() -> click.Group:
    """Return the group, its texts in the language spoken."""
    group = click.Group(
        name="rubric",
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        short_help=_("Check, begin or list rubrics."),
        help=_(
            "A rubric says what an inspection asks and what takes points off. It is a text file "
            "that every unit may write for itself."
        ),
    )
    for each in (_check(), _new(), _list()):
        each.context_class = HelpContext
        group.add_command(each)
    return group


def _check() -> click.Command:
    @click.command(
        "check",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Say what is wrong in a rubric."),
        help=_(
            "Say everything that is wrong in the rubric FILE, with its line and how to mend it; "
            "of one that is right, what it asks.\n\n"
            "Exit code: 0 it is right, 1 it has mistakes."
        ),
    )
    @click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
    @_archive_option
    def check(file: Path, archive: Path | None) -> int:
        from archivist.actions import rubric as action  # noqa: PLC0415
        from archivist.cli import rubric_output  # noqa: PLC0415

        checked = action.check_rubric(archive_of(archive, file), file)
        rubric_output.show_checked(checked, file)
        return 0 if checked.asked else 1

    return check


def _new() -> click.Command:
    @click.command(
        "new",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Write a rubric to begin with."),
        help=_(
            "Write the rubric FILE with one example of each kind of deduction and what it means, "
            "to be made your own. What is there is never overwritten."
        ),
    )
    @click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
    @_archive_option
    def new(file: Path, archive: Path | None) -> None:
        from archivist.actions import rubric as action  # noqa: PLC0415
        from archivist.cli import rubric_output  # noqa: PLC0415

        rubric_output.show_begun(action.new_rubric(archive_of(archive, file), file))

    return new


def _list() -> click.Command:
    @click.command(
        "list",
        options_metavar=_("[OPTIONS]"),
        short_help=_("List the rubrics that can be used."),
        help=_("List the rubrics that can be used, and where each comes from."),
    )
    @_archive_option
    def list_(archive: Path | None) -> None:
        from archivist.actions import rubric as action  # noqa: PLC0415
        from archivist.cli import rubric_output  # noqa: PLC0415

        rubric_output.show_list(action.list_rubrics(archive_of(archive, Path())))

    return list_


def _archive_option(command: F) -> F:
    return click.option(
        "--archive",
        type=click.Path(path_type=Path),
        metavar=_("DIR"),
        help=_("The archive's folder; else the one in which you are."),
    )(command)
