"""``archivist status``: what waits, who watches, what was done last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from archivist.actions.file import Outcome, said_of
from archivist.actions.inbox import look
from archivist.actions.pending import write_pending
from archivist.actions.view import View
from archivist.actions.watch import LOCK
from archivist.model.arrival import Verdict
from archivist.model.operation import Deed, batches
from archivist.model.owner import Owner
from archivist.model.settings import STATE
from archivist.store.journal import read_deeds
from archivist.store.lock import holder
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How things stand."""

    outcomes: tuple[Outcome, ...]
    """Each file of the inbox with what is to be said of it."""
    watcher: Owner | None
    """Who watches; None: nobody."""
    last: tuple[Deed, ...] = ()
    """The last command that changed something."""
    unfinished: tuple[Deed, ...] = ()
    """What was cut off; the next command that writes finishes it."""

    @property
    def waiting(self) -> int:
        """How many files a person has to do something for."""
        return sum(outcome.verdict is Verdict.WAITS for outcome in self.outcomes)

    @property
    def ready(self) -> int:
        """How many files can be filed."""
        return sum(outcome.verdict is Verdict.READY for outcome in self.outcomes)


def status(view: View, now: datetime | None = None) -> Status:
    """Return how things stand; in the archive, nothing but the page in the inbox is written.

    Args:
        view: Which archive, on which day.
        now: Written on the page; None: no page is written.

    Raises:
        InvalidFileError: ``archive.toml`` or the plan has mistakes.
        NotReadableError: The archive cannot be read.
    """
    inbox = look(view)
    outcomes = [
        Outcome(arrival=arrival, verdict=arrival.verdict, reasons=said_of(arrival))
        for arrival in inbox.arrivals
    ]
    root = extended(view.root)
    watcher = holder(root / STATE, LOCK)
    if now is not None and watcher is None:  # a watch keeps the page itself
        files = [(o.arrival.path, o.verdict, o.reasons) for o in outcomes]
        counts = {"files": len(files), "unsettled": 0}
        write_pending(root, inbox.dossier.settings, files, counts, now)
    deeds = read_deeds(root)
    groups = list(batches(deeds))
    return Status(
        outcomes=tuple(outcomes),
        watcher=watcher,
        last=groups[-1] if groups else (),
        unfinished=tuple(deed for deed in deeds if deed.result is None),
    )
