"""A disc as it is found: an image or a folder, its files with their checksums, its own list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path

from archivist.actions.progress import Progress
from archivist.errors import NotReadableError
from archivist.formats.disc import SUMS
from archivist.formats.disc.description import DESCRIPTION, described_number
from archivist.formats.iso import hash_image
from archivist.formats.iso.content import read_member
from archivist.model.disc_check import DiscFault, Fault
from archivist.model.display import shown
from archivist.model.refusal import reason_of
from archivist.store.disc_folder import read_disc_folder, small_file
from archivist.store.disc_lists import parsed_list
from archivist.store.tree import extended

_LISTS = (SUMS, SUMS.rpartition("/")[2])
_MOST = 256 * 1024 * 1024
"""Bytes of a disc's own list that are read."""
_MOST_DESCRIBED = 64 * 1024
"""Bytes of its description that are read."""


@dataclass(slots=True)
class Carrier:
    """What was found."""

    sums: dict[str, str] = field(default_factory=dict)
    """SHA-256 of each file by its path."""
    own: dict[str, str] = field(default_factory=dict)
    """What the disc's own list tells."""
    list_path: str = ""
    """Where that list lies; empty: there is none."""
    number: str = ""
    """What its description tells; empty: it has none."""
    size: int = 0
    image: str = ""
    """The digest of the image; empty: it is a folder, or not all of it can be read."""
    faults: list[DiscFault] = field(default_factory=list)
    """What could not be read or followed."""


def look_at(place: Path, progress: Progress) -> Carrier:
    """Read a disc.

    Args:
        place: An image, or the drive or folder with what is on the disc.
        progress: Told bytes.

    Raises:
        NotReadableError: It is not there, or nothing of it can be read.
        InvalidFileError: It is no image.
    """
    if extended(place).is_dir():
        carrier = _folder(place, progress)
    elif extended(place).is_file():
        carrier = _image(extended(place), progress)
    else:
        raise NotReadableError(
            _("{place} is not there.").format(place=shown(str(place))),
            _("Name the image, or the drive in which the disc lies: E:\\"),
        )
    if not carrier.sums and not carrier.own:
        raise NotReadableError(
            _("No file can be read in {place}.").format(place=shown(str(place))),
            _("Look whether the disc lies in the drive, and whether it was burnt at all."),
        )
    return carrier


def _folder(place: Path, progress: Progress) -> Carrier:
    found = read_disc_folder(place, progress)
    carrier = Carrier(sums=found.sums, size=found.size)
    carrier.faults += [
        DiscFault(fault=Fault.UNREADABLE, path=path, detail=why)
        for path, why in sorted(found.unread.items())
    ]
    carrier.faults += [DiscFault(fault=Fault.LINK, path=path) for path in found.links]
    if found.cut:
        carrier.faults.append(DiscFault(fault=Fault.TOO_MUCH))
    _take_own(carrier, lambda path, most: small_file(place, path, most))
    return carrier


def _image(place: Path, progress: Progress) -> Carrier:
    found = hash_image(place, progress)
    carrier = Carrier(sums=found.sums, image=found.digest)
    carrier.size = sum(each.size for each in found.files if each.path in found.sums)
    carrier.faults += [
        DiscFault(fault=Fault.UNREADABLE, path=each.path, detail=reason_of(each.sha256))
        for each in found.files
        if isinstance(each.sha256, OSError)
    ]
    if found.unread is not None:
        why = reason_of(found.unread)
        carrier.faults.append(DiscFault(fault=Fault.UNREADABLE, path=place.name, detail=why))
    _take_own(carrier, lambda path, most: read_member(place, found.places, path, most))
    return carrier


def _take_own(carrier: Carrier, read: Callable[[str, int], bytes]) -> None:
    """Take what a disc tells of itself."""
    carrier.list_path = next((path for path in _LISTS if path in carrier.sums), "")
    try:
        if carrier.list_path:
            _take_list(carrier, read(carrier.list_path, _MOST))
        if DESCRIPTION in carrier.sums:
            carrier.number = described_number(read(DESCRIPTION, _MOST_DESCRIBED))
    except OSError as error:
        path = carrier.list_path or DESCRIPTION
        fault = DiscFault(fault=Fault.UNREADABLE, path=path, detail=reason_of(error))
        carrier.faults.append(fault)


def _take_list(carrier: Carrier, content: bytes) -> None:
    carrier.own, torn = parsed_list(content)
    carrier.faults += [
        DiscFault(fault=Fault.BAD_LINE, path=carrier.list_path, detail=str(line)) for line in torn
    ]
