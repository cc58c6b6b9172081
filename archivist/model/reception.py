"""Receiving: what lies in the inbox, to which item each file belongs, and why one has to wait.

A folder in the inbox that is named like a place of the catalogue (studio / category / item, the
studio may be left out when there is one) says where its files belong. So does ``--to``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from archivist.model.arrival import Arrival, Intake, Reason, ReasonKind
from archivist.model.assembly import assemble
from archivist.model.dossier import Dossier
from archivist.model.elements import Element
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Facts
from archivist.model.item import ITEM_FILE, Description, Item, ItemName
from archivist.model.layout import ABOUT_FILE, SIDECAR, Layout, pair_sidecars
from archivist.model.names import PENDING_PAGE, same_name
from archivist.model.place import Destination, NoPlace, Places, When
from archivist.model.qualms import Beside, Qualms
from archivist.model.record import Record, kind_of

UNFOLLOWED = frozenset({EntryKind.LINK, EntryKind.SPECIAL, EntryKind.BLOCKED})
"""What may lie in the inbox and is never looked into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """The files of the inbox as they lie there."""

    layout: Layout
    """With an item for each folder of the inbox."""
    item_files: Mapping[str, Entry] = field(default_factory=dict)
    partial: frozenset[str] = frozenset()
    """Folders of which a person named single files only."""
    others: tuple[Entry, ...] = ()
    """Links, devices, folders that cannot be opened: they are not followed, but told."""

    @property
    def files(self) -> tuple[Entry, ...]:
        """Every file that has to be read: the arrivals, their sidecars and ``item.toml`` files."""
        found = [entry for entries in self.layout.files.values() for entry in entries]
        beside = {e.path: e for e in (*self.layout.sidecars.values(), *self.item_files.values())}
        return (*found, *beside.values())


def read_basket(entries: Iterable[Entry], partial: frozenset[str] = frozenset()) -> Basket:
    """Return the files of the inbox by folder, each with its sidecar.

    Args:
        entries: Files and folders, as a walk finds them.
        partial: Folders of which a person named single files only.
    """
    layout = Layout()
    others = []
    for entry in entries:
        if entry.kind in UNFOLLOWED:
            others.append(entry)
        if entry.kind is not EntryKind.FILE or _is_ours(entry):
            continue
        if entry.name == ITEM_FILE:
            layout.item_files[entry.folder] = entry
            continue
        layout.files.setdefault(entry.folder, []).append(entry)
        layout.items.setdefault(entry.folder, _nowhere(entry.folder))
    seen = {entry.path: entry for entries in layout.files.values() for entry in entries}
    pair_sidecars(layout)
    # A sidecar without its file waits like any other file, so that it is not forgotten.
    for stray in layout.strays:
        layout.files[seen[stray.path].folder].append(seen[stray.path])
    return Basket(
        layout=layout,
        item_files=dict(layout.item_files),
        partial=partial,
        others=tuple(others),
    )


def unfollowed(entry: Entry) -> Arrival:
    """Return what is to be said of a link, a device or a folder that cannot be opened."""
    reason = Reason(kind=ReasonKind.LINK, facts={"detail": entry.detail})
    record = Record(path=entry.path, item=_nowhere(entry.folder), size=0, kind=kind_of(entry.name))
    return Arrival(entry=entry, record=record, reasons=(reason,))


def _is_ours(entry: Entry) -> bool:
    """Tell what archivist lays into the inbox itself; deeper down, the name is anybody's."""
    return entry.name == PENDING_PAGE or (entry.name == ABOUT_FILE and "/" not in entry.folder)


