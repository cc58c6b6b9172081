"""Receiving: what lies in the inbox, to which item each file belongs, and why one has to wait.

A folder in the inbox that is named like a place of the catalogue (studio / category / item, the
studio may be left out when there is one) says where its files belong. So does ``--to``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from archivist.model.arrival import Arrival, Intake
from archivist.model.assembly import assemble
from archivist.model.dossier import Dossier
from archivist.model.elements import Element
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Facts
from archivist.model.item import ITEM_FILE, Description, Item, ItemName
from archivist.model.layout import ABOUT_FILE, Layout, pair_sidecars
from archivist.model.names import PENDING_PAGE
from archivist.model.place import Destination, NoPlace, Places, dated
from archivist.model.qualms import Qualms
from archivist.model.record import Record

_OURS = frozenset({PENDING_PAGE, ABOUT_FILE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """The files of the inbox as they lie there."""

    layout: Layout
    """With an item for each folder of the inbox."""
    item_files: Mapping[str, Entry] = field(default_factory=dict)

    @property
    def files(self) -> tuple[Entry, ...]:
        """Every file that has to be read: the arrivals and their sidecars."""
        found = [entry for entries in self.layout.files.values() for entry in entries]
        return (*found, *{e.path: e for e in self.layout.sidecars.values()}.values())


def read_basket(entries: Iterable[Entry]) -> Basket:
    """Return the files of the inbox by folder, each with its sidecar."""
    layout = Layout()
    for entry in entries:
        if entry.kind is not EntryKind.FILE or entry.name in _OURS:
            continue
        if entry.name == ITEM_FILE:
            layout.item_files[entry.folder] = entry
            continue
        layout.files.setdefault(entry.folder, []).append(entry)
        layout.items.setdefault(entry.folder, _nowhere(entry.folder))
    pair_sidecars(layout)
    # A sidecar without its file waits like any other file, so that it is not forgotten.
    for stray in layout.strays:
        folder = stray.path.rpartition("/")[0]
        layout.files[folder].append(Entry(stray.path, EntryKind.FILE))
    return Basket(layout=layout, item_files=dict(layout.item_files))


class Reception:
    """Receives files into one archive, as it is known at one moment."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._places = Places(dossier)
        self._qualms = Qualms(dossier, self._places)

    def receive(
        self,
        basket: Basket,
        facts: Mapping[str, Facts],
        descriptions: Mapping[str, tuple[Description, str]],
        intake: Intake,
    ) -> tuple[Arrival, ...]:
        """Return what is to be said of every file.

        Args:
            basket: What lies there.
            facts: What the files and their sidecars told, by path.
            descriptions: What an ``item.toml`` in a folder says, and its mistakes, by folder.
            intake: What a person says.
        """
        found: list[Arrival] = []
        for folder in sorted(basket.layout.files):
            found += self._folder(folder, basket, facts, descriptions.get(folder), intake)
        return self._qualms.among(found)

    def _folder(
        self,
        folder: str,
        basket: Basket,
        facts: Mapping[str, Facts],
        description: tuple[Description, str] | None,
        intake: Intake,
    ) -> list[Arrival]:
        place = self._places.resolve(intake.to or self._parts(folder))
        said, mistakes = description or (Description(), "")
        records = self._records(folder, basket, facts, _item(folder, place, said))
        if isinstance(place, Destination):
            day = intake.day or common_day(records)
            if place.new and place.item.day is None and day is not None:
                place = dated(place, day)
                records = self._records(folder, basket, facts, _item(folder, place, said))
        sidecars = basket.layout.sidecars
        arrivals = []
        for record in records:
            entry = Entry(record.path, EntryKind.FILE, record.size)
            beside = sidecars.get(record.path)
            arrival = Arrival(
                entry=entry,
                record=record,
                sidecar=beside.path if beside else "",
                destination=place if isinstance(place, Destination) else None,
            )
            damaged = facts.get(arrival.sidecar) if arrival.sidecar else None
            arrivals.append(
                self._qualms.of(arrival, place, intake, mistakes=mistakes, sidecar=damaged)
            )
        return arrivals

    def _records(
        self, folder: str, basket: Basket, facts: Mapping[str, Facts], item: Item
    ) -> tuple[Record, ...]:
        layout = Layout(
            items={folder: item},
            files={folder: basket.layout.files[folder]},
            sidecars=basket.layout.sidecars,
        )
        return assemble(layout, facts)

    def _parts(self, folder: str) -> Sequence[str]:
        """Return the folders below the inbox; a file from outside lies in none."""
        inbox = self._dossier.settings.inbox
        head, *rest = folder.split("/")
        return rest if head == inbox else ()


def common_day(records: Iterable[Record]) -> date | None:
    """Return the day on which all images of a folder happened, as stated or as recorded."""
    days = set()
    for record in records:
        if record.pictorial:
            stated = record.elements.event_date or record.elements.shooting_date
            days.add(stated.day if stated else None)
    return days.pop() if len(days) == 1 else None


def _nowhere(folder: str) -> Item:
    name = ItemName(day_text="", day=None, title=folder.rpartition("/")[2])
    return Item(path=folder, studio="", category="", name=name)


def _item(folder: str, place: Destination | NoPlace, said: Description) -> Item:
    """Return the item as which a folder's files are to be seen.

    What an ``item.toml`` in the inbox says goes before what the item's own one says.
    """
    if not isinstance(place, Destination):
        return replace(_nowhere(folder), description=said)
    own = place.item.description
    stated = {reading.element for reading in said.readings}
    people = {Element.PEOPLE, Element.PEOPLE_STATUS}
    hidden = stated | (people if stated & people else set())
    readings = (*said.readings, *(r for r in own.readings if r.element not in hidden))
    description = replace(said, readings=readings, kind=said.kind or own.kind)
    return replace(place.item, description=description)
