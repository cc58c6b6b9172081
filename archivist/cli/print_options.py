"""What all commands that print share: what is chosen, where it goes, by which layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from archivist.cli.options import Day, shared_options, studio_option, view_of, with_options
from archivist.cli.print_places import check_pdf, example_place
from archivist.model.days import read_day
from archivist.model.plan import RETENTION_NAMES, Retention
from archivist.model.selection import Selection

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R")
_MOST = 1000
"""Places of a sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Where a print goes, and how much is said of it."""

    output: Path
    layout: str = ""
    """Its name; empty: the usual one."""
    preview: bool = False
    """Each page is also written as a picture."""
    quiet: bool = False
    verbose: bool = False


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


def selection_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add the options that choose what is printed; the command gets them as ``selection``."""

    @wraps(command)
    def choosing(**said: Any) -> R:  # noqa: ANN401 - what click read
        return command(selection=_selection(said), **said)

    return with_options(
        choosing,
        studio_option,
        click.option(
            "--category",
            "categories",
            multiple=True,
            metavar=_("CATEGORY_NUMBER"),
            help=_("Only this category: 06."),
        ),
        click.option(
            "--item",
            "items",
            multiple=True,
            metavar=_("NAME"),
            help=_("Only this item: its folder, or a part of its title."),
        ),
        click.option(
            "--box",
            "boxes",
            multiple=True,
            metavar=_("BOX_NUMBER"),
            help=_("Only what lies in this box: 06-1."),
        ),
        click.option(
            "--year",
            "years",
            multiple=True,
            type=click.IntRange(1900, 2100),
            metavar=_("YEAR"),
            help=_("Only items of this year."),
        ),
        click.option(
            "--date-range",
            "days",
            type=DayRange(),
            metavar=_("FROM..TO"),
            help=_("Only items of these days."),
        ),
        click.option(
            "--changed-since",
            type=Day(),
            metavar=_("DATE"),
            help=_("Only items in which something was changed since."),
        ),
    )


def _selection(said: dict[str, Any]) -> Selection:
    """Return what is chosen, and take it out of what was said."""
    since, until = said.pop("days") or (None, None)
    names = ("studios", "categories", "items", "boxes", "years", "changed_since")
    return Selection(since=since, until=until, **{name: said.pop(name) for name in names})


def paper_options(
    example: str, check: Callable[[Path], None] = check_pdf
) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Add where the pages go, by which layout, and the options that every command has.

    The command gets them as ``view`` and ``paper``.

    Args:
        example: The name of a file, told to who names none.
        check: Refuses, before the work, a place that would be refused in the end.
    """

    def add(command: Callable[..., R]) -> Callable[..., R]:
        @wraps(command)
        def printing(**said: Any) -> R:  # noqa: ANN401 - what click read
            if (output := said.pop("output")) is None:
                text = _("Say where to write to: -o {file}")
                raise click.UsageError(text.format(file=example_place(example)))
            check(output)
            names = ("layout", "preview", "quiet", "verbose")
            paper = Paper(output=output, **{name: said.pop(name) for name in names})
            view = view_of(said.pop("archive"), said.pop("as_of"), quiet=paper.quiet)
            return command(view=view, paper=paper, **said)

        return _output_options(printing)

    return add


def _output_options(command: Callable[..., R]) -> Callable[..., R]:
    return with_options(
        command,
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
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


def retention_option(command: F) -> F:
    """Add the option that chooses by retention, any number of them, as ``retentions``."""
    names = {name: each for each, name in RETENTION_NAMES.items()}

    def meant(_context: object, _option: object, said: tuple[str, ...]) -> tuple[Retention, ...]:
        return tuple(names[each] if each in names else Retention(each) for each in said)

    return click.option(
        "--retention",
        "retentions",
        multiple=True,
        type=click.Choice([*(each.value for each in Retention), *names]),
        callback=meant,
        metavar=_("RETENTION"),
        help=_("Only what is kept so long: permanent, 30-years, 10-years (永久, 30年, 10年)."),
    )(command)


def side_options(
    helps: Mapping[str, str], both: str
) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Add a flag for each of two sides, and one for both; the command gets them as ``side``.

    Two that are both named are both, as is none: the last one does not silently win.

    Args:
        helps: What is said of each, by its name.
        both: What is said of the flag for both.
    """

    def add(command: Callable[..., R]) -> Callable[..., R]:
        @wraps(command)
        def choosing(**said: Any) -> R:  # noqa: ANN401 - what click read
            named = [side for side in helps if said.pop(side)]
            alone = not said.pop("both") and len(named) == 1
            return command(side=named[0] if alone else "both", **said)

        flags = {**helps, "both": both}
        return with_options(
            choosing,
            *(click.option(f"--{side}", is_flag=True, help=text) for side, text in flags.items()),
        )

    return add


def start_option(command: F) -> F:
    """Add the place of the first sheet at which printing begins."""
    return click.option(
        "--start",
        type=click.IntRange(1, _MOST),
        default=1,
        metavar=_("PLACE"),
        help=_("Begin at this place of the first sheet; the ones before it are used already."),
    )(command)
