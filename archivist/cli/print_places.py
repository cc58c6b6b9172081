"""Where prints are written: never into an archive, never over a file that is not archivist's."""

from __future__ import annotations

import os
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path

from archivist.errors import InvalidChoiceError, NoArchiveError, NotWritableError
from archivist.formats.press.seal import is_sealed
from archivist.model.display import shown
from archivist.model.names import MAX_NAME, name_fault, portable
from archivist.model.refusal import reason_of
from archivist.store.settings import find_archive

OUTPUT = "-o"
"""The option behind which most commands take the place."""
_FOLLOWS = 25
"""Bytes that are put behind a name."""
_SURE = 70
"""Characters, also Chinese ones, that have room in any name."""
_LONG = 40
"""Characters of a name that are repeated."""


def check_pdf(output: Path, option: str = OUTPUT) -> None:
    """Refuse a place at which no PDF can be written.

    Args:
        output: The place.
        option: Behind which it was named, to be named in the advice.

    Raises:
        InvalidChoiceError: Its name has no such ending, or as `check_place`.
        NotWritableError: Another file bears that name, or as `check_place`.
    """
    check_place(output, option)
    if output.suffix.lower() != ".pdf":
        raise InvalidChoiceError(
            _("{place} does not end in .pdf, and a PDF is written.").format(
                place=shown(str(output))
            ),
            _("Name it so: {option} {name}").format(
                option=option, name=shown(str(output.with_suffix(".pdf")))
            ),
        )
    refuse_foreign(output, is_sealed, option)


def check_place(output: Path, option: str = OUTPUT) -> None:
    """Refuse a place at which nothing is written, whatever lies there already.

    Raises:
        InvalidChoiceError: No file can bear the name, or it lies in an archive, where it would
            count as a record.
        NotWritableError: Its folder is not there.
    """
    _refuse_name(output, option)
    if (outside := outside_of_archive(output)) != output:
        raise InvalidChoiceError(
            _("{place} lies in the archive.").format(place=shown(str(output))),
            _("Write it outside of it: {option} {outside}").format(
                option=option, outside=shown(str(outside))
            ),
        )
    if not output.absolute().parent.is_dir():
        raise NotWritableError(
            _("The folder {place} is not there.").format(place=shown(str(output.parent))),
            _("Make it first, or choose another one."),
        )


def outside_of_archive(output: Path) -> Path:
    """Return a place of the same name at which a print may be written, as the user types it."""
    if (root := _archive_around(output)) is None:
        return output
    at_the_top = Path(os.path.abspath(".")) == root  # noqa: PTH100 - as the user named it
    return (Path("..") if at_the_top else root.parent) / output.name


def example_place(name: str) -> str:
    """Return what to write behind ``-o``, here, for a print that may bear a name."""
    place = str(outside_of_archive(Path(name)))
    return f'"{place}"' if " " in place else shown(place)


def _refuse_name(output: Path, option: str = OUTPUT, *, windows: bool = os.name == "nt") -> None:
    name = output.name
    if not name:
        raise InvalidChoiceError(
            _("Behind {option} there is no name of a file.").format(option=option),
            _("Name it so: {option} {name}").format(option=option, name=example_place("a.pdf")),
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
            _("Name it so: {option} {name}").format(
                option=option, name=shown(str(output.with_name(portable(name))))
            ),
        )


def _archive_around(output: Path) -> Path | None:
    place = Path(os.path.realpath(output.absolute().parent))
    try:
        return find_archive(place)
    except NoArchiveError:
        return None


def refuse_foreign(place: Path, is_own: Callable[[Path], bool], option: str = OUTPUT) -> None:
    """Refuse a name that a file bears which is not archivist's, or was changed since.

    Raises:
        NotWritableError: There is one, or it cannot be looked at.
    """
    try:
        foreign = os.path.lexists(place) and not is_own(place)
    except OSError as error:
        raise unwritable(place, error) from error
    if foreign:
        text = _("{place} is there already; archivist did not print it, or it was changed since.")
        raise NotWritableError(
            text.format(place=shown(str(place))),
            _("Nothing was overwritten. Choose another name with {option}.").format(option=option),
        )


def unwritable(place: Path, error: OSError) -> NotWritableError:
    """Return the error that tells why a place cannot be written to."""
    return NotWritableError(
        _("{place} cannot be written: {reason}").format(
            place=shown(str(place)), reason=reason_of(error, making=True)
        ),
        _("Close the file if it is open elsewhere; the folder has to be there already."),
    )
