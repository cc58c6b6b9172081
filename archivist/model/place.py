"""Places: which studio, category and item a path or a name means (clause 6.9.3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archivist.model.days import compact, split_day
from archivist.model.dossier import Dossier
from archivist.model.item import Item, ItemName
from archivist.model.matching import Recogniser
from archivist.model.names import MAX_PATH, is_junk, name_fault, same_name, utf16_length
from archivist.model.plan import Category, MaterialKind

_LEAST = 2
"""Characters of a part of a name that is taken for the whole."""
_USUAL = "06"
"""The category of an example: training, which every studio has."""
_ROOM = 40
"""UTF-16 units that an item's path leaves for the names of its files."""


class Lost(StrEnum):
    """Why a text names no place."""

    NOTHING = "nothing"
    """It names nothing at all, or only a studio."""
    STUDIO = "studio"
    CATEGORY = "category"
    ITEM = "item"
    """No item is named, or several may be meant."""
    NAME = "name"
    """The item's name cannot be a folder, or its date is no real day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPlace:
    """A text that names no place."""

    lost: Lost
    text: str = ""
    """The part that is not understood."""
    items: tuple[str, ...] = ()
    """Paths of the items that may be meant."""
    example: str = ""
    """A place that would be understood; of nothing named, a category of one."""
    begun: bool = False
    """It would be, if a studio stood in front."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The day of what is to be filed."""

    day: date | None = None
    stated: bool = False
    """A person said it; else the images tell it, whose camera may have a wrong clock."""


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
        self._made: dict[str, Destination] = {}
        self._ignore = dossier.settings.ignore
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

    def resolve(self, parts: Sequence[str], when: When = When()) -> Destination | NoPlace:
        """Return the place that ``studio / category / item`` names.

        The studio may be left out when there is only one; a part of a name that fits one studio is
        enough. A category is named by its number or its name, an item by its folder or its title;
        an item that is not there is to be made. Nothing in the parts leads out of a category.

        Args:
            parts: What lies below the item is not looked at.
            when: Of what is to be filed: tells items of one title apart, and names a new one.
        """
        rest = [part.strip() for part in parts if part.strip()]
        if not rest:
            return NoPlace(lost=Lost.NOTHING, example=self._home(next(iter(self._studios), "")))
        studio = self._studio(rest[0])
        if studio is not None and self._names_studio(rest, studio):
            rest = rest[1:]
        elif len(self._studios) == 1:
            studio = next(iter(self._studios))
        else:
            return self._no_studio(rest)
        if not rest:
            return NoPlace(lost=Lost.NOTHING, example=self._home(studio or ""))
        category = self.category(rest[0])
        if category is None or studio is None:
            example = self._example(rest[0], studio or "")
            return NoPlace(lost=Lost.CATEGORY, text=rest[0], example=example)
        if category.flat:
            return self._flat(studio, category)
        if len(rest) < 2:
            return NoPlace(lost=Lost.ITEM, text=category.folder)
        return self._item(studio, category, rest[1], when)

    def _no_studio(self, rest: list[str]) -> NoPlace:
        """Return what is to be said of a place that begins with no studio, where there are many."""
        first = next(iter(self._studios), "")
        if self.category(rest[0]) is not None:
            example = "/".join((first, *rest))
            return NoPlace(lost=Lost.STUDIO, text=rest[0], example=example, begun=True)
        return NoPlace(lost=Lost.STUDIO, text=rest[0], example=self._example(rest[0], first))

    def _example(self, text: str, studio: str) -> str:
        """Return where a folder could be moved that is named like nothing in the catalogue."""
        return f"{self._home(studio)}/{text}"

    def _home(self, studio: str) -> str:
        """Return a category that holds items, as a person would name it."""
        numbers = [each.number for each in self._plan.categories if not each.flat]
        number = _USUAL if _USUAL in numbers else next(iter(numbers), _USUAL)
        return f"{studio}/{number}" if len(self._studios) > 1 else number

    def is_document(self, place: Destination, name: str) -> bool:
        """Tell whether a picture's name names a document that its category asks for."""
        seen = self._recogniser.everywhere(name, is_picture=True)
        kinds = (s.claim.material.kind for s in seen if s.category == place.item.category)
        return any(kind in {MaterialKind.DOCUMENT, MaterialKind.SET} for kind in kinds)

    def _names_studio(self, rest: list[str], studio: str) -> bool:
        """Tell whether the first part means a studio where it could mean a category as well."""
        if len(self._studios) > 1 or same_name(rest[0]) == same_name(studio):
            return True
        return self.category(rest[0]) is None or (
            len(rest) > 1 and self.category(rest[1]) is not None
        )

    def likely(self, name: str, day: date | None, cause: str = "") -> list[Destination]:
        """Return the items to which a file probably belongs, told by its name and its day.

        Args:
            name: The file's name without its ending.
            day: The event's day, if known.
            cause: What the file is said to show.
        """
        named, title = split_day(name)
        if named is None:
            parsed = ItemName.parse(name)
            named, title = parsed.day, parsed.title
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
        plain = unicodedata.normalize("NFKC", text).strip()
        found = self._plan.category_of(plain)
        if found is not None:
            return found
        wanted = same_name(plain)
        known = [(c, _names_of(c)) for c in self._plan.categories]
        exact = [category for category, names in known if wanted in names]
        if not exact and len(wanted) >= _LEAST:
            exact = [category for category, names in known if any(wanted in n for n in names)]
        return exact[0] if len(exact) == 1 else None

    def _studio(self, text: str) -> str | None:
        wanted = same_name(text)
        fitting = [name for name in self._studios if same_name(name) == wanted]
        if not fitting and len(wanted) >= _LEAST:
            fitting = [name for name in self._studios if wanted in same_name(name)]
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

    def _item(
        self, studio: str, category: Category, text: str, when: When
    ) -> Destination | NoPlace:
        known = self._items.get((studio, category.number), [])
        wanted = same_name(text)
        named = [i for i in known if same_name(i.path.rpartition("/")[2]) == wanted]
        if named:
            return Destination(item=named[0])
        name = ItemName.parse(text)
        titled = [i for i in known if not name.day_text and same_name(i.name.title) == wanted]
        fitting = [i for i in titled if when.day is None or i.day in {None, when.day}]
        if len(fitting) == 1:
            return Destination(item=fitting[0])
        if fitting or (titled and not when.stated):
            items = tuple(item.path for item in fitting or titled)
            return NoPlace(lost=Lost.ITEM, text=text, items=items)
        return self._new(studio, category, text, when)

    def _new(self, studio: str, category: Category, text: str, when: When) -> Destination | NoPlace:
        name = ItemName.parse(text)
        if when.day is not None and not name.day_text:
            text = f"{compact(when.day)} {text}"
            name = ItemName.parse(text)
        folder, folders = self._folder(studio, category)
        path = f"{folder}/{text}"
        impossible = "/" in text or name_fault(text) or is_junk(text, self._ignore)
        undated = bool(name.day_text) and name.day is None
        if impossible or undated or not name.title or utf16_length(path) > MAX_PATH - _ROOM:
            return NoPlace(lost=Lost.NAME, text=text)
        item = Item(path=path, studio=studio, category=category.number, name=name)
        made = Destination(item=item, new=True, folders=(*folders, path))
        # Two folders of the inbox that spell one item in two ways make one.
        return self._made.setdefault(same_name(path), made)


def _names_of(category: Category) -> set[str]:
    return {same_name(name) for name in (category.name, category.name_en) if name}
