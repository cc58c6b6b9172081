"""An archive and its backup, for what reads backups."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.actions.init import init
from archivist.store.backup.gathered import Before
from archivist.store.backup.gathering import Gathering
from archivist.store.backup.layout import open_target
from archivist.store.backup.objects import Objects
from archivist.store.backup.preparing import make_place, opened
from archivist.store.backup.snapshots import Snapshot, read_entries
from archivist.store.backup.writing import Occasion, write_snapshot
from archivist.store.journal_notes import head
from archivist.store.settings import load_settings

if TYPE_CHECKING:
    import pytest

NOW = datetime(2026, 11, 25, 10, 15, tzinfo=UTC)
STUDIO = "甲工作室"
ITEM = f"{STUDIO}/06 培训学习资料/20250318 测流授课"
FILES = {
    f"{ITEM}/C1-20250318-01.jpg": b"a photo" * 99,
    f"{ITEM}/签到表.txt": "签到".encode(),
    f"{ITEM}/签到表 的副本.txt": "签到".encode(),
    f"{ITEM}/空.txt": b"",
    f"{STUDIO}/18 工作台账/台账.csv": b"1,2\n",
    "收件箱/等待.txt": b"waits",
}
POSIX_FILES = {f"{ITEM}/a\\b\nc:.txt": b"odd", f"{ITEM}/-n": b"dash"}
TIME = 1_700_000_000_123_456_700


def an_archive(folder: Path) -> Path:
    root = folder / "库"
    init(root, [STUDIO], "zh_CN")
    files = FILES if os.name == "nt" else FILES | POSIX_FILES
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        os.utime(place, ns=(TIME, TIME))
    return root


@cache
def _made(folder: Path) -> Path:
    back_up(an_archive(folder), folder / "备份")
    return folder


def a_backup(folder: Path, factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return an archive and its backup in a folder: copies, as each `fsync` takes its time."""
    made = _made(factory.getbasetemp() / "backed up")
    for name in ("库", "备份"):
        shutil.copytree(made / name, folder / name)
    return folder / "库", folder / "备份"


def back_up(root: Path, target: Path, now: datetime = NOW) -> Snapshot:
    make_place(target, root)
    settings = load_settings(root)
    place = opened(target, root.name, settings.id)
    known = place.snapshots()
    gathering = Gathering(root, Objects(place.folder), Before(), reread=True)
    found = gathering.run(lambda _done, _total: None)
    number = known[-1].number + 1 if known else 1
    occasion = Occasion(
        now=now, archive=root.name, archive_id=settings.id, journal=head(root), number=number
    )
    return write_snapshot(place, occasion, found)


def held(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def object_of(target: Path, content: bytes) -> Path:
    """Return where a content lies in a backup."""
    sha256 = hashlib.sha256(content).hexdigest()
    return target / "objects" / sha256[:2] / sha256


def expected(root: Path, target: Path) -> dict[str, bytes]:
    """Return what a restore of the newest snapshot is to give."""
    snapshot = open_target(target).snapshot("latest")
    return {each.path: (root / each.path).read_bytes() for each in read_entries(snapshot)}
