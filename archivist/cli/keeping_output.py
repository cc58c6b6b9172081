"""What sealing and verifying both show: kinds of differences with their cures, and the anchor."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext
from textwrap import wrap

from archivist.cli.screen import show, styled, wrapped
from archivist.formats.look import Look
from archivist.model.display import shown
from archivist.model.verifying import Complaint, Difference, Differing
from archivist.model.wording import N_

GOOD = Look("√", "green", "")
BAD = Look("×", "red", "")
NOTE = Look("!", "yellow", "")
KIND = {
    Difference.MISSING: N_("Missing"),
    Difference.CHANGED: N_("Records that were edited after sealing"),
    Difference.DAMAGED: N_("Damaged (bit rot: other content, same size and time)"),
    Difference.UNREADABLE: N_("Cannot be read"),
    Difference.LINKED: N_("A link, folder or device in the place of a file"),
    Difference.IN_USE: N_("In use (they changed while they were being read)"),
    Difference.MOVED: N_("Moved or renamed"),
    Difference.UPDATED: N_("Ledgers and descriptions that were updated"),
    Difference.NEW: N_("New, not sealed yet"),
}
CURE = {
    Difference.MISSING: N_(
        "Put them back from the backup (archivist restore). If they were rightly taken out: "
        "archivist seal --accept PATH"
    ),
    Difference.CHANGED: N_(
        "Compare with the backup. If the edit is right: archivist seal --accept PATH; else put "
        "the sealed file back."
    ),
    Difference.DAMAGED: N_(
        "Replace them with the copy of the backup (archivist restore), and check the drive. Only "
        "if no better copy exists: archivist seal --accept-damaged PATH"
    ),
    Difference.UNREADABLE: N_("Check the drive and your rights; copy what can still be read."),
    Difference.LINKED: N_("Put the file itself back in its place."),
    Difference.IN_USE: N_("Close the program that writes to them, then run the command again."),
    Difference.MOVED: N_("“archivist seal” takes their new places up."),
    Difference.UPDATED: N_("“archivist seal” takes them up."),
    Difference.NEW: N_("“archivist seal” seals them."),
}
_FEW = 5
"""Files of a kind that are named without ``-v``."""


def show_kind(kind: Difference, found: Sequence[Differing], *, verbose: bool) -> None:
    """Write the files that differ in one way, and what to do about it."""
    if not found:
        return
    look = BAD if kind.grave else NOTE
    head = _("{kind}: {count}").format(kind=_(KIND[kind]), count=len(found))
    show(styled(wrapped(head, "  ", f"{look.sign} "), look))
    for each in found if verbose else found[:_FEW]:
        show(wrapped(_told(each), "      ", "    "))
    show_more(len(found), verbose=verbose)
    show(wrapped(_(CURE[kind]), "      ", "  → "))


def show_complaints(head: str, found: Sequence[Complaint], cure: str, *, verbose: bool) -> None:
    """Write what is wrong with files of archivist's own, and what to do about it."""
    if not found:
        return
    show(styled(wrapped(head, "  ", f"{BAD.sign} "), BAD))
    for each in found if verbose else found[:_FEW]:
        show(wrapped(complaint_text(each), "      ", "    "))
    show_more(len(found), verbose=verbose)
    show(wrapped(cure, "      ", "  → "))


def show_more(count: int, *, verbose: bool) -> None:
    """Write how many were not named."""
    if not verbose and count > _FEW:
        show("    " + _("and {count} more (-v lists all)").format(count=count - _FEW))


def few(count: int, *, verbose: bool) -> int:
    """Return how many are named."""
    return count if verbose else min(count, _FEW)


def complaint_text(each: Complaint) -> str:
    """Return in a line what is wrong where."""
    text = _("{file}, line {line}: {why}") if each.line else _("{file}: {why}")
    said = text.format(file=shown(each.file), line=each.line, why=each.why)
    return f"{said} ({shown(each.path)})" if each.path else said


def show_anchor(line: int, sha256: str) -> None:
    """Write the head of the journal's chain in groups of four, to be copied on paper."""
    text = ngettext(
        "Head of the journal ({count} line):", "Head of the journal ({count} lines):", line
    )
    show(text.format(count=line))
    groups = wrap(sha256, 4)
    for start in range(0, len(groups), 8):
        show("    " + " ".join(groups[start : start + 8]))


def _told(each: Differing) -> str:
    said = shown(each.path)
    if each.to:
        said = f"{said} → {shown(each.to)}"
    if each.reason:
        said = _("{path}: {reason}").format(path=said, reason=each.reason)
    return said
