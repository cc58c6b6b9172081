"""Judging what has settled in the inbox, and filing what may be filed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from archivist.actions.file import Order, Outcome, carried_out, hints_of
from archivist.actions.inbox import Inbox, receive
from archivist.actions.survey import View, survey
from archivist.actions.watched import Watched
from archivist.model.arrival import Arrival, Intake, Reason, ReasonKind, Verdict
from archivist.model.dossier import Dossier
from archivist.model.entry import Entry
from archivist.model.item import Item, ItemName
from archivist.model.names import same_name
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
        self._dossier: Dossier | None = None
        self._behind = False
        self._first: dict[str, str] = {}
        """The file of the inbox that was judged first, by digest."""
        self._copies: dict[str, str] = {}
        """Files with the same content as another one in the inbox, which is judged first."""

    def renew(self) -> None:
        """Look at the archive anew for the next judgement."""
        self._dossier, self._behind = None, False

    @property
    def behind(self) -> bool:
        """Whether files were filed that the archive as it is known does not hold."""
        return self._behind

    def drop(self, gone: Collection[str]) -> list[str]:
        """Forget files that are gone; return those that were copies of one of them."""
        self._first = {d: path for d, path in self._first.items() if path not in gone}
        alone = [path for path, first in self._copies.items() if first in gone]
        self._copies = {
            path: first
            for path, first in self._copies.items()
            if first not in gone and path not in gone
        }
        return alone

    def judge(self, view: View, entries: Sequence[Entry]) -> Inbox:
        """Return what is to be said of files that have settled."""
        with self._watched.reading():
            if self._dossier is None:
                self._dossier = survey(view).dossier
            found = receive(view, self._dossier, entries, Intake())
        return replace(found, arrivals=tuple(self._twice(found.arrivals)))

    def file(self, view: View, entries: Sequence[Entry]) -> list[Outcome]:
        """File what is complete and unambiguous, in the archive as it is now.

        Args:
            view: Which archive, on which day.
            entries: The files, with whatever lies beside them and describes them.
        """
        order = Order(allowed=frozenset())
        now = self._watched.clock.now()
        with writing(self._watched.root, Verb.FILE, now, PATIENCE) as session:
            with self._watched.reading():
                dossier = survey(view).dossier
                found = receive(view, dossier, entries, order.intake)
            arrivals = tuple(self._twice(found.arrivals))
            torn = _torn(arrivals)
            whole = tuple(arrival for arrival in arrivals if arrival.path not in torn)
            self._dossier, self._behind = dossier, True
            filed = list(carried_out(session, replace(found, arrivals=whole), order))
        tried = {outcome.arrival.path for outcome in filed}
        return [*filed, *(outcome_of(a) for a in arrivals if a.path not in tried)]

    def _twice(self, arrivals: Sequence[Arrival]) -> Iterator[Arrival]:
        """Yield the arrivals, those marked that repeat one in the inbox that came before."""
        for arrival in arrivals:
            facts = arrival.record.facts
            known = [r.facts["first"] for r in arrival.reasons if r.kind is ReasonKind.DUPLICATE]
            self._copies.pop(arrival.path, None)
            if known:
                self._copies[arrival.path] = known[0]
            elif facts is not None and facts.sha256 and arrival.record.size:
                first = self._first.setdefault(facts.sha256, arrival.path)
                if first != arrival.path:
                    self._copies[arrival.path] = first
                    twice = Reason(kind=ReasonKind.DUPLICATE, facts={"first": first})
                    yield replace(arrival, reasons=(*arrival.reasons, twice))
                    continue
            yield arrival


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


def undecided_folders(arrivals: Sequence[Arrival], inbox: str) -> set[str]:
    """Return the folders whose files decide together on which day their new item is."""
    found = set[str]()
    for arrival in arrivals:
        place, folder = arrival.destination, arrival.entry.folder
        named = ItemName.parse(folder.rpartition("/")[2]).day is not None
        if place is not None and place.new and not place.item.flat and not named:
            found.add(folder)
    return found - {inbox}


def _torn(arrivals: Sequence[Arrival]) -> set[str]:
    """Return the files of the shots of which not all may be filed: they stay together."""
    shots: dict[tuple[str, str], list[Arrival]] = {}
    for arrival in arrivals:
        if arrival.record.pictorial:
            shot = (arrival.entry.folder, same_name(arrival.record.stem))
            shots.setdefault(shot, []).append(arrival)
    return {
        arrival.path
        for some in shots.values()
        if any(each.verdict is not Verdict.READY for each in some)
        for arrival in some
    }
