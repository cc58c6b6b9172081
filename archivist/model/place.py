"""Places: which studio, category and item a path or a name means (clause 6.9.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archivist.model.days import compact, split_day
from archivist.model.dossier import Dossier
from archivist.model.item import Item, ItemName
from archivist.model.matching import Recogniser
from archivist.model.names import name_fault, same_name
from archivist.model.plan import Category


class Lost(StrEnum):
    """Why a text names no place."""

    NOTHING = "nothing"
    """It names nothing at all."""
    STUDIO = "studio"
    CATEGORY = "category"
    ITEM = "item"
    """No item is named."""
    NAME = "name"
    """The item's name cannot be a folder, or its date is no real day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPlace:
    """A text that names no place."""

    lost: Lost
    text: str = ""
    """The part that is not understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """An item, there already or to be made."""

    item: Item
    new: bool = False
    folders: tuple[str, ...] = ()
    """Folders that have to be made for it, the outermost first."""

    @property
    def path(self) -> str:
        """The item's folder, relative to the archive."""
        return self.item.path


class Places:
    """The places of one archive."""

    def __init__(self, dossier: Dossier) -> None:
        self._plan = dossier.plan
        self._recogniser = Recogniser(dossier.plan)
        self._studios = {studio.name: studio.name for studio in dossier.settings.studios}
        names = {same_name(name): name for name in self._studios}
        self._categories: dict[tuple[str, str], str] = {}
        self._items: dict[tuple[str, str], list[Item]] = {}
        for path in dossier.paths:
            head, _slash, rest = path.partition("/")
            studio = names.get(same_name(head))
            if studio and not rest:
                self._studios[studio] = head
            elif studio and "/" not in rest:
                category = dossier.plan.category_of(rest)
                if category:
                    self._categories.setdefault((studio, category.number), path)
        for item in dossier.items:
            self._items.setdefault((item.studio, item.category), []).append(item)

    def resolve(self, parts: Sequence[str]) -> Destination | NoPlace:
        """Return the place that ``studio / category / item`` names.

        The studio may be left out when there is only one; a part of a name that fits one studio is
        enough. A category is named by its number or its name, an item by its folder or its title;
        an item that is not there is to be made.
        """
        rest = [part.strip() for part in parts if part.strip()]
        if not rest:
            return NoPlace(lost=Lost.NOTHING)
        studio = self._studio(rest[0])
        if studio is not None and (len(rest) > 1 or self.category(rest[0]) is None):
            rest = rest[1:]
        elif len(self._studios) == 1:
            studio = next(iter(self._studios))
        else:
            return NoPlace(lost=Lost.STUDIO, text=rest[0])
        category = self.category(rest[0]) if rest else None
        if category is None or studio is None:
            return NoPlace(lost=Lost.CATEGORY, text=rest[0] if rest else "")
        if category.flat:
            return self._flat(studio, category)
        if len(rest) < 2:
            return NoPlace(lost=Lost.ITEM, text=category.folder)
        return self._item(studio, category, rest[1])

    def likely(self, name: str, day: date | None, cause: str = "") -> list[Destination]:
        """Return the items to which a file probably belongs, told by its name and its day.

        Args:
            name: The file's name without its ending.
            day: The event's day, if known.
            cause: What the file is said to show.
        """
        named, title = split_day(name)
        found = []
        for (studio, number), items in self._items.items():
            category = self._plan.category_of(f"{number} ")
            if category is None:
                continue
            told = self._recogniser.titled(number, title or name) is not None
            if told and category.flat:
                found.append(self._flat(studio, category))
            for item in items:
                same_day = item.day is not None and item.day in {day, named}
                if not item.flat and same_day and (told or (cause and cause == item.name.title)):
                    found.append(Destination(item=item))
        return found

    def on(self, day: date | None) -> list[Item]:
        """Return the items of a day."""
        return [
            item
            for items in self._items.values()
            for item in items
            if day is not None and item.day == day
        ]

    def category(self, text: str) -> Category | None:
        """Return the category that a number or a name means."""
        found = self._plan.category_of(text if len(text) != 2 else f"{text} ")
        if found is not None:
            return found
        wanted = same_name(text)
        known = self._plan.categories if len(text) > 1 else ()
        fitting = [each for each in known if wanted in same_name(each.name)]
        exact = [c for c in fitting if wanted in {same_name(c.name), same_name(c.name_en)}]
        return (exact or fitting)[0] if len(exact or fitting) == 1 else None

    def _studio(self, text: str) -> str | None:
        wanted = same_name(text)
        exact = [name for name in self._studios if same_name(name) == wanted]
        fitting = exact or [name for name in self._studios if wanted in same_name(name)]
        return fitting[0] if len(fitting) == 1 else None

    def _folder(self, studio: str, category: Category) -> tuple[str, tuple[str, ...]]:
        """Return the category's folder, and which folders have to be made for it."""
        there = self._categories.get((studio, category.number))
        if there:
            return there, ()
        top = self._studios[studio]
        path = f"{top}/{category.folder}"
        return path, (top, path)

    def _flat(self, studio: str, category: Category) -> Destination:
        path, folders = self._folder(studio, category)
        item = Item(
            path=path,
            studio=studio,
            category=category.number,
            name=ItemName(day_text="", day=None, title=category.name),
            flat=True,
        )
        known = self._items.get((studio, category.number), [])
        return Destination(item=known[0] if known else item, new=bool(folders), folders=folders)

    def _item(self, studio: str, category: Category, text: str) -> Destination | NoPlace:
        known = self._items.get((studio, category.number), [])
        wanted = same_name(text)
        named = [i for i in known if same_name(i.path.rpartition("/")[2]) == wanted]
        titled = named or [i for i in known if same_name(i.name.title) == wanted]
        if len(titled) == 1:
            return Destination(item=titled[0])
        name = ItemName.parse(text)
        if name_fault(text) or (name.day_text and name.day is None) or not name.title:
            return NoPlace(lost=Lost.NAME, text=text)
        folder, folders = self._folder(studio, category)
        path = f"{folder}/{text}"
        item = Item(path=path, studio=studio, category=category.number, name=name)
        return Destination(item=item, new=True, folders=(*folders, path))


def dated(destination: Destination, day: date) -> Destination:
    """Return a new item's place with the event's date in front of its name."""
    item = destination.item
    if not destination.new or item.name.day is not None or item.flat:
        return destination
    folder, _slash, name = item.path.rpartition("/")
    path = f"{folder}/{compact(day)} {name}"
    dated_item = Item(
        path=path,
        studio=item.studio,
        category=item.category,
        name=ItemName.parse(f"{compact(day)} {name}"),
        description=item.description,
    )
    folders = (*destination.folders[:-1], path)
    return Destination(item=dated_item, new=True, folders=folders)
