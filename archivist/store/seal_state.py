"""How the manifest 固化清单 stands to the journal, which names every one that archivist wrote.

A manifest that is neither the last one named nor the one before (a kill in between; no note can
stand behind its line then, as a note is written when the manifest is in place) was changed by
another hand. What was done since the last line of ``seal`` is found in the journal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.model.journal_note import NoteKind
from archivist.model.operation import Deed, Result, StepKind
from archivist.model.settings import STATE
from archivist.store.journal_lines import FILE, Line, deeds_of, read_lines
from archivist.store.journal_notes import notes_of
from archivist.store.journal_tail import tail_of
from archivist.store.manifest import Manifest, manifest_digests, read_manifest

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


def _named(lines: Iterable[Line]) -> tuple[tuple[str, str], ...]:
    """Return the pair of digests that was named last, and those of what it took the place of."""
    values = [note.value for note in notes_of(lines, NoteKind.SEAL)[:-3:-1]]
    pairs = [(str(value.get("manifest")), str(value.get("times"))) for value in values]
    before = values[0].get("before") if values else None
    if isinstance(before, list) and len(before) == 2:
        pairs[1:] = [(str(before[0]), str(before[1]))]
    return tuple(pairs)


def _in_place(lines: Sequence[Line]) -> bool:
    """Tell whether a note stands behind the last line of ``seal``: see `Writing.note`."""
    kinds = [(line.value or {}).get("do") for line in lines]
    if NoteKind.SEAL not in kinds:
        return False
    behind = kinds[len(kinds) - kinds[::-1].index(NoteKind.SEAL) :]
    return any(isinstance(kind, str) and kind not in {"begin", "end"} for kind in behind)


def is_sealed(root: Path) -> bool:
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
    seals = [place for place, value in enumerate(values) if value.get("do") == NoteKind.SEAL]
    ours = [place for place in seals if values[place].get("manifest") == manifest]
    if not ours and lines and lines[0].number != 1:
        return _pending(root, list(read_lines(root / STATE / FILE)), manifest)
    ended = [value.get("of") for value in values[(ours or seals)[-1] :] if value.get("do") == "end"]
    numbers = {number for number in ended if isinstance(number, int)}
    return touched(deed for deed in deeds_of(lines) if deed.number in numbers)
