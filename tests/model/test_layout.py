from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest

from archivist.model.dossier import StrayKind
from archivist.model.entry import Entry, EntryKind
from archivist.model.item import Description
from archivist.model.layout import Layout, read_layout
from archivist.model.plan import Category, Plan
from archivist.model.settings import Settings, Studio

PLAN = Plan(
    id="p",
    name="方案",
    categories=(
        Category(number="06", name="培训", clause=""),
        Category(number="18", name="台账", clause="", flat=True),
    ),
)
SETTINGS = Settings(studios=(Studio(name="甲工作室"), Studio(name="Café")))
ITEM = "甲工作室/06 培训/20220125 授课"
FILE = EntryKind.FILE


def layout_of(*paths: str, kinds: dict[str, EntryKind] | None = None) -> Layout:
    """Read a tree of these files, with every folder on the way; a path with ``/`` is a folder."""
    layout = read_layout(_walk(paths, kinds or {}), SETTINGS, PLAN)
    layout.strays = [s for s in layout.strays if s.kind is not StrayKind.STUDIO_ABSENT]
    return layout


def test_a_studio_without_a_folder_is_told() -> None:
    layout = read_layout(_walk(("甲工作室/",), {}), SETTINGS, PLAN)
    assert strays(layout) == [("Café", StrayKind.STUDIO_ABSENT)]


def _walk(paths: tuple[str, ...], kinds: dict[str, EntryKind]) -> Iterator[Entry]:
    seen: set[str] = set()
    for path in paths:
        parts = path.rstrip("/").split("/")
        for depth in range(1, len(parts) + 1):
            here = "/".join(parts[:depth])
            if here not in seen:
                seen.add(here)
                last = depth == len(parts) and not path.endswith("/")
                yield Entry(here, kinds.get(here, FILE if last else EntryKind.FOLDER))


def strays(layout: Layout) -> list[tuple[str, StrayKind]]:
    return [(stray.path, stray.kind) for stray in layout.strays]


def names(layout: Layout, item: str = ITEM) -> list[str]:
    return [entry.name for entry in layout.files[item]]


def test_a_file_belongs_to_studio_category_and_item() -> None:
    layout = layout_of(f"{ITEM}/签到表.pdf", f"{ITEM}/item.toml")
    item = layout.items[ITEM]
    assert (item.studio, item.category, item.flat) == ("甲工作室", "06", False)
    assert (item.name.day, item.name.title) == (date(2022, 1, 25), "授课")
    assert names(layout) == ["签到表.pdf"]
    assert layout.item_files[ITEM].path == f"{ITEM}/item.toml"
    assert not layout.strays


def test_a_ledger_lies_in_its_category() -> None:
    layout = layout_of("甲工作室/18 台账/培训台账.xlsx", "甲工作室/18 台账/说明.txt")
    item = layout.items["甲工作室/18 台账"]
    assert item.flat
    assert (item.name.title, item.name.day) == ("台账", None)
    assert names(layout, "甲工作室/18 台账") == ["培训台账.xlsx"]
    assert not layout.strays


@pytest.mark.parametrize(
    ("path", "stray", "kind"),
    [
        pytest.param("散.pdf", "散.pdf", StrayKind.LOOSE_FILE, id="in-the-archive"),
        pytest.param("甲工作室/散.pdf", "甲工作室/散.pdf", StrayKind.LOOSE_FILE, id="in-a-studio"),
        pytest.param(
            "甲工作室/06 培训/散.pdf",
            "甲工作室/06 培训/散.pdf",
            StrayKind.LOOSE_FILE,
            id="in-a-category",
        ),
        pytest.param("乙/06 培训/x/a.pdf", "乙", StrayKind.UNKNOWN_STUDIO, id="no-studio"),
        pytest.param(
            "甲工作室/杂项/x/a.pdf", "甲工作室/杂项", StrayKind.UNKNOWN_CATEGORY, id="no-category"
        ),
        pytest.param(f"{ITEM}/照片/a.pdf", f"{ITEM}/照片", StrayKind.TOO_DEEP, id="too-deep"),
        pytest.param(
            "甲工作室/18 台账/旧/a.xlsx",
            "甲工作室/18 台账/旧",
            StrayKind.TOO_DEEP,
            id="flat-too-deep",
        ),
        pytest.param(f"{ITEM}/a.xmp", f"{ITEM}/a.xmp", StrayKind.LONE_SIDECAR, id="lone-sidecar"),
        pytest.param(f"{ITEM}/.xmp", f"{ITEM}/.xmp", StrayKind.LONE_SIDECAR, id="bare-sidecar"),
    ],
)
def test_what_is_at_the_wrong_place_is_told_once(path: str, stray: str, kind: StrayKind) -> None:
    assert strays(layout_of(path)) == [(stray, kind)]


