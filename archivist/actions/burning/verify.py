"""``archivist disc verify``: a burnt disc or its image against its own list and the archive's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path

from archivist.actions.burning.carrier import Carrier, look_at
from archivist.actions.burning.shelf import MadeDisc, made_discs
from archivist.actions.progress import Progress, unseen
from archivist.formats.disc.description import RECORDS
from archivist.model.disc_check import (
    DiscCheck,
    DiscFault,
    Fault,
    against_archive,
    against_own,
    nearest_list,
)
from archivist.model.names import same_name
from archivist.store.disc_lists import DiscList, disc_lists
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDiscs:
    """What an archive knows of its discs."""

    lists: Mapping[str, DiscList] = field(default_factory=dict)
    """By number, in the form in which two numbers are one."""
    made: Mapping[str, MadeDisc] = field(default_factory=dict)
    """The same."""


def known_discs(root: Path | None) -> KnownDiscs:
    """Return what an archive knows of its discs; None: there is no archive.

    Raises:
        OSError: The journal cannot be read.
    """
    if root is None:
        return KnownDiscs()
    lists = {same_name(each.number): each for each in disc_lists(extended(root))}
    return KnownDiscs(lists=lists, made=made_discs(root))


def verify_disc(
    place: Path,
    known: KnownDiscs,
    number: str = "",
    digest: str = "",
    progress: Progress = unseen,
) -> DiscCheck:
    """Look at every file of a disc and say what is wrong.

    Args:
        place: An image, or the drive or folder with what is on the disc.
        known: What the archive knows.
        number: Of the disc; empty: it is told by what lies on it.
        digest: SHA-256 of its image as the register says; empty: it says none.
        progress: Told bytes.

    Raises:
        NotReadableError: It is not there, or nothing of it can be read.
        InvalidFileError: It is no image.
    """
    carrier = look_at(place, progress)
    nearest = _nearest(carrier, known)
    called = number or nearest
    kept, made = known.lists.get(same_name(called)), known.made.get(same_name(called))
    faults = [*carrier.faults, *_by_own_list(carrier)]
    if kept is not None and kept.sums:
        faults += against_archive(carrier.sums, kept.sums, carrier.own, f"{RECORDS}/", faults)
    faults += _of_lists(carrier, kept, made)
    expected = (made.image if made else "") or digest
    if carrier.image and expected and carrier.image != expected:
        faults.append(DiscFault(fault=Fault.IMAGE, detail=expected))
    return DiscCheck(
        number=called,
        files=len(carrier.sums),
        size=carrier.size,
        image=carrier.image,
        nearest=nearest,
        by_archive=bool(kept and kept.sums),
        faults=tuple(faults),
    )


def _nearest(carrier: Carrier, known: KnownDiscs) -> str:
    lists = {each.number: each.sums.values() for each in known.lists.values()}
    return nearest_list([*carrier.sums.values(), *carrier.own.values()], lists)


def _by_own_list(carrier: Carrier) -> list[DiscFault]:
    if not carrier.list_path:
        return [DiscFault(fault=Fault.NO_LIST)]
    apart = {each.path for each in carrier.faults if each.fault is not Fault.BAD_LINE}
    return against_own(carrier.sums, carrier.own, {*apart, carrier.list_path})


def _of_lists(carrier: Carrier, kept: DiscList | None, made: MadeDisc | None) -> list[DiscFault]:
    """Return whether the lists themselves are what they were when the disc was made."""
    if made is None:
        return []
    faults = []
    own = carrier.sums.get(carrier.list_path, "")
    if made.sums and own and own != made.sums:
        faults.append(DiscFault(fault=Fault.CHANGED, path=carrier.list_path))
    if kept is None or (made.list and kept.sha256 != made.list):
        faults.append(DiscFault(fault=Fault.NOT_ARCHIVED))
    return faults


def wrong_disc_text(check: DiscCheck, number: str) -> str:
    """Return that another disc lies in the drive; empty: it is the one, or it cannot be told."""
    if not check.nearest or same_name(check.nearest) == same_name(number):
        return ""
    text = _("This is disc {nearest} by what lies on it, not {number}.")
    return text.format(nearest=check.nearest, number=number)
