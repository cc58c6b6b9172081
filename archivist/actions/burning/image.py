"""One image: written from the archive's files, or taken over from a run that was killed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.actions.burning.contents import BurnFile
from archivist.errors import InvalidFileError, NotReadableError, NotWritableError
from archivist.formats.disc import SUMS, disc_contents
from archivist.formats.disc.description import RECORDS
from archivist.formats.iso import HashedImage, Member, hash_image, read_image, write_image
from archivist.model.disc_content import VolumeContent
from archivist.model.disc_numbers import volume_name
from archivist.model.display import shown
from archivist.store.disc_images import new_image
from archivist.store.durable import exists, open_plain
from archivist.store.inside import inside
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeImage:
    """An image that is whole."""

    place: Path
    digest: str
    """As `archivist.formats.iso.digest` tells it."""
    sums: str
    """SHA-256 of the list of checksums on it."""
    found: bool = False
    """An earlier run wrote it, and it holds what this one would have written."""


def image_of(
    root: Path,
    place: Path,
    content: VolumeContent,
    parts: Sequence[BurnFile],
    progress: Callable[[int, int], None],
) -> MadeImage:
    """Return the image of a disc: the one that lies there if it holds the same, else a new one.

    Args:
        root: The archive.
        place: Where it lies when it is whole.
        content: What its catalogue tells.
        parts: The archive's files on it.
        progress: Told the bytes that are written.

    Raises:
        NotWritableError: Another image bears the name.
        NotReadableError: A file was changed meanwhile, or cannot be read.
        InvalidChoiceError: A name cannot stand on a disc.
        OSError: The file system refuses.
    """
    if exists(place):
        return _taken_over(place, parts, progress)
    members = [*(_member(root, part) for part in parts), *disc_contents(content)]
    with new_image(place) as file:
        digest = write_image(file, volume_name(content.number), members, progress)
        file.flush()
        _read_back(Path(file.name), members)
    sums = next(each.sha256 for each in members if each.path == SUMS)
    return MadeImage(place=place, digest=digest, sums=sums)


def _member(root: Path, part: BurnFile) -> Member:
    return Member(
        path=part.disc,
        source=inside(extended(root), part.path),
        opener=open_plain,
        size=part.size,
        sha256=part.sha256,
        mtime=part.mtime_ns / 1e9,
    )


def _read_back(place: Path, members: Sequence[Member]) -> None:
    """Refuse an image of which the reader finds something else than was put in."""
    there = dict(read_image(place))
    missing = [each.path for each in members if each.path not in there]
    if missing or len(there) != len(members):
        raise NotReadableError(
            _("The image does not hold what was put into it: {path}").format(
                path=shown((missing or [*there])[0])
            ),
            _("Nothing was kept of it. Look whether the drive is sound, then make it again."),
        )


def _taken_over(
    place: Path, parts: Sequence[BurnFile], progress: Callable[[int, int], None]
) -> MadeImage:
    wanted = {part.disc: part.sha256 for part in parts}
    try:
        found = hash_image(place, progress)
    except InvalidFileError:
        found = HashedImage(files=(), digest="", size=0, places=())
    there = found.sums
    if {p: each for p, each in there.items() if p.startswith(f"{RECORDS}/")} != wanted:
        raise NotWritableError(
            _("{place} is there already, and is not the disc that is to be made.").format(
                place=shown(str(place))
            ),
            _("Nothing was overwritten. Move it elsewhere, or make the discs in another folder."),
        )
    return MadeImage(place=place, digest=found.digest, sums=there.get(SUMS, ""), found=True)
