"""Thumbnails of many images, made in one process that is replaced when a picture spoils it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from pathlib import Path

from archivist.formats.apart import COMMAND, Apart, SpoiltError
from archivist.model.settings import Limits

EDGE = 160
"""Pixels of the longer side."""
LIMITS = Limits(seconds=10, megabytes=1536)


def make_thumbnails(
    paths: Sequence[Path],
    edge: int = EDGE,
    *,
    limits: Limits = LIMITS,
    command: Sequence[str] = COMMAND,
) -> Iterator[tuple[Path, bytes | None]]:
    """Yield a JPEG of each image in order; None for what is no image, or costs too much.

    Args:
        paths: The images.
        edge: Pixels of the longer side.
        limits: What one picture may cost.
        command: What to run as a process (tests run one that misbehaves).

    Raises:
        ArchivistError: The system cannot start a process.
    """
    with Apart(limits, command=command) as apart:
        for path in paths:
            yield path, _picture(apart, path, edge)


def _picture(apart: Apart, path: Path, edge: int) -> bytes | None:
    try:
        answer = apart.ask(["thumbnail", str(path), edge])
        return base64.b64decode(answer, validate=True) if isinstance(answer, str) else None
    except (SpoiltError, binascii.Error):
        return None
