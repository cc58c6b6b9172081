"""Where everything lies in an image: pycdlib lays it out, and no data passes through it.

It writes into a recorder, and reads from files that know only their length: what it would copy is
remembered as a place. So the image can be written from its first byte to its last by our own loop.
"""

# ruff: noqa: PLC0415 - pycdlib is large, and who only reads an image does without
from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any, BinaryIO, cast

from archivist.errors import InvalidChoiceError
from archivist.formats.iso.members import Member, Named, named
from archivist.model.display import shown

_AT_ONCE = 1 << 62
"""Bytes that pycdlib may copy at once: all of a file."""
_READ_ONLY = 0o100444
_LATEST = 4_000_000_000
"""Seconds since 1970: in 2096, the last that each of the file systems can write down."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of the image."""

    start: int
    content: bytes | Member
    length: int

    @property
    def end(self) -> int:
        """The first byte behind it."""
        return self.start + self.length


def lay_out(volume_name: str, members: Sequence[Member], sizes: Sequence[int]) -> list[Extent]:
    """Return what stands where in an image; what no stretch covers is zero.

    UDF and Rock Ridge hold the full names, Joliet holds aliases of those that are too long for it.

    Args:
        volume_name: Checked.
        members: Checked.
        sizes: Bytes of each.

    Raises:
        InvalidChoiceError: A disc cannot hold this.
    """
    from pycdlib import PyCdlib
    from pycdlib.pycdlibexception import PyCdlibException

    image = PyCdlib()
    recorder = _Recorder()
    names = list(named(members))
    path = ""
    left = iter(sizes)
    try:
        image.new(
            interchange_level=3, vol_ident=volume_name, joliet=3, rock_ridge="1.09", udf="2.60"
        )
        for each in names:
            path = each.path
            _add(image, each, next(left) if each.member else 0)
        # Behind all of them: pycdlib lays everything out anew before it gives a record.
        for each in names:
            _date(image, each)
        image.write_fp(cast("BinaryIO", recorder), blocksize=_AT_ONCE)
    except PyCdlibException as error:
        raise _refused(path) from error
    return sorted(recorder.extents, key=lambda extent: extent.start)


def _refused(path: str) -> InvalidChoiceError:
    text = _("{path} cannot stand on a disc: its path is too long, or too deep.")
    return InvalidChoiceError(
        text.format(path=shown(path)),
        _("Nothing was written. Put fewer files on the disc, or give them shorter names."),
    )


class _Place:
    """The data of a member, as pycdlib hands it from a file to the recorder: a length."""

    def __init__(self, member: Member, length: int) -> None:
        self.member = member
        self._length = length

    def __len__(self) -> int:
        return self._length


class _Source:
    """A member as a file that pycdlib could read."""

    mode = "rb"

    def __init__(self, member: Member) -> None:
        self._member = member

    def seek(self, _place: int) -> None:
        """It is read once, from its beginning."""

    def read(self, length: int) -> _Place:
        """Return how much would have been read."""
        return _Place(self._member, length)


class _Recorder:
    """A file that remembers what is written where."""

    mode = "wb"

    def __init__(self) -> None:
        self.extents: list[Extent] = []
        self._end = 0
        self._at = 0

    def seek(self, place: int, whence: int = os.SEEK_SET) -> int:
        """Go somewhere; behind the end as well."""
        from_where = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._end}
        self._at = from_where[whence] + place
        return self._at

    def tell(self) -> int:
        """Return where the next bytes go."""
        return self._at

    def write(self, data: bytes | _Place) -> int:
        """Remember what stands here."""
        length = len(data)
        content = data.member if isinstance(data, _Place) else bytes(data)
        if length:
            self.extents.append(Extent(self._at, content, length))
        self._at += length
        self._end = max(self._end, self._at)
        return length


def _add(image: Any, each: Named, size: int) -> None:  # noqa: ANN401 - pycdlib's types do not tell
    names = {"rr_name": each.name, "joliet_path": each.joliet, "udf_path": each.path}
    if each.member is None:
        image.add_directory(each.plain, **names)
        return
    image.add_fp(_Source(each.member), size, each.plain, file_mode=_READ_ONLY, **names)


def _date(image: Any, each: Named) -> None:  # noqa: ANN401 - pycdlib's types do not tell
    """Give a file its own time; pycdlib itself knows only the present."""
    if each.member is None or each.member.mtime <= 0:
        return
    from pycdlib.dates import DirectoryRecordDate
    from pycdlib.udf import UDFTimestamp

    mtime = min(each.member.mtime, _LATEST)
    entry = image.get_record(udf_path=each.path)
    entry.mod_time = UDFTimestamp()
    entry.mod_time.new(mtime)
    for record in (
        image.get_record(iso_path=each.plain),
        image.get_record(joliet_path=each.joliet),
    ):
        record.date = DirectoryRecordDate()
        record.date.new(mtime)
        ridge = record.rock_ridge
        for entries in (ridge.dr_entries, ridge.ce_entries) if ridge else ():
            if entries is not None and entries.tf_record is not None:
                entries.tf_record.modification_time = record.date