@pytest.mark.parametrize(
    "path", ["archive.toml", "说明.txt", "甲工作室/说明.txt", "甲工作室/06 培训/说明.txt"]
)
def test_what_archivist_lays_out_itself_is_no_stray(path: str) -> None:
    assert not layout_of(path).strays


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        pytest.param(EntryKind.LINK, StrayKind.LINK, id="link"),
        pytest.param(EntryKind.SPECIAL, StrayKind.LINK, id="pipe"),
        pytest.param(EntryKind.BLOCKED, StrayKind.UNREADABLE, id="blocked"),
    ],
)
def test_what_cannot_be_entered_is_told(kind: EntryKind, told: StrayKind) -> None:
    layout = layout_of(f"{ITEM}/a.pdf", f"{ITEM}/b", kinds={f"{ITEM}/b": kind})
    assert strays(layout) == [(f"{ITEM}/b", told)]
    assert names(layout) == ["a.pdf"]


def test_files_of_a_folder_inside_an_item_are_the_items() -> None:
    layout = layout_of(f"{ITEM}/照片/近/a.jpg", f"{ITEM}/照片/item.toml")
    assert [entry.path for entry in layout.files[ITEM]] == [
        f"{ITEM}/照片/近/a.jpg",
        f"{ITEM}/照片/item.toml",
    ]
    assert not layout.item_files


def test_a_studio_is_known_by_either_spelling_of_its_name() -> None:
    path = unicodedata.normalize("NFD", "CAFÉ") + "/06 培训/20220125 授课"
    layout = layout_of(f"{path}/a.pdf")
    assert layout.items[path].studio == "Café"


@pytest.mark.parametrize(
    ("files", "pairs"),
    [
        pytest.param(["a.jpg", "a.jpg.xmp"], {"a.jpg": "a.jpg.xmp"}, id="full-name"),
        pytest.param(["a.jpg", "a.xmp"], {"a.jpg": "a.xmp"}, id="stem"),
        pytest.param(["A.JPG", "a.jpg.XMP"], {"A.JPG": "a.jpg.XMP"}, id="case"),
        pytest.param(
            ["a.cr2", "a.jpg", "a.xmp"], {"a.cr2": "a.xmp", "a.jpg": "a.xmp"}, id="two-formats"
        ),
        pytest.param(
            ["a.cr2", "a.jpg", "a.jpg.xmp", "a.xmp"],
            {"a.cr2": "a.xmp", "a.jpg": "a.jpg.xmp"},
            id="own-goes-first",
        ),
        pytest.param(["说明", "说明.xmp"], {"说明": "说明.xmp"}, id="no-ending"),
    ],
)
def test_a_sidecar_belongs_to_the_file_that_it_names(
    files: list[str], pairs: dict[str, str]
) -> None:
    layout = layout_of(*(f"{ITEM}/{name}" for name in files))
    assert {path.rpartition("/")[2]: entry.name for path, entry in layout.sidecars.items()} == pairs
    assert not layout.strays
    assert all(not name.lower().endswith(".xmp") for name in names(layout))


def test_a_sidecar_of_another_folder_does_not_count() -> None:
    layout = layout_of(f"{ITEM}/a.jpg", f"{ITEM}/描述/a.jpg.xmp")
    assert not layout.sidecars
    assert strays(layout)[-1] == (f"{ITEM}/描述/a.jpg.xmp", StrayKind.LONE_SIDECAR)


def test_every_path_is_kept_for_checks_of_names() -> None:
    layout = layout_of("乙/x/a.pdf")
    assert layout.paths == ["乙", "乙/x", "乙/x/a.pdf"]


def test_descriptions_are_put_into_the_items() -> None:
    layout = layout_of(f"{ITEM}/")
    layout.describe({ITEM: Description(kind="document")})
    assert layout.items[ITEM].description.kind == "document"
    assert names(layout) == []
