"""A small archive, backed up, and what a backup holds."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archivist.actions.keeping.backup import BackupAsked, BackupReport, backup
from archivist.store.backup.layout import Target, open_target
from archivist.store.backup.policy import Keep

NOW = datetime(2026, 11, 25, 10, 15, tzinfo=UTC)
FIRST = "20261125T101500"
ITEM = "测流创新工作室/06 培训学习资料/20220125 授课"
PHOTO, SHEET = f"{ITEM}/C1-20220125-01.jpg", f"{ITEM}/签到表.pdf"
SETTINGS = 'id = "AB12CD34"\nignore = ["*.md"]\n[[studios]]\nname = "测流创新工作室"\n'.encode()
FILES = {
    "archive.toml": SETTINGS,
    PHOTO: b"a photo",
    f"{ITEM}/C1-20220125-02.jpg": b"a photo",
    SHEET: b"%PDF-1.4 a sheet",
    "templates/plans/自定.toml": b"plan",
    "收件箱/待归.jpg": b"waits",
    "收件箱/说明.txt": b"about",
    "收件箱/ignored.md": b"ignored",
    ".archivist/judgements.jsonl": b'{"a":1}\n',
}
DERIVED = {
    ".archivist/catalog.sqlite3": b"derived",
    ".archivist/lock": b"",
    "收件箱/待处理.html": b"derived",
    f"{ITEM}/Thumbs.db": b"junk",
    f"{ITEM}/~$签到表.docx": b"junk",
}
OLD = 1_600_000_000_123_456_789


def make_archive(root: Path, files: dict[str, bytes] | None = None) -> Path:
    for path, content in {**FILES, **DERIVED, **(files or {})}.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        os.utime(place, ns=(OLD, OLD))
    (root / "测流创新工作室/07 空").mkdir()
    return root


def change(root: Path, path: str, content: bytes, age: int = 0) -> None:
    """Give a file another content, long ago enough to be trusted."""
    (root / path).write_bytes(content)
    os.utime(root / path, ns=(OLD + age, OLD + age))


def later(days: float) -> datetime:
    return NOW + timedelta(days=days)


def back_up(
    root: Path,
    target: Path,
    now: datetime = NOW,
    *,
    keep: str = "",
    reread: bool = False,
    anew: bool = False,
) -> BackupReport:
    policy = Keep.parse(keep) if keep else None
    asked = BackupAsked(target=target, now=now, keep=policy, reread=reread, anew=anew)
    return backup(root, asked)


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def objects(target: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in (target / "objects").rglob("*") if path.is_file()
    }


def left_over(target: Path) -> list[Path]:
    return [path for path in target.rglob("*") if path.name.startswith(".~")]


def tree(root: Path) -> dict[str, tuple[bytes, int]]:
    """Return all files of a folder but for archivist's own, with their times."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file() and ".archivist" not in path.parts
    }


def opened(target: Path) -> Target:
    return open_target(target)
