"""Options that several commands share."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date, datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from archivist.actions.view import View
from archivist.cli.progress import progress_bar
from archivist.errors import NoArchiveError
from archivist.model.days import read_day
from archivist.model.period import Period
from archivist.model.settings import MARKER
from archivist.store.settings import find_archive

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day, as ``2025.12.31`` or ``2025-12-31``."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day, or refuse."""
        day = value if isinstance(value, date) else read_day(str(value))
        if day is None:
            self.fail(_("“{text}” is no day; write 2025.12.31").format(text=value), param, ctx)
        return day


class PeriodText(click.ParamType[Period]):
    """A period, as ``2025``, ``2025-H1``, ``2025-Q1`` or ``2025-03``."""

    name = "period"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        """Return the period, or refuse."""
        try:
            return value if isinstance(value, Period) else Period.parse(str(value))
        except ValueError:
            text = _("“{text}” is no period; write 2025, 2025-H1, 2025-Q1 or 2025-03")
            self.fail(text.format(text=value), param, ctx)


def with_options(command: F, *options: Callable[[F], F]) -> F:
    """Add options, which the help shows in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def shared_options(command: F) -> F:
    """Add the options that choose the archive, the day and how much is said."""
    return with_options(
        command,
        click.option(
            "--archive",
            type=click.Path(path_type=Path),
            metavar=_("DIR"),
            help=_("The archive's folder; else the one in which you are."),
        ),
        click.option(
            "--as-of",
            type=Day(),
            metavar=_("DATE"),
            help=_("Judge as on this day (2025.12.31); else today."),
        ),
        click.option("-q", "--quiet", is_flag=True, help=_("Only the result, no progress.")),
        click.option("-v", "--verbose", is_flag=True, help=_("Everything, in detail.")),
    )


def studio_option(command: F) -> F:
    """Add the option that chooses studios, any number of them, as ``studios``."""
    return click.option(
        "--studio",
        "studios",
        multiple=True,
        metavar=_("NAME"),
        help=_("Only this studio; a part of its name is enough."),
    )(command)


def clock() -> datetime:
    """Return the time, with the zone's offset; commands ask for it here."""
    return datetime.now().astimezone()


def located(archive: Path | None) -> Path:
    """Return the archive that was named, or in which one is."""
    return find_archive(archive or Path())


def beside(path: Path) -> Path:
    """Return the folder at which to look for the archive of a path, though it may not be there."""
    return next((each for each in (path, *path.parents) if os.path.isdir(each)), Path())  # noqa: PTH112


def archive_of(archive: Path | None, file: Path) -> Path | None:
    """Return the archive that was named, else that of here or of a file; None: there is none."""
    if archive is not None:
        return find_archive(archive)
    for start in (Path(), beside(file)):
        try:
            return find_archive(start)
        except NoArchiveError:
            continue
    return None


def view_of(
    archive: Path | None, as_of: date | None, *, quiet: bool, scope: tuple[Path, ...] = ()
) -> View:
    """Return what to look at; the clock is read here and nowhere below."""
    if archive is None and scope and not Path(MARKER).exists():
        archive = beside(scope[0])
    root = find_archive(archive or Path())
    return View(
        root=root,
        as_of=as_of or clock().date(),
        now_ns=time.time_ns(),
        scope=_scope(root, scope),
        progress=progress_bar(shown=not quiet),
    )


def _scope(root: Path, paths: tuple[Path, ...]) -> frozenset[str]:
    if not paths:
        return frozenset()
    from archivist.actions.whereabouts import scope_of  # noqa: PLC0415 - a search needs no check

    return scope_of(root, paths)
