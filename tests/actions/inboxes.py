"""An inbox on disk, and what commands do with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from archivist.actions.file import FileReport, Order, Outcome, file
from archivist.actions.view import View
from archivist.model.arrival import Intake, Verdict
from archivist.model.names import PENDING_PAGE
from tests.photos import a_photo

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ITEM = "甲工作室/06 培训学习资料/20250318 测流授课"
PLACE = "收件箱/06/20250318 测流授课"
SAID = '"事由" = "授课"\n"地点" = "会议室"\n"人物" = "无具体人物"\n"来源" = "白淼"\n'


def dropped(root: Path, path: str, content: bytes | str | None = None) -> Path:
    """Put a file into an archive; without content, a picture of its own."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        number = int(hashlib.sha256(path.encode()).hexdigest()[:6], 16)
        content = a_photo(f"#{number:06x}")
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    return place


def filed(view: View, *paths: Path, to: str = "", **more: object) -> dict[str, Outcome]:
    """File, and return what became of each file by its name."""
    return by_name(ran(view, *paths, to=to, **more).outcomes)


def ran(view: View, *paths: Path, to: str = "", **more: object) -> FileReport:
    """File, and return the report."""
    intake = Intake(to=tuple(to.split("/")) if to else ())
    values = {"intake": intake, "paths": paths, **more}
    return file(view, Order(**values), NOW)  # type: ignore[arg-type]


def by_name(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    """Return outcomes by the file's name."""
    return {outcome.arrival.record.name: outcome for outcome in outcomes}


def waits(outcome: Outcome) -> set[str]:
    """Return why a file waits."""
    assert outcome.verdict is Verdict.WAITS
    return {reason.kind.value for reason in outcome.reasons}


def digests(root: Path, *parts: str) -> list[str]:
    """Return the digests of all files that a person put there, in order."""
    folder = root.joinpath(*parts)
    return sorted(
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and ".archivist" not in path.parts and path.name != PENDING_PAGE
    )
