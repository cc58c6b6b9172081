"""Checking a bag: every fault by name, each file read once, whatever manifests list it."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from archivist.model.bag import (
    ALGORITHMS,
    DECLARATION,
    FETCH,
    INFO,
    PAYLOAD,
    VERSION,
    VERSIONS,
    WEAK,
    Manifest,
    Oxum,
    collisions,
    composed,
    decoded,
    encoded,
    is_safe,
    manifest_name,
    read_declaration,
    read_fetch,
    read_info,
    read_manifest,
)
from archivist.model.bag_faults import Fault, FaultKind, Notice, NoticeKind
from archivist.model.refusal import reason_of
from archivist.store.bag.digesting import digests
from archivist.store.bag.reading import DAMAGED, Source

_MOST_TEXT, _MOST_SAID = 192 << 20, 8 << 20
"""Bytes of a manifest, which for a million files is smaller, and of the other tag files."""
_ENCODINGS = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be ascii iso8859-1 gb2312 gbk gb18030 big5".split()
)

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
    faults: list[Fault] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def check(source: Source, told: Told = lambda _done, _total: None) -> Checked:
    """Return what a bag is, with every fault."""
    return _Check(source).run(told)


class _Check:
    """One check of one bag."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._made = Checked(faults=list(source.faults))
        self._encoding = "utf-8"
        self._tags: list[Manifest] = []
        self._payloads: list[Manifest] = []
        self._elsewhere: dict[str, str] = {}
        self._paths = {path for path in source.sizes if is_safe(path)}
        self._by_form = {composed(path): path for path in self._paths}

    def run(self, told: Told) -> Checked:
        self._read_own()
        self._check_payload()
        self._check_tags()
        wanted = self._wanted()
        for done, (path, found) in enumerate(digests(self._source, wanted), start=1):
            self._compare(path, wanted[path], found)
            told(done, len(wanted))
        self._made.faults = list(dict.fromkeys(self._made.faults))
        self._made.faults.sort(key=lambda each: (each.path, each.kind, each.detail))
        self._made.notices.sort(key=lambda each: (each.kind, each.path))
        return self._made

    def _fault(self, kind: FaultKind, path: str = "", detail: str = "") -> None:
        self._made.faults.append(Fault(kind, path, detail))

    def _read_own(self) -> None:
        """Read what the bag says of itself."""
        for path in self._source.sizes:
            if path not in self._paths:
                self._fault(FaultKind.PATH, path)
        for path, other in collisions(self._paths):
            self._fault(FaultKind.COLLISION, path, other)
        self._declare()
        if INFO in self._paths:
            self._made.info, faults = read_info(self._text(INFO))
            self._made.faults += faults
        for path in sorted(self._paths):
            if named := manifest_name(path):
                self._take_manifest(path, *named)
        if FETCH in self._paths:
            self._elsewhere, faults = read_fetch(self._text(FETCH), self._made.version)
            self._made.faults += faults
            self._made.notices.append(Notice(NoticeKind.FETCH, FETCH, str(len(self._elsewhere))))

    def _declare(self) -> None:
        if DECLARATION not in self._paths:
            self._fault(FaultKind.NO_DECLARATION, DECLARATION)
            return
        stated = read_declaration(self._text(DECLARATION))
        if stated is None:
            self._fault(FaultKind.DECLARATION, DECLARATION)
            return
        self._made.version, encoding = stated
        if self._made.version not in VERSIONS:
            self._fault(FaultKind.VERSION, DECLARATION, self._made.version)
        try:
            self._encoding = codecs.lookup(encoding).name
        except (LookupError, ValueError):
            self._encoding = ""
        if self._encoding not in _ENCODINGS:
            self._fault(FaultKind.ENCODING, DECLARATION, encoding)
            self._encoding = "utf-8"

    def _take_manifest(self, path: str, tag: bool, algorithm: str) -> None:  # noqa: FBT001
        if algorithm not in ALGORITHMS:
            self._fault(FaultKind.ALGORITHM, path, algorithm)
            return
        read = read_manifest(path, self._text(path), self._made.version)
        self._made.faults += read.faults
        meant: dict[str, str] = {}
        for listed, digest in read.digests.items():
            there = self._meant(listed)
            if there.startswith(PAYLOAD) is tag:
                self._fault(FaultKind.PATH, there, path)
            elif there in meant:
                self._fault(FaultKind.REPEATED, there, path)
            else:
                meant[there] = digest
        read.digests = meant
        (self._tags if tag else self._payloads).append(read)

    def _meant(self, path: str) -> str:
        """Return which file a manifest means: in another Unicode form, or not percent-decoded."""
        if path in self._paths:
            return path
        for other in (encoded(path), path.replace("%", "%25"), decoded(path)):
            if other in self._paths:
                return other
        there = self._by_form.get(composed(path), path)
        if there != path:
            self._made.notices.append(Notice(NoticeKind.FORM, there))
        return there

    def _check_payload(self) -> None:
        made = self._made
        there = {path for path in self._paths if path.startswith(PAYLOAD)}
        made.oxum = Oxum(sum(self._source.sizes[path] for path in there), len(there))
        if not there and PAYLOAD.rstrip("/") not in self._source.folders:
            self._fault(FaultKind.NO_PAYLOAD, PAYLOAD)
        made.algorithms = tuple(each.algorithm for each in self._payloads)
        if self._payloads:
            self._check_lists(there)
        else:
            self._fault(FaultKind.NO_MANIFEST)
        self._check_oxum()

    def _check_lists(self, there: set[str]) -> None:
        """Hold the manifests of the payload against what is there, and against each other."""
        if WEAK.issuperset(self._made.algorithms):
            said = ", ".join(self._made.algorithms)
            self._made.notices.append(Notice(NoticeKind.WEAK, "", said))
        listed = {path for each in self._payloads for path in each.digests}
        for path in there - listed:
            self._fault(FaultKind.EXTRA, path)
        for path in listed - there:
            self._fault(FaultKind.MISSING, path, self._elsewhere.get(path, ""))
        for path in self._elsewhere.keys() - listed:
            self._fault(FaultKind.UNEQUAL, path, FETCH)
        for each in self._payloads:
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
        if not self._tags:
            self._made.notices.append(Notice(NoticeKind.NO_TAG_MANIFEST))
            return
        listed = {path for each in self._tags for path in each.digests}
        for path in listed - self._paths:
            self._fault(FaultKind.TAG_MISSING, path)
        for each in self._tags:
            for path in own - each.digests.keys():
                if path in {DECLARATION, INFO, FETCH} or manifest_name(path) or path in listed:
                    self._fault(FaultKind.TAG_UNLISTED, path, each.name)
        for path in own - listed:
            if path not in {DECLARATION, INFO, FETCH} and not manifest_name(path):
                self._made.notices.append(Notice(NoticeKind.UNLISTED, path))

    def _wanted(self) -> dict[str, dict[str, set[str]]]:
        """Return for each file that is listed its digests, by algorithm; there may be several."""
        wanted: dict[str, dict[str, set[str]]] = {}
        for each in (*self._payloads, *self._tags):
            for path, digest in each.digests.items():
                if path in self._paths:
                    wanted.setdefault(path, {}).setdefault(each.algorithm, set()).add(digest)
        return dict(sorted(wanted.items()))

    def _compare(
        self, path: str, wanted: Mapping[str, set[str]], found: dict[str, str] | str
    ) -> None:
        if isinstance(found, str):
            self._fault(FaultKind.UNREADABLE, path, found)
            return
        payload = path.startswith(PAYLOAD)
        for algorithm, listed in wanted.items():
            for digest in listed - {found[algorithm]}:
                kind = FaultKind.CHANGED if payload else FaultKind.TAG_CHANGED
                self._fault(kind, path, f"{algorithm} {digest} ≠ {found[algorithm]}")

    def _text(self, path: str) -> str:
        """Return a tag file; what of it is not in its encoding makes a fault."""
        most = _MOST_TEXT if manifest_name(path) else _MOST_SAID
        try:
            with self._source.open(path) as file:
                content = file.read(most + 1)
        except OSError as error:
            self._fault(FaultKind.UNREADABLE, path, reason_of(error))
            return ""
        except DAMAGED as error:
            self._fault(FaultKind.UNREADABLE, path, str(error))
            return ""
        coding = "utf-8" if path == DECLARATION else self._encoding
        marked = content.startswith(codecs.BOM_UTF8)
        if not marked and len(content) <= most:
            with suppress(UnicodeError):
                return content.decode(coding)
        self._fault(FaultKind.ENCODING, path, coding)
        return content[:most].decode(coding, "replace").removeprefix("\ufeff")
