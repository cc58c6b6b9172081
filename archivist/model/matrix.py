"""Working out the completeness matrix from a dossier (clause 6.8; REQUIREMENTS of both texts)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from archivist.model.completeness import Completeness, Gap, GapKind, Line, State
from archivist.model.days import named_year
from archivist.model.dossier import Dossier
from archivist.model.item import Item
from archivist.model.matching import Claim, Recogniser
from archivist.model.period import Period, Span
from archivist.model.plan import Category, Frequency, Material, MaterialKind, Medium
from archivist.model.record import Record
from archivist.model.settings import Studio

_SPANS = {
    Frequency.YEARLY: Span.YEAR,
    Frequency.HALF_YEARLY: Span.HALF_YEAR,
    Frequency.QUARTERLY: Span.QUARTER,
    Frequency.MONTHLY: Span.MONTH,
}


def completeness(dossier: Dossier, period: Period, studios: Iterable[str] = ()) -> Completeness:
    """Return the matrix of category by material.

    A standing material counts as it is at the end of the period; a recurring one is asked for in
    each of its own periods inside, and is not due before its day; what is filed for each event is
    asked of every item whose own date lies in the period.

    Args:
        dossier: What is filed.
        period: What is audited.
        studios: Their names; none means all of the archive.
    """
    wanted = set(studios)
    chosen = [s for s in dossier.settings.studios if not wanted or s.name in wanted]
    ledger = _Holdings.of(dossier)
    lines = [
        line
        for studio in chosen
        for category in dossier.plan.categories
        for material in category.materials
        for line in _Question(dossier, period, ledger, studio, category, material).lines()
    ]
    return Completeness(
        plan=dossier.plan,
        as_of=dossier.as_of,
        period=period,
        studios=tuple(studio.name for studio in chosen),
        lines=tuple(lines),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """One record that answers a material."""

    record: Record
    claim: Claim
    day: date | None
    year: int | None
    """The year that its name states, which goes before its date: a plan is made the year before."""

    def within(self, period: Period) -> bool:
        if self.year is not None and period.span is Span.YEAR:
            return self.year == period.year
        return self.day is not None and self.day in period


@dataclass(slots=True)
class _Holdings:
    """All answers, and the items that tell of an event, sorted out once."""

    answers: dict[tuple[str, str], list[_Answer]] = field(default_factory=lambda: defaultdict(list))
    """By studio and material id."""
    events: dict[tuple[str, str], list[Item]] = field(default_factory=lambda: defaultdict(list))
    """By studio and category: the items asked for what each event must hold."""

    @classmethod
    def of(cls, dossier: Dossier) -> _Holdings:
        holdings, recogniser = cls(), Recogniser(dossier.plan)
        carried: dict[str, set[Frequency]] = defaultdict(set)
        for record in dossier.records:
            if record.facts is not None and record.facts.defect is not None:
                continue
            for claim in recogniser.claims(record):
                carried[record.item.path].add(claim.material.frequency)
                holdings.answers[record.item.studio, claim.material.id].append(
                    _Answer(record, claim, _day_of(record), _year_of(record))
                )
        for item in dossier.items:
            titled = recogniser.titled(item.category, item.name.title)
            frequencies = {titled.material.frequency} if titled else carried[item.path]
            if not frequencies or any(frequency.by_item for frequency in frequencies):
                holdings.events[item.studio, item.category].append(item)
        return holdings


@dataclass(frozen=True, slots=True)
class _Question:
    """One material of one studio, to be answered."""

    dossier: Dossier
    period: Period
    holdings: _Holdings
    studio: Studio
    category: Category
    material: Material

    def lines(self) -> Iterator[Line]:
        """Yield one line, or one for each period in which a recurring material falls due."""
        if self.material.frequency.by_item:
            yield self._by_item()
        elif self.material.frequency is Frequency.STANDING:
            answers = [answer for answer in self._answers() if self._in_time(answer.day)]
            gaps = tuple(self._gaps(answers))
            yield self._line(None, answers, gaps, late=True)
        else:
            for part in self.period.parts(_SPANS[self.material.frequency]):
                if self.studio.since is None or part.end >= self.studio.since:
                    yield self._recurring(part)

    def _recurring(self, part: Period) -> Line:
        due = self._due(part)
        answers = [answer for answer in self._answers() if answer.within(part)]
        late = due < self.dossier.as_of and due <= self.period.end
        return self._line(part, answers, tuple(self._gaps(answers)), late=late, due=due)

    def _by_item(self) -> Line:
        items = [item for item in self._events() if self._asked(item)]
        within = {item.path for item in items}
        answers = [answer for answer in self._answers() if answer.record.item.path in within]
        held: dict[str, list[_Answer]] = defaultdict(list)
        for answer in answers:
            held[answer.record.item.path].append(answer)
        gaps = tuple(gap for item in items for gap in self._item_gaps(item, held[item.path]))
        standing = self.material.frequency is Frequency.PER_ITEM
        late = standing or self.period.end < self.dossier.as_of
        due = None if standing else self.period.end
        return self._line(None if standing else self.period, answers, gaps, late=late, due=due)

    def _line(
        self,
        period: Period | None,
        answers: list[_Answer],
        gaps: tuple[Gap, ...],
        *,
        late: bool,
        due: date | None = None,
    ) -> Line:
        state = State.PRESENT if answers and not gaps else State.INCOMPLETE
        if not answers and not gaps:
            state = State.MISSING if late else State.NOT_DUE
        waiver = "" if state is State.PRESENT else self._waiver()
        return Line(
            studio=self.studio.name,
            category=self.category,
            material=self.material,
            period=period,
            state=State.WAIVED if waiver else state,
            evidence=tuple(sorted({answer.record.path for answer in answers})),
            gaps=gaps,
            due=due,
            unstated=self._unstated(answers),
            reason=waiver,
        )

    def _answers(self) -> list[_Answer]:
        return self.holdings.answers.get((self.studio.name, self.material.id), [])

    def _events(self) -> list[Item]:
        return self.holdings.events.get((self.studio.name, self.category.number), [])

    def _asked(self, item: Item) -> bool:
        if self.material.frequency is Frequency.PER_ITEM:
            return self._in_time(item.name.day)
        day = item.name.day
        return day is not None and day in self.period and day <= self.dossier.as_of

    def _in_time(self, day: date | None) -> bool:
        return day is None or day <= min(self.period.end, self.dossier.as_of)

    def _due(self, part: Period) -> date:
        if part.span is not Span.YEAR:
            return part.end
        month, day = self.material.due.split("-")
        return date(part.year, int(month), int(day))

    def _gaps(self, answers: list[_Answer]) -> Iterator[Gap]:
        if not answers:
            return
        if self.material.kind is MaterialKind.SET:
            yield from self._part_gaps("", answers)
        elif len(answers) < self.material.least:
            yield Gap(kind=GapKind.FEW, lacking=(str(self.material.least - len(answers)),))

    def _item_gaps(self, item: Item, answers: list[_Answer]) -> Iterator[Gap]:
        if not answers:
            yield Gap(kind=GapKind.ITEM, path=item.path)
        elif self.material.kind is MaterialKind.SET:
            yield from self._part_gaps(item.path, answers)

    def _part_gaps(self, path: str, answers: list[_Answer]) -> Iterator[Gap]:
        there = {answer.claim.part for answer in answers}
        lacking = tuple(part.name for part in self.material.parts if part not in there)
        if lacking:
            yield Gap(kind=GapKind.PARTS, path=path, lacking=lacking)

    def _unstated(self, answers: list[_Answer]) -> tuple[str, ...]:
        if Medium.PAPER not in self.material.media:
            return ()
        return tuple(
            sorted(
                {
                    answer.record.item.path
                    for answer in answers
                    if answer.record.description.paper is None
                    and answer.record.item.description.paper is None
                }
            )
        )

    def _waiver(self) -> str:
        for waiver in self.dossier.settings.waivers:
            if waiver.material == self.material.id and waiver.studio in {"", self.studio.name}:
                return f"{waiver.reason} ({waiver.by})"
        return ""


def _day_of(record: Record) -> date | None:
    """Return the day of the event that a record tells of: its item's, else its code's."""
    if record.item.name.day is not None:
        return record.item.name.day
    stated = record.elements.event_date
    if stated is not None and stated.day is not None:
        return stated.day
    return record.code.day if record.code else None


def _year_of(record: Record) -> int | None:
    return named_year(record.stem) or named_year(record.item.name.title)
