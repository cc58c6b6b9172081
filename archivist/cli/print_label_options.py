"""What the commands that print labels share: where a sheet begins, one file for each layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from archivist.cli.print_places import checked_output
from archivist.cli.print_run import finish

F = TypeVar("F", bound=Callable[..., Any])
_MOST = 1000


def start_option(command: F) -> F:
    """Add the place of the first sheet at which printing begins."""
    return click.option(
        "--start",
        type=click.IntRange(1, _MOST),
        default=1,
        metavar=_("PLACE"),
        help=_("Begin at this place of the first sheet; the ones before it are used already."),
    )(command)


def one_each(output: Path, kinds: Sequence[str]) -> tuple[Path, ...]:
    """Return a file for each kind: of several, each has its kind in its name.

    Raises:
        NotWritableError: Another file bears one of the names.
    """
    several = len(kinds) > 1
    places = tuple(
        output.with_stem(f"{output.stem}-{kind}") if several else output for kind in kinds
    )
    for place in places:
        checked_output(None, None, place)
    return places


def write_each(
    places: Sequence[Path], pdfs: Sequence[bytes], *, preview: bool, quiet: bool
) -> None:
    """Write what was printed to its files, and name them; it raises as `finish`."""
    for place, pdf in zip(places, pdfs, strict=True):
        finish(place, pdf, preview=preview, quiet=quiet)
