"""Judging what has settled in the inbox, and filing what may be filed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from archivist.actions.file import Order, Outcome, carried_out, hints_of
from archivist.actions.inbox import Inbox, receive
from archivist.actions.readers import Readers
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.actions.watched import Watched
from archivist.model.arrival import Arrival, Intake, Reason, ReasonKind, Verdict
from archivist.model.dossier import Dossier
from archivist.model.entry import Entry
from archivist.model.item import Item, ItemName
from archivist.model.operation import Verb
from archivist.model.record import Record, kind_of
from archivist.store.operations import writing

PATIENCE = 1.0
"""Seconds to wait for another command that writes: the watch has other things to do meanwhile."""


class Judge:
    """Judges files of the inbox against the archive, which is looked at when it has changed.

    Args:
        watched: Which archive.
    """

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self.readers = Readers(watched.clock.seconds)
        self._dossier: Dossier | None = None
        self.behind = False
        """Whether files were filed that the archive as it is known does not hold."""
        self._first: dict[str, str] = {}
        """The file of the inbox that was judged first, by digest."""
        self._copies: dict[str, str] = {}
        """The file that was judged first, by the files that have the same content."""

    def renew(self) -> None:
        """Look at the archive anew for the next judgement."""
        self._dossier, self.behind = None, False

    def prepare(self, view: View) -> Dossier:
        """Return the archive as it is known, after a look at it if that is due.

        Raises:
            ArchivistError: It cannot be read, or its settings have mistakes.
        """
        if self._dossier is None:
            with self._watched.reading():
                self._dossier = survey(view).dossier
        return self._dossier

    def drop(self, gone: Collection[str]) -> list[str]:
        """Forget files that are gone; return those that were copies of one of them."""
        if not gone:
            return []
        self._first = {digest: p for digest, p in self._first.items() if p not in gone}
        alone = [path for path, first in self._copies.items() if first in gone]
        for path in (*alone, *gone):
            self._copies.pop(path, None)
        return alone

    def judge(self, view: View, entries: Sequence[Entry]) -> Inbox:
        """Return what is to be said of files that have settled, in the archive as it was known."""
        dossier = self.prepare(view)
        with self._watched.reading():
            self.readers.read(view, dossier.settings, entries)
            found = receive(view, dossier, entries, Intake())
        return replace(found, arrivals=tuple(self._twice(found.arrivals)))

    def file(self, view: View, entries: Sequence[Entry]) -> list[Outcome]:
        """File what is complete and unambiguous, in the archive as it is now.

        Args:
            view: Which archive, on which day.
            entries: The files, with whatever lies beside them and describes them.

        Raises:
            BusyError: Another command writes.
            NotWritableError: Nothing can be written.
        """
        order = Order(allowed=frozenset(), tidy=False)
        now = self._watched.clock.now()
        with writing(self._watched.root, Verb.FILE, now, PATIENCE) as session:
            with self._watched.reading():
                dossier = survey(view).dossier
                found = receive(view, dossier, entries, order.intake)
            arrivals = tuple(self._twice(found.arrivals))
            self._dossier, self.behind = dossier, True
            filed = list(carried_out(session, replace(found, arrivals=arrivals), order))
        tried = {outcome.arrival.path for outcome in filed}
        return [*filed, *(outcome_of(a) for a in arrivals if a.path not in tried)]

    def _twice(self, arrivals: Sequence[Arrival]) -> Iterator[Arrival]:
        """Yield the arrivals, those marked that repeat one in the inbox that came before."""
        for arrival in arrivals:
            facts = arrival.record.facts
            known = [r.facts["first"] for r in arrival.reasons if r.kind is ReasonKind.DUPLICATE]
            digest = facts.sha256 if facts is not None and arrival.record.size else ""
            first = known[0] if known else arrival.path
            if digest and not known:
                first = self._first.setdefault(digest, arrival.path)
            self._copies.pop(arrival.path, None)
            if first != arrival.path:
                self._copies[arrival.path] = first
            twice = Reason(kind=ReasonKind.DUPLICATE, facts={"first": first})
            new = (twice,) if first != arrival.path and not known else ()
            yield replace(arrival, reasons=(*arrival.reasons, *new)) if new else arrival


def outcome_of(arrival: Arrival) -> Outcome:
    """Return what is to be said of a file that stays where it is."""
    verdict = arrival.verdict
    reasons = arrival.reasons if verdict is Verdict.WAITS else hints_of(arrival)
    return Outcome(arrival=arrival, verdict=verdict, reasons=reasons)


def unsettled(entry: Entry) -> Outcome:
    """Return what is to be said of a file that has been waited for too long."""
    name = ItemName(day_text="", day=None, title="")
    nowhere = Item(path=entry.folder, studio="", category="", name=name)
    record = Record(path=entry.path, item=nowhere, size=entry.size, kind=kind_of(entry.name))
    reason = Reason(kind=ReasonKind.UNSETTLED)
    return outcome_of(Arrival(entry=entry, record=record, reasons=(reason,)))
