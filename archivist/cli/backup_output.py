"""Showing what a backup did, and which snapshots there are."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

from archivist.actions.keeping.backup import BackupReport
from archivist.actions.keeping.backup_notes import place_of
from archivist.cli.refused_output import refused_json, show_next, show_refused, show_unnoted
from archivist.cli.screen import columns, padded, show, show_json, wrapped
from archivist.model.amounts import size_text
from archivist.model.display import shown
from archivist.store.backup.again import quoted
from archivist.store.backup.pruning import Pruned
from archivist.store.backup.snapshots import Snapshot

SCHEMA = "archivist/backup/1"
LIST_SCHEMA = "archivist/backup-list/1"
_RIGHT = {2, 3, 4}
"""Columns of numbers."""


def show_backup(report: BackupReport, target: Path, *, quiet: bool) -> None:
    """Write what was not backed up, then what was."""
    snapshot = report.snapshot
    show_refused(snapshot.refused)
    _show_snapshot(snapshot, target)
    if not quiet:
        text = _("files read: {read}; new contents: {count}, {size}")
        told = text.format(
            read=report.read, count=snapshot.new_objects, size=size_text(snapshot.new_bytes)
        )
        show(wrapped(told, "    "))
    if report.pruned is not None:
        _show_pruned(report.pruned)
    show_unnoted(report.unnoted)
    if not quiet:
        show_next(_("“archivist backup test” shows that it restores."))


def _show_snapshot(snapshot: Snapshot, target: Path) -> None:
    text = ngettext(
        "Snapshot {name} in {place}: {count} file, {size}",
        "Snapshot {name} in {place}: {count} files, {size}",
        snapshot.files,
    )
    told = text.format(
        name=snapshot.name,
        place=shown(str(target)),
        count=snapshot.files,
        size=size_text(snapshot.bytes),
    )
    show(wrapped(told, "    ", first="  × " if snapshot.refused else "  √ "))
    if snapshot.refused:
        count = len(snapshot.refused)
        text = ngettext(
            "{count} file is not in it; it is named above. All others are.",
            "{count} files are not in it; they are named above. All others are.",
            count,
        )
        show(wrapped(text.format(count=count), "    "))


def show_list(target: Path, snapshots: Sequence[Snapshot]) -> None:
    """Write a table of the snapshots, and what is wrong with one."""
    if not snapshots:
        show(_("{place} holds no snapshot yet.").format(place=shown(str(target))))
        return
    rows = [(_("Snapshot"), _("Made"), _("Files"), _("Size"), _("New data"))]
    rows += [_cells(each) for each in snapshots]
    widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    for row, snapshot in zip(rows, (None, *snapshots), strict=True):
        cells = (_aligned(at, text, widths[at]) for at, text in enumerate(row))
        sign = " " if snapshot is None else "×" if snapshot.damage else "√"
        show(f"  {sign} {'  '.join(cells)}".rstrip())
        if snapshot is not None and snapshot.damage:
            show(wrapped(shown(_("damaged: {what}").format(what=snapshot.damage)), "      "))
    if any(each.damage for each in snapshots):
        command = f"archivist backup verify {quoted(str(target))}"
        show_next(_("“{command}” tells what is damaged and what to do.").format(command=command))


def show_backup_json(report: BackupReport, target: Path) -> None:
    """Write what a backup did as JSON."""
    pruned = report.pruned
    value: dict[str, Any] = {"schema": SCHEMA, "target": place_of(target)}
    value |= {"complete": report.complete, "read": report.read}
    value["snapshot"] = _snapshot(report.snapshot)
    value["removed"] = None
    if pruned is not None:
        value["removed"] = {
            "snapshots": list(pruned.snapshots),
            "contents": pruned.objects,
            "bytes": pruned.bytes,
            "stopped": pruned.reason,
        }
    value["not_in_journal"] = report.unnoted
    show_json(value)


def show_list_json(target: Path, snapshots: Sequence[Snapshot]) -> None:
    """Write the snapshots as JSON."""
    found = [_snapshot(each) for each in snapshots]
    show_json({"schema": LIST_SCHEMA, "target": place_of(target), "snapshots": found})


def _show_pruned(pruned: Pruned) -> None:
    if pruned.reason:
        text = _("Old snapshots could not be removed: {reason}").format(reason=pruned.reason)
        show(wrapped(shown(text), "    ", first="  × "))
        return
    if not pruned.snapshots and not pruned.objects:
        show(wrapped(_("There is no old snapshot to remove."), "    "))
        return
    text = _("Removed by --keep: snapshots: {names}; contents: {count}, {size}")
    names = _(", ").join(pruned.snapshots) or "-"
    told = text.format(names=names, count=pruned.objects, size=size_text(pruned.bytes))
    show(wrapped(told, "    "))


def _cells(snapshot: Snapshot) -> tuple[str, str, str, str, str]:
    if snapshot.damage and not snapshot.number:
        return shown(snapshot.name), "", "", "", ""
    made = snapshot.at[:16].replace("T", " ")
    return (
        shown(snapshot.name),
        shown(made),
        f"{snapshot.files:,}",
        size_text(snapshot.bytes),
        size_text(snapshot.new_bytes),
    )


def _aligned(at: int, text: str, wide: int) -> str:
    return " " * (wide - columns(text)) + text if at in _RIGHT else padded(text, wide)


def _snapshot(snapshot: Snapshot) -> dict[str, Any]:
    value: dict[str, Any] = {"name": snapshot.name, "damage": snapshot.damage}
    if not snapshot.number:
        return value
    return value | {
        "at": snapshot.at,
        "by": snapshot.by,
        "archive": {"name": snapshot.archive, "id": snapshot.archive_id},
        "files": snapshot.files,
        "bytes": snapshot.bytes,
        "new_contents": snapshot.new_objects,
        "new_bytes": snapshot.new_bytes,
        "manifest": snapshot.manifest_sha256,
        "refused": refused_json(snapshot.refused),
    }
