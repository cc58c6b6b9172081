"""What all commands that print share: the selection, the output, the preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from archivist.cli.options import Day, shared_options
from archivist.cli.print_places import checked_output, checked_place
from archivist.model.days import read_day
from archivist.model.selection import Selection

F = TypeVar("F", bound=Callable[..., Any])


class DayRange(click.ParamType[tuple[date, date]]):
    """Two days with two dots between, ``2025.01.01..2025.06.30``; either may be left out."""

    name = "date-range"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date, date]:
        """Return the first and the last day, or refuse."""
        text = str(value)
        first, dots, last = text.partition("..")
        since = read_day(first) if first else date.min
        until = read_day(last) if last else date.max
        if not dots or since is None or until is None or since > until:
            message = _("“{text}” is no range; write 2025.01.01..2025.06.30")
            self.fail(message.format(text=text), param, ctx)
        return since, until


def selection_options(command: F) -> F:
    """Add the options that choose what is printed; `selection_of` takes them."""
    several: dict[str, Any] = {"multiple": True}
    options = (
        (
            "--studio",
            "studios",
            {"metavar": _("NAME"), **several},
            _("Only this studio; a part of its name is enough."),
        ),
        (
            "--category",
            "categories",
            {"metavar": _("CATEGORY_NUMBER"), **several},
            _("Only this category: 06."),
        ),
        (
            "--item",
            "items",
            {"metavar": _("NAME"), **several},
            _("Only this item: its folder, or a part of its title."),
        ),
        (
            "--box",
            "boxes",
            {"metavar": _("BOX_NUMBER"), **several},
            _("Only what lies in this box: 06-1."),
        ),
        (
            "--year",
            "years",
            {"type": click.IntRange(1900, 2100), "metavar": _("YEAR"), **several},
            _("Only items of this year."),
        ),
        (
            "--date-range",
            "days",
            {"type": DayRange(), "metavar": _("FROM..TO")},
            _("Only items of these days."),
        ),
        (
            "--changed-since",
            "changed_since",
            {"type": Day(), "metavar": _("DATE")},
            _("Only items in which something was changed since."),
        ),
    )
    for flag, name, how, text in reversed(options):
        command = click.option(flag, name, help=text, **how)(command)
    return command


def output_options(command: F) -> F:
    """Add where the pages go, by which layout, and the options that every command has."""
    return _output_options(command, checked_output)


def split_output_options(command: F) -> F:
    """Add the same, where ``-o`` may come to several files: `checked_output` is asked of each."""
    return _output_options(command, checked_place)


def _output_options(command: F, checked: Callable[..., Path | None]) -> F:
    for option in reversed(
        (
            click.option(
                "-o",
                "--output",
                type=click.Path(path_type=Path, dir_okay=False),
                callback=checked,
                metavar=_("FILE"),
                help=_("Write to this file."),
            ),
            click.option(
                "--layout",
                default="",
                metavar=_("NAME"),
                help=_("Another layout than the usual one."),
            ),
            click.option(
                "--preview",
                is_flag=True,
                help=_("Also write each page as a picture (PNG) beside it."),
            ),
            shared_options,
        )
    ):
        command = option(command)
    return command


def selection_of(said: dict[str, Any]) -> Selection:
    """Return what the options of `selection_options` choose, and take them out of ``said``."""
    since, until = said.pop("days", None) or (None, None)
    names = ("studios", "categories", "items", "boxes", "years", "changed_since")
    return Selection(since=since, until=until, **{name: said.pop(name) for name in names})
