"""A small archive for operations, and what lies in it."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archivist.model.operation import Operation, Step, StepKind, Verb
from archivist.store.moving import Mover

NOW = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
PLACE = "甲/06 培训"
TARGET = f"{PLACE}/x.jpg"
ITEM_FILE = f"{PLACE}/item.toml"
ITEM = f"{PLACE}/20250304 授课"
MOVE, PUT, COPY = StepKind.MOVE, StepKind.PUT, StepKind.COPY
FOLDER, LEAVE, ASIDE = StepKind.FOLDER, StepKind.LEAVE, StepKind.ASIDE
PHOTO, SIDECAR, PAPER, FOREIGN = b"a photo", b"<xmp/>", b"", b"from a stick"
OLD, NEW = b'"\xe4\xba\x8b" = "old"\n', b'"\xe4\xba\x8b" = "new"\n'


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def make_archive(root: Path) -> Path:
    """Make an archive with a photo, its sidecar and an empty paper in the inbox."""
    for folder in (".archivist", "收件箱", "甲/06 培训"):
        (root / folder).mkdir(parents=True)
    (root / "收件箱/a.jpg").write_bytes(PHOTO)
    (root / "收件箱/a.jpg.xmp").write_bytes(SIDECAR)
    (root / "收件箱/空.txt").write_bytes(PAPER)
    (root / "甲/06 培训/item.toml").write_bytes(OLD)
    (root.parent / "stick.jpg").write_bytes(FOREIGN)
    return root


def move(source: str, target: str, content: bytes) -> Step:
    return Step(kind=MOVE, path=target, source=source, sha256=sha(content))


def put(mover: Mover, content: bytes, before: bytes | None, path: str = ITEM_FILE) -> Step:
    """Return the step that writes a description, over one of the content before."""
    old = "" if before is None else sha(before)
    return Step(kind=PUT, path=path, sha256=mover.keep(content), before=old)


def kept(root: Path) -> list[bytes]:
    """Return what the kept files hold."""
    return sorted(path.read_bytes() for path in (root / ".archivist" / "kept").iterdir())


def filing() -> Operation:
    """Return the operation that files the photo with its sidecar into a new item."""
    return Operation(
        verb=Verb.FILE,
        steps=(
            Step(kind=FOLDER, path=ITEM),
            move("收件箱/a.jpg", f"{ITEM}/C1-20250304-01.jpg", PHOTO),
            move("收件箱/a.jpg.xmp", f"{ITEM}/C1-20250304-01.jpg.xmp", SIDECAR),
            move("收件箱/空.txt", f"{ITEM}/空.txt", PAPER),
        ),
    )


def importing(root: Path) -> Operation:
    """Return the operation that copies a photo from outside and changes a description."""
    stick = str(root.parent / "stick.jpg")
    return Operation(
        verb=Verb.IMPORT,
        steps=(
            Step(kind=COPY, path="甲/06 培训/b.jpg", source=stick, sha256=sha(FOREIGN)),
            Step(kind=PUT, path="甲/06 培训/item.toml", sha256=sha(NEW), before=sha(OLD)),
            Step(kind=PUT, path="甲/06 培训/b.jpg.xmp", sha256=sha(SIDECAR)),
        ),
    )


def files(root: Path) -> dict[str, bytes]:
    """Return everything outside archivist's own folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".archivist" not in path.parts
    }


def everything(root: Path) -> Counter[bytes]:
    """Return how often each content lies in the tree or among the kept files."""
    kept = (root / ".archivist" / "kept").glob("*")
    found = Counter(files(root).values())
    return found + Counter(path.read_bytes() for path in kept if path.suffix != ".tmp")


def temporary(root: Path) -> list[Path]:
    """Return what archivist was just writing."""
    return [path for path in root.rglob("*") if path.name.startswith(".~")]
