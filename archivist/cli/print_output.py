"""Writing what was printed, and saying so."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import click

from archivist.cli.print_options import Paper
from archivist.cli.print_places import check_pdf, refuse_foreign, unwritable
from archivist.cli.screen import show, shown_lines
from archivist.errors import NotWritableError
from archivist.formats.press.drawing import MOST
from archivist.formats.press.preview import is_preview
from archivist.formats.press.seal import is_sealed
from archivist.model.display import shown
from archivist.store.writing import remove_own, replace_own


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """One file of a print."""

    place: Path
    data: bytes
    is_own: Callable[[Path], bool]
    """Tells whether what bears the name now may be replaced."""


def finish(paper: Paper, data: bytes) -> None:
    """Write a PDF, its pictures too where they are asked for, and name the files.

    Raises:
        NotWritableError: Another file bears that name, or the file system refuses.
        InvalidChoiceError: The place lies in an archive.
        UnprintableError: The pages cannot be drawn.
    """
    write_each([paper], [data])


def one_each(paper: Paper, sides: Sequence[str]) -> tuple[Paper, ...]:
    """Return where each side goes: of several, each has its own in the name of its file.

    Args:
        paper: Where all go.
        sides: Forms, such as ``box-front``; the side is the last word.

    Raises:
        NotWritableError: Another file bears one of the names.
        InvalidChoiceError: No PDF can be written there.
    """
    whole = paper.output
    kinds = [f"-{side.rpartition('-')[2]}" if len(sides) > 1 else "" for side in sides]
    papers = tuple(replace(paper, output=whole.with_stem(whole.stem + kind)) for kind in kinds)
    # All names first: not one is written because another one is taken.
    for each in papers:
        check_pdf(each.output)
    return papers


def write_each(papers: Sequence[Paper], pdfs: Sequence[bytes]) -> None:
    """Write what was printed to its files, and name them; it raises as `finish`.

    Nothing is written before all pages are drawn and all names are free. When the drive is full
    half way, the error tells which files are new.
    """
    drawn = [
        _drawn(paper.output, pdf) if paper.preview else ((), 0)
        for paper, pdf in zip(papers, pdfs, strict=True)
    ]
    files = [
        _files(paper.output, pdf, pictures)
        for paper, pdf, (pictures, _pages) in zip(papers, pdfs, drawn, strict=True)
    ]
    _save([each for of_one in files for each in of_one])
    for paper, of_one, (pictures, pages) in zip(papers, files, drawn, strict=True):
        _tell(paper, of_one)
        if pages > len(pictures) and not paper.quiet:
            text = ngettext(
                "Only the first {drawn} of {count} page are drawn.",
                "Only the first {drawn} of {count} pages are drawn.",
                pages,
            )
            show(text.format(drawn=len(pictures), count=pages))


def _tell(paper: Paper, files: Sequence[_File]) -> None:
    foreign = clear_previews(paper.output, len(files) - 1) if paper.preview else ()
    for place in foreign:
        text = _("{path} is no page of this print; archivist did not draw it, and left it.")
        click.echo(text.format(path=shown(str(place))), err=True)
    for each in () if paper.quiet else files:
        show(_("Written: {path}").format(path=shown(str(each.place))))


def show_remarks(remarks: Iterable[str]) -> None:
    """Write what is to be known of a print to the other stream, behind what was said of it."""
    sys.stdout.flush()
    for remark in remarks:
        click.echo(shown_lines(remark), err=True)


def save_pages(output: Path, data: bytes, pictures: Sequence[bytes] = ()) -> tuple[Path, ...]:
    """Write a PDF, and pictures of its pages beside it, in place of earlier ones of archivist's.

    Returns:
        The places of the pictures.

    Raises:
        NotWritableError: Another file bears one of the names, or the file system refuses.
        InvalidChoiceError: The place lies in an archive, or its name is no PDF's.
    """
    files = _files(output, data, pictures)
    _save(files)
    return tuple(each.place for each in files[1:])


def _files(output: Path, data: bytes, pictures: Sequence[bytes]) -> list[_File]:
    """Return a PDF and its pages as files; where none can lie it raises as `check_pdf`."""
    check_pdf(output)
    beside = [
        _File(place=output.with_name(f"{output.stem}-{number}.png"), data=each, is_own=is_preview)
        for number, each in enumerate(pictures, 1)
    ]
    return [_File(place=output, data=data, is_own=is_sealed), *beside]


def _save(files: Sequence[_File]) -> None:
    # All names first: nothing is half written because one of them is taken.
    for each in files:
        refuse_foreign(each.place, each.is_own)
    for at, each in enumerate(files):
        try:
            _put(each)
        except NotWritableError as error:
            raise _halted(error, files, at) from error


def _halted(error: NotWritableError, files: Sequence[_File], at: int) -> NotWritableError:
    """Return an error that also tells what of a print is written, and what is not."""
    if len(files) == 1:
        return error
    new, old = (
        _(", ").join(shown(each.place.name) for each in some) for some in (files[:at], files[at:])
    )
    lines = [error.message]
    if new:
        lines.append(_("Of this print, written: {names}").format(names=new))
    lines.append(
        _("Not written: {names}; earlier prints of these names are as they were.").format(names=old)
    )
    return NotWritableError("\n".join(lines), error.hint)


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


def _put(file: _File) -> None:
    try:
        written = replace_own(file.place, file.data, file.is_own)
    except OSError as error:
        raise unwritable(file.place, error) from error
    if not written:
        refuse_foreign(file.place, file.is_own)


def _drawn(output: Path, data: bytes) -> tuple[tuple[bytes, ...], int]:
    from archivist.formats.press.preview import preview  # noqa: PLC0415 - starts a process

    try:
        made = preview(data)
    except OSError as error:
        raise unwritable(output, error) from error
    return made.pictures, made.pages
