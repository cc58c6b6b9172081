"""The fingerprint of each studio: what a walk of the tree shows, and what gives it its meaning."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archivist import __version__
from archivist.actions.blind import refuse_blind, still_there
from archivist.actions.view import View
from archivist.model.entry import Entry, EntryKind
from archivist.model.ledger import Ledger
from archivist.model.names import same_name
from archivist.model.plan import Plan
from archivist.model.settings import Settings
from archivist.store.tree import extended, walk

_BLIND = frozenset({EntryKind.BLOCKED, EntryKind.LINK, EntryKind.SPECIAL})
_GRAIN_NS = 2_000_000_000
"""The coarsest clock of a file system (FAT): within it, a file may change and not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prints:
    """The fingerprints."""

    of: Mapping[str, str]
    """By the studio's name."""
    folders: Mapping[str, tuple[str, ...]]
    """The folders of each studio as the tree spells them, by the studio's name."""
    whole: str
    """Of the whole tree."""
    unsettled: frozenset[str]
    """Studios in which a file changed just now, so that it could change once more unseen."""
    settled: bool
    """There is no such file in the whole tree."""


def prints_of(
    view: View, settings: Settings, plan: Plan, ledgers: Iterable[Ledger], studios: Iterable[str]
) -> Prints:
    """Walk through the tree once and return the fingerprints.

    Raises:
        NotReadableError: A studio or a category of these studios cannot be looked into.
    """
    names = {same_name(name): name for name in studios}
    walking = _Walking(view.now_ns)
    root = extended(view.root)
    for entry in walk(root, settings):
        walking.see(entry)
        if entry.kind in _BLIND:
            refuse_blind(entry.path, entry.detail, plan, names)
    still_there(root)
    for folded, name in names.items():
        if folded not in walking.sums:
            refuse_blind(name, "", plan, names)
    ground = _ground(settings, plan, ledgers)
    return Prints(
        of={name: _joined(ground, walking.sums[folded]) for folded, name in names.items()},
        folders={name: walking.folders(folded) for folded, name in names.items()},
        whole=_joined(ground, *(walking.sums[folded] for folded in sorted(walking.sums))),
        unsettled=frozenset(names[folded] for folded in walking.unsettled if folded in names),
        settled=not walking.unsettled,
    )


class _Walking:
    """Sums up what is seen, by the folder at the top."""

    def __init__(self, now_ns: int) -> None:
        self._now_ns = now_ns
        self._hashes: dict[str, hashlib._Hash] = {}
        self._tops: dict[str, str] = {}
        self.unsettled: set[str] = set()

    @property
    def sums(self) -> dict[str, bytes]:
        return {top: found.digest() for top, found in self._hashes.items()}

    def folders(self, folded: str) -> tuple[str, ...]:
        return tuple(name for name, top in self._tops.items() if top == folded)

    def see(self, entry: Entry) -> None:
        name = entry.path.partition("/")[0]
        top = self._tops.get(name)
        if top is None:
            top = self._tops[name] = same_name(name)
            self._hashes.setdefault(top, hashlib.sha256())
        seen = f"{entry.path}\0{entry.kind}\0{entry.size}\0{entry.mtime_ns}\0{entry.detail}\n"
        self._hashes[top].update(seen.encode("utf-8", "surrogatepass"))
        if abs(self._now_ns - entry.mtime_ns) < _GRAIN_NS:
            self.unsettled.add(top)


def _ground(settings: Settings, plan: Plan, ledgers: Iterable[Ledger]) -> bytes:
    """Return what files mean something by."""
    told = repr((__version__, settings, plan, tuple(ledgers)))
    return told.encode("utf-8", "surrogatepass")


def _joined(*parts: bytes) -> str:
    found = hashlib.sha256()
    for part in parts:
        # With its length, so that no two rows of parts are one.
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()
