"""Showing what a check of a disc found."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext
from typing import Any

from archivist.actions.burning.checked import BAD, GOOD, CheckEntered
from archivist.cli.screen import show, wrapped
from archivist.formats.ledger_wording import row_text
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
        _show_entered(entered, sound=check.sound, quiet=quiet)
    elif not quiet and not check.sound:
        text = _("Burn the disc anew from its image, or make it again: archivist disc make --again")
        show(wrapped(text, "  ", "→ "))


def _show_verdict(check: DiscCheck) -> None:
    disc = _("Disc {number}").format(number=shown(check.number)) if check.number else _("The disc")
    files = ngettext("{count} file", "{count} files", check.files).format(count=check.files)
    size = f"{check.size / 1e9:.3f} GB"
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


def _show_basis(check: DiscCheck) -> None:
    if check.by_archive:
        text = _("Held against the list on the disc and against the archive's own list.")
    else:
        text = _("Held against the list on the disc alone: no archive here has a list of it.")
    show(wrapped(text, "  ", "  "))


def _show_entered(entered: CheckEntered, *, sound: bool, quiet: bool) -> None:
    disc = entered.disc
    if entered.done and not quiet:
        text = _("Entered: disc {number}, set {set}, {result} ({place})")
        place = row_text(disc.row) if disc.row else ""
        result = GOOD if sound else BAD
        said = text.format(number=shown(disc.number), set=disc.set, result=result, place=place)
        show(wrapped(said, "  ", "  "))
    if entered.adopted and not quiet:
        text = ngettext(
            "{count} file of the archive is known to lie on it now.",
            "{count} files of the archive are known to lie on it now.",
            entered.adopted,
        )
        show(wrapped(text.format(count=entered.adopted), "  ", "  "))
    if entered.done and sound and disc.result == BAD and not entered.burnt:
        text = _(
            "Its last check failed. If it was burnt anew since, run the command again with the "
            "day: --burnt 2026.01.31"
        )
        show(wrapped(text, "  ", "○ "))
    for deed in entered.deeds:
        if deed.reason:
            show(wrapped(_("Nothing was entered: {reason}").format(reason=deed.reason), "  ", "× "))
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
        "bytes": check.size,
        "image_digest": check.image,
        "by_archive": check.by_archive,
        "faults": _faults(check.faults),
        "entered": bool(entered and entered.done),
    }


def _faults(faults: Sequence[DiscFault]) -> list[dict[str, str]]:
    return [
        {"fault": each.fault.value, "path": each.path, "detail": each.detail} for each in faults
    ]
