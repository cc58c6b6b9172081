"""Writing a list as workbook, CSV or page of HTML, and saying so."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

from archivist.cli.print_places import OUTPUT, unwritable
from archivist.cli.screen import as_utf8, show
from archivist.errors import NotWritableError
from archivist.formats.papers.catalogue_listing import Listing
from archivist.model.display import shown
from archivist.store.moving import new_file


def save_listing(output: Path, listing: Listing, *, quiet: bool) -> None:
    """Write a list as its file's ending asks for, and name the file.

    Raises:
        NotWritableError: Something bears that name, or the file system refuses.
    """
    save_new(output, _made(output.suffix.lower(), listing), quiet=quiet)


def save_new(output: Path, data: bytes, *, quiet: bool, option: str = OUTPUT) -> None:
    """Write a new file and name it.

    What is there already is never replaced, be it our own: people write into a table, and nothing
    in it would tell.

    Raises:
        NotWritableError: Something bears that name, or the file system refuses.
    """
    try:
        new_file(output, data)
    except FileExistsError as error:
        raise NotWritableError(
            _("{place} is there already, and somebody may have written into it.").format(
                place=shown(str(output))
            ),
            _("Nothing was overwritten. Choose another name with {option}.").format(option=option),
        ) from error
    except OSError as error:
        raise unwritable(output, error) from error
    if not quiet:
        show(_("Written: {path}").format(path=shown(str(output))))


def _made(ending: str, listing: Listing) -> bytes:
    from archivist.formats.papers import catalogue_exports as made  # noqa: PLC0415 - slow to import

    if ending == ".xlsx":
        return made.listing_book(listing)
    return made.listing_csv(listing) if ending == ".csv" else as_utf8(made.listing_page(listing))
