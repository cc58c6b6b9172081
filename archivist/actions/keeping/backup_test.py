"""A restore test 恢复演练: a backup is shown to restore, and that is written down with its date."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.keeping.backup_verify import sample
from archivist.actions.keeping.restored_compared import Compared, compared
from archivist.actions.progress import Progress, unseen
from archivist.errors import ArchivistError, InvalidChoiceError, NotWritableError
from archivist.model.operation import Verb
from archivist.model.refusal import reason_of
from archivist.model.settings import MARKER, STATE
from archivist.store.backup.layout import Target, open_target
from archivist.store.backup.names import LATEST
from archivist.store.backup.place import Place, is_note, open_place
from archivist.store.backup.snapshots import Refused, Snapshot, Stored, read_entries
from archivist.store.journal_lines import FILE
from archivist.store.journal_notes import notes
from archivist.store.manifest import MANIFEST
from archivist.store.operations import writing
from archivist.store.packing import lies_in
from archivist.store.sealing import lenient_settings
from archivist.store.tree import extended

PERCENT = 5.0
LEAST = 50
"""Files, however few per cent they are of."""
ALWAYS = frozenset({MARKER, f"{STATE}/{FILE}", f"{STATE}/{MANIFEST}"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is asked of a restore test."""

    target: Path | None = None
    """None: the backup that was last written to, as the journal tells."""
    percent: float = PERCENT
    least: int = LEAST
    seed: int = 0
    """Another one chooses other files."""
    scratch: Path | None = None
    """Where to restore to; None: the system's folder for what is temporary."""

    @property
    def all(self) -> bool:
        """Whether every file is restored."""
        return self.percent >= 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """How a restore test went."""

    target: Path
    snapshot: Snapshot
    all: bool
    files: int
    """That were restored and are what was backed up."""
    bytes: int
    same: int
    """Files of these that the archive has unchanged, and with the same content."""
    failed: tuple[Refused, ...]
    unnoted: str = ""
    """Why the journal does not tell of it; empty: it does."""

    @property
    def ok(self) -> bool:
        """Whether the backup restores."""
        return not self.failed


def rehearse(root: Path, trial: Trial, now: datetime, progress: Progress = unseen) -> Tested:
    """Restore a sample of the newest snapshot, compare it, and write the result into the journal.

    Args:
        root: The archive.
        trial: What is asked.
        now: When the command runs.
        progress: Told how many files are restored.

    Raises:
        InvalidChoiceError: There is no backup that could be tested, or it is another archive's.
        NotReadableError: The backup cannot be read.
        NotWritableError: The scratch place is full.
    """
    path = trial.target or _last(root)
    target = open_target(path)
    snapshot = target.snapshot(LATEST)
    _check_archive(root, target, snapshot)
    chosen = _chosen(read_entries(snapshot), trial)
    _check_scratch(trial.scratch, root, target)
    failed: list[Refused] = []
    files, size, same = 0, 0, 0
    with _scratch(trial.scratch) as scratch:
        place = open_place(Path(scratch) / "restored", target, snapshot)
        for number, each in enumerate(_tried(target, chosen, place, root), start=1):
            progress(number, len(chosen))
            if each.reason:
                failed.append(Refused(each.path, each.reason))
                continue
            files, size, same = files + 1, size + each.size, same + each.same
    tested = Tested(
        target=path,
        snapshot=snapshot,
        all=trial.all,
        files=files,
        bytes=size,
        same=same,
        failed=tuple(failed),
    )
    return replace(tested, unnoted=_note(root, tested, now))


def _last(root: Path) -> Path:
    for note in reversed(notes(root, "backup")):
        if isinstance(place := note.value.get("target"), str) and place:
            return Path(place)
    raise InvalidChoiceError(
        _("The journal of the archive tells of no backup."),
        _("Make one with “archivist backup TARGET”, or name the backup that is to be tested."),
    )


def _check_archive(root: Path, target: Target, snapshot: Snapshot) -> None:
    """Refuse the backup of an archive that bears another mark; without marks, contents tell."""
    own = lenient_settings(root).id
    if own and snapshot.archive_id and own != snapshot.archive_id:
        raise InvalidChoiceError(
            _("{place} is the backup of another archive, “{name}”.").format(
                place=target.path, name=snapshot.archive
            ),
            _("Name the backup of this archive, or this one's archive with --archive."),
        )


def _chosen(entries: Sequence[Stored], trial: Trial) -> list[Stored]:
    """Return what is restored: a sample, and always what the archive itself stands on."""
    paths = sample([each.path for each in entries], trial.percent, trial.seed, trial.least)
    wanted = ALWAYS | set(paths)
    return [each for each in entries if each.path in wanted and not is_note(each.path)]


def _check_scratch(scratch: Path | None, root: Path, target: Target) -> None:
    place = scratch or Path(tempfile.gettempdir())
    if lies_in(place, root) or lies_in(place, target.folder):
        raise InvalidChoiceError(
            _("{place} lies in the archive or in the backup.").format(place=place),
            _("Name another folder for the restored files with --scratch."),
        )


def _scratch(scratch: Path | None) -> tempfile.TemporaryDirectory[str]:
    folder = scratch or Path(tempfile.gettempdir())
    # Long paths have to be taken away again as well.
    where = extended(Path(os.path.abspath(folder)))  # noqa: PTH100 - links stay what they are
    try:
        return tempfile.TemporaryDirectory(
            prefix="archivist-restore-test-", dir=where, ignore_cleanup_errors=True
        )
    except OSError as error:
        raise _no_room(folder, reason_of(error)) from error


def _tried(
    target: Target, chosen: Sequence[Stored], place: Place, root: Path
) -> Iterator[Compared]:
    try:
        yield from compared(target, chosen, place, root)
    except NotWritableError as error:
        raise NotWritableError(error.message, _hint()) from error


def _note(root: Path, tested: Tested, now: datetime) -> str:
    """Write the test down; why that could not be done, or nothing."""
    value = {
        "target": os.path.abspath(tested.target),  # noqa: PTH100 - links stay what they are
        "snapshot": tested.snapshot.name,
        "files": tested.files,
        "bytes": tested.bytes,
        "all": tested.all,
        "result": "ok" if tested.ok else "failed",
        "failed": len(tested.failed),
    }
    try:
        with writing(root, Verb.BACKUP, now) as session:
            session.note("restore-test", value)
    except ArchivistError as error:
        return error.message
    return ""


def _no_room(place: Path, reason: str) -> NotWritableError:
    text = _("Nothing can be restored to {place}: {reason}").format(place=place, reason=reason)
    return NotWritableError(text, _hint())


def _hint() -> str:
    return _("Name a folder with enough space for the restored files with --scratch.")
