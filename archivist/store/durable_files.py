"""What of archivist's own folder outlives the program: all that no run can make again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from archivist.model.entry import Entry, EntryKind
from archivist.model.settings import STATE, Settings
from archivist.store.durable import exists, regular
from archivist.store.tree import extended, walk_folder

FILES = ("journal.jsonl", "judgements.jsonl", "manifest-sha256.txt", "manifest-times.tsv")
FOLDERS = ("kept", "audits", "discs")
"""Kept files, kept audits, and what lies on each disc."""


def durable_files(root: Path) -> Iterator[Entry]:
    """Yield the durable files of an archive's own folder; paths are relative to the archive."""
    place = extended(root) / STATE
    for name in FILES:
        with suppress(OSError):
            status = regular(place / name)
            path = f"{STATE}/{name}"
            yield Entry(path, EntryKind.FILE, size=status.st_size, mtime_ns=status.st_mtime_ns)
    for name in FOLDERS:
        if exists(place / name):
            found = walk_folder(root, f"{STATE}/{name}", Settings(studios=()))
            yield from (entry for entry in found if entry.kind is not EntryKind.FOLDER)
