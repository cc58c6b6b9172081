"""``archivist disc make``: images of discs, and their rows in the register.

Order of writing, and which crash survives what: an image bears its number when it is whole; then
its list is kept, the journal told, and its rows entered. A run that is killed leaves at most images
or lists without rows: the next run takes those that hold what is to be burnt, and tells the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.burning.catalogue_rows import content_of
from archivist.actions.burning.contents import Wanted, gathered, wanted_records, with_sums
from archivist.actions.burning.enter_rows import entered
from archivist.actions.burning.image import MadeImage, image_of
from archivist.actions.burning.image_folder import (
    is_full,
    make_folder,
    place_of,
    refusal_of,
    refuse_folder,
    refuse_little_room,
)
from archivist.actions.burning.plan import (
    Burning,
    Planned,
    PlannedDisc,
    planned,
    rows_of,
)
from archivist.actions.burning.register import Registers
from archivist.actions.burning.shelf import DiscShelf, disc_shelf
from archivist.actions.chosen import chosen
from archivist.actions.survey import Survey
from archivist.actions.view import View
from archivist.errors import ArchivistError
from archivist.model.days import dotted
from archivist.model.operation import Deed, Verb
from archivist.model.selection import Selection
from archivist.model.settings import STATE
from archivist.store.lock import this_process, writer_lock
from archivist.store.sealing import sealed_now
from archivist.store.tree import extended

LOCK = "disc-lock"
"""Held while discs are made, so that no two get one number; others may write meanwhile."""
_UNKNOWN = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDiscReport:
    """One disc, and what became of its image."""

    disc: PlannedDisc
    image: MadeImage | None = None
    """None: there is none, because of ``reason``, or because nothing was to be done yet."""
    reason: str = ""
    entered: bool = False
    """Its rows are in the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReport:
    """What was made."""

    discs: tuple[MadeDiscReport, ...] = ()
    burnt: int = 0
    """Records that are on a disc already."""
    troubles: tuple[tuple[str, str], ...] = ()
    """Files that cannot be read, and why: they are on no disc."""
    too_large: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()
    finished: tuple[Deed, ...] = ()
    """What an earlier run had left unfinished, and how it ended now."""
    full: bool = False
    """The folder for the images has no room left; what follows was not tried."""
    dry_run: bool = False
    orphans: tuple[str, ...] = field(default=())
    """Numbers of lists that no register names and that nothing was made for now."""

    @property
    def done(self) -> bool:
        """All that was to be burnt has an image and a row."""
        made = self.dry_run or all(each.entered for each in self.discs)
        return made and not self.troubles and not self.too_large


def make_discs(
    view: View, selection: Selection, burning: Burning, out: Path, now: datetime, *, dry_run: bool
) -> MakeReport:
    """Make images of what is on no disc yet, and enter them into the registers.

    Args:
        view: Which archive, on which day.
        selection: Of items.
        burning: How.
        out: A folder outside the archive.
        now: When.
        dry_run: Only tell what would be done.

    Raises:
        InvalidChoiceError: The folder lies in the archive, or a name fits no studio.
        InvalidFileError: A register of discs cannot be read, or cannot take rows.
        NotReadableError: The archive cannot be looked into, or a register is open elsewhere.
        NotWritableError: The folder cannot be made or has too little room, or a register is
            read-only.
        BusyError: Another run makes discs.
    """
    refuse_folder(out, view.root)
    found = chosen(view, selection)
    with _alone(view.root, now) if not dry_run else _nothing():
        shelf = disc_shelf(found.seen)
        wanted = wanted_records(found, shelf, all_files=burning.all_files, again=burning.again)
        sealed = sealed_now(extended(view.root), now.date())
        for studio, records in wanted.records.items():
            wanted.records[studio], lost = with_sums(view.root, records, sealed)
            wanted.troubles += lost
        plan = planned(shelf, wanted.records, burning)
        _rehearse(view, shelf, plan, burning)
        refuse_little_room(out, plan.discs)
        report = _report(shelf, wanted, plan, dry_run=dry_run)
        if dry_run or not plan.discs:
            return report
        make_folder(out)
        return _Maker(found.seen, burning, out, now).made(report)


def _report(shelf: DiscShelf, wanted: Wanted, plan: Planned, *, dry_run: bool) -> MakeReport:
    """Return what is told before any image is made."""
    numbers = {disc.number for disc in plan.discs}
    return MakeReport(
        discs=tuple(MadeDiscReport(disc=disc) for disc in plan.discs),
        burnt=wanted.burnt,
        troubles=tuple(wanted.troubles),
        too_large=tuple(plan.too_large),
        dry_run=dry_run,
        orphans=tuple(each.number for each in shelf.unentered() if each.number not in numbers),
    )


@contextmanager
def _alone(root: Path, now: datetime) -> Iterator[None]:
    with writer_lock(extended(root) / STATE, this_process(Verb.DISC.value, now), name=LOCK):
        yield


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _rehearse(view: View, shelf: DiscShelf, plan: Planned, burning: Burning) -> None:
    """Refuse before the long work what a register would refuse behind it."""
    registers = Registers(view.root, shelf)
    for studio in shelf.studios:
        own = [disc for disc in plan.discs if disc.studio == studio.studio]
        rows = [row for disc in own for row in rows_of(disc, burning, _UNKNOWN)]
        if rows:
            registers.with_rows(studio, rows)


class _Maker:
    """Writes images studio by studio, and enters each studio's; a full drive ends it."""

    def __init__(self, seen: Survey, burning: Burning, out: Path, now: datetime) -> None:
        self._view, self._settings = seen.view, seen.dossier.settings
        self._burning, self._out, self._now = burning, out, now
        self._total = self._before = 0
        self._full = False

    def made(self, report: MakeReport) -> MakeReport:
        """Return the report with what became of every disc."""
        self._total = sum(each.disc.size for each in report.discs)
        done: list[MadeDiscReport] = []
        for name in dict.fromkeys(each.disc.studio for each in report.discs):
            own = [self._one(each) for each in report.discs if each.disc.studio == name]
            ready = [(each.disc, each.image) for each in own if each.image]
            entry = entered(self._view, ready, self._burning, self._now)
            done += [
                replace(each, entered=entry.done, reason=entry.reason) if each.image else each
                for each in own
            ]
            report = replace(
                report,
                deeds=(*report.deeds, *entry.deeds),
                finished=(*report.finished, *entry.finished),
            )
        return replace(report, discs=tuple(done), full=self._full)

    def _one(self, each: MadeDiscReport) -> MadeDiscReport:
        """Return one disc with its image, or with the reason why there is none."""
        if self._full:
            return replace(each, reason=_("the drive is full"))
        content = content_of(each.disc, self._settings, self._burning, dotted(self._view.as_of))
        parts = tuple(gathered(each.disc.records))
        place = place_of(self._out, each.disc)
        try:
            image = image_of(self._view.root, place, content, parts, self._progress)
        except OSError as error:
            self._full = is_full(error)
            return replace(each, reason=refusal_of(place, error))
        except ArchivistError as error:
            text = _("{problem} {remedy}").format(problem=error.message, remedy=error.hint)
            return replace(each, reason=text.strip())
        finally:
            self._before += each.disc.size
        return replace(each, image=image)

    def _progress(self, done: int, _all: int) -> None:
        self._view.progress(min(self._before + done, self._total), self._total)
