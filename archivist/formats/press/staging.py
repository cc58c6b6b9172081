"""What a print needs, copied into a folder that holds nothing else."""

from __future__ import annotations

import json
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO

from archivist.errors import NotReadableError, UnprintableError
from archivist.formats.press.names import ABOUT, DATA
from archivist.formats.press.printable import printable
from archivist.model.display import shown
from archivist.model.refusal import reason_of

MAX_DATA = 256 * 1024 * 1024
"""Bytes of all the texts of one print; a catalogue of 20,000 items has 5 MB."""
MAX_PICTURE = 64 * 1024 * 1024
"""Bytes of one picture, which are a preview's or a small file's as a rule."""
_NAME = re.compile(r"(?!archivist-)(?!\.)[^\x00-\x1f/\\:*?\"<>|\ud800-\udfff]{1,120}(?<![. ])")


def stage(
    folder: Path,
    files: Mapping[str, bytes | Path],
    whole: Mapping[str, object],
    title: str,
) -> None:
    """Fill a folder with the files of a layout, its pictures and its data.

    Args:
        folder: An empty one of our own.
        files: By plain names.
        whole: What the layout reads as ``data.json``.
        title: What the document calls itself.

    Raises:
        NotReadableError: A file is gone, or is too large.
        UnprintableError: There is more data than any print can take.
        OSError: The temporary folder cannot be written to.
    """
    for name, source in files.items():
        _check(name)
        if isinstance(source, bytes):
            (folder / name).write_bytes(source)
        else:
            _copy(source, folder / name)
    with (folder / DATA).open("xb") as file:
        _write(file, whole)
    about = json.dumps({"title": shown(title)})
    (folder / ABOUT).write_text(about, encoding="ascii")


def _check(name: str) -> None:
    if not _NAME.fullmatch(name) or name == DATA:
        raise UnprintableError(
            _("A file for the layout cannot be called “{name}”.").format(name=shown(name)),
            _("Give it a plain name, without a folder, such as logo.png."),
        )


def _copy(source: Path, target: Path) -> None:
    try:
        status = source.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _unreadable(source, _("it is no ordinary file"))
        if status.st_size > MAX_PICTURE:
            raise _unreadable(source, _("it is larger than 64 MB"))
        file = source.open("rb")
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise _unreadable(source, reason) from error
    with file, target.open("xb") as copy:
        shutil.copyfileobj(file, copy)


def _unreadable(source: Path, reason: str) -> NotReadableError:
    return NotReadableError(
        _("{file} cannot be read: {reason}").format(file=shown(str(source)), reason=reason),
        _("Nothing was printed. Put the file back, or leave it out, and print again."),
    )


def _write(file: BinaryIO, whole: Mapping[str, object]) -> None:
    left = MAX_DATA
    for part in _parts(whole):
        data = part.encode("utf-8")
        left -= len(data)
        if left < 0:
            text = _("There is too much to print at once: more than {count} MB of text.")
            raise UnprintableError(
                text.format(count=MAX_DATA >> 20),
                _("Print less at a time: --studio, --category, --year."),
            )
        file.write(data)


def _parts(value: object, deep: int = 3) -> Iterator[str]:
    """Yield JSON piece by piece: a table of 20,000 rows is never one text in memory."""
    if deep and isinstance(value, Mapping):
        for number, (key, inner) in enumerate(value.items()):
            yield (
                ("," if number else "{") + json.dumps(printable(str(key)), ensure_ascii=False) + ":"
            )
            yield from _parts(inner, deep - 1)
        yield "}" if value else "{}"
    elif deep and isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield "," if number else "["
            yield from _parts(inner, 0)
        yield "]" if value else "[]"
    else:
        yield json.dumps(printable(value), ensure_ascii=False, allow_nan=False)
