"""Where prints are written: never into an archive, never over a file that is not archivist's."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.errors import InvalidChoiceError, NoArchiveError, NotWritableError
from archivist.formats.press.drawing import MOST
from archivist.formats.press.preview import is_preview
from archivist.formats.press.seal import is_sealed
from archivist.model.display import shown
from archivist.model.names import MAX_NAME, name_fault, portable
from archivist.store.operations import reason_of
from archivist.store.settings import find_archive
from archivist.store.writing import remove_own, replace_own

if TYPE_CHECKING:
    import click

_FOLLOWS = 25
"""Bytes that are put behind a name."""
_SURE = 70
"""Characters, also Chinese ones, that have room in any name."""
_LONG = 40
"""Characters of a name that are repeated."""


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
    checked_place(None, None, output)
    # A catalogue may also be a workbook or a page, whose writers know their own earlier ones.
    if output.suffix.lower() == ".pdf":
        _refuse_foreign(output, is_sealed)
    return output


def checked_place(
    ctx: click.Context | None, param: click.Parameter | None, output: Path | None
) -> Path | None:
    """Refuse a place as `checked_output` does, whatever lies there already."""
    del ctx, param
    if output is None:
        return None
    _refuse_name(output)
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
    return output


def _refuse_name(output: Path, *, windows: bool = os.name == "nt") -> None:
    name = output.name
    if not name:
        raise InvalidChoiceError(
            _("Behind -o there is no name of a file."),
            _("Name it so: -o {name}").format(name="a.pdf"),
        )
    # Linux counts bytes, of which a Chinese character takes three; the number of a page follows,
    # and the ending of a file in the making.
    if len(os.fsencode(name)) > MAX_NAME - _FOLLOWS:
        raise InvalidChoiceError(
            _("The name “{name}” is too long.").format(name=shown(name[:_LONG]) + "…"),
            _("Write at most {count} characters.").format(count=_SURE),
        )
    if windows and name_fault(name):
        raise InvalidChoiceError(
            _("Windows takes no file of the name “{name}”.").format(name=shown(name)),
            _("Name it so: -o {name}").format(name=shown(portable(name))),
        )


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


def clear_previews(output: Path, count: int) -> tuple[Path, ...]:
    """Take away the pictures of pages that a print has no more, behind the last it has.

    Args:
        output: The PDF.
        count: Pictures that were written.

    Returns:
        Files of such names that are not archivist's, or were changed; they stay.

    Raises:
        NotWritableError: The file system refuses.
    """
    foreign = []
    for number in range(count + 1, MOST + 1):
        place = output.with_name(f"{output.stem}-{number}.png")
        try:
            if os.path.lexists(place) and not remove_own(place, is_preview):
                foreign.append(place)
        except OSError as error:
            raise unwritable(place, error) from error
    return tuple(foreign)


def _put(place: Path, data: bytes, is_own: Callable[[Path], bool]) -> None:
    try:
        written = replace_own(place, data, is_own)
    except OSError as error:
        raise unwritable(place, error) from error
    if not written:
        _refuse_foreign(place, is_own)
