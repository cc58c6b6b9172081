"""The items and records that a selection means."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from gettext import gettext as _
from pathlib import PurePosixPath

from archivist.actions.survey import Survey, choose_studios, survey
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.model.boxing import Scales
from archivist.model.catalogue import CatalogueScope
from archivist.model.item import Item
from archivist.model.record import Record
from archivist.model.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was chosen, with all that is known of the archive."""

    seen: Survey
    selection: Selection
    """With whole names of studios."""
    items: tuple[Item, ...]
    """In the order of ``archive.toml``, the plan's numbers, day and name."""
    records: dict[str, list[Record]]
    """By the item's path; an item without any has none."""

    @property
    def studios(self) -> tuple[str, ...]:
        """The names of all studios of the archive, in its own order."""
        return tuple(studio.name for studio in self.seen.dossier.settings.studios)

    @property
    def archive_name(self) -> str:
        """What the archive is called: its fonds, else its name, else its folder."""
        settings = self.seen.dossier.settings
        if settings.fonds:
            text = _("Fonds {number} {name}")
            return text.format(number=settings.fonds, name=settings.fonds_name).strip()
        return settings.called(self.seen.view.root.name)

    @property
    def scope(self) -> CatalogueScope:
        """What was chosen, with empty categories where studios are meant as a whole."""
        return CatalogueScope(
            plan=self.seen.dossier.plan,
            studios=self.selection.studios or self.studios,
            items=self.items,
            records=self.records,
            whole=self.selection.whole,
        )


def chosen(view: View, selection: Selection) -> Chosen:
    """Look at an archive and return what a selection means.

    Raises:
        InvalidChoiceError: A name fits no studio.
        NotReadableError: The archive cannot be looked into.
    """
    seen = survey(view)
    settings = seen.dossier.settings
    whole = replace(selection, studios=choose_studios(settings, selection.studios))
    changed = _changed(seen)
    items = [i for i in seen.dossier.items if whole.takes(i, changed.get(i.path))]
    order = {studio.name: number for number, studio in enumerate(settings.studios)}
    items.sort(key=lambda i: (order.get(i.studio, 0), i.category, i.day or date.max, i.path))
    wanted = {item.path for item in items}
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for record in sorted(seen.dossier.records, key=lambda each: each.path):
        if record.item.path in wanted:
            records[record.item.path].append(record)
    if whole.retentions:
        scales = Scales(seen.dossier.plan)
        kept = {i.path: scales.weighed(i, records.get(i.path, ())).boxed.retention for i in items}
        items = [item for item in items if kept[item.path] in whole.retentions]
    return Chosen(seen=seen, selection=whole, items=tuple(items), records=dict(records))


def nothing_chosen(message: str, why: str = "") -> InvalidChoiceError:
    """Return the refusal of a selection in which nothing lies of what is asked for.

    Args:
        message: What is not there.
        why: What counts as such, where people may expect something else.
    """
    hint = _(
        "Choose otherwise with --studio, --category, --item or --year, or leave the choice out."
    )
    said = _("{problem} {remedy}").format(problem=why, remedy=hint) if why else hint
    return InvalidChoiceError(message, said)


def _changed(seen: Survey) -> dict[str, date]:
    """Return the local day on which something in each item was changed last."""
    latest: dict[str, int] = {}
    for path, moment in seen.modified.items():
        folder = str(PurePosixPath(path).parent)
        latest[folder] = max(latest.get(folder, 0), moment)
    days: dict[str, date] = {}
    for record in seen.dossier.records:
        moment = latest.get(str(PurePosixPath(record.path).parent), 0)
        day = datetime.fromtimestamp(moment / 1e9).astimezone().date()
        days[record.item.path] = max(days.get(record.item.path, date.min), day)
    return days
