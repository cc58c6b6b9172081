"""Whether archivist's own durable files are as they were written: journal, manifest, and the rest.

The kept files are read like sealed ones: the name of each is the SHA-256 of what it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.errors import ArchivistError
from archivist.model.manifest import Sealed
from archivist.model.settings import STATE, Settings
from archivist.model.verifying import Complaint, Differing
from archivist.store.disc_lists import FOLDER, disc_lists
from archivist.store.durable import exists
from archivist.store.journal_lines import FILE, Line, breaks, digest, read_lines
from archivist.store.judgements import JUDGEMENTS, look_up_judgements
from archivist.store.kept import KEPT
from archivist.store.kept_audits import AUDITS, look_up_audits
from archivist.store.manifest_lines import MANIFEST, TIMES, UNKNOWN
from archivist.store.seal_state import SealState
from archivist.store.tree import extended, walk_folder

_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What was found of the journal."""

    breaks: tuple[int, ...] = ()
    torn: int = 0
    line: int = 0
    head: str = ""


def journal_chain(root: Path) -> Chain:
    """Return whether the journal's chain holds, and its head.

    Raises:
        OSError: It cannot be read.
    """
    found = _chain(root)
    while found.breaks or found.torn:
        # Another command may just be writing a line: what is really wrong stays so.
        before, found = found, _chain(root)
        if found == before:
            break
    return found


def _chain(root: Path) -> Chain:
    last: list[Line] = []

    def passing() -> Iterator[Line]:
        for line in read_lines(extended(root) / STATE / FILE):
            last[:] = [line]
            yield line

    broken = tuple(sorted({each.line for each in breaks(passing())}))
    if not last:
        return Chain(breaks=broken)
    end = last[0]
    torn = 0 if end.ended else end.number
    return Chain(breaks=broken, torn=torn, line=end.number, head=digest(end.raw))


def manifest_complaints(state: SealState) -> Iterator[Complaint]:
    """Yield where the manifest and its times are not what archivist wrote."""
    if state.whole:
        return
    manifest = state.manifest
    for name, found, place in ((MANIFEST, manifest.sha256, 0), (TIMES, manifest.times, 1)):
        named = [pair[place] for pair in state.named]
        if not found and named:
            yield Complaint(file=f"{STATE}/{name}", why=_("it is not there any more"))
        elif found not in named:
            why = _("it is not the one that the journal names: another hand changed it")
            yield Complaint(file=f"{STATE}/{name}", why=why)
        elif state.in_place and found != named[0]:
            why = _("it is an earlier one: another hand put it back")
            yield Complaint(file=f"{STATE}/{name}", why=why)
    for each in manifest.troubles:
        file = f"{STATE}/{each.file}"
        yield Complaint(file=file, line=each.line, why=each.why, path=each.path)


def kept_files(root: Path) -> Iterator[Sealed]:
    """Yield the kept files, each with the digest that its name tells.

    One with a number behind its name is what was found damaged before, and replaced.
    """
    folder = f"{STATE}/{KEPT}"
    if exists(extended(root) / folder):
        for entry in walk_folder(root, folder, Settings(studios=())):
            if _NAME.fullmatch(entry.name):
                yield Sealed(entry.path, entry.name, entry.size, entry.mtime_ns, UNKNOWN)


def kept_complaint(found: Differing) -> Complaint:
    """Return what is wrong with a kept file."""
    if found.reason:
        return Complaint(file=found.path, why=found.reason)
    return Complaint(file=found.path, why=_("its content is not the one that its name tells"))


def other_complaints(root: Path) -> Iterator[Complaint]:
    """Yield what is wrong with judgements, kept audits and lists of discs."""
    for look in (_judgements, _audits, _discs):
        try:
            yield from look(root)
        except ArchivistError as error:
            yield Complaint(file=STATE, why=error.message)


def _judgements(root: Path) -> Iterator[Complaint]:
    found = look_up_judgements(root)
    file = f"{STATE}/{JUDGEMENTS}"
    for line in found.altered:
        why = _("it was changed, removed or put elsewhere")
        yield Complaint(file=file, line=line, why=why)
    for line in sorted(set(found.broken) - set(found.altered)):
        yield Complaint(file=file, line=line, why=_("it is no judgement"))


def _audits(root: Path) -> Iterator[Complaint]:
    for name in look_up_audits(root).broken:
        yield Complaint(file=f"{STATE}/{AUDITS}/{name}", why=_("it is no whole audit"))


def _discs(root: Path) -> Iterator[Complaint]:
    for each in disc_lists(extended(root)):
        file = f"{STATE}/{FOLDER}/{each.number}.txt"
        if not each.sha256:
            yield Complaint(file=file, why=_("it cannot be read"))
            continue
        for line in each.torn:
            yield Complaint(file=file, line=line, why=_("it is no line of a disc's list"))
