"""The names of what a zip holds; nothing is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect

_MOST = 2000
_UTF8_NAMES = 0x800


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield the members' names as one page, at most 2,000."""
    try:
        with zipfile.ZipFile(stream) as container:
            names = [_name(member) for member in islice(container.infolist(), _MOST)]
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise TextError(Defect.BROKEN, str(error)) from error
    yield "\n".join(names)


def _name(member: zipfile.ZipInfo) -> str:
    """Return a name; zipfile takes one without a mark for code page 437, Windows here means GBK."""
    name = member.filename
    if member.flag_bits & _UTF8_NAMES or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
