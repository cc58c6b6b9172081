"""Showing what was restored."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext

from archivist.actions.keeping.backup_notes import place_of
from archivist.actions.keeping.restore import Restored
from archivist.cli.refused_output import (
    passed_json,
    refused_json,
    show_next,
    show_passed,
    show_refused,
)
from archivist.cli.screen import show, show_json, wrapped
from archivist.model.amounts import size_text
from archivist.model.display import shown
from archivist.store.backup.again import quoted

SCHEMA = "archivist/restore/1"
_SHOWN = 20
"""Names that Windows cannot hold; they are no damage."""


def show_restored(restored: Restored, *, as_json: bool, quiet: bool) -> None:
    """Write what was restored and what was not."""
    if as_json:
        show_json(_json(restored))
        return
    show_passed(restored.passed)
    show_refused(restored.lost)
    if restored.never:
        text = _("These were already missing from the backup: they could not be read then.")
        show(wrapped(text, ""))
        show_refused(restored.never)
    if restored.timeless:
        text = _("The list of times is damaged: the files have the time at which they were copied.")
        show(wrapped(text, "    ", first="  ! "))
    _show_odd(() if quiet else restored.odd)
    count = restored.files
    text = ngettext(
        "{count} file of the snapshot {name} restored to {place}, {size}",
        "{count} files of the snapshot {name} restored to {place}, {size}",
        count,
    )
    name, place = restored.snapshot.name, shown(str(restored.folder))
    show(
        wrapped(
            text.format(count=count, name=name, place=place, size=size_text(restored.bytes)), "  "
        )
    )
    _show_rest(restored, quiet=quiet)


def _show_odd(odd: Sequence[str]) -> None:
    if not odd:
        return
    count = len(odd)
    text = ngettext(
        "{count} file is restored under a name that Windows cannot hold:",
        "{count} files are restored under names that Windows cannot hold:",
        count,
    )
    show(wrapped(text.format(count=count), "    ", first="  ! "))
    for path in odd[:_SHOWN]:
        show(wrapped(shown(path), "      ", first="    ", whole=True))
    if count > _SHOWN:
        show("    …")


def _show_rest(restored: Restored, *, quiet: bool) -> None:
    if restored.before and not quiet:
        text = ngettext(
            "{count} of them was there already, from the run before",
            "{count} of them were there already, from the run before",
            restored.before,
        )
        show(wrapped(text.format(count=restored.before), "  "))
    if restored.lost:
        count = len(restored.lost)
        text = ngettext(
            "{count} file is not restored; all others are whole",
            "{count} files are not restored; all others are whole",
            count,
        )
        show(wrapped(text.format(count=count), "    ", first="  × "))
        text = _("When the backup is mended, this fetches them: “{command}”")
        show_next(text.format(command=restored.again))
    elif not quiet and restored.files:
        show_next(_next(restored))


def _next(restored: Restored) -> str:
    """Return what to do with what was restored."""
    if restored.part is None:
        return _(
            "Run “archivist verify” in {place}; when all is right there, it can take the place of "
            "the archive."
        ).format(place=quoted(str(restored.folder)))
    part = restored.part
    if not part:
        text = _(
            "Copy what is needed by hand from {place} to the same places in the archive, then run "
            "“archivist verify” there."
        )
        return text.format(place=quoted(str(restored.folder)))
    if restored.files > 1:
        text = _(
            "Copy what is needed by hand from {source} to {path} in the archive, then run "
            "“archivist verify” there."
        )
    else:
        text = _(
            "Copy {source} by hand to {path} in the archive, then run “archivist verify” there."
        )
    return text.format(source=quoted(str(restored.folder / part)), path=quoted(part))


def _json(restored: Restored) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "snapshot": restored.snapshot.name,
        "folder": place_of(restored.folder),
        "files": restored.files,
        "bytes": restored.bytes,
        "before": restored.before,
        "lost": refused_json(restored.lost),
        "never_backed_up": refused_json(restored.never),
        "not_for_windows": list(restored.odd),
        "times_lost": restored.timeless,
        "passed_over": passed_json(restored.passed),
    }
