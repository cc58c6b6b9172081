"""An archive with an inbox, and commands run in it."""

from __future__ import annotations

from pathlib import Path

from archivist.actions.init import init
from archivist.cli.main import run
from tests.photos import a_photo

DAY = ["--as-of", "2025-12-31"]
SAID = '"事由" = "授课"\n"地点" = "302"\n"人物" = "无具体人物"\n"来源" = "白淼"\n'


def an_archive(root: Path) -> Path:
    """Make an archive of one studio."""
    init(root, ["甲工作室"], "en")
    return root


def dropped(root: Path, path: str, content: bytes | str = b"", colour: str = "") -> Path:
    """Put a file into the archive."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if colour:
        content = a_photo(colour)
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    return place


def ran(root: Path, *words: str | Path, lang: str = "en") -> int:
    """Run a command of this archive."""
    place = ["--archive", str(root)]
    return run(["archivist", "--lang", lang, *map(str, words), *place])
