"""Showing how things stand: text or JSON."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import Any

from archivist.actions.status import Status
from archivist.cli.file_output import outcome_json, show_outcomes
from archivist.cli.log_output import show_group
from archivist.cli.screen import show, show_json
from archivist.model.arrival import Verdict
from archivist.model.display import shown

SCHEMA = "archivist/status/1"


def render(status: Status, *, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Write how things stand."""
    if as_json:
        show_json(_json(status))
        return
    if not quiet:
        waiting = [o for o in status.outcomes if verbose or o.verdict is not Verdict.READY]
        show_outcomes(waiting, verbose=verbose)
    waits = ngettext("{count} file waits", "{count} files wait", status.waiting)
    ready = ngettext("{count} is ready", "{count} are ready", status.ready)
    text = _("In the inbox: {waits}, {ready}.")
    show(
        text.format(
            waits=waits.format(count=status.waiting), ready=ready.format(count=status.ready)
        )
    )
    if status.ready:
        show(_("“archivist file” files what is ready."))
    _show_watcher(status)
    if status.last and not quiet:
        show(_("Done last:"))
        show_group(status.last, verbose=verbose)
    if status.unfinished:
        show(_("A run was cut off; the next command that writes finishes it."))


def _show_watcher(status: Status) -> None:
    if status.watcher is None:
        show(_("Nobody watches; “archivist watch” does."))
        return
    since = status.watcher.since.strftime("%Y-%m-%d %H:%M") if status.watcher.since else "?"
    text = _("Watched by {host} (process {pid}) since {since}.")
    host = shown(status.watcher.host) or "?"
    show(text.format(host=host, pid=status.watcher.pid, since=since))


def _json(status: Status) -> dict[str, Any]:
    """Return the counts, the watcher (null: nobody) and ``files`` as ``archivist file`` does."""
    watcher = status.watcher
    return {
        "schema": SCHEMA,
        "counts": {
            "files": len(status.outcomes),
            "waits": status.waiting,
            "ready": status.ready,
            "unfinished": len(status.unfinished),
        },
        "watcher": {
            "host": watcher.host,
            "pid": watcher.pid,
            "since": watcher.since.isoformat() if watcher.since else None,
        }
        if watcher
        else None,
        "files": [outcome_json(outcome) for outcome in status.outcomes],
    }
