"""A restore test 恢复演练: a backup is shown to restore, and that is written down with its date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.keeping.backup_journal import journal_seen
from archivist.actions.keeping.backup_notes import TEST, last_backup, note_down, place_of
from archivist.actions.keeping.backup_verify import sample
from archivist.actions.keeping.restored_compared import Compared, compared
from archivist.actions.keeping.scratch import scratch_place
from archivist.actions.progress import Progress, unseen
from archivist.errors import InvalidChoiceError
from archivist.model.settings import MARKER, STATE
from archivist.store.backup.layout import Target, open_target
from archivist.store.backup.names import LATEST
from archivist.store.backup.place import is_note, open_place
from archivist.store.backup.snapshots import Refused, Snapshot, Stored, read_entries
from archivist.store.journal_lines import FILE
from archivist.store.manifest_lines import MANIFEST
from archivist.store.settings import lenient_settings

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
    growing: int
    """Archivist's own lists of these, which are others after each command: not compared."""
    since: tuple[Refused, ...]
    """All others of these, with what became of them in the archive since the backup."""
    failed: tuple[Refused, ...]
    passed: tuple[Snapshot, ...] = ()
    """Newer snapshots that are damaged, so that they are not the latest."""
    rewritten: bool = False
    """The archive's journal does not hold the line any more that was its last one then."""
    unnoted: str = ""
    """Why the journal does not tell of it; empty: it does."""

    @property
    def ok(self) -> bool:
        """Whether the backup restores."""
        return not self.failed

    @property
    def clean(self) -> bool:
        """Whether nothing at all was found."""
        return self.ok and not (self.passed or self.rewritten or self.unnoted)


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
    with scratch_place(trial.scratch, root, target) as scratch:
        place = open_place(scratch / "restored", target, snapshot)
        found: list[Compared] = []
        for number, each in enumerate(compared(target, chosen, place, root), start=1):
            progress(number, len(chosen))
            found.append(each)
    good = [each for each in found if not each.reason]
    tested = Tested(
        target=path,
        snapshot=snapshot,
        all=trial.all,
        files=len(good),
        bytes=sum(each.size for each in good),
        same=sum(each.same for each in good if not each.grows),
        growing=sum(each.grows for each in good),
        since=tuple(Refused(each.path, each.since) for each in good if _differs(each)),
        failed=tuple(Refused(each.path, each.reason) for each in found if each.reason),
        passed=target.after(snapshot),
        rewritten=bool(journal_seen(root, [snapshot]).rewritten),
    )
    return replace(tested, unnoted=_note(root, tested, now))


def _differs(each: Compared) -> bool:
    return bool(each.since) and not each.grows


def _last(root: Path) -> Path:
    last = last_backup(root)
    if last is not None and isinstance(place := last.value.get("target"), str) and place:
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


def _note(root: Path, tested: Tested, now: datetime) -> str:
    value = {
        "target": place_of(tested.target),
        "snapshot": tested.snapshot.name,
        "files": tested.files,
        "bytes": tested.bytes,
        "all": tested.all,
        "result": "ok" if tested.ok else "failed",
        "failed": len(tested.failed),
        **({"passed_over": [each.name for each in tested.passed]} if tested.passed else {}),
    }
    return note_down(root, TEST, value, now)
