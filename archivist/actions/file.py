"""``archivist file``: from the inbox into an item, images under their next free code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.inbox import Inbox, look
from archivist.actions.survey import View
from archivist.errors import InvalidChoiceError
from archivist.model.arrival import Arrival, Intake, Reason, ReasonKind, Verdict
from archivist.model.filing import Filer, Filing
from archivist.model.operation import Deed, Result, Verb
from archivist.store.operations import Writing, writing

BY_HAND = frozenset({ReasonKind.ELEMENT})
"""What does not keep a person from filing: elements can be described in the item as well."""
RENAMING = frozenset({ReasonKind.NAME, ReasonKind.TAKEN})
"""What a person accepts who lets documents be renamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be filed, and what a person accepts."""

    intake: Intake = Intake()
    paths: tuple[Path, ...] = ()
    """Files and folders, in the inbox or outside the archive; none: the whole inbox."""
    allowed: frozenset[ReasonKind] = BY_HAND
    dry_run: bool = False
    """Only say what would be done."""


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
    return BY_HAND | (RENAMING if rename else frozenset()) | (twice if again else frozenset())


def file(view: View, order: Order, now: datetime) -> FileReport:
    """File what can be filed; everything else stays where it is, with its reasons.

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
        return FileReport(outcomes=_in_order(outcomes), finished=session.finished)


def carried_out(session: Writing, inbox: Inbox, order: Order) -> Iterator[Outcome]:
    """File what may be filed and yield what became of it."""
    filings = list(filings_of(inbox, order))
    deeds = session.carry_out(filing.operation for filing in filings)
    for filing, deed in zip(filings, deeds, strict=True):
        yield from _ended(filing, deed)


def filings_of(inbox: Inbox, order: Order) -> Iterator[Filing]:
    """Yield the operations for every arrival that may be filed."""
    ready = [a for a in inbox.arrivals if a.destination and not a.blocked(order.allowed)]
    yield from Filer(inbox.dossier, dict(inbox.facts)).plan(ready, order.intake)


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
    return tuple(r for r in arrival.reasons if r not in held or r.kind is ReasonKind.ELEMENT)


def _waiting(inbox: Inbox, order: Order) -> Iterator[Outcome]:
    for arrival in inbox.arrivals:
        reasons = arrival.blocked(order.allowed)
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
