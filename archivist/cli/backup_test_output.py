"""Showing how a restore test went."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from archivist.actions.keeping.backup_test import Tested
from archivist.cli.refused_output import refused_json, show_refused
from archivist.cli.screen import show, show_json, wrapped
from archivist.model.amounts import size_text
from archivist.model.display import shown

SCHEMA = "archivist/backup-test/1"


def show_tested(tested: Tested, *, as_json: bool) -> None:
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
    show(wrapped(_same(tested), "  "))
    show(wrapped(_verdict(tested), "    ", first="  √ " if tested.ok else "  × "))
    noted = _("This is in the journal.")
    if tested.unnoted:
        noted = _("The journal does not tell of it: {reason}").format(reason=tested.unnoted)
    show(wrapped(noted, "    ", first="  × " if tested.unnoted else "    "))


def _same(tested: Tested) -> str:
    if not tested.same:
        return _(
            "None of them is in the archive as it was then, so that they could be compared with it."
        )
    text = ngettext(
        "{count} of them is the same in the archive today",
        "{count} of them are the same in the archive today",
        tested.same,
    )
    return text.format(count=tested.same)


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
        "target": str(tested.target),
        "snapshot": tested.snapshot.name,
        "all": tested.all,
        "files": tested.files,
        "bytes": tested.bytes,
        "same_as_archive": tested.same,
        "result": "ok" if tested.ok else "failed",
        "failed": refused_json(tested.failed),
        "not_in_journal": tested.unnoted,
    }
