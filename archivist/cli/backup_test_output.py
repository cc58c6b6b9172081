"""Showing how a restore test went."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext

from archivist.actions.keeping.backup_notes import place_of
from archivist.actions.keeping.backup_test import Tested
from archivist.cli.refused_output import (
    passed_json,
    refused_json,
    show_next,
    show_passed,
    show_refused,
    show_unnoted,
)
from archivist.cli.screen import show, show_json, wrapped
from archivist.model.amounts import size_text
from archivist.model.display import shown
from archivist.store.backup.snapshots import Snapshot

SCHEMA = "archivist/backup-test/1"
_SHOWN = 20
"""Files that were changed since; they are no damage."""


def show_tested(tested: Tested, *, as_json: bool, quiet: bool = False) -> None:
    """Write what could not be restored, and a verdict."""
    if as_json:
        show_json(_json(tested))
        return
    show_refused(tested.failed)
    count = tested.files
    text = ngettext(
        "{count} file of the snapshot {name} restored and compared, {size}",
        "{count} files of the snapshot {name} restored and compared, {size}",
        count,
    )
    told = text.format(count=count, name=tested.snapshot.name, size=size_text(tested.bytes))
    show(wrapped(told, "  "))
    if not quiet:
        show(wrapped(_same(tested), "  "))
        _show_since(tested)
    show_passed(tested.passed)
    if tested.rewritten:
        show_rewritten([tested.snapshot])
    show(wrapped(_verdict(tested), "    ", first="  √ " if tested.ok else "  × "))
    if not tested.unnoted:
        show(wrapped(_("This is in the journal."), "    "))
    show_unnoted(tested.unnoted)


def show_rewritten(snapshots: Sequence[Snapshot]) -> None:
    """Write that the archive's journal was written anew, or cut off, since the first of some."""
    snapshot = snapshots[0]
    text = _(
        "The journal of the archive does not hold line {line} any more that the snapshot {name} "
        "names: it was written anew or cut off, or the archive was restored from an older snapshot."
    )
    told = text.format(line=snapshot.journal_line, name=snapshot.name)
    show(wrapped(shown(told), "    ", first="  × "))
    count = len(snapshots) - 1
    if count:
        text = ngettext(
            "The same is true of {count} later snapshot.",
            "The same is true of {count} later snapshots.",
            count,
        )
        show(wrapped(text.format(count=count), "    "))
    show_next(
        _(
            "Restore .archivist/journal.jsonl from that snapshot into another folder with --only, "
            "and compare the two."
        )
    )


def _same(tested: Tested) -> str:
    if not tested.same:
        return _(
            "None of them is in the archive as it was then, so that they could be compared with it."
        )
    text = ngettext(
        "{count} of them is the same in the archive today.",
        "{count} of them are the same in the archive today.",
        tested.same,
    )
    return text.format(count=tested.same)


def _show_since(tested: Tested) -> None:
    """Write which files are others in the archive today, and why."""
    if tested.growing:
        text = ngettext(
            "{count} is a list of archivist's own, to which each command adds (journal, manifest): "
            "not compared with today's.",
            "{count} are lists of archivist's own, to which each command adds (journal, manifest): "
            "not compared with today's.",
            tested.growing,
        )
        show(wrapped(text.format(count=tested.growing), "  "))
    count = len(tested.since)
    if count:
        text = ngettext(
            "{count} is another in the archive today, or cannot be read there; that is no fault of "
            "the backup:",
            "{count} are others in the archive today, or cannot be read there; that is no fault of "
            "the backup:",
            count,
        )
        show(wrapped(text.format(count=count), "  "))
        show_refused(tested.since[:_SHOWN], "·")
        if count > _SHOWN:
            show("    …")


def _verdict(tested: Tested) -> str:
    place = shown(str(tested.target))
    if tested.ok:
        return _("The backup {place} restores.").format(place=place)
    count = len(tested.failed)
    text = ngettext(
        "{count} file of the backup {place} does not restore. What else is damaged, “archivist "
        "backup verify” tells.",
        "{count} files of the backup {place} do not restore. What else is damaged, “archivist "
        "backup verify” tells.",
        count,
    )
    return text.format(count=count, place=place)


def _json(tested: Tested) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "target": place_of(tested.target),
        "snapshot": tested.snapshot.name,
        "all": tested.all,
        "files": tested.files,
        "bytes": tested.bytes,
        "same_as_archive": tested.same,
        "own_lists": tested.growing,
        "changed_since": refused_json(tested.since),
        "passed_over": passed_json(tested.passed),
        "journal_rewritten": tested.rewritten,
        "result": "ok" if tested.ok else "failed",
        "failed": refused_json(tested.failed),
        "not_in_journal": tested.unnoted,
    }
