"""Showing whether a backup is whole."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from gettext import ngettext

from archivist.actions.keeping.backup_journal import JournalSeen
from archivist.actions.keeping.backup_notes import place_of
from archivist.actions.keeping.backup_verify import Damage, Verified
from archivist.cli.backup_test_output import show_rewritten
from archivist.cli.refused_output import show_next
from archivist.cli.screen import show, show_json, wrapped
from archivist.model.amounts import size_text
from archivist.model.display import shown
from archivist.store.backup.names import SNAPSHOTS

SCHEMA = "archivist/backup-verify/1"


def show_verified(verified: Verified, *, as_json: bool) -> None:
    """Write what is damaged, and a verdict."""
    if as_json:
        show_json(_json(verified))
        return
    for damage in verified.damages:
        _show_damage(damage)
    _show_orphans(verified)
    count = verified.read
    text = ngettext(
        "{count} of {all} content read, {size}; {snapshots}",
        "{count} of {all} contents read, {size}; {snapshots}",
        count,
    )
    number = len(verified.snapshots)
    snapshots = ngettext("{count} snapshot", "{count} snapshots", number).format(count=number)
    told = text.format(
        count=count, all=verified.objects, size=size_text(verified.bytes), snapshots=snapshots
    )
    show(wrapped(told, "  "))
    show(wrapped(_verdict(verified), "    ", first="  √ " if verified.whole else "  × "))
    for hint in _hints(verified):
        show_next(hint)
    _show_journal(verified)


def _show_journal(verified: Verified) -> None:
    journal = verified.journal
    if journal is None:
        return
    if journal.unread:
        text = _("The journal of the archive could not be compared: {reason}")
        show(wrapped(shown(text.format(reason=journal.unread)), "    ", first="  ! "))
    if journal.rewritten:
        show_rewritten(journal.rewritten)


def _show_damage(damage: Damage) -> None:
    text = _("{place}: {what}").format(place=damage.fault.file, what=damage.fault.why)
    show(wrapped(shown(text), "    ", first="  × ", whole=True))
    for path, snapshots in damage.files.items():
        names = snapshots[0] if len(snapshots) == 1 else f"{snapshots[0]} … {snapshots[-1]}"
        text = _("{path} (snapshots: {names})").format(path=path, names=names)
        show(wrapped(shown(text), "        ", first="      ", whole=True))


def _show_orphans(verified: Verified) -> None:
    count = verified.orphans.count
    if count:
        text = ngettext(
            "{count} content ({size}) belongs to no snapshot: no damage, only space.",
            "{count} contents ({size}) belong to no snapshot: no damage, only space.",
            count,
        )
        told = text.format(count=count, size=size_text(verified.orphans.bytes))
        show(wrapped(told, "    ", first="  ! "))


def _verdict(verified: Verified) -> str:
    if not verified.damages:
        if verified.read < verified.objects:
            return _("What was read is whole, and nothing is missing.")
        return _("The backup is whole.")
    count = len(verified.damages)
    text = ngettext(
        "{count} file of the backup is damaged or missing.",
        "{count} files of the backup are damaged or missing.",
        count,
    )
    return text.format(count=count)


def _hints(verified: Verified) -> Iterator[str]:
    if any(each.fault.sha256 for each in verified.damages):
        yield _(
            "Delete the damaged contents named here from the backup, then run “archivist backup”: "
            "what the archive still has is stored again. Do not trust a drive that damages files."
        )
    if any(each.fault.file.startswith(f"{SNAPSHOTS}/") for each in verified.damages):
        yield _(
            "A damaged list concerns its own snapshot alone. Make a new one with “archivist "
            "backup”, then move the folder of the damaged one away."
        )


def _json(verified: Verified) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "target": place_of(verified.target),
        "whole": verified.whole,
        "snapshots": list(verified.snapshots),
        "contents": verified.objects,
        "read": verified.read,
        "bytes": verified.bytes,
        "damaged": [
            {
                "file": each.fault.file,
                "reason": each.fault.why,
                "stands_for": [
                    {"path": path, "snapshots": list(names)} for path, names in each.files.items()
                ],
            }
            for each in verified.damages
        ],
        "no_snapshot": {"contents": verified.orphans.count, "bytes": verified.orphans.bytes},
        "journal": _journal(verified.journal),
    }


def _journal(seen: JournalSeen | None) -> dict[str, object] | None:
    if seen is None:
        return None
    return {
        "archive": place_of(seen.root),
        "rewritten": [each.name for each in seen.rewritten],
        "unread": seen.unread,
    }
