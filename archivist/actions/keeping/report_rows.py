"""What came of each row of the four-property report that rests on no check of a dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from archivist.actions.burning.due import due_discs
from archivist.actions.view import View
from archivist.errors import ArchivistError
from archivist.formats.keeping_wording import day_and_age, restore_line
from archivist.formats.property_wording import DIFFERENCE, DISC
from archivist.formats.virus_scan import scan, scanner_of
from archivist.model.disc_due import DueKind
from archivist.model.dossier import Dossier, StrayKind
from archivist.model.finding import Severity
from archivist.model.four_properties import Fault, Looked
from archivist.model.keeping import Keeping
from archivist.model.verifying import Complaint, Difference, Differing, Verification
from archivist.store.settings import NO_SCAN

PROGRAMS = frozenset(
    {
        *(".exe", ".com", ".scr", ".pif", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse"),
        *(".wsf", ".hta", ".msi", ".lnk", ".jar", ".sh", ".dll", ".reg"),
    }
)
"""Endings of what a computer runs when it is opened."""
_STRAYS = {
    StrayKind.UNKNOWN_STUDIO,
    StrayKind.UNKNOWN_CATEGORY,
    StrayKind.LOOSE_FILE,
}
_NEW = frozenset({Difference.NEW, Difference.MOVED})


def verified(found: Verification) -> dict[str, Looked]:
    """Return the rows that rest on the verification."""
    journal = _journal(found)
    if not found.begun:
        unsealed = Looked(skipped=_("nothing is sealed yet; “archivist seal” does"))
        return {"journal": journal, "digests": unsealed, "manifest": unsealed, "count": unsealed}
    told = ngettext("{count} file compared", "{count} files compared", found.compared)
    return {
        "journal": journal,
        "manifest": Looked(faults=[*map(_of_complaint, (*found.manifest, *found.own))]),
        "digests": Looked(
            faults=[*_faults(found, lambda each: each.kind not in {Difference.MISSING, *_NEW})],
            told=told.format(count=found.compared),
        ),
        "count": Looked(
            faults=[*_faults(found, lambda each: each.kind in {Difference.MISSING, *_NEW})],
            told=ngettext("{count} file sealed", "{count} files sealed", found.sealed).format(
                count=found.sealed
            ),
        ),
    }


def _journal(found: Verification) -> Looked:
    chain = [
        Fault(text=_("line {line} was changed, removed or put elsewhere").format(line=line))
        for line in found.breaks
    ]
    if found.torn:
        text = _("the last line, {line}, was broken off").format(line=found.torn)
        chain.append(Fault(text=text))
    return Looked(faults=chain, skipped="" if found.line else _("there is no journal yet"))


def strays(dossier: Dossier, view: View) -> Looked:
    """Return what lies where nothing is counted, and what a computer would run."""
    loose = [
        Fault(text=_("it belongs to no item"), path=stray.path)
        for stray in dossier.strays
        if stray.kind in _STRAYS and view.covers(stray.path)
    ]
    programs = [
        Fault(text=_("it is a program"), path=path, severity=Severity.HINT)
        for path in dossier.paths
        if view.covers(path) and Path(path).suffix.lower() in PROGRAMS
    ]
    return Looked(faults=[*loose, *programs])


def backup(keeping: Keeping | None, view: View, faults: list[Fault]) -> Looked:
    """Return whether there is a backup."""
    day = keeping.backed_up if keeping else None
    if keeping is None:
        return Looked(skipped=_("the journal cannot be read"))
    if day is None and not faults:
        return Looked(skipped=_("no backup was made with archivist"))
    text = _("last backup on {when}")
    told = text.format(when=day_and_age(day, view.as_of)) if day else ""
    return Looked(faults=faults, told=told)


def restore(keeping: Keeping | None, view: View, faults: list[Fault]) -> Looked:
    """Return whether the backup was shown to restore."""
    if keeping is None:
        return Looked(skipped=_("the journal cannot be read"))
    if not keeping.tested and not faults:
        return Looked(skipped=_("there is no backup that could be restored"))
    told = restore_line(keeping, view.as_of) if keeping.tested else ""
    return Looked(faults=faults, told=told)


def discs(view: View) -> Looked:
    """Return what of the discs is due, as the registers tell."""
    try:
        found = due_discs(view)
    except ArchivistError as error:
        return Looked(skipped=error.message.splitlines()[0])
    if not found.discs and not found.due:
        return Looked(skipped=_("no disc stands in a register"))
    faults = [
        Fault(
            text=_(DISC[each.kind]).format(number=" ".join(filter(None, (each.number, each.set)))),
            severity=Severity.WARNING if each.kind is DueKind.FAILED else Severity.HINT,
        )
        for each in found.due
    ]
    unburnt = sum(map(len, found.unburnt.values()))
    if unburnt:
        text = ngettext("{count} image is on no disc", "{count} images are on no disc", unburnt)
        faults.append(Fault(text=text.format(count=unburnt), severity=Severity.HINT))
    rows = ngettext("{count} disc in registers", "{count} discs in registers", found.discs)
    return Looked(faults=faults, told=rows.format(count=found.discs))


def virus(view: View, wanted: str) -> Looked:
    """Return what a virus scanner of the system says; without one, nobody looked."""
    scanner = None if wanted == NO_SCAN else scanner_of(wanted, view.root)
    if scanner is None:
        return Looked(skipped=_no_scanner(wanted))
    found = scan(scanner, view.root)
    faults = [
        Fault(text=_("virus found: {name}").format(name=name), path=path)
        for path, name in found.infected
    ]
    if not faults and found.late:
        return Looked(skipped=_("{scanner} took too long").format(scanner=found.scanner))
    if not faults and found.failed:
        text = _("{scanner} failed: {reason}")
        return Looked(skipped=text.format(scanner=found.scanner, reason=found.failed))
    told = _("scanned by {scanner}").format(scanner=found.scanner)
    return Looked(faults=faults, told=told)


def _no_scanner(wanted: str) -> str:
    if wanted == NO_SCAN:
        return _("virus_scan in archive.toml says that there is none")
    return _("no scanner is installed (ClamAV); have the system's own look at the archive")


def _faults(found: Verification, wanted: Callable[[Differing], bool]) -> Iterator[Fault]:
    for each in filter(wanted, found.differing):
        severity = Severity.ERROR if each.kind.grave else Severity.HINT
        text = _(DIFFERENCE[each.kind])
        if each.reason:
            text = _("{place}: {what}").format(place=text, what=each.reason)
        yield Fault(text=text, path=each.path, severity=severity)


def _of_complaint(each: Complaint) -> Fault:
    place = f"{each.file}:{each.line}" if each.line else each.file
    return Fault(text=" ".join(filter(None, (each.why, each.path))), path=place)
