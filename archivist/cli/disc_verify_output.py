"""Showing what a check of a disc found."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext
from typing import Any

from archivist.actions.burning.enter_check import CheckEntered
from archivist.cli.screen import show, wrapped
from archivist.formats.ledger_wording import row_text
from archivist.model.amounts import size_text
from archivist.model.disc import FAILED
from archivist.model.disc_check import DiscCheck, DiscFault, Fault
from archivist.model.display import shown
from archivist.model.wording import N_

SCHEMA = "archivist/disc-verify/1"
_MOST = 50
"""Faults that are named without -v."""
_TEXTS = {
    Fault.MISSING: N_("missing"),
    Fault.CHANGED: N_("changed"),
    Fault.EXTRA: N_("too much: the disc's list does not have it"),
    Fault.UNREADABLE: N_("cannot be read: {detail}"),
    Fault.LINK: N_("a link or no file; it was not followed"),
    Fault.NO_LIST: N_("the disc has no list of checksums (其他/sha256sums.txt)"),
    Fault.AS_FILE: N_(
        "the image was burnt as if it were an ordinary file; burn it with “Burn disc image”, which "
        "takes the files out of it"
    ),
    Fault.BAD_LINE: N_("line {detail} of the list is damaged"),
    Fault.IMAGE: N_("the image as a whole is not the one that was made"),
    Fault.NOT_ARCHIVED: N_(
        "the archive's own list of this disc (.archivist/discs) is gone or was changed"
    ),
    Fault.LOST: N_("not on the disc any more as the archive wrote it there"),
    Fault.FOREIGN: N_("not what the archive wrote there"),
    Fault.TOO_MUCH: N_("there is more on it than was looked at"),
}


def fault_text(fault: DiscFault) -> str:
    """Return one fault on one line."""
    what = _(_TEXTS[fault.fault]).format(detail=shown(fault.detail))
    if not fault.path:
        return what
    return _("{place}: {what}").format(place=shown(fault.path), what=what)


def show_check(
    check: DiscCheck, entered: CheckEntered | None, *, quiet: bool, verbose: bool
) -> None:
    """Write every fault, the verdict, and what was entered."""
    faults = check.faults if verbose else check.faults[:_MOST]
    for fault in faults:
        show(wrapped(fault_text(fault), "    ", "× "))
    if more := len(check.faults) - len(faults):
        show(wrapped(_("and {count} more (-v names them)").format(count=more), "    ", "  "))
    _show_verdict(check)
    if not quiet and not (entered and entered.adopted):
        _show_basis(check)
    if entered is not None:
        _show_entered(entered, quiet=quiet)
        _show_lacking(entered, sound=check.sound)
    if not quiet and not check.sound:
        text = _(
            "Burn the disc anew from its image, or make it again (archivist disc make --again); "
            "check it then with the day of burning: --burnt 2026.01.31"
        )
        show(wrapped(text, "  ", "→ "))


def _show_verdict(check: DiscCheck) -> None:
    disc = _("Disc {number}").format(number=shown(check.number)) if check.number else _("The disc")
    files, size = files_text(check), size_text(check.size)
    if check.sound:
        text = _("{disc} is sound: {files}, {size}.")
        show(wrapped(text.format(disc=disc, files=files, size=size), "  ", "√ "))
        return
    count = len(check.faults)
    text = ngettext(
        "{disc} is not sound: {count} fault ({files}, {size} read).",
        "{disc} is not sound: {count} faults ({files}, {size} read).",
        count,
    )
    show(wrapped(text.format(disc=disc, count=count, files=files, size=size), "  ", "× "))


def files_text(check: DiscCheck) -> str:
    """Return how many files were read: of the archive, and of the disc itself."""
    if not check.records:
        return ngettext("{count} file", "{count} files", check.files).format(count=check.files)
    own = ngettext(
        "{count} file of the archive", "{count} files of the archive", check.records
    ).format(count=check.records)
    rest = check.files - check.records
    text = ngettext(
        "{files} and {count} of the disc itself (catalogue, checksums)",
        "{files} and {count} of the disc itself (catalogue, checksums)",
        rest,
    )
    return text.format(files=own, count=rest) if rest else own


def _show_basis(check: DiscCheck) -> None:
    if check.by_archive:
        text = _("Held against the list on the disc and against the archive's own list.")
    else:
        text = _("Held against the list on the disc alone: no archive here has a list of it.")
    show(wrapped(text, "  ", "  "))


def _show_entered(entered: CheckEntered, *, quiet: bool) -> None:
    """Write what stands in the register now."""
    disc = entered.disc
    if entered.done and not quiet:
        cells = (f"{entered.names.get(key, key)} {text}" for key, text in entered.cells.items())
        said = _("Entered: disc {number}, set {set}: {cells} ({place})").format(
            number=shown(disc.number),
            set=shown(disc.set),
            cells=shown(_(", ").join(cells)),
            place=row_text(disc.row) if disc.row else "",
        )
        show(wrapped(said, "  ", "  "))
    if entered.adopted and not quiet:
        text = ngettext(
            "{count} file of the archive is known to lie on it now.",
            "{count} files of the archive are known to lie on it now.",
            entered.adopted,
        )
        show(wrapped(text.format(count=entered.adopted), "  ", "  "))
    for deed in entered.deeds:
        if deed.reason:
            show(wrapped(_("Nothing was entered: {reason}").format(reason=deed.reason), "  ", "× "))


def _show_lacking(entered: CheckEntered, *, sound: bool) -> None:
    """Write what the register does not tell yet, and how it gets there."""
    disc, names = entered.disc, entered.names
    if entered.done and sound and disc.result == FAILED and not entered.burnt:
        text = _(
            "Its last check failed. If it was burnt anew since, run the command again with the "
            "day: --burnt 2026.01.31"
        )
        show(wrapped(text, "  ", "○ "))
    elif entered.done and not disc.burnt and "burnt" not in entered.cells:
        text = _(
            "{column} stays empty: what was checked is a file or a folder, not a drive of its own, "
            "so that nobody can tell whether it was burnt. Check the disc in its drive, or add the "
            "day: --burnt 2026.01.31"
        )
        show(wrapped(text.format(column=names.get("burnt", "burnt")), "  ", "○ "))
    if entered.done and not disc.checker and "checker" not in entered.cells:
        text = _("{column} is empty: run the command again with --by NAME, or write it down there.")
        show(wrapped(text.format(column=names.get("checker", "checker")), "  ", "○ "))
    if entered.lacking:
        text = _("The register has no column for: {titles}. Write it down by hand.")
        show(wrapped(text.format(titles="、".join(entered.lacking)), "  ", "○ "))


def check_json(check: DiscCheck, entered: CheckEntered | None) -> dict[str, Any]:
    """Return a check as JSON."""
    return {
        "schema": SCHEMA,
        "disc": check.number,
        "sound": check.sound,
        "files": check.files,
        "files_of_archive": check.records,
        "bytes": check.size,
        "image_digest": check.image,
        "by_archive": check.by_archive,
        "faults": _faults(check.faults),
        "entered": bool(entered and entered.done),
        "cells": dict(entered.cells) if entered and entered.done else {},
    }


def _faults(faults: Sequence[DiscFault]) -> list[dict[str, str]]:
    return [
        {"fault": each.fault.value, "path": each.path, "detail": each.detail} for each in faults
    ]
