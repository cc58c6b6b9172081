"""An archive whose discs are made, burnt (taken out of their images) and checked."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archivist.actions.burning.make import MakeReport, make_discs
from archivist.actions.burning.plan import Burning
from archivist.actions.burning.shelf import disc_shelf
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.formats.iso import reading
from archivist.model.disc import Disc
from archivist.model.selection import Selection
from archivist.model.volumes import Medium
from tests.actions.boxwork import STUDIO, Look
from tests.photos import a_photo

NOW = datetime(2025, 12, 31, 8, 0, tzinfo=UTC)
NUMBER = "A104-2025-001"
ALL = Selection()


def with_fonds(archive: Path) -> Path:
    """Give an archive a fonds number, so that the numbers of its discs are known."""
    path = archive / "archive.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'fonds = "A104"\n{text}', encoding="utf-8")
    return archive


def make(
    view: View,
    out: Path,
    selection: Selection = ALL,
    *,
    dry_run: bool = False,
    **how: Any,  # noqa: ANN401
) -> MakeReport:
    """Make discs."""
    burning = Burning(**{"media": Medium.DVD, **how})
    return make_discs(view, selection, burning, out, NOW, dry_run=dry_run)


def burnt(image: Path, folder: Path) -> Path:
    """Take all files out of an image, as a drive shows a burnt disc."""
    content = image.read_bytes()
    for file in reading.listed(image, reading.LIMITS):
        place = folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"".join(content[at : at + size] for at, size in file.extents))
    return folder


def extracted(image: Path, folder: Path) -> Path:
    """Take all files out of an image with another program."""
    subprocess.run(
        [str(shutil.which("7z")), "x", "-y", f"-o{folder}", str(image)],
        check=True,
        capture_output=True,
    )
    return folder


def flipped(path: Path, target: Path, place: int) -> Path:
    """Copy a file with one bit changed."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    target.write_bytes(content)
    return target


def rows(look: Look) -> list[Disc]:
    return list(disc_shelf(survey(look())).rows)


def two_years(archive: Path) -> None:
    item = archive / STUDIO / "06 培训学习资料" / "20240318 测流授课"
    item.mkdir()
    (item / "C1-20240318-01.jpg").write_bytes(a_photo("green"))
    (item / "C1-20240318-01.jpg.xmp").write_bytes(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
