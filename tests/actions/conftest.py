"""An archive on disk that is without fault, and a look at it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from archivist.actions.init import init
from archivist.actions.old_folder import OldFolder
from archivist.actions.view import View
from tests.photos import a_photo

DAY = date(2025, 12, 31)
OLD = 1_700_000_000_123_456_700
"""A time long past, with a fraction of a second as NTFS and ext4 keep it."""
ITEM = "甲工作室/06 培训学习资料/20250318 测流授课"


def aged(root: Path) -> Path:
    """Set the times of everything to long ago, so that it is remembered."""
    for path in [*root.rglob("*"), root]:
        if ".archivist" not in path.parts and not path.is_symlink():
            os.utime(path, ns=(OLD, OLD))
    return root


def state_of(root: Path) -> dict[str, tuple[int, str]]:
    """Return time and checksum of everything outside archivist's own folder."""
    found = [path for path in root.rglob("*") if ".archivist" not in path.relative_to(root).parts]
    return {
        path.relative_to(root).as_posix(): (
            path.lstat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in found
    }


@pytest.fixture(scope="module")
def shared_processes() -> Iterator[None]:
    """Have what reads foreign files started once for a module."""
    from tests.actions.processes import shared  # noqa: PLC0415 - few modules need it

    with shared():
        yield


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive of one studio with one training item of two photos and a text."""
    root = tmp_path / "库"
    init(root, ["甲工作室"], "zh_CN")
    item = root / ITEM
    item.mkdir()
    (item / "C1-20250318-01.jpg").write_bytes(a_photo("blue"))
    (item / "C1-20250318-02.jpg").write_bytes(a_photo("red"))
    (item / "学习记录表.txt").write_text("记录", encoding="utf-8")
    (item / "item.toml").write_text(
        '"事由" = "授课"\n"地点" = "会议室"\n"人物" = "无具体人物"\n"来源" = "白淼"\n',
        encoding="utf-8",
    )
    return aged(root)


@pytest.fixture
def look(archive: Path) -> Callable[..., View]:
    """Return a maker of views of the archive."""

    def view(*scope: str, **more: object) -> View:
        return View(root=archive, as_of=DAY, now_ns=OLD * 2, scope=frozenset(scope), **more)  # type: ignore[arg-type]

    return view


@pytest.fixture
def old(tmp_path: Path) -> OldFolder:
    """Return an old folder as studios have them."""
    from tests.actions.old_folders import an_old_folder  # noqa: PLC0415 - it asks for this module

    return an_old_folder(tmp_path)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return where the plan of an import is to lie."""
    return tmp_path / "方案.xlsx"
