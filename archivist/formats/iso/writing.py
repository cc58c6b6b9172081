"""Writing an image from its first byte to its last, while its files are hashed on threads.

What is hashed are the bytes that are written: what a file held before or after does not matter.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from io import BytesIO
from typing import BinaryIO

from archivist.errors import NotReadableError
from archivist.formats.iso.layout import Extent, lay_out
from archivist.formats.iso.members import Member, check_names
from archivist.formats.iso.stream import Stream
from archivist.model.display import shown
from archivist.model.refusal import reason_of

Progress = Callable[[int, int], None]
"""Called with the bytes that are done and all bytes."""
_MAX_TOLD = 20
"""Files that one message names."""


def write_image(
    out: BinaryIO, volume_name: str, members: Sequence[Member], progress: Progress | None = None
) -> str:
    """Write an image and return its digest.

    Whoever opened ``out`` throws it away when this raises.

    Args:
        out: Written from its beginning to its end, and never read.
        volume_name: Up to 15 of A–Z a–z 0–9 _.
        members: The files.
        progress: Told now and then how far it is.

    Raises:
        InvalidChoiceError: A disc cannot hold this; nothing was written.
        NotReadableError: A file cannot be read, or is not what it was said to be.
        OSError: ``out`` cannot be written.
    """
    check_names(volume_name, members)
    extents = lay_out(volume_name, members, _sizes(members))
    total = extents[-1].end
    with Stream(out) as stream:
        for extent in extents:
            stream.zeros(extent.start - stream.length)
            if isinstance(extent.content, Member):
                _copy(stream, extent, extent.content, lambda done: _tell(progress, done, total))
            else:
                stream.put(extent.content)
        digest = stream.finish()
        _check(stream)
        return digest


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


def _copy(stream: Stream, extent: Extent, member: Member, progress: Callable[[int], None]) -> None:
    left = extent.length
    digest = stream.digest(member.path, left)
    with _opened(member) as file:
        while left:
            room = stream.room()[:left]
            count = _read_into(file, room, member)
            if not count:
                raise _changed([member.path])
            stream.take(digest, count)
            left -= count
            progress(stream.length)
        if _read_into(file, memoryview(bytearray(1)), member):
            raise _changed([member.path])
    stream.end(digest, member.sha256)
    _check(stream)


def _check(stream: Stream) -> None:
    if stream.unexpected:
        raise _changed(stream.unexpected)


def _sizes(members: Sequence[Member]) -> list[int]:
    """Return the bytes of all files.

    Raises:
        NotReadableError: One is no file, cannot be read, or has another size than was expected.
    """
    sizes: list[int] = []
    other: list[str] = []
    for member in members:
        if isinstance(member.source, bytes):
            sizes.append(len(member.source))
        else:
            try:
                status = member.source.lstat()
            except OSError as error:
                raise _unreadable(member, error) from error
            if not stat.S_ISREG(status.st_mode):
                raise _unreadable(member, OSError(_("it is no ordinary file")))
            sizes.append(status.st_size)
        if member.size not in {-1, sizes[-1]}:
            other.append(member.path)
    if other:
        raise _changed(other)
    return sizes


@contextmanager
def _opened(member: Member) -> Iterator[BinaryIO]:
    if isinstance(member.source, bytes):
        yield BytesIO(member.source)
        return
    try:
        file = member.opener(member.source)
    except OSError as error:
        raise _unreadable(member, error) from error
    with file:
        yield file


def _read_into(file: BinaryIO, room: memoryview, member: Member) -> int:
    try:
        return file.readinto(room) or 0  # type: ignore[attr-defined]
    except OSError as error:
        raise _unreadable(member, error) from error


def _changed(paths: Sequence[str]) -> NotReadableError:
    names = [shown(path) for path in paths[:_MAX_TOLD]]
    names += ["…"][: len(paths) > _MAX_TOLD]
    return NotReadableError(
        _("These files are not what they were when they were looked at:\n{names}").format(
            names="\n".join(f"  {name}" for name in names)
        ),
        _(
            "No image was kept. Find out with “archivist verify” whether somebody edits them or "
            "the drive fails, then make the disc again."
        ),
    )


def _unreadable(member: Member, error: OSError) -> NotReadableError:
    return NotReadableError(
        _("{path} cannot be read: {reason}").format(
            path=shown(str(member.source)), reason=reason_of(error)
        ),
        _("No image was kept. Close the program that has it open, then make the disc again."),
    )
