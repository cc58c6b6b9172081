"""The sample archive with everything remembered, and what is found in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from archivist.actions.cases import Grounds, cases
from archivist.actions.view import View
from archivist.checks import CHECKS
from archivist.model.case import Case
from archivist.model.completeness import Line
from archivist.model.period import Period
from archivist.store.ledger_file import load_ledgers
from archivist.store.plan_file import load_plan
from archivist.store.rubric_file import load_rubric
from archivist.store.settings import load_settings
from tests.actions.conftest import DAY, OLD

SAMPLE = Path(__file__).resolve().parents[3] / "sample_archive"
HETAO = "河套灌区测流创新工作室"
JIDIAN = "机电维修劳模创新工作室"
BOTH = (HETAO, JIDIAN)
PERIODS = [Period.parse(text) for text in ("2025", "2025-Q1", "2025-06", "2024", "2019")]
LEDGER = f"{HETAO}/18 工作台账/培训学习台账.xlsx"


def a_view(root: Path, **changes: object) -> View:
    return replace(View(root=root, as_of=DAY, now_ns=OLD * 2), **changes)  # type: ignore[arg-type]


def grounds_of(root: Path, rubric: str = "xbnh-2025") -> Grounds:
    settings = load_settings(root)
    plan = load_plan(root, settings)
    ledgers = load_ledgers(root, plan)
    found = load_rubric(root, rubric, plan, ledgers, tuple(check.code for check in CHECKS))
    return Grounds(settings=settings, plan=plan, ledgers=ledgers, rubric=found)


def found_in(root: Path, studios: Iterable[str] = BOTH, **changes: object) -> list[Case]:
    grounds = replace(grounds_of(root), **changes)  # type: ignore[arg-type]
    return list(cases(a_view(root), grounds, tuple(studios)))


def matrix(case: Case, root: Path) -> list[Line]:
    """Return every line that a case gives for several periods."""
    materials = [m for c in load_plan(root, load_settings(root)).categories for m in c.materials]
    return [line for p in PERIODS for each in materials for line in case.lines(each.id, p)]


def same(one: Case, other: Case, root: Path) -> bool:
    def nothing(_material: str, _period: Period) -> tuple[Line, ...]:
        return ()

    plain = [replace(case, lines=nothing) for case in (one, other)]
    return plain[0] == plain[1] and matrix(one, root) == matrix(other, root)


def touched(path: Path, content: bytes | None = None) -> None:
    if content is not None:
        path.write_bytes(content)
    os.utime(path, ns=(OLD + 10**9, OLD + 10**9))


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
    os.utime(path, ns=(OLD, OLD))


def an_item_file(root: Path) -> Path:
    return min((root / HETAO).rglob("item.toml"))


def case_files(root: Path) -> list[Path]:
    return sorted((root / ".archivist" / "cases").glob("*.case.json"))


def rewritten(path: Path, body: bytes) -> None:
    """Give a file another content with the checksum that belongs to it."""
    import json  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    head = json.loads(path.read_bytes().partition(b"\n")[0])
    path.write_bytes(json.dumps([*head[:3], len(body), zlib.crc32(body)]).encode() + b"\n" + body)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "foreign": lambda path: path.write_bytes(b"PK\x03\x04" * 100),
    "other arrays": lambda path: rewritten(path, b"[1,2,3]"),
    "no arrays": lambda path: rewritten(path, b"[[[["),
    "deep arrays": lambda path: rewritten(path, b"[" * 100_000),
}


def with_findings(root: Path, day: date = DAY, studios: Iterable[str] = BOTH) -> list[Case]:
    grounds = replace(grounds_of(root, "db1508-t150-2023"), findings=True)
    return list(cases(a_view(root, as_of=day), grounds, tuple(studios)))
