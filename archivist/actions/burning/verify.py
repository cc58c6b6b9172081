"""``archivist disc verify``: a burnt disc or its image against its own list and the archive's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path

from archivist.actions.burning.carrier import Carrier, look_at
from archivist.actions.burning.shelf import MadeDisc, made_discs
from archivist.actions.progress import Progress, unseen
from archivist.formats.disc import SUMS
from archivist.formats.disc.description import RECORDS
from archivist.formats.iso.digest import plain_sha256
from archivist.model.disc import Disc
from archivist.model.disc_check import (
    DiscCheck,
    DiscFault,
    Fault,
    against_archive,
    against_own,
    nearest_list,
)
from archivist.model.display import shown
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
    row: Disc | None = None,
    progress: Progress = unseen,
) -> DiscCheck:
    """Look at every file of a disc and say what is wrong.

    Args:
        place: An image, or the drive or folder with what is on the disc.
        known: What the archive knows.
        number: Of the disc; empty: it is told by what lies on it, else by its description.
        row: What the register says of it.
        progress: Told bytes.

    Raises:
        NotReadableError: It is not there, or nothing of it can be read.
        InvalidFileError: It is no image.
    """
    carrier = look_at(place, progress)
    nearest = _nearest(carrier, known, number)
    called = number or nearest or carrier.number
    kept, made = known.lists.get(same_name(called)), known.made.get(same_name(called))
    faults = _faults(carrier, kept, made, row)
    faults += _of_image(carrier, extended(place), made, row)
    records = sum(path.startswith(f"{RECORDS}/") for path in carrier.sums)
    unlisted = any(each.fault is Fault.NO_LIST for each in faults)
    return DiscCheck(
        number=called,
        files=len(carrier.sums),
        records=records,
        size=carrier.size,
        image=carrier.image,
        nearest=nearest or carrier.number,
        foreign=unlisted and not (records or nearest or carrier.number),
        by_archive=bool(kept and kept.sums),
        sums=carrier.sums,
        faults=tuple(faults),
    )


def _faults(
    carrier: Carrier, kept: DiscList | None, made: MadeDisc | None, row: Disc | None
) -> list[DiscFault]:
    faults = [*carrier.faults, *_by_own_list(carrier, made)]
    faults += _by_archive(carrier, kept, made, faults)
    return [*faults, *_of_lists(carrier, kept, made, row)]


def _by_archive(
    carrier: Carrier, kept: DiscList | None, made: MadeDisc | None, told: Sequence[DiscFault]
) -> list[DiscFault]:
    if kept is None or not kept.sums:
        return []
    # What lies on a disc that others made and is not the archive's, was always there.
    records = f"{RECORDS}/" if made is None or made.sums else "/"
    return against_archive(carrier.sums, kept.sums, carrier.own, records, told)


def _nearest(carrier: Carrier, known: KnownDiscs, number: str) -> str:
    lists = {each.number: each.sums.values() for each in known.lists.values()}
    named = known.lists.get(same_name(number))
    there = [*carrier.sums.values(), *carrier.own.values()]
    return nearest_list(there, lists, named.number if named else "")


def _by_own_list(carrier: Carrier, made: MadeDisc | None) -> list[DiscFault]:
    if not carrier.list_path:
        never_had_one = made is not None and not made.sums
        at_top = (path for path in carrier.sums if "/" not in path)
        if as_file := next((path for path in at_top if path.lower().endswith(".iso")), ""):
            return [DiscFault(fault=Fault.AS_FILE, path=as_file)]
        return [] if never_had_one else [DiscFault(fault=Fault.NO_LIST)]
    apart = {each.path for each in carrier.faults if each.fault is not Fault.BAD_LINE}
    return against_own(carrier.sums, carrier.own, {*apart, carrier.list_path})


def _of_lists(
    carrier: Carrier, kept: DiscList | None, made: MadeDisc | None, row: Disc | None
) -> Iterator[DiscFault]:
    """Yield whether the lists themselves are what they were when the disc was made."""
    wanted = (made.sums if made else "") or (row.list_sha256 if row else "")
    own = carrier.sums.get(carrier.list_path, "")
    if wanted and own and own != wanted:
        yield DiscFault(fault=Fault.CHANGED, path=carrier.list_path)
    if made is not None and (kept is None or (made.list and kept.sha256 != made.list)):
        yield DiscFault(fault=Fault.NOT_ARCHIVED)


def _of_image(
    carrier: Carrier, place: Path, made: MadeDisc | None, row: Disc | None
) -> Iterator[DiscFault]:
    """Yield whether an image is, with all that belongs to no file, the one that was made."""
    if not carrier.image:
        return
    wanted = row.image_sha256 if row else ""
    if made is not None and made.image:
        if carrier.image != made.image:
            yield DiscFault(fault=Fault.IMAGE)
    elif wanted and plain_sha256(place) != wanted:
        yield DiscFault(fault=Fault.IMAGE)


def wrong_disc_text(check: DiscCheck, number: str) -> str:
    """Return that another disc lies in the drive; empty: it is the one, or it cannot be told."""
    if not check.nearest or same_name(check.nearest) == same_name(number):
        return ""
    text = _("This is disc {nearest} by what lies on it, not {number}.")
    return text.format(nearest=shown(check.nearest), number=shown(number))


def foreign_text(place: Path) -> str:
    """Return that something is no disc of archivist's."""
    text = _(
        "{place} is no disc that archivist made: it has no list of checksums ({sums}), no folder "
        "{records}, and nothing that this archive has written onto a disc."
    )
    return text.format(place=shown(str(place)), sums=SUMS, records=RECORDS)
