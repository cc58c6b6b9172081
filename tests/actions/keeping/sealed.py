"""A small archive that is sealed, and looking at it again."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from archivist.actions.init import init
from archivist.actions.keeping.seal import SealRequest, seal
from archivist.actions.keeping.verify import verify
from archivist.actions.keeping.verify_request import VerifyRequest
from archivist.model.sealing import Sealing
from archivist.model.verifying import Verification
from archivist.store.manifest_lines import MANIFEST, TIMES

NOW = datetime(2025, 3, 20, 8, 0, tzinfo=UTC)
TRAINING = "甲工作室/06 培训学习资料/20250318 测流授课"
PHOTO = f"{TRAINING}/C1-20250318-01.jpg"
SIDECAR = f"{TRAINING}/C1-20250318-01.jpg.xmp"
PAPER = f"{TRAINING}/讲义.txt"
EMPTY = f"{TRAINING}/空.txt"
CONTENTS = {
    PHOTO: b"a photo" * 50,
    SIDECAR: b"<xmp/>",
    PAPER: b"a paper" * 9,
    EMPTY: b"",
    f"{TRAINING}/item.toml": b'"\xe4\xba\x8b\xe7\x94\xb1" = "x"\n',
    "templates/notes/a.toml": b"x = 1\n",
}


def state(root: Path) -> dict[str, bytes]:
    """Return what sealing writes, as it is."""
    own = root / ".archivist"
    return {name: (own / name).read_bytes() for name in (MANIFEST, TIMES, "journal.jsonl")}


def make(folder: Path) -> Path:
    """Return an archive that nobody sealed."""
    return copied(_made(), folder)


def sealed(folder: Path) -> Path:
    return copied(_sealed(), folder)


def copied(root: Path, folder: Path) -> Path:
    """Copy an archive, times included: that is quicker than making it once more."""
    return shutil.copytree(root, folder / root.name)


@cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="sealed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    root = folder / "库"
    init(root, ["甲工作室"], "zh_CN")
    for path, content in CONTENTS.items():
        put(root, path, content)
    return root


@cache
def _sealed() -> Path:
    root = copied(_made(), _made().parent / "sealed")
    assert sealing(root).done
    return root


def put(root: Path, path: str, content: bytes) -> None:
    """Write a file that looks older than now."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    os.utime(place, ns=(10**18, 10**18))


def rot(root: Path, path: str) -> None:
    """Flip a bit and leave size and time as they were."""
    place = root / path
    before = place.stat()
    content = bytearray(place.read_bytes())
    content[len(content) // 2] ^= 1
    place.write_bytes(content)
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))


def edit(root: Path, path: str) -> None:
    place = root / path
    place.write_bytes(place.read_bytes() + b" and more")
    os.utime(place, ns=(2 * 10**18, 2 * 10**18))


def sealing(root: Path, days: int = 0, **wish: object) -> Sealing:
    return seal(root, SealRequest(**wish), NOW + timedelta(days=days))  # type: ignore[arg-type]


def verified(root: Path, days: int = 0, **order: object) -> Verification:
    return verify(root, VerifyRequest(**order), NOW + timedelta(days=days))  # type: ignore[arg-type]


def told(found: Verification) -> dict[str, str]:
    """Return how each file differs."""
    return {each.path: each.kind.value for each in found.differing}


class Cut(KeyboardInterrupt):
    """A person who does not wait."""


def cut_at(number: int) -> Callable[[int, int, int, int], None]:
    def pace(files: int, _of: int, _size: int, _of_size: int) -> None:
        if files == number:
            raise Cut

    return pace


def sums(root: Path) -> int:
    words = ["sha256sum", "-c", "--strict", "--quiet", ".archivist/manifest-sha256.txt"]
    return subprocess.run(words, cwd=root, capture_output=True, check=False).returncode
