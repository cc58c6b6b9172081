"""Working out the completeness matrix from a dossier (clause 6.8; REQUIREMENTS of both texts)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from archivist.model.completeness import Completeness, Gap, GapKind, Line, State
from archivist.model.dossier import Dossier
from archivist.model.holdings import Answer, Holdings
from archivist.model.item import Item
from archivist.model.period import Period, Span
from archivist.model.plan import Category, Frequency, Material, MaterialKind, Medium
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
    names = tuple(studio.name for studio in chosen)
    holdings = Holdings.of(dossier)
    lines = [
        line
        for studio in chosen
        for category in dossier.plan.categories
        for material in category.materials
        for line in lines_of(dossier, holdings, studio, category, material, period)
    ]
    return Completeness(
        plan=dossier.plan,
        as_of=dossier.as_of,
        period=period,
        studios=names,
        lines=tuple(lines),
        unrecognised=tuple(sorted(r.path for r in holdings.unrecognised if r.item.studio in names)),
    )


def lines_of(
    dossier: Dossier,
    holdings: Holdings,
    studio: Studio,
    category: Category,
    material: Material,
    period: Period,
) -> tuple[Line, ...]:
    """Return the lines of one material of one studio, as they stand in the matrix of a period.

    Of the dossier only the settings and the day are looked at.
    """
    return tuple(_Question(dossier, period, holdings, studio, category, material).lines())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Duty:
    """When a material has to be there."""

    period: Period | None = None
    due: date | None = None
    late: bool
    patient: bool = False
    """Before the day, what is still lacking is no gap yet."""

    def state(self, answers: list[Answer], gaps: tuple[Gap, ...]) -> State:
        """Return what the answers and the gaps between them come to."""
        if answers and not gaps:
            return State.PRESENT
        if not self.late and (self.patient or not gaps):
            return State.NOT_DUE
        return State.INCOMPLETE if answers or gaps else State.MISSING


@dataclass(frozen=True, slots=True)
class _Question:
    """One material of one studio, to be answered."""

    dossier: Dossier
    period: Period
    holdings: Holdings
    studio: Studio
    category: Category
    material: Material

    def lines(self) -> Iterator[Line]:
        """Return one line, or one for each period in which a recurring material falls due.

        What fell due before the studio was founded is not asked of it, nor is anything at all for a
        period that ended before.
        """
        since = self.studio.since or date.min
        if self.period.end < since:
            return iter(())
        return (line for line in self._lines() if line.due is None or line.due >= since)

    def _lines(self) -> Iterator[Line]:
        frequency = self.material.frequency
        if frequency.by_item:
            yield self._by_item()
        elif frequency is Frequency.STANDING:
            yield self._line(_Duty(late=True), lambda answer: self._in_time(answer.day), self._gaps)
        else:
            for part in self.period.parts(_SPANS[frequency]):
                yield self._recurring(part)

    def _recurring(self, part: Period) -> Line:
        due, today = self._due(part), self.dossier.as_of
        late = due < today and due <= self.period.end
        duty = _Duty(period=part, due=due, late=late, patient=True)

        def counts(answer: Answer) -> bool:
            return answer.within(part) and (answer.day is None or answer.day <= today)

        return self._line(duty, counts, self._gaps)

    def _by_item(self) -> Line:
        items = [item for item in self._items() if self._asked(item)]
        within = {item.path for item in items}
        duty = _Duty(late=True)
        if self.material.frequency is Frequency.PER_EVENT:
            late = self.period.end < self.dossier.as_of
            duty = _Duty(period=self.period, due=self.period.end, late=late)

        def gaps(answers: list[Answer]) -> Iterator[Gap]:
            held: dict[str, list[Answer]] = defaultdict(list)
            for answer in answers:
                held[answer.record.item.path].append(answer)
            for item in items:
                yield from self._item_gaps(item, held[item.path])

        return self._line(duty, lambda answer: answer.record.item.path in within, gaps)

    def _line(
        self,
        duty: _Duty,
        counts: Callable[[Answer], bool],
        gaps_of: Callable[[list[Answer]], Iterable[Gap]],
    ) -> Line:
        place = self.studio.name, self.material.id
        answers = [answer for answer in self.holdings.answers.get(place, ()) if counts(answer)]
        gaps = tuple(gaps_of(answers))
        state = duty.state(answers, gaps)
        waiver = "" if state is State.PRESENT else self._waiver()
        if state in {State.MISSING, State.INCOMPLETE} and not waiver:
            unusable = {a.record.path for a in self.holdings.unusable.get(place, ()) if counts(a)}
            gaps += tuple(Gap(kind=GapKind.UNUSABLE, path=path) for path in sorted(unusable))
        return Line(
            studio=self.studio.name,
            category=self.category,
            material=self.material,
            period=duty.period,
            state=State.WAIVED if waiver else state,
            evidence=tuple(sorted({answer.record.path for answer in answers})),
            gaps=() if waiver else gaps,
            due=duty.due,
            unstated=() if waiver else self._unstated(answers),
            reason=waiver,
        )

    def _items(self) -> list[Item]:
        place = self.studio.name, self.category.number, self.material.frequency
        return self.holdings.items.get(place, [])

    def _asked(self, item: Item) -> bool:
        if self.material.frequency is Frequency.PER_ITEM:
            return self._in_time(item.day)
        day = item.day
        return day is not None and day in self.period and day <= self.dossier.as_of

    def _in_time(self, day: date | None) -> bool:
        return day is None or day <= min(self.period.end, self.dossier.as_of)

    def _due(self, part: Period) -> date:
        if part.span is not Span.YEAR:
            return part.end
        month, day = self.material.due.split("-")
        return date(part.year, int(month), int(day))

    def _gaps(self, answers: list[Answer]) -> Iterator[Gap]:
        if not answers:
            return
        if self.material.kind is MaterialKind.SET:
            yield from self._part_gaps("", answers)
        elif len(answers) < self.material.least:
            yield Gap(kind=GapKind.FEW, lacking=(str(self.material.least - len(answers)),))

    def _item_gaps(self, item: Item, answers: list[Answer]) -> Iterator[Gap]:
        if not answers:
            yield Gap(kind=GapKind.ITEM, path=item.path)
        elif self.material.kind is MaterialKind.SET:
            yield from self._part_gaps(item.path, answers)

    def _part_gaps(self, path: str, answers: list[Answer]) -> Iterator[Gap]:
        there = {answer.claim.part for answer in answers}
        lacking = tuple(part.name for part in self.material.parts if part not in there)
        if lacking:
            yield Gap(kind=GapKind.PARTS, path=path, lacking=lacking)

    def _unstated(self, answers: list[Answer]) -> tuple[str, ...]:
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
            names = {self.material.id, self.material.name, self.material.name_en}
            if waiver.material in names and waiver.studio in {"", self.studio.name}:
                return f"{waiver.reason} ({waiver.by})"
        return ""
