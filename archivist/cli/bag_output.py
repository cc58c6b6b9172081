"""Showing what was handed over, and what is wrong with a bag."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

from archivist.actions.handover.bag import BagReport
from archivist.actions.handover.check_bag import BagCheck
from archivist.cli.screen import show, show_json, styled, wrapped
from archivist.formats.bag_wording import fault_text, notice_text
from archivist.formats.handover import REGISTER
from archivist.formats.look import Look
from archivist.model.amounts import size_text
from archivist.model.bag_faults import Fault, FaultKind, Notice
from archivist.model.display import shown
from archivist.model.wording import N_
from archivist.store.backup.again import quoted

SCHEMA = "archivist/check-bag/1"
_WHOLE = Look("√", "green", N_("whole"))
_FAULTY = Look("×", "red", N_("faulty"))
_TOLD = Look("!", "yellow", N_("to be known"))
_FEW = 5
_MOST = 1000
"""Faults that are listed without ``--json``: nobody reads more of one bag."""


def show_bag(report: BagReport, target: Path, *, quiet: bool, verbose: bool) -> None:
    """Write what a bag holds, or why none was made."""
    for each in report.refused:
        text = _("{place}: {what}").format(place=each.path, what=each.reason)
        show(wrapped(shown(text), "    ", first="  × ", whole=True))
    if report.refused:
        show(wrapped(_("No bag was made: everything in it has to be whole."), ""))
        return
    if not quiet:
        show(wrapped(shown(report.words), ""))
        _show_remarks(report, verbose=verbose)
    count, size = report.oxum.count, size_text(report.oxum.size)
    text = ngettext(
        "{place}: the bag is made, {count} file ({size}) in its payload, data.",
        "{place}: the bag is made, {count} files ({size}) in its payload, data.",
        count,
    )
    show(wrapped(text.format(count=count, size=size, place=shown(str(target))), "", whole=True))
    if not quiet:
        _show_next(target)


def _show_next(target: Path) -> None:
    sign = _("Copy {file} out of it, fill in and sign the copy; the one in it stays as it is.")
    show(wrapped(sign.format(file=REGISTER), "  ", first="→ "))
    check = _("To check it, before and after handing over: {command}")
    command = f"archivist check-bag {quoted(str(target))}"
    show(wrapped(check.format(command=shown(command)), "  ", first="→ ", whole=True))


def _show_remarks(report: BagReport, *, verbose: bool) -> None:
    _show_sealed(report)
    if report.undated:
        count = report.undated
        text = ngettext(
            "{count} record tells no day and is left out",
            "{count} records tell no day and are left out",
            count,
        )
        show(wrapped(text.format(count=count), "    ", first="  ○ "))
    shut = _("These files could not be opened; they are in the bag as they are:")
    _show_some(shut, report.defects, verbose=verbose)
    _show_some(_("Links and devices are not copied:"), report.left, verbose=verbose)
    odd = _("Names in a Unicode form that other systems may change:")
    _show_some(odd, report.odd, verbose=verbose)


def _show_sealed(report: BagReport) -> None:
    if not report.vouched:
        text = _(
            "The manifest of the archive was changed or damaged, so it was not asked whether the "
            "files are as they were sealed: “archivist verify” tells what is wrong."
        )
        show(wrapped(text, "    ", first="  ! "))
    elif report.agreeing:
        sealed = _("{sealed} of the {count} files of the archive are as they were sealed.")
        said = sealed.format(sealed=report.agreeing, count=report.copied)
        show(wrapped(said, "    ", first="  √ "))
    else:
        bare = _("None of the files is sealed: “archivist seal” lets a bag tell rot from an edit.")
        show(wrapped(bare, "    ", first="  ○ "))


def _show_some(head: str, paths: Sequence[str], *, verbose: bool) -> None:
    if not paths:
        return
    show(wrapped(head, "    ", first="  ! "))
    for path in paths if verbose else paths[:_FEW]:
        show(wrapped(shown(path), "      ", whole=True))
    if not verbose and len(paths) > _FEW:
        more = _("and {count} more (-v lists all)").format(count=len(paths) - _FEW)
        show(wrapped(more, "      "))


def show_check(check: BagCheck, *, as_json: bool, quiet: bool) -> None:
    """Write every fault of a bag, and whether it is whole."""
    if as_json:
        show_json(_json(check))
    elif check.found.blind:
        _show_blind(check)
    else:
        _show_faults(check.found.faults)
        for notice in () if quiet else check.found.notices:
            show(styled(wrapped(shown(notice_text(notice)), "    ", first="  ! "), _TOLD))
        if check.whole:
            _show_whole(check)
        else:
            _show_count(check)


def _show_blind(check: BagCheck) -> None:
    """Write in one line that it is no bag, or none that can be looked into."""
    if check.found.blind is FaultKind.ARCHIVE:
        text = _("{place} is no whole ZIP: it was cut off or damaged, or it is another file.")
        hint = _("Get a new copy from whoever handed it over.")
    else:
        text = _("{place} is no BagIt package: neither bagit.txt nor a manifest lies in it.")
        hint = _("Name the folder in which bagit.txt lies, or the ZIP of one.")
    said = text.format(place=shown(str(check.place)))
    show(styled(wrapped(f"× {said}", "  ", whole=True), _FAULTY))
    show(wrapped(hint, "  ", first="→ "))


def _show_faults(faults: Sequence[Fault]) -> None:
    for fault in faults[:_MOST]:
        text = wrapped(shown(fault_text(fault)), "    ", first="  × ", whole=True)
        show(styled(text, _FAULTY))
    if len(faults) > _MOST:
        more = _("and {count} more (--json lists all)").format(count=len(faults) - _MOST)
        show(wrapped(more, "    "))


def _show_count(check: BagCheck) -> None:
    count = len(check.found.faults)
    text = ngettext(
        "{count} fault in the bag {place}", "{count} faults in the bag {place}", count
    ).format(count=count, place=shown(str(check.place)))
    show(styled(wrapped(f"× {text}", "  ", whole=True), _FAULTY))
    if any(each.path == REGISTER for each in check.found.faults):
        said = _("The register is signed on a copy: the one in the bag has to stay as it was.")
        show(wrapped(said, "  ", first="→ "))
    said = _("Get a new copy from whoever handed it over; do not mend the bag by hand.")
    show(wrapped(said, "  ", first="→ "))


def _show_whole(check: BagCheck) -> None:
    held = check.found.oxum
    text = ngettext(
        "The bag {place} is whole: {count} file ({size}) in its payload, data, and {tags} tag "
        "files, checked by {algorithms}.",
        "The bag {place} is whole: {count} files ({size}) in its payload, data, and {tags} tag "
        "files, checked by {algorithms}.",
        held.count,
    ).format(
        place=shown(str(check.place)),
        count=held.count,
        size=size_text(held.size),
        tags=check.found.tags,
        algorithms=", ".join(check.found.algorithms),
    )
    show(styled(wrapped(f"√ {text}", "  ", whole=True), _WHOLE))


def _json(check: BagCheck) -> dict[str, Any]:
    found = check.found
    return {
        "schema": SCHEMA,
        "bag": str(check.place),
        "whole": check.whole,
        "version": found.version,
        "files": found.oxum.count,
        "bytes": found.oxum.size,
        "tag_files": found.tags,
        "algorithms": list(found.algorithms),
        "info": [{"label": label, "value": value} for label, value in found.info],
        "faults": [_told(each, fault_text(each)) for each in found.faults],
        "notices": [_told(each, notice_text(each)) for each in found.notices],
    }


def _told(each: Fault | Notice, text: str) -> dict[str, str]:
    return {"kind": each.kind.value, "path": each.path, "detail": each.detail, "text": text}
