"""An old folder as studios have them, and plans for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from archivist.actions.copy_in import ImportReport
from archivist.actions.old_folder import OldFolder
from archivist.actions.view import View
from archivist.formats.plan_sheet import PlanAction, PlanRow, write_plan
from archivist.model.fates import Fate, Turn
from tests.actions.conftest import aged
from tests.photos import a_photo

NOW = datetime(2025, 12, 31, 10, tzinfo=UTC)
TRAINING = "甲工作室/06 培训学习资料"
EVENT = "培训资料/2023年/3月测流培训"
PHOTO = f"{EVENT}/IMG_20230315_101500.jpg"
TEXT = f"{EVENT}/学习记录表.txt"

Look = Callable[..., View]


def an_old_folder(tmp_path: Path) -> OldFolder:
    """Return an old folder as studios have them."""
    place = tmp_path / "旧资料"
    files = {
        PHOTO: a_photo("green", "2023:03:15"),
        f"{PHOTO}.xmp": b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
        f"{EVENT}/照片/IMG_20230315_110000.jpg": a_photo("yellow", "2023:03:15"),
        TEXT: "测流记录".encode(),
        "台账/2023培训台账.csv": "日期,内容\n".encode(),
        "杂/学习记录表 副本.txt": "测流记录".encode(),
        "杂/空.txt": b"",
        "杂/thumbmmexport1643097600000.jpg": a_photo("black"),
        "杂/item.toml": b"",
        "杂/孤.xmp": b"<x/>",
        "杂/~$锁.docx": b"junk",
        "杂/随笔.txt": "随笔".encode(),
    }
    for path, content in files.items():
        target = place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (place / "杂/链接").symlink_to(tmp_path)
    return OldFolder(place=aged(place))


def by_source(rows: Iterable[PlanRow]) -> dict[str, PlanRow]:
    return {row.source: row for row in rows}


def turned(report: ImportReport, turn: Turn) -> dict[str, Fate]:
    """Return the rows that ended so, by source."""
    return {fate.source: fate for fate in report.fates if fate.turn is turn}


def rewritten(plan: Path, *rows: PlanRow) -> Path:
    """Put another plan in its place, as a person who saved it would."""
    plan.unlink(missing_ok=True)
    write_plan(plan, rows)
    return plan


def a_row(old: OldFolder, source: str, **changes: object) -> PlanRow:
    """Return a row that adopts a file and is without fault."""
    row = PlanRow(
        source=source,
        size=1,
        sha256="",
        action=PlanAction.COPY,
        studio="甲工作室",
        category="06 培训学习资料",
        item="20230315 测流培训",
        name=source.rpartition("/")[2],
        date="2023.03.15",
    )
    return replace(row, **changes)  # type: ignore[arg-type]
