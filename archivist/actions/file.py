"""``archivist file``: from the inbox into an item, images under their next free code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.inbox import Inbox, look
from archivist.actions.pending import write_pending
from archivist.actions.view import View
from archivist.errors import ArchivistError, InvalidChoiceError
from archivist.model.arrival import Arrival, Intake, Reason, ReasonKind, Verdict
from archivist.model.filing import Filer, Filing, tidied
from archivist.model.operation import Deed, Result, Verb
from archivist.model.settings import Settings
from archivist.store.operations import Writing, writing
from archivist.store.tree import extended

BY_HAND = frozenset({ReasonKind.ELEMENT, ReasonKind.SCAN})
"""What does not keep back a file that a person points at: it can be said in the item as well."""
RENAMING = frozenset({ReasonKind.NAME, ReasonKind.TAKEN})
"""What a person accepts who lets documents be renamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be filed, and what a person accepts."""

    intake: Intake = Intake()
    paths: tuple[Path, ...] = ()
    """Files and folders, in the inbox or outside the archive; none: the whole inbox."""
    allowed: frozenset[ReasonKind] = frozenset()
    """Kinds of reasons that a person accepts."""
    tidy: bool = True
    """Whether folders of the inbox that become empty go; not while somebody may be copying."""
    dry_run: bool = False
    """Only say what would be done."""

    @property
    def pointed(self) -> bool:
        """Whether a person named the files or their place, and did not ask for what is ready."""
        return bool(self.paths or self.intake.to)

    @property
    def accepts(self) -> frozenset[ReasonKind]:
        """The kinds of reasons that keep no file in the inbox."""
        return self.allowed | BY_HAND if self.pointed else self.allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file."""

    arrival: Arrival
    verdict: Verdict
    target: str = ""
    """Where it lies now, or would lie, relative to the archive."""
    reasons: tuple[Reason, ...] = ()
    """Why it waits; hints otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of all files."""

    outcomes: tuple[Outcome, ...]
    dry_run: bool = False
    finished: tuple[Deed, ...] = ()
    """What an earlier run had left unfinished, and how it ended now."""

    @property
    def complete(self) -> bool:
        """Nothing waits."""
        return not self.count(Verdict.WAITS)

    def count(self, verdict: Verdict) -> int:
        """Return how many files have that verdict."""
        return sum(outcome.verdict is verdict for outcome in self.outcomes)


def accepted(*, rename: bool, again: bool) -> frozenset[ReasonKind]:
    """Return the reasons that do not keep a file in the inbox, as a person asks for it."""
    twice = frozenset({ReasonKind.DUPLICATE})
    return (RENAMING if rename else frozenset()) | (twice if again else frozenset())


def file(view: View, order: Order, now: datetime) -> FileReport:
    """File what is ready, or what a person points at; the rest stays, with its reasons.

    Args:
        view: Which archive, on which day.
        order: What is to be filed.
        now: Written into the journal.

    Raises:
        InvalidChoiceError: The class is not declared, or the place does not exist.
        NotInArchiveError: A path does not exist, or is filed already.
        BusyError: Another command writes and does not end.
        NotWritableError: Nothing can be written in the archive.
    """
    if order.dry_run:
        inbox = look(view, order.intake, order.paths)
        _refuse(inbox, order)
        return FileReport(outcomes=tuple(planned(inbox, order)), dry_run=True)
    look(view, order.intake, order.paths)  # the long reading, before others are kept waiting
    with writing(view.root, Verb.FILE, now) as session:
        # Again: what an earlier run left is finished now, and nobody else gives out codes.
        inbox = look(view, order.intake, order.paths)
        _refuse(inbox, order)
        outcomes = [*_waiting(inbox, order), *carried_out(session, inbox, order)]
    _tell_in_inbox(view, order, inbox.dossier.settings, outcomes, now)
    return FileReport(outcomes=_in_order(outcomes), finished=session.finished)


