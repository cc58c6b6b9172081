"""Verifying 校验: what was sealed is compared with what lies there now."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import ceil

from archivist.model.item import ITEM_FILE
from archivist.model.layout import SIDECAR
from archivist.model.manifest import Sealed
from archivist.model.names import same_name
from archivist.model.plan import Category, Plan
from archivist.model.settings import MARKER, TEMPLATES

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv")
"""Endings of what ledgers are kept in."""


class Difference(StrEnum):
    """How a file is not what the manifest tells."""

    MISSING = "missing"
    """Sealed, and not there any more."""
    CHANGED = "changed"
    """A record that was edited: its content and its size or time are others."""
    DAMAGED = "damaged"
    """位衰变: another content, while size and time are those of the sealing."""
    UNREADABLE = "unreadable"
    LINKED = "linked"
    """A link, a folder or a device stands in its place."""
    IN_USE = "in-use"
    """It changed while it was being read, twice."""
    MOVED = "moved"
    """The same content lies elsewhere."""
    UPDATED = "updated"
    """A living file, as a ledger or a description, that was edited as such files are."""
    NEW = "new"
    """There, and not sealed yet."""

    @property
    def grave(self) -> bool:
        """Whether something is wrong; else ``archivist seal`` takes it up."""
        return self not in {Difference.MOVED, Difference.UPDATED, Difference.NEW}


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """One file that is not what the manifest tells."""

    kind: Difference
    path: str
    """Relative to the archive, with forward slashes; of what moved, where it was."""
    to: str = ""
    """Where it moved to."""
    reason: str = ""
    """Why it cannot be read, in the system's words."""
    within: str = ""
    """The folder that cannot be read itself, and in which it lies."""
    sealed: Sealed | None = None
    """What was sealed; None: nothing."""
    sha256: str = ""
    """Of what lies there now; empty: not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """Something of archivist's own that is not as it was written."""

    file: str
    """Relative to the archive."""
    line: int = 0
    """From 1; 0: the file as a whole."""
    why: str = ""
    """In the user's language."""
    path: str = ""
    """The file of the archive that the line is about, where that can be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What verifying came to."""

    archive: str
    """What the archive is called."""
    when: datetime
    """With its offset."""
    scope: str = "all"
    """``all``, ``10%`` or ``older-than 30``, as the journal has it."""
    paths: tuple[str, ...] = ()
    """Files and folders that were asked for; none: the whole archive."""
    sealed: int = 0
    """Files in the manifest, of those asked for."""
    files: int = 0
    """Sealed files read and compared in this run."""
    earlier: int = 0
    """Sealed files that the interrupted run which this one continues had found to be right."""
    size: int = 0
    """Bytes read."""
    differing: tuple[Differing, ...] = ()
    """Sorted by path."""
    begun: bool = True
    """Whether anything was ever sealed here."""
    breaks: tuple[int, ...] = ()
    """Lines of the journal where its chain does not hold."""
    torn: int = 0
    """The journal's last line, when it was broken off; 0: it is whole."""
    manifest: tuple[Complaint, ...] = ()
    """Where the manifest or its times were changed by another hand."""
    own: tuple[Complaint, ...] = ()
    """What is wrong with kept files, judgements, kept audits."""
    kept: int = 0
    """Kept files that were read, in this run or the one that it continues."""
    uncovered: tuple[str, ...] = ()
    """What was asked for and is never sealed, as the inbox."""
    line: int = 0
    """The head of the journal's chain 日志链末值, before this run was noted."""
    head: str = ""
    """Its SHA-256."""
    seconds: float = 0.0
    noted: str = ""
    """Why the journal could not take note of this run; empty: it did."""

    def of(self, kind: Difference) -> tuple[Differing, ...]:
        """Return the files that differ in one way."""
        return tuple(each for each in self.differing if each.kind is kind)

    def count(self, kind: Difference) -> int:
        """Return how many files differ in one way."""
        return sum(each.kind is kind for each in self.differing)

    @property
    def compared(self) -> int:
        """How many sealed files were read, in this run and the one that it continues."""
        return self.files + self.earlier

    @property
    def chain_whole(self) -> bool:
        """Whether the journal's chain holds."""
        return not self.breaks and not self.torn

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong; what only waits for ``archivist seal`` is not wrong.

        Where nothing was ever sealed, or archivist's folder is gone, nothing is known to be right.
        """
        return (
            self.begun
            and self.chain_whole
            and not self.manifest
            and not self.own
            and not any(each.kind.grave for each in self.differing)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Living:
    """Tells which files live on after they were sealed: ledgers and descriptions.

    Attributes:
        plan: The archive's; None: it cannot be read, and no workbook counts as a ledger.
        ledgers: The category in which the ledgers are kept.
    """

    plan: Plan | None = None
    ledgers: Category | None = None

    def __contains__(self, path: str) -> bool:
        """Tell whether the file of a path is edited in the course of things."""
        parts = same_name(path).split("/")
        if parts[0] == TEMPLATES or parts == [MARKER] or parts[-1] == ITEM_FILE:
            return True
        return parts[-1].endswith(SIDECAR) or self._is_ledger(path)

    def _is_ledger(self, path: str) -> bool:
        folders = path.split("/")[:-1]
        if self.plan is None or self.ledgers is None or not path.lower().endswith(_WORKBOOKS):
            return False
        return any(self.plan.category_of(name) == self.ledgers for name in folders[:2])


def change(
    sealed: Sealed, sha256: str, size: int, mtime_ns: int, *, living: bool
) -> Difference | None:
    """Return how a file that was read differs from what was sealed, or None.

    Args:
        sealed: What was sealed.
        sha256: Of what lies there.
        size: In bytes.
        mtime_ns: When it was modified.
        living: Whether it is one that is edited in the course of things.
    """
    if sha256 == sealed.sha256:
        return None
    if sealed.looks(size, mtime_ns):
        return Difference.DAMAGED
    return Difference.UPDATED if living else Difference.CHANGED


def moves(missing: Iterable[Sealed], new: Mapping[str, str]) -> dict[str, str]:
    """Return where files lie now whose old place is empty, by their old path.

    Args:
        missing: What is not there any more.
        new: Digests of files that are not sealed, by path.
    """
    places: dict[str, list[str]] = {}
    for path in sorted(new, reverse=True):
        places.setdefault(new[path], []).append(path)
    found: dict[str, str] = {}
    for each in sorted(missing, key=lambda sealed: sealed.path):
        left = places.get(each.sha256, [])
        if left:
            name = each.path.rpartition("/")[2]
            same = next((path for path in left if path.rpartition("/")[2] == name), left[-1])
            left.remove(same)
            found[each.path] = same
    return found


def drawn(paths: Sequence[str], percent: float, day: date) -> frozenset[str]:
    """Return a sample, at least one: the same of the same files on the same day."""
    if not paths:
        return frozenset()
    chance = random.Random(f"{day.isoformat()} {percent:g}")  # noqa: S311 - to be drawn again alike
    count = min(len(paths), max(1, ceil(len(paths) * percent / 100)))
    return frozenset(chance.sample(sorted(paths), count))
