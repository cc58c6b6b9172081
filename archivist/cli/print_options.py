"""What all commands that print share: the selection, the output, the preview."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from archivist.cli.options import Day, shared_options
from archivist.errors import InvalidChoiceError, NoArchiveError, NotWritableError
from archivist.formats.press.preview import is_preview
from archivist.formats.press.seal import is_sealed
from archivist.model.days import read_day
from archivist.model.display import shown
from archivist.model.selection import Selection
from archivist.store.operations import reason_of
from archivist.store.settings import find_archive
from archivist.store.writing import replace_own

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
    for option in reversed(
        (
            click.option(
                "-o",
                "--output",
                type=click.Path(path_type=Path, dir_okay=False),
                callback=checked_output,
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


def checked_output(
    ctx: click.Context | None, param: click.Parameter | None, output: Path | None
) -> Path | None:
    """Refuse a place that would be refused in the end, before the work.

    Raises:
        InvalidChoiceError: It lies in an archive, where it would count as a record.
        NotWritableError: Its folder is not there, or another file bears that name.
    """
    del ctx, param
    if output is None:
        return None
    if (root := _archive_around(output)) is not None:
        at_the_top = Path(os.path.abspath(".")) == root  # noqa: PTH100 - as the user named it
        outside = (Path("..") if at_the_top else root.parent) / output.name
        raise InvalidChoiceError(
            _("{place} lies in the archive.").format(place=shown(str(output))),
            _("Write it outside of it: -o {outside}").format(outside=shown(str(outside))),
        )
    if not output.absolute().parent.is_dir():
        raise NotWritableError(
            _("The folder {place} is not there.").format(place=shown(str(output.parent))),
            _("Make it first, or choose another one."),
        )
    # A catalogue may also be a workbook or a page, whose writers know their own earlier ones.
    if output.suffix.lower() == ".pdf":
        _refuse_foreign(output, is_sealed)
    return output


def _archive_around(output: Path) -> Path | None:
    place = Path(os.path.realpath(output.absolute().parent))
    try:
        return find_archive(place)
    except NoArchiveError:
        return None


def _refuse_foreign(place: Path, is_own: Callable[[Path], bool]) -> None:
    try:
        foreign = os.path.lexists(place) and not is_own(place)
    except OSError as error:
        raise unwritable(place, error) from error
    if foreign:
        text = _("{place} is there already; archivist did not print it, or it was changed since.")
        raise NotWritableError(
            text.format(place=shown(str(place))),
            _("Nothing was overwritten. Choose another name with -o."),
        )


def unwritable(place: Path, error: OSError) -> NotWritableError:
    """Return the error that tells why a place cannot be written to."""
    return NotWritableError(
        _("{place} cannot be written: {reason}").format(
            place=shown(str(place)), reason=reason_of(error)
        ),
        _("Close the file if it is open elsewhere; the folder has to be there already."),
    )


def save_pages(output: Path, data: bytes, pictures: Sequence[bytes] = ()) -> tuple[Path, ...]:
    """Write a PDF, and pictures of its pages beside it, in place of earlier ones of archivist's.

    Returns:
        The places of the pictures.

    Raises:
        NotWritableError: Another file bears one of the names, or the file system refuses.
        InvalidChoiceError: The place lies in an archive.
    """
    checked_output(None, None, output)
    if output.suffix.lower() != ".pdf":
        raise InvalidChoiceError(
            _("{place} does not end in .pdf, and a PDF is written.").format(
                place=shown(str(output))
            ),
            _("Name it so: -o {name}").format(name=shown(output.with_suffix(".pdf").name)),
        )
    beside = tuple(
        output.with_name(f"{output.stem}-{number}.png") for number in range(1, len(pictures) + 1)
    )
    # All names first: nothing is half written because one of them is taken.
    for place in beside:
        _refuse_foreign(place, is_preview)
    _put(output, data, is_sealed)
    for place, picture in zip(beside, pictures, strict=True):
        _put(place, picture, is_preview)
    return beside


def _put(place: Path, data: bytes, is_own: Callable[[Path], bool]) -> None:
    try:
        written = replace_own(place, data, is_own)
    except OSError as error:
        raise unwritable(place, error) from error
    if not written:
        _refuse_foreign(place, is_own)
