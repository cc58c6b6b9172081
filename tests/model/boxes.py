"""Boxes and what lies in them, for tests."""

from __future__ import annotations

from typing import Any

from archivist.model.box import Box, BoxedItem, BoxHeld
from archivist.model.boxing import Weighed, numbered, year_of
from archivist.model.item import Item
from archivist.model.ledger_entry import RowPlace
from archivist.model.plan import Category, Plan, Retention
from tests.builders import STUDIO, an_item

PLAN = Plan(
    id="boxes",
    name="装盒方案",
    categories=(
        Category(number="06", name="培训学习资料", clause="6.8.6"),
        Category(number="07", name="创新活动资料", clause="6.8.7"),
    ),
)
FOLDERS = {category.number: category.folder for category in PLAN.categories}


def laid(folder: str = "20250318 测流授课", pages: int = 10, **changes: Any) -> BoxedItem:  # noqa: ANN401
    """Return an item as it lies in a box; ``category`` is its number."""
    item: Item = an_item(folder, category=FOLDERS[changes.pop("category", "06")])
    values: dict[str, Any] = {
        "item": item,
        "files": 1,
        "pieces": 1,
        "pages": pages,
        "year": year_of(item),
        "retention": Retention.YEARS_10,
    }
    return BoxedItem(**{**values, **changes})


def loose(folder: str = "20250318 测流授课", pages: int = 10, **changes: Any) -> Weighed:  # noqa: ANN401
    """Return an item that lies in no box."""
    asked = changes.pop("asked", True)
    return Weighed(boxed=laid(folder, pages, **changes), asked=asked)


def held(number: str, *items: BoxedItem, **changes: Any) -> BoxHeld:  # noqa: ANN401
    """Return a box of the register, of 2025 and for ten years."""
    values: dict[str, Any] = {
        "studio": STUDIO,
        "number": number,
        "content": FOLDERS["06"],
        "years": (2025,),
        "retention": Retention.YEARS_10,
        "spine": 20.0,
        "row": RowPlace(path="登记表.xlsx", sheet="一", row=5),
    }
    return BoxHeld(box=Box(**{**values, **changes}), items=numbered(items))