class Reception:
    """Receives files into one archive, as it is known at one moment."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._places = Places(dossier)
        self._qualms = Qualms(dossier, self._places)
        self._described: dict[str, Description] = {}
        """What folders of the inbox bring along, by item."""
        self._bringing: dict[str, str] = {}
        """Which folder brings it."""
        self._own = {
            same_name(path.rpartition("/")[0])
            for path in dossier.paths
            if path.rpartition("/")[2] == ITEM_FILE
        }

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
        return (*self._qualms.among(found), *map(unfollowed, basket.others))

    def _folder(
        self,
        folder: str,
        basket: Basket,
        facts: Mapping[str, Facts],
        description: tuple[Description, str] | None,
        intake: Intake,
    ) -> list[Arrival]:
        said, mistakes = description or (Description(), "")
        place = self._place(folder, basket, facts, said, intake)
        records = self._records(folder, basket, facts, _item(folder, place, said))
        beside = Beside(mistakes=mistakes, clash=self._clash(folder, basket, place, said, records))
        brought = ""
        if isinstance(place, Destination) and self._bringing.get(same_name(place.path)) == folder:
            brought = basket.item_files[folder].path
        sidecars = _given(basket.layout, records)
        arrivals = []
        for record in records:
            sidecar = sidecars.get(record.path)
            arrival = Arrival(
                entry=Entry(record.path, EntryKind.FILE, record.size),
                record=record,
                sidecar=sidecar.path if sidecar else "",
                destination=place if isinstance(place, Destination) else None,
                item_file=brought,
            )
            known = facts.get(arrival.sidecar) if arrival.sidecar else None
            arrivals.append(self._qualms.of(arrival, place, intake, replace(beside, sidecar=known)))
        return arrivals

    def _place(
        self,
        folder: str,
        basket: Basket,
        facts: Mapping[str, Facts],
        said: Description,
        intake: Intake,
    ) -> Destination | NoPlace:
        """Return where the files of a folder belong; their day decides where a title does not."""
        nowhere = replace(_nowhere(folder), description=said)
        day = intake.day or common_day(self._records(folder, basket, facts, nowhere))
        when = When(day=day, stated=intake.day is not None)
        return self._places.resolve(intake.to or self._parts(folder), when)

    def _clash(
        self,
        folder: str,
        basket: Basket,
        place: Destination | NoPlace,
        said: Description,
        records: Iterable[Record],
    ) -> str:
        """Return why the folder's ``item.toml`` cannot go along; empty: it can, or says nothing."""
        if folder not in basket.item_files or not isinstance(place, Destination):
            return ""
        item = same_name(place.path)
        if not _news(said, self._described.get(item, place.item.description)):
            return ""
        if folder in basket.partial:
            return "part"
        if item in self._bringing or item in self._own:
            return "both"
        renamed = {same_name(record.name) for record in records if record.pictorial}
        if renamed.intersection(map(same_name, said.files)):
            return "names"
        self._bringing[item] = folder
        self._described[item] = said
        return ""

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


def _given(layout: Layout, records: Iterable[Record]) -> dict[str, Entry]:
    """Return the sidecar of each file; one that images share with a document is the images'."""
    found = {r.path: (r, layout.sidecars[r.path]) for r in records if r.path in layout.sidecars}
    pictured = {entry.path for record, entry in found.values() if record.pictorial}
    return {
        path: entry
        for path, (record, entry) in found.items()
        if record.pictorial
        or entry.path not in pictured
        or same_name(entry.path) == same_name(f"{path}{SIDECAR}")
    }


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
    description = replace(
        said,
        readings=readings,
        kind=said.kind or own.kind,
        materials=said.materials or own.materials,
        pages=said.pages if said.pages is not None else own.pages,
        retention=said.retention or own.retention,
        responsible=said.responsible or own.responsible,
        reference=said.reference or own.reference,
        secrecy=said.secrecy or own.secrecy,
        pieces={**own.pieces, **said.pieces},
        numbered_as=said.numbered_as or own.numbered_as,
        files={**own.files, **said.files},
    )
    return replace(place.item, description=description)


def _news(said: Description, own: Description) -> bool:
    """Tell whether an ``item.toml`` says anything that another one does not."""
    known = {(reading.element, reading.comparable) for reading in own.readings}
    return (
        any((r.element, r.comparable) not in known for r in said.readings)
        or not set(said.materials) <= set(own.materials)
        or said.kind not in {"", own.kind}
        or said.paper not in {None, own.paper}
        or said.pages not in {None, own.pages}
        or said.retention not in {None, own.retention}
        or said.responsible not in {"", own.responsible}
        or said.reference not in {"", own.reference}
        or said.secrecy not in {"", own.secrecy}
        or any(own.pieces.get(name) != number for name, number in said.pieces.items())
        or any(own.files.get(name) != each for name, each in said.files.items())
    )
