"""Showing what sealing came to, and the head of the journal: text or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

from archivist.actions.keeping.anchored import whole_head
from archivist.cli.keeping_output import (
    BAD,
    GOOD,
    NOTE,
    show_anchor,
    show_chain,
    show_complaints,
    show_few,
    show_kind,
    show_uncovered,
)
from archivist.cli.screen import show, show_json, styled, wrapped
from archivist.cli.verify_json import complaints, differing_value
from archivist.model.amounts import size_text
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.sealing import Sealing
from archivist.model.verifying import Difference
from archivist.store.settings import lenient_settings

SCHEMA = "archivist/seal/1"
ANCHOR = "archivist/anchor/1"
_ENOUGH = 16
"""Digits of it that nobody finds twice by chance."""


def render(sealing: Sealing, *, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Write the verdict, then what was taken up and what waits."""
    if as_json:
        show_json(_json(sealing))
        return
    _show_verdict(sealing)
    show_chain(sealing.breaks, sealing.torn, verbose=verbose, quiet=quiet)
    repair = _("“archivist seal --repair” mends what can be told from the files themselves.")
    text = _("The manifest is not as archivist wrote it: {count}")
    found = sealing.complaints
    cure = "" if quiet else repair
    show_complaints(text.format(count=len(found)), found, cure, verbose=verbose)
    if not quiet:
        _show_taken_up(sealing, verbose=verbose)
    for kind in Difference:
        waiting = tuple(each for each in sealing.waiting if each.kind is kind)
        show_kind(kind, waiting, verbose=verbose, quiet=quiet)


def _show_taken_up(sealing: Sealing, *, verbose: bool) -> None:
    show_uncovered(sealing.uncovered)
    _show_repair(sealing, verbose=verbose)
    moved = tuple(f"{old} → {new}" for old, new in sealing.moved)
    for head_, paths in (
        (_("New: {count}"), sealing.added),
        (_("Ledgers and descriptions that were updated: {count}"), sealing.updated),
        (_("Moved or renamed: {count}"), moved),
        (_("Accepted as they are: {count}"), sealing.accepted),
        (_("Left out, as they are gone: {count}"), sealing.removed),
    ):
        _show_paths(head_, paths, verbose=verbose)


def show_head(root: Path, now: datetime, *, as_json: bool) -> None:
    """Write the head of the journal's chain, to be copied on paper; it raises as `whole_head`."""
    anchor = whole_head(root)
    name = lenient_settings(root).called(root.name)
    if as_json:
        value = {"archive": name, "line": anchor.line, "sha256": anchor.sha256}
        show_json({"schema": ANCHOR, "when": now.isoformat(timespec="seconds"), **value})
        return
    show(wrapped(f"{shown(name)}  {dotted(now.date())}", ""))
    show_anchor(anchor.line, anchor.sha256)
    if anchor.line:
        text = _(
            "Keep it on paper, apart from the archive: a journal that is written anew has another."
        )
        show(wrapped(text, ""))
        said = f'archivist verify --anchor "{anchor.line} {anchor.sha256[:_ENOUGH]}"'
        show(wrapped(_("To compare it later: {command}").format(command=said), ""))


def _show_verdict(sealing: Sealing) -> None:
    if sealing.complaints:
        text = _("Nothing was sealed: the manifest itself was changed by another hand.")
        show(styled(wrapped(text, "  ", f"{BAD.sign} "), BAD))
        return
    text = ngettext("{count} file is sealed.", "{count} files are sealed.", sealing.total)
    if sealing.dry:
        text = ngettext(
            "{count} file would be sealed; nothing was written.",
            "{count} files would be sealed; nothing was written.",
            sealing.total,
        )
    look = GOOD if sealing.done and sealing.chain_whole else NOTE
    said = text.format(count=sealing.total)
    if not sealing.changes and sealing.done:
        said = _("{said} Nothing has changed.").format(said=said)
    elif sealing.size:
        said = _("{said} Read: {size}.").format(said=said, size=size_text(sealing.size))
    show(styled(wrapped(said.replace("。 ", "。"), "  ", f"{look.sign} "), look))


def _show_repair(sealing: Sealing, *, verbose: bool) -> None:
    text = _("Lines restored by what their files hold: {count}")
    if sealing.dry:
        text = _("Lines that would be restored by what their files hold: {count}")
    _show_paths(text, sealing.repaired, verbose=verbose)
    text = _("Lines that agree with nothing: {count}").format(count=len(sealing.doubtful))
    cure = _("Compare these files with the backup; then archivist seal --accept PATH.")
    show_complaints(text, sealing.doubtful, cure, verbose=verbose)
    if sealing.kept:
        show(wrapped(_("The altered manifest was kept, in .archivist/kept:"), "  "))
        for name in sealing.kept:
            show(f"    {name}")


def _show_paths(text: str, paths: Sequence[str], *, verbose: bool) -> None:
    if paths:
        show(wrapped(text.format(count=len(paths)), "  ", "  "))
        show_few([shown(path) for path in paths], verbose=verbose)


def _json(sealing: Sealing) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "done": sealing.done,
        "dry_run": sealing.dry,
        "counts": {"sealed": sealing.total, "touched": sealing.touched, "bytes": sealing.size},
        "added": list(sealing.added),
        "updated": list(sealing.updated),
        "moved": [{"from": old, "to": new} for old, new in sealing.moved],
        "accepted": list(sealing.accepted),
        "removed": list(sealing.removed),
        "waiting": [differing_value(each) for each in sealing.waiting],
        "manifest": complaints(sealing.complaints),
        "repaired": list(sealing.repaired),
        "doubtful": complaints(sealing.doubtful),
        "kept": list(sealing.kept),
        "never_sealed": list(sealing.uncovered),
        "journal": {
            "whole": sealing.chain_whole,
            "broken_lines": list(sealing.breaks),
            "torn_line": sealing.torn or None,
        },
    }
