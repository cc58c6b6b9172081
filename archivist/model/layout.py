"""Reading the catalogue off the folder tree: which item each file belongs to (clause 6.9.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from archivist.model.dossier import Stray, StrayKind
from archivist.model.entry import Entry, EntryKind
from archivist.model.item import ITEM_FILE, Description, Item, ItemName
from archivist.model.names import same_name
from archivist.model.plan import Category, Plan
from archivist.model.settings import MARKER, Settings

ABOUT_FILE = "说明.txt"
"""What belongs here: laid out in each category, never a record."""
SIDECAR = ".xmp"

_KIND_OF_ENTRY = {
    EntryKind.LINK: StrayKind.LINK,
    EntryKind.BLOCKED: StrayKind.UNREADABLE,
    EntryKind.SPECIAL: StrayKind.LINK,
}


@dataclass(slots=True, kw_only=True)
class Layout:
    """What a tree turned out to be. Filled while it is read, then left alone."""

    items: dict[str, Item] = field(default_factory=dict)
    """By path."""
    files: dict[str, list[Entry]] = field(default_factory=dict)
    """Files of each item, by the item's path; sidecars and ``item.toml`` are apart."""
    item_files: dict[str, Entry] = field(default_factory=dict)
    """``item.toml`` of each item, by the item's path."""
    sidecars: dict[str, Entry] = field(default_factory=dict)
    """The sidecar of each file that has one, by the file's path."""
    strays: list[Stray] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def describe(self, descriptions: Mapping[str, Description]) -> None:
        """Put what the ``item.toml`` files say (by item path) into the items."""
        for path, description in descriptions.items():
            self.items[path] = replace(self.items[path], description=description)


def read_layout(entries: Iterable[Entry], settings: Settings, plan: Plan) -> Layout:
    """Return which item every entry belongs to, and what belongs to none.

    Args:
        entries: A walk of the whole tree, a folder before what it holds.
        settings: Which folders at the top are studios.
        plan: Which folders in a studio are categories, its own ones merged in.
    """
    layout = Layout()
    studios = {same_name(studio.name): studio.name for studio in settings.studios}
    lost: set[str] = set()
    for entry in entries:
        layout.paths.append(entry.path)
        if entry.folder in lost:
            lost.add(entry.path)
        elif entry.kind in _KIND_OF_ENTRY:
            kind = _KIND_OF_ENTRY[entry.kind]
            layout.strays.append(Stray(path=entry.path, kind=kind, detail=entry.detail))
        elif not _place(layout, entry, studios, plan):
            lost.add(entry.path)
    pair_sidecars(layout)
    _miss_studios(layout, settings)
    return layout


def _miss_studios(layout: Layout, settings: Settings) -> None:
    there = {same_name(path) for path in layout.paths if "/" not in path}
    for studio in settings.studios:
        if same_name(studio.name) not in there:
            layout.strays.append(Stray(path=studio.name, kind=StrayKind.STUDIO_ABSENT))


def _place(layout: Layout, entry: Entry, studios: Mapping[str, str], plan: Plan) -> bool:
    """Put one entry where it belongs; False when nothing below it can belong anywhere."""
    parts = entry.parts
    if entry.kind is EntryKind.FOLDER:
        return _place_folder(layout, entry, parts, studios, plan)
    category = plan.category_of(parts[1]) if len(parts) > 2 else None
    depth = 2 if category is not None and category.flat else 3
    if len(parts) <= depth:
        if entry.name != ABOUT_FILE and entry.path != MARKER:
            layout.strays.append(Stray(path=entry.path, kind=StrayKind.LOOSE_FILE))
        return True
    item = layout.items["/".join(parts[:depth])]
    if entry.name == ITEM_FILE and entry.folder == item.path:
        layout.item_files[item.path] = entry
    elif not (item.flat and entry.path == f"{item.path}/{ABOUT_FILE}"):
        layout.files[item.path].append(entry)
    return True


def _place_folder(
    layout: Layout, entry: Entry, parts: list[str], studios: Mapping[str, str], plan: Plan
) -> bool:
    if len(parts) == 1:
        if same_name(entry.name) not in studios:
            layout.strays.append(Stray(path=entry.path, kind=StrayKind.UNKNOWN_STUDIO))
            return False
        return True
    category = plan.category_of(parts[1])
    if category is None:
        layout.strays.append(Stray(path=entry.path, kind=StrayKind.UNKNOWN_CATEGORY))
        return False
    depth = 2 if category.flat else 3
    if len(parts) == depth:
        _open_item(layout, entry, studios[same_name(parts[0])], category)
    elif len(parts) > depth:
        layout.strays.append(Stray(path=entry.path, kind=StrayKind.TOO_DEEP))
    return True


def _open_item(layout: Layout, entry: Entry, studio: str, category: Category) -> None:
    name = ItemName(day_text="", day=None, title=category.name)
    layout.files[entry.path] = []
    layout.items[entry.path] = Item(
        path=entry.path,
        studio=studio,
        category=category.number,
        name=name if category.flat else ItemName.parse(entry.name),
        flat=category.flat,
    )


def pair_sidecars(layout: Layout) -> None:
    """Take the sidecars out of the items' files and give each to the file that it describes.

    ``photo.jpg.xmp`` describes ``photo.jpg``; ``photo.xmp`` every ``photo.*`` that has none of
    its own (digiKam reads it first, darktable never; FACTS: reading both loses nothing).
    """
    for path, files in layout.files.items():
        records = [entry for entry in files if not entry.name.lower().endswith(SIDECAR)]
        sidecars = [entry for entry in files if entry.name.lower().endswith(SIDECAR)]
        layout.files[path] = records
        taken = set(_pair(layout, records, sidecars))
        for entry in sidecars:
            if entry.path not in taken:
                layout.strays.append(Stray(path=entry.path, kind=StrayKind.LONE_SIDECAR))


def _pair(layout: Layout, records: list[Entry], sidecars: list[Entry]) -> Iterator[str]:
    by_path = {same_name(entry.path[: -len(SIDECAR)]): entry for entry in sidecars}
    if not by_path:
        return
    for record in records:
        own = by_path.get(same_name(record.path))
        stem = record.path.rpartition(".")[0] if "." in record.name else record.path
        sidecar = own or by_path.get(same_name(stem))
        if sidecar is not None:
            layout.sidecars[record.path] = sidecar
            yield sidecar.path
