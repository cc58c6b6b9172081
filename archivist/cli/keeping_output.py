"""What sealing and verifying both show: kinds of differences with their cures, and the anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from gettext import ngettext
from textwrap import wrap

from archivist.cli.screen import broken, columns, show, show_more, styled, width, wrapped
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
        "Restore them into another folder with “archivist restore latest ../DIR --from TARGET "
        "--only PATH” and copy them back. If they were rightly taken out: archivist seal --accept "
        "PATH"
    ),
    Difference.CHANGED: N_(
        "Compare with the backup. If the edit is right: archivist seal --accept PATH; else put "
        "the sealed file back."
    ),
    Difference.DAMAGED: N_(
        "Check the drive. Restore them into another folder with “archivist restore latest ../DIR "
        "--from TARGET --only PATH” and replace them. Only if no better copy exists: archivist "
        "seal --accept-damaged PATH"
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


def show_kind(
    kind: Difference, found: Sequence[Differing], *, verbose: bool, quiet: bool = False
) -> None:
    """Write the files that differ in one way, and what to do about it."""
    if not found:
        return
    look = BAD if kind.grave else NOTE
    head = _("{kind}: {count}").format(kind=_(KIND[kind]), count=len(found))
    show(styled(wrapped(head, "  ", f"{look.sign} "), look))
    show_few(_lines(found, verbose=verbose), verbose=verbose)
    if not quiet:
        show(wrapped(_(CURE[kind]), "      ", "  → ", whole=True))


def show_complaints(head: str, found: Sequence[Complaint], cure: str, *, verbose: bool) -> None:
    """Write what is wrong with files of archivist's own, and what to do about it, if anything."""
    if not found:
        return
    show(styled(wrapped(head, "  ", f"{BAD.sign} "), BAD))
    show_few([complaint_text(each) for each in found], verbose=verbose)
    if cure:
        show(wrapped(cure, "      ", "  → ", whole=True))


def show_chain(breaks: Sequence[int], torn: int, *, verbose: bool, quiet: bool = False) -> None:
    """Write where the journal's chain does not hold, and what to do about it."""
    for line in breaks if verbose else breaks[:_FEW]:
        text = _("Line {line} of the journal was changed, removed or put elsewhere.")
        show(styled(wrapped(text.format(line=line), "  ", f"{BAD.sign} "), BAD))
    _show_rest(len(breaks), verbose=verbose)
    if torn:
        text = _("The last line of the journal ({line}) was broken off.").format(line=torn)
        show(styled(wrapped(text, "  ", f"{BAD.sign} "), BAD))
    if (breaks or torn) and not quiet:
        cure = _(
            "Compare .archivist/journal.jsonl with the one of the backup, and with its head on "
            "paper (archivist verify --anchor)."
        )
        show(wrapped(cure, "      ", "  → ", whole=True))


def show_uncovered(paths: Sequence[str]) -> None:
    """Write what was asked for and is never sealed."""
    for path in paths:
        text = _(
            "{path} is never sealed: neither is the inbox, where files wait to be filed, nor "
            "archivist's own folder, nor what archive.toml ignores."
        )
        text = text.format(path=shown(path))
        show(styled(wrapped(text, "  ", f"{NOTE.sign} ", whole=True), NOTE))


def show_few(lines: Sequence[str], *, verbose: bool) -> None:
    """Write some lines, and how many there are more; no name of a file is torn apart."""
    for line in lines if verbose else lines[:_FEW]:
        show(broken(line, width() - 1, "      ", "    ", _at_folders))
    _show_rest(len(lines), verbose=verbose)


def _at_folders(line: str) -> Iterator[str]:
    """Yield a path's folders and its name, each whole where a line holds it."""
    for part in re.findall("[^/]*/|[^/]+", line):
        yield from [part] if columns(part) < width() - 6 else re.findall("[^ ]+ *| +", part)


def _show_rest(count: int, *, verbose: bool) -> None:
    if not verbose and count > _FEW:
        show_more(count - _FEW)


def _lines(found: Sequence[Differing], *, verbose: bool) -> list[str]:
    """Return a line for each file; what lies in a folder that cannot be read has one together."""
    folders: dict[str, list[Differing]] = {}
    for each in found:
        if each.within:
            folders.setdefault(each.within, []).append(each)
    told = []
    for folder, files in folders.items():
        text = ngettext(
            "{path}: {reason} ({count} sealed file in it)",
            "{path}: {reason} ({count} sealed files in it)",
            len(files),
        )
        line = text.format(path=shown(folder), reason=files[0].reason, count=len(files))
        told.append(line)
    return told + [_told(each) for each in found if verbose or not each.within]


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
