"""Writing a pack: a folder or a ZIP that is there whole or not at all, with a list of checksums."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from gettext import gettext as _
from itertools import count
from pathlib import Path
from typing import BinaryIO, Protocol

from archivist.errors import NotWritableError
from archivist.model.refusal import reason_of
from archivist.store.byte_lock import lock_byte, open_file
from archivist.store.durable import discard, settle
from archivist.store.inside import inside
from archivist.store.pack_kinds import FolderPack, Pack, PackError, ZipPack
from archivist.store.renaming import rename_new
from archivist.store.tree import extended

_HOLD = "held"
_OURS = re.compile(r"\.~archivist-[0-9]+-[0-9]+\.tmp")


class Finish(Protocol):
    """What is done to a ZIP when it is written."""

    blank: bytes
    """Its comment until then."""

    def seal(self, file: BinaryIO) -> None:
        """Change the comment into another one of the same length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One file that was to be copied."""

    path: str
    """In the pack."""
    sha256: str = ""
    reason: str = ""
    """Why it is not there."""


def lies_in(target: Path, root: Path) -> bool:
    """Tell whether a place is in an archive or the archive itself, however both are spelt."""
    place = Path(os.path.realpath(_absolute(target)))
    return any(_same(each, root) for each in (place, *place.parents))


def free_place(target: Path) -> Path:
    """Return where a pack is going to be.

    Raises:
        NotWritableError: Something of that name is there, or no folder to put it in.
    """
    place = _absolute(target)
    if os.path.lexists(place):
        raise NotWritableError(
            _("{place} is there already.").format(place=target),
            _("Nothing was overwritten. Choose another name."),
        )
    if not place.parent.is_dir():
        raise NotWritableError(
            _("The folder {place} is not there.").format(place=target.parent),
            _("Make it first, or choose another one."),
        )
    return place


@contextmanager
def new_pack(target: Path, finish: Finish | None = None) -> Iterator[Pack]:
    """Make a folder, or a ZIP when the name ends with ``.zip``; it appears when it is whole.

    What a run that was killed left in the same folder is taken away.

    Args:
        target: Where it is going to be.
        finish: What is done to a ZIP when it is written.

    Raises:
        NotWritableError: Something of that name is there, or the file system refuses.
    """
    place = free_place(target)
    beside: Path | None = None
    try:
        _sweep(place.parent)
        # A folder of ours around it: only what it holds is ever taken away again.
        beside = _made_beside(place)
        making = beside / "pack"
        zipped = place.suffix.lower() == ".zip"
        with _held(beside):
            with _zip(making, finish) if zipped else _folder(making) as pack:
                yield pack
            _appear(making, place)
    except (PackError, OSError) as error:
        cause = error.cause if isinstance(error, PackError) else error
        raise NotWritableError(
            _("{place} cannot be written: {reason}").format(place=target, reason=reason_of(cause)),
            _("Choose another folder with enough space, or ask for the right to write there."),
        ) from error
    finally:
        if beside is not None:
            _clear(beside)


def copied(pack: Pack, root: Path, wanted: Sequence[tuple[str, str]]) -> Iterator[Packed]:
    """Copy files of an archive into a pack and yield what became of each.

    Args:
        pack: Where to.
        root: The archive.
        wanted: Path in the pack and path in the archive, of each.
    """
    for path, source in wanted:
        try:
            yield Packed(path=path, sha256=pack.copy(inside(extended(root), source), path))
        except OSError as error:
            yield Packed(path=path, reason=reason_of(error))


@contextmanager
def _folder(making: Path) -> Iterator[Pack]:
    making.mkdir()
    pack = FolderPack(making)
    yield pack
    pack.confirm()


@contextmanager
def _zip(making: Path, finish: Finish | None) -> Iterator[Pack]:
    with making.open("x+b") as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.comment = finish.blank if finish else b""
            yield ZipPack(archive)
        if finish:
            finish.seal(file)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _held(beside: Path) -> Iterator[None]:
    """Hold a file as long as the pack is made: the system lets go of it when the run is killed."""
    file = open_file(beside / _HOLD, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        # Where a drive cannot lock, nobody can tell, and what is left there stays.
        with suppress(OSError):
            lock_byte(file)
        yield
    finally:
        os.close(file)


def _sweep(folder: Path) -> None:
    """Take away what runs left that were killed: folders of ours that nobody holds any more."""
    mine = f".~archivist-{os.getpid()}-"
    for beside in sorted(folder.glob(".~archivist-*.tmp")):
        # A lock is the process's: of its own folders it could not tell.
        if _OURS.fullmatch(beside.name) and not beside.name.startswith(mine) and _dead(beside):
            _clear(beside)


def _dead(beside: Path) -> bool:
    try:
        file = open_file(beside / _HOLD, os.O_RDWR)
    except OSError:
        return False
    try:
        return lock_byte(file)
    except OSError:
        return False
    finally:
        os.close(file)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False  # it is not there yet


def _absolute(target: Path) -> Path:
    # Not resolve(): a drive letter or a link that the user knows stays what it is.
    return extended(Path(os.path.abspath(target)))  # noqa: PTH100


def _made_beside(place: Path) -> Path:
    for number in count():
        beside = place.with_name(f".~archivist-{os.getpid()}-{number}.tmp")
        with suppress(FileExistsError):
            beside.mkdir()
            return beside
    raise AssertionError  # pragma: no cover - the numbers do not end


def _appear(making: Path, place: Path) -> None:
    if not making.is_dir():
        rename_new(making, place)
    elif os.path.lexists(place):
        # On Linux an empty folder would be replaced.
        raise FileExistsError(str(place))
    else:
        making.rename(place)
    settle(place.parent)


def _clear(beside: Path) -> None:
    """Take away what is left of a pack that was not finished: our own copies, made just before."""
    for folder, _folders, files in os.walk(beside, topdown=False):
        for name in files:
            discard(Path(folder) / name)
        with suppress(OSError):
            Path(folder).rmdir()
