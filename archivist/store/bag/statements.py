"""What a bag says of itself: its version, its information, its manifests, what lies elsewhere."""

from __future__ import annotations

import codecs
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from gettext import gettext as _

from archivist.model.bag import (
    ALGORITHMS,
    DECLARATION,
    FETCH,
    INFO,
    PAYLOAD,
    VERSION,
    VERSIONS,
    Manifest,
    composed,
    decoded,
    encoded,
    manifest_name,
    read_declaration,
    read_fetch,
    read_info,
    read_manifest,
)
from archivist.model.bag_faults import Fault, FaultKind, Notice, NoticeKind
from archivist.store.bag.reading import UNREADABLE, Source, why_unreadable

_MOST_TEXT, _MOST_SAID = 192 << 20, 8 << 20
"""Bytes of a manifest, which for a million files is smaller, and of the other tag files."""
_ENCODINGS = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be ascii iso8859-1 gb2312 gbk gb18030 big5".split()
)


@dataclass(slots=True)
class Statements:
    """What the tag files say. Filled while they are read, then left alone."""

    version: str = VERSION
    info: list[tuple[str, str]] = field(default_factory=list)
    payloads: list[Manifest] = field(default_factory=list)
    """The manifests of the payload, by the paths that are there."""
    tags: list[Manifest] = field(default_factory=list)
    """Those of the bag's own files."""
    elsewhere: dict[str, str] = field(default_factory=dict)
    """Where files lie that have to be fetched, by path."""
    faults: list[Fault] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def read_statements(source: Source, paths: AbstractSet[str]) -> Statements:
    """Return what a bag says of itself, with what is wrong in it.

    Args:
        source: The bag.
        paths: Those of its files that stay in it.
    """
    return _Reading(source, paths).run()


class _Reading:
    """One reading of the tag files of one bag."""

    def __init__(self, source: Source, paths: AbstractSet[str]) -> None:
        self._source = source
        self._paths = paths
        self._by_form = {composed(path): path for path in paths}
        self._encoding = "utf-8"
        self._made = Statements()

    def run(self) -> Statements:
        self._declare()
        if INFO in self._paths:
            self._made.info, faults = read_info(self._text(INFO))
            self._made.faults += faults
        for path in sorted(self._paths):
            if named := manifest_name(path):
                self._take_manifest(path, *named)
        if FETCH in self._paths:
            self._made.elsewhere, faults = read_fetch(self._text(FETCH), self._made.version)
            self._made.faults += faults
            count = str(len(self._made.elsewhere))
            self._made.notices.append(Notice(NoticeKind.FETCH, FETCH, count))
        return self._made

    def _fault(self, kind: FaultKind, path: str = "", detail: str = "") -> None:
        self._made.faults.append(Fault(kind, path, detail))

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
        (self._made.tags if tag else self._made.payloads).append(read)

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

    def _text(self, path: str) -> str:
        """Return a tag file; what of it is not in its encoding makes a fault."""
        most = _MOST_TEXT if manifest_name(path) else _MOST_SAID
        try:
            with self._source.open(path) as file:
                content = file.read(most + 1)
        except UNREADABLE as error:
            self._fault(FaultKind.UNREADABLE, path, why_unreadable(error))
            return ""
        if len(content) > most:
            self._fault(FaultKind.UNREADABLE, path, _("it is too large"))
            return ""
        coding = "utf-8" if path == DECLARATION else self._encoding
        if not content.startswith(codecs.BOM_UTF8):
            with suppress(UnicodeError):
                return content.decode(coding)
        self._fault(FaultKind.ENCODING, path, coding)
        return content.decode(coding, "replace").removeprefix("\ufeff")
