"""Writing the page in the inbox that says what waits there and why, if it has something new."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from archivist.errors import ArchivistError
from archivist.formats.pending_page import MARK, pending_page, without_time
from archivist.model.arrival import Reason, Verdict
from archivist.model.names import PENDING_PAGE
from archivist.model.settings import Settings
from archivist.store.writing import replace_report

_LARGEST = 20_000_000
"""Bytes of a page that is compared with; archivist writes none that is larger."""


def write_pending(
    root: Path,
    settings: Settings,
    files: Sequence[tuple[str, Verdict, Sequence[Reason]]],
    counts: Mapping[str, int],
    now: datetime,
) -> None:
    """Write the page if it says something new; an inbox that cannot be written to keeps its own.

    Args:
        root: The archive, in the form in which the system takes long paths.
        settings: Of the archive.
        files: Path, verdict and reasons of each file of the inbox.
        counts: ``files`` and ``unsettled``: how many lie there, how many are not settled.
        now: When it was looked at.
    """
    place = root / settings.inbox / PENDING_PAGE
    with suppress(OSError, ArchivistError):
        there = os.path.lexists(place)
        if not files and not counts["files"] and not there:
            return
        page = pending_page(sorted(files, key=lambda f: f[0]), counts, now)
        content = page.encode("utf-8", "replace")
        if not there or without_time(_read(place)) != without_time(content):
            replace_report(place, content, MARK)


def _read(place: Path) -> bytes:
    if not place.is_file():
        return b""
    with place.open("rb") as file:
        return file.read(_LARGEST)
