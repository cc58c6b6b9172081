"""Sealing 固化: what archivist files, describes or takes back stands in the manifest at once.

Every new manifest is named in the journal before it is put in its place, so that the chain covers
it. One that another hand changed is left as it is until ``archivist seal`` has told what is wrong.
What was done since the last line of ``seal`` is sealed by the next command that writes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from archivist.model.journal_note import NoteKind
from archivist.model.manifest import Sealed
from archivist.model.names import is_junk, same_name
from archivist.model.settings import STATE, Settings
from archivist.store.inside import inside
from archivist.store.journal import Journal
from archivist.store.manifest import manifest_digests, write_manifest
from archivist.store.manifest_lines import manifest_bytes, times_bytes
from archivist.store.seal_state import NOTHING, is_sealed, seal_state
from archivist.store.settings import lenient_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedNow:
    """What is sealed, with what was written since the manifest was."""

    entries: Mapping[str, Sealed]
    """By path."""
    whole: bool
    """Whether the manifest is archivist's; else nobody may trust a digest of it."""


def sealed_now(root: Path, today: date) -> SealedNow:
    """Return what is sealed in an archive now; nothing is written.

    Args:
        root: The archive.
        today: The day on which what was written since counts as sealed.

    Raises:
        OSError: The manifest or the journal cannot be read.
    """
    state = seal_state(root)
    entries = with_touched(root, state.manifest.entries, state.pending, today)
    return SealedNow(entries=entries, whole=state.whole or not state.begun)


def begin_sealing(journal: Journal) -> None:
    """Have the journal name a manifest of nothing, behind which all that is written is sealed.

    Raises:
        OSError: The file system refuses.
    """
    if not journal.names(NoteKind.SEAL):
        journal.note(NoteKind.SEAL, {"manifest": NOTHING, "times": NOTHING, "files": 0})


def seal_pending(root: Path, journal: Journal, today: date, why: str) -> None:
    """Seal what operations wrote since the last time; a manifest of another hand is left alone.

    Raises:
        OSError: The file system refuses; the next command that writes tries again.
    """
    if is_sealed(root):
        return
    state = seal_state(root)
    if state.whole and (state.pending or state.cut_off):
        entries = with_touched(root, state.manifest.entries, state.pending, today)
        seal(root, journal, entries.values(), why)


def seal(
    root: Path, journal: Journal, entries: Iterable[Sealed], why: str, *, mended: bool = False
) -> str:
    """Write a manifest and name it in the journal; return its digest.

    Args:
        root: The archive.
        journal: Open for writing.
        entries: All that is sealed from now on.
        why: Which command did it.
        mended: What is there now was changed by another hand; a kill does not make it ours.

    Raises:
        OSError: The file system refuses.
    """
    ordered = sorted(entries, key=lambda each: each.path)
    sums, times = manifest_bytes(ordered), times_bytes(ordered)
    digest = hashlib.sha256(sums).hexdigest()
    value: dict[str, Any] = {"manifest": digest, "times": hashlib.sha256(times).hexdigest()}
    value |= {} if mended else {"before": [each or NOTHING for each in manifest_digests(root)]}
    journal.note(NoteKind.SEAL, {**value, "files": len(ordered), "for": why})
    write_manifest(root, sums, times)
    return digest


def with_touched(
    root: Path, entries: Mapping[str, Sealed], changes: Mapping[str, str], today: date
) -> dict[str, Sealed]:
    """Return what is sealed when files were written and taken away."""
    settings = lenient_settings(root)
    found = dict(entries)
    for path, sha256 in changes.items():
        known = found.pop(path, None)
        if sha256 and is_covered(path, settings):
            sealed = known.sealed if known and known.sha256 == sha256 else today
            size, mtime_ns = _look(root, path)
            found[path] = Sealed(path, sha256, size, mtime_ns, sealed)
    return found


def is_covered(path: str, settings: Settings) -> bool:
    """Tell whether a path is one that the manifest covers: see `manifest.covered`."""
    first, _slash, _rest = path.partition("/")
    if first == STATE or same_name(first) == same_name(settings.inbox):
        return False
    return not any(is_junk(part, settings.ignore) for part in path.split("/"))


def _look(root: Path, path: str) -> tuple[int, int]:
    try:
        status = inside(root, path).lstat()
    except OSError:
        return -1, 0
    return status.st_size, status.st_mtime_ns
