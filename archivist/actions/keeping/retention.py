"""``archivist retention``: how long everything is kept, and what has run out.

Nothing is destroyed here or anywhere else in archivist: what has run out is listed, and people
decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from gettext import gettext as _

from archivist.actions.blind import refuse_unseen
from archivist.actions.chosen import Chosen, chosen
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.model.boxing import Scales
from archivist.model.display import shown
from archivist.model.dossier import StrayKind
from archivist.model.item import Item
from archivist.model.record import Record
from archivist.model.retention import CategoryTerms, Lapse, Reach, Retained, newest_year
from archivist.model.selection import Selection


def retention(view: View, selection: Selection, reach: Reach | None = None) -> Retained:
    """Return how long everything of a selection is kept.

    Raises:
        InvalidChoiceError: A name fits no studio, or a number no category.
        NotReadableError: The archive, a studio or a category cannot be looked into.
    """
    found = chosen(view, selection)
    plan, studios = found.seen.dossier.plan, found.selection.studios or found.studios
    _refuse_unknown(selection, tuple(category.number for category in plan.categories))
    # What is not seen would pass for never filed, and be missing from a list that people sign.
    refuse_unseen(found.seen.dossier, studios)
    return Retained(
        archive=found.archive_name,
        as_of=view.as_of,
        horizon=(reach or Reach()).after(view.as_of),
        categories=tuple(_categories(found, studios)),
    )


def _refuse_unknown(selection: Selection, known: tuple[str, ...]) -> None:
    missing = [number for number in selection.categories if number not in known]
    if missing:
        raise InvalidChoiceError(
            _("There is no category {numbers} in the plan.").format(
                numbers=_(", ").join(map(shown, missing))
            ),
            _("Use one of: {names}").format(names=", ".join(known)),
        )


def _categories(found: Chosen, studios: tuple[str, ...]) -> Iterator[CategoryTerms]:
    lapses = _lapses(found)
    wanted = found.selection.categories
    for studio in studios:
        for category in found.seen.dossier.plan.categories:
            if not wanted or category.number in wanted:
                own = tuple(lapses.get((studio, category.number), ()))
                yield CategoryTerms(category=category, studio=studio, lapses=own)


def _lapses(found: Chosen) -> dict[tuple[str, str], list[Lapse]]:
    scales = Scales(found.seen.dossier.plan)
    damaged = {
        stray.path.rpartition("/")[0]
        for stray in found.seen.dossier.strays
        if stray.kind is StrayKind.DAMAGED_ITEM_FILE
    }
    lapses: defaultdict[tuple[str, str], list[Lapse]] = defaultdict(list)
    for item in found.items:
        lapse = _lapse(scales, item, found.records.get(item.path, []), damaged)
        lapses[item.studio, item.category].append(lapse)
    return lapses


def _lapse(scales: Scales, item: Item, records: list[Record], damaged: set[str]) -> Lapse:
    weighed = scales.weighed(item, records)
    newest = newest_year(records)
    return Lapse(
        item=item,
        kept=weighed.kept,
        year=weighed.boxed.year,
        newest=newest if newest > weighed.boxed.year > 0 else 0,
        files=len(records),
        size=sum(record.size for record in records),
        damaged=item.path in damaged,
    )
