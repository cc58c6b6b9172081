"""How an archive is kept, as its journal tells: read once, and only where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from archivist.model.journal_note import NoteKind
from archivist.model.keeping import Keeping
from archivist.model.settings import STATE
from archivist.model.verify_note import VerifyNote, read_verify_note
from archivist.store.durable import open_plain
from archivist.store.journal_lines import FILE, Line, line_of
from archivist.store.journal_notes import Note, notes_of
from archivist.store.tree import extended

KINDS = (NoteKind.SEAL, NoteKind.VERIFY, NoteKind.BACKUP, NoteKind.RESTORE_TEST)
_LONGEST = 1 << 20
"""Bytes of a line; a longer one is an operation, never a note."""


def keeping_of(root: Path, as_of: date) -> Keeping | None:
    """Return how an archive was kept until a day; None: its journal cannot be read.

    What happened later counts for nothing, nor does a note that bears no day.
    """
    lines: list[Line] = []
    try:
        lines.extend(_lines(extended(root) / STATE / FILE))
    except OSError:
        return None
    dated = [(day, note) for note in notes_of(lines, *KINDS) if (day := _day(note.at))]
    past = [pair for pair in dated if pair[0] <= as_of]
    first = _day(str((lines[0].value or {}).get("at"))) if lines else None
    return _keeping(past, first if first and first <= as_of else None)


def _keeping(past: Sequence[tuple[date, Note]], since: date | None) -> Keeping:
    verified, tested = _verified(past), _last(past, NoteKind.RESTORE_TEST)
    backups = [day for day, note in past if note.kind == NoteKind.BACKUP]
    good = [day for day, note in past if note.kind == NoteKind.RESTORE_TEST and _succeeded(note)]
    sealed = _last(past, NoteKind.SEAL)
    return Keeping(
        since=since,
        sealed=sealed[0] if sealed else None,
        verified=verified[0] if verified else None,
        unsound=dict(verified[1].wrong) if verified else None,
        backed_up=backups[-1] if backups else None,
        first_backup=backups[0] if backups else None,
        tested=tested[0] if tested else None,
        restored=_succeeded(tested[1]) if tested else False,
        shown=good[-1] if good else None,
    )


def _verified(past: Sequence[tuple[date, Note]]) -> tuple[date, VerifyNote] | None:
    """Return the verification that counts: none of a part of the archive, else the last.

    After one that found something wrong, a sample that happens to be right tells nothing.
    """
    counts: tuple[date, VerifyNote] | None = None
    for day, line in past:
        if line.kind != NoteKind.VERIFY:
            continue
        note = read_verify_note(line.value)
        lucky = note.sampled and note.sound and counts is not None and not counts[1].sound
        if not note.paths and not lucky:
            counts = day, note
    return counts


def _lines(path: Path) -> Iterator[Line]:
    """Yield the first line and all that may be notes; most lines tell of files and are not read."""
    marks = [f'"do":"{kind}"'.encode() for kind in KINDS]
    with suppress(FileNotFoundError), open_plain(path) as file:
        raws = iter(lambda: file.readline(_LONGEST), b"")
        for number, raw in enumerate(raws, start=1):
            if number == 1 or any(mark in raw for mark in marks):
                yield line_of(number, raw)


def _last(past: Sequence[tuple[date, Note]], kind: str) -> tuple[date, Note] | None:
    return next((pair for pair in reversed(past) if pair[1].kind == kind), None)


def _succeeded(note: Note) -> bool:
    return note.value.get("result") == "ok"


def _day(at: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(at[:10])
    return None
