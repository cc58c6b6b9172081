"""``archivist disc due``: images that were never burnt, and discs that are to be looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from archivist.actions.burning.contents import sha256_known
from archivist.actions.burning.shelf import DiscShelf, disc_shelf
from archivist.actions.survey import choose_studios, survey
from archivist.actions.view import View
from archivist.model.boxing import year_of
from archivist.model.disc import SETS
from archivist.model.disc_due import Due, DueKind, due_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReport:
    """What is due."""

    as_of: date
    images: int = 0
    """Image records that there are."""
    unburnt: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    """Paths of those on no disc, by studio and year (0: it has none)."""
    due: tuple[Due, ...] = ()
    discs: int = 0
    """Rows of registers."""

    @property
    def nothing(self) -> bool:
        """Nothing is due."""
        return not self.unburnt and not self.due


def due_discs(view: View, studios: Sequence[str] = ()) -> DueReport:
    """Return what is due of the discs of studios.

    Args:
        view: Which archive, on which day.
        studios: Names, or parts of names; none means all.

    Raises:
        InvalidChoiceError: A name fits no studio.
        InvalidFileError: A register of discs cannot be read.
        NotReadableError: The archive cannot be looked into.
    """
    seen = survey(view)
    settings = seen.dossier.settings
    names = choose_studios(settings, studios) or tuple(each.name for each in settings.studios)
    shelf = disc_shelf(seen)
    on_discs = shelf.on_discs()
    unburnt: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    images = 0
    for record in sorted(seen.dossier.records, key=lambda each: each.path):
        if not record.pictorial or record.item.studio not in names:
            continue
        images += 1
        if sha256_known(record) not in on_discs:
            year = record.code.day.year if record.code else year_of(record.item)
            unburnt[record.item.studio, year].append(record.path)
    rows = [disc for disc in shelf.rows if disc.studio in names]
    due = [*due_of(rows, SETS, view.as_of), *(_of_lists(shelf) if not studios else ())]
    return DueReport(
        as_of=view.as_of,
        images=images,
        unburnt={key: tuple(paths) for key, paths in sorted(unburnt.items())},
        due=tuple(due),
        discs=len(rows),
    )


def _of_lists(shelf: DiscShelf) -> Iterator[Due]:
    """Yield what is wrong with the archive's own lists."""
    for each in shelf.unentered():
        yield Due(kind=DueKind.UNENTERED, number=each.number)
    numbers = shelf.numbers
    for number, made in shelf.made.items():
        kept = shelf.lists.get(number)
        changed = kept is None or bool(kept.torn) or (made.list and kept.sha256 != made.list)
        if number in numbers and changed:
            yield Due(kind=DueKind.LIST_LOST, number=made.number)
