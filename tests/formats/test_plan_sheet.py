"""The import plan as a table: what a person decided comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archivist.cli.language import speak
from archivist.formats import plan_sheet as module
from archivist.formats.apart import Apart
from archivist.formats.plan_sheet import (
    PlanAction,
    PlanChoices,
    PlanRow,
    Shade,
    read_plan,
    write_plan,
)
from archivist.formats.table import CellState
from archivist.formats.workbook.cells import read_cells

ROW = PlanRow(
    source="旧资料/IMG_20220125_101500.jpg",
    size=3_500_000,
    sha256="cd" * 32,
    action=PlanAction.COPY,
    studio="测流创新工作室",
    category="06 培训学习资料",
    item="20220125 测流仪器理论授课",
    name="C1-20220125-01.jpg",
    material="影像",
    date="2022.01.25",
    certainty=Shade.LIKELY,
    why="文件名有日期",
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Apart, "ask", lambda _self, job, _most: read_cells(Path(job[1])))
    yield
    speak("en")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_plan_comes_back_as_it_went(language: str, tmp_path: Path) -> None:
    speak(language)
    skipped = PlanRow(source="Thumbs.db ", size=1, sha256="", action=PlanAction.SKIP)
    target = tmp_path / "计划.xlsx"
    write_plan(target, [ROW, skipped], PlanChoices(categories=("06 培训学习资料",)))
    first, second = read_plan(target)
    assert (first.source, first.sha256, first.action) == (ROW.source, "cd" * 8, PlanAction.COPY)
    assert first.values == {
        "studio": ROW.studio,
        "category": ROW.category,
        "item": ROW.item,
        "date": ROW.date,
        "name": ROW.name,
        "material": ROW.material,
        "note": "",
    }
    assert (second.source, second.action) == ("Thumbs.db ", PlanAction.SKIP)
    assert second.row == first.row + 1


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_why_the_plan_left_a_file_out_comes_back(language: str, tmp_path: Path) -> None:
    speak(language)
    left = PlanRow(source="a", size=1, sha256="", action=PlanAction.SKIP, why="空文件")
    target = tmp_path / "方案.xlsx"
    shades = (Shade.LEFT, Shade.UNSURE, Shade.SURE)
    write_plan(target, [replace(left, certainty=shade) for shade in shades])
    assert [row.proposed for row in read_plan(target)] == ["空文件", "空文件", ""]


@pytest.mark.parametrize(
    ("said", "action"),
    [("是", PlanAction.COPY), ("YES", PlanAction.COPY), ("否", PlanAction.SKIP), ("？", None)],
)
def test_adopting_is_said_in_either_language(
    said: str, action: PlanAction | None, tmp_path: Path
) -> None:
    path = tmp_path / "计划.csv"
    path.write_text(f"采纳,Old path\n{said},a.jpg\n", encoding="gb18030")
    (row,) = read_plan(path)
    assert (row.source, row.sha256, row.action, row.values) == ("a.jpg", "", action, {})


def states(**more: object) -> dict[str, CellState]:
    row = PlanRow(**{"source": "a", "size": 0, "sha256": "", "action": PlanAction.COPY} | more)  # type: ignore[arg-type]
    return {key: cell.state for key, cell in module._cells(row).items()}


def test_what_a_copy_needs_and_nobody_knows_is_to_be_filled_in() -> None:
    made = states(studio="甲", certainty=Shade.UNSURE)
    assert made["studio"] is CellState.PROPOSED
    assert {made[key] for key in ("category", "item", "name")} == {CellState.MISSING}
    assert made["material"] is CellState.GIVEN


def test_what_is_sure_or_left_out_needs_no_look() -> None:
    assert states(studio="甲", certainty=Shade.SURE)["studio"] is CellState.GIVEN
    assert CellState.MISSING not in states(action=PlanAction.SKIP).values()


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 KB"), (1, "1 KB"), (1_048_575, "1,024 KB"), (3_500_000, "3.3 MB")]
)
def test_sizes_read_as_in_a_file_manager(size: int, text: str) -> None:
    assert module._size(size) == text
