"""Writing what was printed, and saying so."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import click

from archivist.cli.print_places import clear_previews, save_pages, unwritable
from archivist.cli.screen import show
from archivist.model.display import shown


def finish(output: Path, data: bytes, *, preview: bool, quiet: bool) -> None:
    """Write a PDF, its pictures too where they are asked for, and name the files.

    Raises:
        NotWritableError: Another file bears that name, or the file system refuses.
        InvalidChoiceError: The place lies in an archive.
        UnprintableError: The pages cannot be drawn.
    """
    pictures, pages = _drawn(output, data) if preview else ((), 0)
    beside = save_pages(output, data, pictures)
    foreign = clear_previews(output, len(pictures)) if preview else ()
    for place in foreign:
        text = _("{path} is no page of this print; archivist did not draw it, and left it.")
        click.echo(text.format(path=shown(str(place))), err=True)
    if quiet:
        return
    for place in (output, *beside):
        show(_("Written: {path}").format(path=shown(str(place))))
    if pages > len(pictures):
        text = ngettext(
            "Only the first {drawn} of {count} page are drawn.",
            "Only the first {drawn} of {count} pages are drawn.",
            pages,
        )
        show(text.format(drawn=len(pictures), count=pages))


def _drawn(output: Path, data: bytes) -> tuple[tuple[bytes, ...], int]:
    from archivist.formats.press.preview import preview  # noqa: PLC0415 - starts a process

    try:
        made = preview(data)
    except OSError as error:
        raise unwritable(output, error) from error
    return made.pictures, made.pages
