"""What is filed, sorted by the material that it answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from archivist.model.days import named_year
from archivist.model.dossier import Dossier
from archivist.model.item import Item
from archivist.model.matching import Claim, Recogniser
from archivist.model.period import Period, Span
from archivist.model.plan import Frequency
from archivist.model.record import Record


@dataclass(frozen=True, slots=True)
class Answer:
    """One record that answers a material."""

    record: Record
    claim: Claim
    day: date | None
    """The day of the event that it tells of."""
    year: int | None
    """The year that its name states, which goes before its date: a plan is made the year before."""

    def within(self, period: Period) -> bool:
        """Tell whether it counts in a period: by its own date, never by that of filing."""
        if self.year is not None and period.span is Span.YEAR:
            return self.year == period.year
        return self.day is not None and self.day in period


@dataclass(slots=True)
class Holdings:
    """All answers, and the items that are asked for something, sorted out once."""

    answers: dict[tuple[str, str], list[Answer]] = field(default_factory=lambda: defaultdict(list))
    """By studio and material id."""
    unusable: dict[tuple[str, str], list[Answer]] = field(default_factory=lambda: defaultdict(list))
    """Records that would answer but have a defect, by studio and material id."""
    items: dict[tuple[str, str, Frequency], list[Item]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By studio, category, and whether each event or each item is asked."""
    unrecognised: list[Record] = field(default_factory=list)
    """Records that answer nothing."""

    @classmethod
    def of(cls, dossier: Dossier) -> Holdings:
        """Sort out everything in a dossier."""
        holdings, recogniser = cls(), Recogniser(dossier.plan)
        carried: dict[str, set[Frequency]] = defaultdict(set)
        for record in dossier.records:
            claims = recogniser.claims(record)
            if not claims:
                holdings.unrecognised.append(record)
            for claim in claims:
                carried[record.item.path].add(claim.material.frequency)
                holdings._file(record, claim)
        for item in dossier.items:
            titled = recogniser.titled(item.category, item.name.title)
            named = {titled.material.frequency} if titled else carried[item.path]
            for asked in _asked(named):
                holdings.items[item.studio, item.category, asked].append(item)
        return holdings

    def _file(self, record: Record, claim: Claim) -> None:
        place = record.item.studio, claim.material.id
        defective = record.facts is not None and record.facts.defect is not None
        answers = self.unusable if defective else self.answers
        answers[place].append(Answer(record, claim, _day_of(record), _year_of(record)))


def _asked(named: set[Frequency]) -> list[Frequency]:
    """Return what an item is asked for, by the frequencies of what its title or its files name.

    An item that is itself a yearly plan or report is no event; one that holds only a handout is.
    A list of papers is no paper.
    """
    asked = []
    if not named or not all(frequency.recurring for frequency in named):
        asked.append(Frequency.PER_EVENT)
    if not named or any(frequency.by_item for frequency in named):
        asked.append(Frequency.PER_ITEM)
    return asked


def _day_of(record: Record) -> date | None:
    """Return the day of the event that a record tells of: its item's, else its own."""
    if record.item.day is not None:
        return record.item.day
    stated = record.elements.event_date
    if stated is not None and stated.day is not None:
        return stated.day
    return record.code.day if record.code else None


def _year_of(record: Record) -> int | None:
    return named_year(record.stem) or named_year(record.item.name.title)
