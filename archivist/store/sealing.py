"""Sealing 固化: what archivist files, describes or takes back stands in the manifest at once.

Every new manifest is named in the journal before it is put in its place, so that the chain covers
it. A manifest that is neither the last one named nor the one before (a kill in between; no note can
stand behind its line then, as a note is written when the manifest is in place) was changed
by another hand: it is left as it is until ``archivist seal`` has told what is wrong. What was done
since the last line of ``seal`` is found in the journal and sealed by the next command that writes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from archivist.errors import ArchivistError
from archivist.model.manifest import Sealed
from archivist.model.names import is_junk, same_name
from archivist.model.operation import Deed, Result, StepKind
from archivist.model.settings import STATE, Settings
from archivist.store.inside import inside
from archivist.store.journal import Journal
from archivist.store.journal_lines import FILE, Line, deeds_of, read_lines
from archivist.store.journal_notes import notes_of
from archivist.store.journal_tail import tail_of
from archivist.store.manifest import (
    Manifest,
    manifest_bytes,
    manifest_digests,
    read_manifest,
    times_bytes,
    write_manifest,
)
from archivist.store.settings import load_settings

SEAL = "seal"
"""The kind of the journal's lines that name a manifest."""
NOTHING = hashlib.sha256(b"").hexdigest()
"""The digest of a manifest of nothing; one that is not there counts as such."""
_TRIES = 3
"""Looks at a manifest that does not fit the journal, before it is said that another hand did it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealState:
    """How the manifest stands to the journal."""

    manifest: Manifest
    named: tuple[tuple[str, str], ...] = ()
    """Digests of the manifest that the journal names last, and of its times; then of what it took
    the place of."""
    pending: Mapping[str, str]
    """Files that were written since, with their digests; empty: they are gone."""
    in_place: bool = False
    """Whether the journal shows that the one named last was put in its place."""

    @property
    def begun(self) -> bool:
        """Whether anything was ever sealed here."""
        return bool(self.named or self.manifest.sha256)

    @property
    def whole(self) -> bool:
        """Whether the manifest is one that archivist wrote, and no line of it is damaged."""
        if not self.named:
            return self._own == (NOTHING, NOTHING)
        if not self.cut_off:
            return not self.manifest.troubles
        if self.in_place:
            return False
        # A kill leaves what was there before, or the new manifest with the times of before.
        last, *before = self.named
        return any(self._own in {each, (last[0], each[1])} for each in before)

    @property
    def cut_off(self) -> bool:
        """Whether it is not the last one that the journal names."""
        return bool(self.named) and self._own != self.named[0]

    @property
    def _own(self) -> tuple[str, str]:
        return self.manifest.sha256 or NOTHING, self.manifest.times or NOTHING


def seal_state(root: Path) -> SealState:
    """Return how the manifest of an archive stands to its journal; nothing is written.

    Raises:
        OSError: One of them cannot be read.
    """
    state = _seal_state(root)
    for _again in range(_TRIES):
        if state.whole:
            break
        # Another command may have written a manifest between our looks at journal and manifest.
        before, state = state, _seal_state(root)
        if state == before:
            break
    return state


def _seal_state(root: Path) -> SealState:
    lines = tail_of(root / STATE / FILE, sealed=True)
    named = _named(lines)
    state = SealState(
        manifest=read_manifest(root), named=named, pending={}, in_place=_in_place(lines)
    )
    if not named:
        return state
    return replace(state, pending=_pending(root, lines, state.manifest.sha256 or NOTHING))


def begin_sealing(journal: Journal) -> None:
    """Have the journal name a manifest of nothing, behind which all that is written is sealed.

    Raises:
        OSError: The file system refuses.
    """
    if not journal.names(SEAL):
        journal.note(SEAL, {"manifest": NOTHING, "times": NOTHING, "files": 0})


def seal_pending(root: Path, journal: Journal, today: date, why: str) -> None:
    """Seal what operations wrote since the last time; a manifest of another hand is left alone.

    Raises:
        OSError: The file system refuses; the next command that writes tries again.
    """
    if _is_sealed(root):
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
    journal.note(SEAL, {**value, "files": len(ordered), "for": why})
    write_manifest(root, sums, times)
    return digest


def touched(deeds: Iterable[Deed]) -> dict[str, str]:
    """Return the files that operations wrote, with their digests; empty: they are gone from there.

    Paths are relative to the archive, in the inbox as well.
    """
    found: dict[str, str] = {}
    for deed in deeds:
        if deed.result is not Result.DONE:
            continue
        for step in deed.operation.work:
            if step.kind is StepKind.MOVE:
                found[step.source] = ""
            found[step.path] = "" if step.kind is StepKind.ASIDE else step.sha256
    return found


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


def _named(lines: Iterable[Line]) -> tuple[tuple[str, str], ...]:
    """Return the pair of digests that was named last, and those of what it took the place of."""
    values = [note.value for note in notes_of(lines, SEAL)[:-3:-1]]
    pairs = [(str(value.get("manifest")), str(value.get("times"))) for value in values]
    before = values[0].get("before") if values else None
    if isinstance(before, list) and len(before) == 2:
        pairs[1:] = [(str(before[0]), str(before[1]))]
    return tuple(pairs)


def _in_place(lines: Sequence[Line]) -> bool:
    """Tell whether a note stands behind the last line of ``seal``: see `Writing.note`."""
    kinds = [(line.value or {}).get("do") for line in lines]
    behind = kinds[len(kinds) - kinds[::-1].index(SEAL) :] if SEAL in kinds else []
    return any(isinstance(kind, str) and kind not in {"begin", "end"} for kind in behind)


def _is_sealed(root: Path) -> bool:
    """Tell whether nothing was written since the manifest that is there; it is not taken apart."""
    lines = tail_of(root / STATE / FILE, sealed=True)
    named = _named(lines)
    sums, times = (each or NOTHING for each in manifest_digests(root))
    return bool(named) and (sums, times) == named[0] and not _pending(root, lines, sums)


def _pending(root: Path, lines: Sequence[Line], manifest: str) -> dict[str, str]:
    """Return what was written behind the last line of ``seal`` that names a manifest.

    Args:
        root: The archive.
        lines: The end of the journal.
        manifest: Its digest; where no line names it, it is what counts behind the last line.
    """
    values = [line.value or {} for line in lines]
    seals = [place for place, value in enumerate(values) if value.get("do") == SEAL]
    ours = [place for place in seals if values[place].get("manifest") == manifest]
    if not ours and lines and lines[0].number != 1:
        return _pending(root, list(read_lines(root / STATE / FILE)), manifest)
    ended = [value.get("of") for value in values[(ours or seals)[-1] :] if value.get("do") == "end"]
    numbers = {number for number in ended if isinstance(number, int)}
    return touched(deed for deed in deeds_of(lines) if deed.number in numbers)


def lenient_settings(root: Path) -> Settings:
    """Return an archive's settings; those of an empty one when the file has mistakes."""
    try:
        return load_settings(root)
    except ArchivistError:
        return Settings(studios=())


def _look(root: Path, path: str) -> tuple[int, int]:
    try:
        status = inside(root, path).lstat()
    except OSError:
        return -1, 0
    return status.st_size, status.st_mtime_ns
