"""``archivist watch``."""

from __future__ import annotations

import contextlib
import signal
import time
import warnings
from collections.abc import Callable
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

import click

from archivist.cli.options import clock, located


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "watch",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Watch the inbox and the items, and say a word on every file."),
        help=_(
            "Watch the inbox and the items until Ctrl-C: a file is looked at as soon as it is "
            "whole, and a line says whether it can be filed or what it lacks. The page 待处理.html "
            "in the inbox lists what waits.\n\n"
            "With auto_file = true in archive.toml, what is complete and unambiguous is filed."
        ),
    )
    @click.option("--once", is_flag=True, help=_("End when every file has its verdict."))
    @click.option(
        "--poll/--events",
        "poll",
        default=None,
        help=_("Look from time to time, or wait for events."),
    )
    @click.option(
        "--archive",
        type=click.Path(path_type=Path),
        metavar=_("DIR"),
        help=_("The archive's folder; else the one in which you are."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("A JSON object a line."))
    def watch(once: bool, poll: bool | None, archive: Path | None, as_json: bool) -> None:  # noqa: FBT001
        from archivist.actions import watch as action  # noqa: PLC0415
        from archivist.cli.watch_output import tell, tell_json  # noqa: PLC0415

        # It warns of what it mends itself, with pages of text.
        warnings.filterwarnings("ignore", module="watchdog")
        how = action.Watch(
            root=located(archive),
            clock=_Clock(),
            tell=tell_json if as_json else tell,
            once=once,
            poll=poll,
        )
        action.watch(how, _stop_on_signals)

    return watch


class _Clock:
    """The clocks of this machine."""

    def now(self) -> datetime:
        """Return the time of day, with its zone."""
        return clock()

    def now_ns(self) -> int:
        """Return nanoseconds since 1970."""
        return time.time_ns()

    def seconds(self) -> float:
        """Return seconds on a clock that runs evenly."""
        return time.monotonic()


def _stop_on_signals(stop: Callable[[], None]) -> None:
    """End the watch on Ctrl-C, SIGTERM and, on Windows, Ctrl-Break and a window that is closed."""
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            # Only the main thread may; elsewhere (in a test) nothing is to be caught.
            with contextlib.suppress(ValueError):
                signal.signal(number, lambda _number, _frame: stop())
