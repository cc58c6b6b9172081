"""Checking a bag: every fault by name, each file read once, whatever manifests list it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from archivist.model.bag import (
    DECLARATION,
    FETCH,
    INFO,
    PAYLOAD,
    VERSION,
    WEAK,
    Oxum,
    collisions,
    is_safe,
    manifest_name,
)
from archivist.model.bag_faults import Fault, FaultKind, Notice, NoticeKind
from archivist.store.bag.digesting import digests
from archivist.store.bag.reading import Source
from archivist.store.bag.statements import read_statements

Told = Callable[[int, int], None]


@dataclass(slots=True)
class Checked:
    """What a bag is. Filled while it is checked, then left alone."""

    version: str = VERSION
    info: list[tuple[str, str]] = field(default_factory=list)
    algorithms: tuple[str, ...] = ()
    """Of the manifests of the payload."""
    oxum: Oxum = field(default_factory=lambda: Oxum(0, 0))
    """Of what is there."""
    tags: int = 0
    """Files beside the payload."""
    blind: FaultKind | None = None
    """Why it is no bag, or no whole ZIP that could be one: then the faults tell nothing more."""
    faults: list[Fault] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def check(source: Source, told: Told = lambda _done, _total: None) -> Checked:
    """Return what a bag is, with every fault."""
    if source.faults and not source.sizes and not source.folders:
        # Nothing of it could be seen: whether anything is missing nobody knows.
        kinds = {fault.kind for fault in source.faults}
        blind = FaultKind.ARCHIVE if kinds <= {FaultKind.ARCHIVE, FaultKind.SEAL} else None
        return Checked(blind=blind, faults=list(source.faults))
    return _Check(source).run(told)


class _Check:
    """One check of one bag."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._paths = {path for path in source.sizes if is_safe(path)}
        self._stated = stated = read_statements(source, self._paths)
        self._made = Checked(
            version=stated.version,
            info=stated.info,
            algorithms=tuple(each.algorithm for each in stated.payloads),
            faults=[*source.faults, *stated.faults],
            notices=[*source.notices, *stated.notices],
        )

    def run(self, told: Told) -> Checked:
        self._check_paths()
        self._check_payload()
        self._check_tags()
        wanted = self._wanted()
        asked = ((path, {name for name, _digest in each}) for path, each in wanted.items())
        for done, (path, found) in enumerate(digests(self._source, asked), start=1):
            self._compare(path, wanted[path], found)
            told(done, len(wanted))
        self._made.faults = list(dict.fromkeys(self._made.faults))
        self._made.faults.sort(key=lambda each: (each.path, each.kind, each.detail))
        self._made.notices.sort(key=lambda each: (each.kind, each.path))
        return self._made

    def _fault(self, kind: FaultKind, path: str = "", detail: str = "") -> None:
        self._made.faults.append(Fault(kind, path, detail))

    def _check_paths(self) -> None:
        for path in self._source.sizes.keys() - self._paths:
            self._fault(FaultKind.PATH, path)
        for path, other in collisions(self._paths):
            self._fault(FaultKind.COLLISION, path, other)

    def _check_payload(self) -> None:
        made = self._made
        there = {path for path in self._paths if path.startswith(PAYLOAD)}
        made.oxum = Oxum(sum(self._source.sizes[path] for path in there), len(there))
        made.tags = len(self._paths) - len(there)
        if not there and PAYLOAD.rstrip("/") not in self._source.folders:
            self._fault(FaultKind.NO_PAYLOAD, PAYLOAD)
        if self._stated.payloads:
            self._check_lists(there)
        else:
            self._fault(FaultKind.NO_MANIFEST)
            if DECLARATION not in self._paths:
                made.blind = FaultKind.NO_DECLARATION
        self._check_oxum()

    def _check_lists(self, there: set[str]) -> None:
        """Hold the manifests of the payload against what is there, and against each other."""
        if WEAK.issuperset(self._made.algorithms):
            said = ", ".join(self._made.algorithms)
            self._made.notices.append(Notice(NoticeKind.WEAK, "", said))
        listed = {path for each in self._stated.payloads for path in each.digests}
        for path in there - listed:
            self._fault(FaultKind.EXTRA, path)
        for path in listed - there:
            self._fault(FaultKind.MISSING, path, self._stated.elsewhere.get(path, ""))
        for path in self._stated.elsewhere.keys() - listed:
            self._fault(FaultKind.UNEQUAL, path, FETCH)
        for each in self._stated.payloads:
            for path in listed - each.digests.keys():
                self._fault(FaultKind.UNEQUAL, path, each.name)

    def _check_oxum(self) -> None:
        stated = [value for label, value in self._made.info if label.lower() == "payload-oxum"]
        if not stated:
            self._made.notices.append(Notice(NoticeKind.NO_OXUM, INFO))
        for text in stated:
            found = str(self._made.oxum)
            if text != found:
                self._fault(FaultKind.OXUM, INFO, f"{text} ≠ {found}")

    def _check_tags(self) -> None:
        own = {path for path in self._paths if not path.startswith(PAYLOAD)}
        own = {path for path in own if not (manifest_name(path) or (False,))[0]}
        if not self._stated.tags:
            self._made.notices.append(Notice(NoticeKind.NO_TAG_MANIFEST))
            return
        listed = {path for each in self._stated.tags for path in each.digests}
        for path in listed - self._paths:
            self._fault(FaultKind.TAG_MISSING, path)
        for each in self._stated.tags:
            for path in own - each.digests.keys():
                if path in {DECLARATION, INFO, FETCH} or manifest_name(path) or path in listed:
                    self._fault(FaultKind.TAG_UNLISTED, path, each.name)
        for path in own - listed:
            if path not in {DECLARATION, INFO, FETCH} and not manifest_name(path):
                self._made.notices.append(Notice(NoticeKind.UNLISTED, path))

    def _wanted(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return for each file that is listed its algorithms and digests; there may be several."""
        wanted: dict[str, tuple[tuple[str, str], ...]] = {}
        for each in (*self._stated.payloads, *self._stated.tags):
            for path, digest in each.digests.items():
                if path in self._paths:
                    wanted[path] = (*wanted.get(path, ()), (each.algorithm, digest))
        return dict(sorted(wanted.items()))

    def _compare(
        self, path: str, wanted: tuple[tuple[str, str], ...], found: dict[str, str] | str
    ) -> None:
        if isinstance(found, str):
            self._fault(FaultKind.UNREADABLE, path, found)
            return
        kind = FaultKind.CHANGED if path.startswith(PAYLOAD) else FaultKind.TAG_CHANGED
        for algorithm, digest in wanted:
            if digest != found[algorithm]:
                self._fault(kind, path, f"{algorithm} {digest} ≠ {found[algorithm]}")
