"""An archive with boxes: items, registers, and putting the ones into the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archivist.actions.boxes.assign import assign_boxes
from archivist.actions.boxes.assigned import AssignReport
from archivist.actions.boxes.listing import ListedStudio, list_boxes
from archivist.actions.boxes.shelves import chosen_boxes, refuse_unknown
from archivist.actions.view import View
from archivist.model.box import BoxHeld
from archivist.model.box_filling import BoxMaking
from archivist.model.selection import Selection
from tests.formats.ledgers import save

STUDIO = "甲工作室"
TRAINING = f"{STUDIO}/06 培训学习资料"
REGISTER = f"{STUDIO}/18 工作台账/档案盒登记表.xlsx"
TITLES = [
    "盒号",
    "类目/内容",
    "年度",
    "保管期限",
    "盒脊厚度",
    "起件号",
    "止件号",
    "存放地点",
    "整理人",
    "整理日期",
]
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
ALL = Selection()
Look = Callable[..., View]


def file(root: Path, folder: str, toml: str = "", category: str = TRAINING) -> str:
    item = root / category / folder
    item.mkdir(parents=True)
    (item / "学习记录表.txt").write_text("记录", encoding="utf-8")
    if toml:
        (item / "item.toml").write_text(toml, encoding="utf-8")
    return f"{category}/{folder}"


def a_row(number: str = "06-1", **changes: Any) -> list[Any]:  # noqa: ANN401 - cells
    values = {
        "盒号": number,
        "类目/内容": "06 培训学习资料",
        "年度": "2025",
        "保管期限": "10年",
        "盒脊厚度": 20,
        "存放地点": "一柜",
        "整理人": "李淼",
        "整理日期": "2025.12.01",
    }
    return [{**values, **changes}.get(title, "") for title in TITLES]


def register(root: Path, *rows: Sequence[Any], path: str = REGISTER) -> Path:
    return save(root / path, ("档案盒登记表", [TITLES, *rows]))


def assign(
    view: View,
    selection: Selection = ALL,
    *,
    dry_run: bool = False,
    **how: Any,  # noqa: ANN401
) -> AssignReport:
    return assign_boxes(view, selection, BoxMaking(**how), NOW, dry_run=dry_run)


def listed(view: View, **selection: Any) -> ListedStudio:  # noqa: ANN401
    (found,) = list_boxes(view, Selection(**selection))
    return found


def boxes_held(view: View, selection: Selection) -> tuple[BoxHeld, ...]:
    found = chosen_boxes(view, selection)
    refuse_unknown(found, selection)
    return tuple(found.held())


def lying(view: View, **selection: Any) -> dict[str, list[str]]:  # noqa: ANN401
    held = boxes_held(view, Selection(**selection))
    return {each.box.number: [item.item.name.title for item in each.items] for each in held}
