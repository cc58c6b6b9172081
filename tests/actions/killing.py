"""Archives and commands that are to be killed, and running them as processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from archivist.actions.init import init
from archivist.formats.plan_sheet import PlanAction, PlanRow, read_plan, write_plan
from tests.photos import a_photo

PHOTOS = 12
INBOX = "收件箱/甲工作室/06/20250318 测流授课"
TO = "甲工作室/06/20250318 测流授课"
REPOSITORY = Path(__file__).resolve().parents[2]
NOW = datetime(2025, 3, 20, 8, 0, tzinfo=UTC)
STATED = '"事由" = "授课"\n"地点" = "会议室"\n"人物" = "无具体人物"\n"来源" = "白淼"\n'
LONG = 60.0


@dataclass(frozen=True)
class Place:
    """What a scenario prepares."""

    root: Path
    argv: tuple[str, ...]
    describes: bool = False
    """Whether descriptions change, which are then not counted among the files that must not."""


@dataclass(frozen=True)
class Pace:
    """How long a run takes that is not killed, in seconds."""

    whole: float
    writing: float
    """Since it held the lock."""
    waiting: int
    """Files in the inbox at its end."""
    stated: str
    """What all descriptions say at its end."""
    contents: Counter[str]
    """What lies in the archive at its end, and how often."""


def archive(folder: Path) -> Path:
    root = folder / "库"
    init(root, ["甲工作室"], "zh_CN")
    return root


def drop(folder: Path) -> None:
    folder.mkdir(parents=True)
    for number in range(PHOTOS):
        colour = f"#{number * 20:02x}4080"
        (folder / f"IMG_{number}.jpg").write_bytes(a_photo(colour))
    (folder / "签到表.txt").write_text("签到", encoding="utf-8")


def filing(folder: Path) -> Place:
    root = archive(folder)
    drop(root / INBOX)
    (root / INBOX / "item.toml").write_text(STATED, encoding="utf-8")
    return Place(root, ("file",))


def copying(folder: Path) -> Place:
    root = archive(folder)
    drop(folder / "U盘")
    return Place(root, ("file", "--to", TO, "../U盘"))


def importing(folder: Path) -> Place:
    """Return an archive and an old folder with a plan that adopts all of it."""
    root = archive(folder)
    drop(folder / "旧资料")
    plan = folder / "方案.xlsx"
    argv = ("import", "../旧资料", "--plan", "../方案.xlsx", "--yes")
    assert run(Place(root, argv)).returncode == 0
    rows = [
        PlanRow(
            source=row.source,
            size=(folder / "旧资料" / row.source).stat().st_size,
            sha256=row.sha256,
            action=PlanAction.COPY,
            category="06",
            item="20250318 测流授课",
            date="2025.03.18",
            material="讲义",
        )
        for row in read_plan(plan)
    ]
    assert len(rows) == PHOTOS + 1
    plan.unlink()
    write_plan(plan, rows)
    return Place(root, argv, describes=True)


def undoing(folder: Path) -> Place:
    place = filing(folder)
    assert run(place).returncode == 0
    return Place(place.root, ("undo",))


def undoing_copies(folder: Path) -> Place:
    place = copying(folder)
    assert run(place).returncode == 0
    return Place(place.root, ("undo",))


def describing(folder: Path) -> Place:
    root = archive(folder)
    item = root / "甲工作室" / "06 培训学习资料" / "20250318 测流授课"
    item.mkdir()
    images = [item / f"C1-20250318-{number:02}.jpg" for number in range(1, PHOTOS)]
    for number, image in enumerate(images):
        image.write_bytes(a_photo(f"#{number * 20:02x}4080"))
    named = [image.relative_to(root).as_posix() for image in images]
    argv = ("describe", *named, "--cause", "比武", "--place", "测流断面")
    return Place(root, argv, describes=True)


def describing_by_table(folder: Path) -> Place:
    place = describing(folder)
    assert run(Place(place.root, (*place.argv[:-4], "--cause", "旧题"))).returncode == 0
    table = place.root.parent / "登记表.csv"
    rows = ["文件,事由,地点", *(f"{image},比武,测流断面" for image in place.argv[1:-4])]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8-sig")
    return Place(place.root, ("describe", "--import", "../登记表.csv", "--yes"), describes=True)


def undoing_descriptions(folder: Path) -> Place:
    place = describing(folder)
    assert run(place).returncode == 0
    return Place(place.root, ("undo",), describes=True)


SCENARIOS: list[Callable[[Path], Place]] = [
    filing,
    copying,
    importing,
    undoing,
    undoing_copies,
    describing,
    describing_by_table,
    undoing_descriptions,
]


def command(place: Place) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "archivist", *place.argv, *scope(place)],
        cwd=place.root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def killed(
    process: subprocess.Popen[str], seconds: float, begun: Callable[[], bool] = lambda: True
) -> bool:
    """Kill a process; tell whether it was still at work.

    Args:
        process: Just started.
        seconds: How long it works on after it has begun.
        begun: Whether it has; until then it is waited for.
    """
    end = time.monotonic() + LONG
    while process.poll() is None and time.monotonic() < end and not begun():
        time.sleep(0.001)
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    landed = process.poll() is None
    process.kill()
    process.communicate(timeout=LONG)
    return landed


def enough(landed: int, kills: int) -> bool:
    """Tell whether kills were kills: of a few, none may have landed; of many, some must have."""
    return landed >= kills // 10


def scope(place: Place) -> tuple[str, ...]:
    return ("--archive", str(place.root))


def run(place: Place) -> subprocess.CompletedProcess[str]:
    with command(place) as process:
        output, errors = process.communicate(timeout=LONG)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)