def _tell_in_inbox(
    view: View, order: Order, settings: Settings, outcomes: Iterable[Outcome], now: datetime
) -> None:
    """Bring the page in the inbox up to date with what is left there."""
    left = [(o.arrival.path, o.verdict, o.reasons) for o in outcomes if not o.target]
    if order.pointed:
        with suppress(ArchivistError):
            left = [(a.path, a.verdict, said_of(a)) for a in look(view).arrivals]
    counts = {"files": len(left), "unsettled": 0}
    write_pending(extended(view.root), settings, left, counts, now)


def carried_out(session: Writing, inbox: Inbox, order: Order) -> Iterator[Outcome]:
    """File what may be filed and yield what became of it."""
    filings = list(filings_of(inbox, order))
    deeds = session.carry_out(filing.operation for filing in filings)
    for filing, deed in zip(filings, deeds, strict=True):
        yield from _ended(filing, deed)


def filings_of(inbox: Inbox, order: Order) -> Iterator[Filing]:
    """Yield the operations for every arrival that may be filed."""
    ready = [a for a in inbox.arrivals if a.destination and not a.blocked(order.accepts)]
    filings = Filer(inbox.dossier, dict(inbox.facts)).plan(ready, order.intake)
    if not order.tidy:
        yield from filings
        return
    there = (entry.path for entry in inbox.basket.files)
    yield from tidied(filings, inbox.dossier.settings.inbox, there)


def planned(inbox: Inbox, order: Order) -> Iterator[Outcome]:
    """Yield what would become of every file."""
    outcomes = list(_waiting(inbox, order))
    for filing in filings_of(inbox, order):
        for arrival, target in filing.targets:
            outcomes.append(
                Outcome(
                    arrival=arrival,
                    verdict=Verdict.READY,
                    target=target,
                    reasons=hints_of(arrival),
                )
            )
    yield from _in_order(outcomes)


def hints_of(arrival: Arrival) -> tuple[Reason, ...]:
    """Return what a person should know of a file that can be filed."""
    held = arrival.blocked(frozenset())
    return tuple(r for r in arrival.reasons if r not in held or r.kind in BY_HAND)


def said_of(arrival: Arrival) -> tuple[Reason, ...]:
    """Return what is to be said of a file that lies in the inbox."""
    return hints_of(arrival) if arrival.verdict is Verdict.READY else arrival.reasons


def _waiting(inbox: Inbox, order: Order) -> Iterator[Outcome]:
    for arrival in inbox.arrivals:
        reasons = arrival.blocked(order.accepts)
        if reasons or arrival.destination is None:
            rest = tuple(r for r in arrival.reasons if r not in reasons)
            yield Outcome(arrival=arrival, verdict=Verdict.WAITS, reasons=(*reasons, *rest))


def _ended(filing: Filing, deed: Deed) -> Iterator[Outcome]:
    for arrival, target in filing.targets:
        if deed.result is Result.DONE:
            yield Outcome(
                arrival=arrival, verdict=Verdict.FILED, target=target, reasons=hints_of(arrival)
            )
        else:
            reason = Reason(kind=ReasonKind.UNFILED, facts={"detail": deed.reason})
            yield Outcome(arrival=arrival, verdict=Verdict.WAITS, reasons=(reason,))


def _in_order(outcomes: list[Outcome]) -> tuple[Outcome, ...]:
    return tuple(sorted(outcomes, key=lambda outcome: outcome.arrival.path))


def _refuse(inbox: Inbox, order: Order) -> None:
    """Refuse what a person said and what cannot be: it holds for all files alike."""
    classes = inbox.dossier.settings.classes
    if order.intake.image_class and order.intake.image_class not in classes:
        raise InvalidChoiceError(
            _("The class {name} is not declared.").format(name=order.intake.image_class),
            _("Use one of: {names}; or add it to [classes] in archive.toml.").format(
                names=", ".join(classes)
            ),
        )
