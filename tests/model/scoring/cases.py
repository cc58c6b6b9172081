"""Rubrics and cases for tests, written as tersely as a table of situations asks.

An event ``award 2025-02-01 @集团公司``: kind and day (``2025-*-01``: of every month), then its
``@level``, ``!`` for each thing lacking, ``x`` for a failed one, ``#5`` for the row of the
training ledger that tells it, ``?`` for a claim, of which nothing is filed, ``-`` for an empty
month. An entry ``training 2025-03-05 place=302 lacking=people``: ledger and day (``-``: none),
then its cells. A material ``yearly 03-31``, ``monthly`` or ``standing``, then the days on which it
was filed, or its state. What is not written is there: every ledger, every standing material.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from pydantic import TypeAdapter

from archivist.model.case import Case
from archivist.model.completeness import Line, State
from archivist.model.event import Event, Lack, LackKind
from archivist.model.finding import Finding
from archivist.model.judgement import Judgement
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.period import Period, Span
from archivist.model.plan import Category, Frequency
from archivist.model.rubric import Deduction, Rubric
from archivist.store.rubric_shape import shaped
from archivist.store.templates import find_template
from archivist.store.toml import read_toml
from tests.builders import a_material

STUDIO = "徐宏伟创新工作室"
BOOK = f"{STUDIO}/18 工作台账/台账.xlsx"
_RUBRIC = TypeAdapter(Rubric)
_CATEGORY = Category(number="06", name="培训学习资料", clause="")
_SPANS = {
    Frequency.YEARLY: Span.YEAR,
    Frequency.HALF_YEARLY: Span.HALF_YEAR,
    Frequency.QUARTERLY: Span.QUARTER,
    Frequency.MONTHLY: Span.MONTH,
}


class Told(TypedDict, total=False):
    """What is told of a case."""

    since: str
    events: list[str]
    entries: list[str]
    materials: dict[str, str]
    findings: list[str]
    judgements: list[str]
    no_ledgers: list[str]


def shipped(name: str) -> Rubric:
    """Return a rubric that is shipped; its references are another test's matter."""
    read = shaped(read_toml(find_template("rubrics", name), name))
    assert read.rubric is not None
    return read.rubric


def a_rubric(given: Mapping[str, Any]) -> Rubric:
    """Return a rubric; texts and names that are left out are made up.

    With ``points`` and ``deductions`` only it has one criterion, X.
    """
    tables = dict(given)
    if "deductions" in tables:
        points, deductions = tables.pop("points", 0), tables.pop("deductions")
        criterion = {"id": "X", "points": points, "deductions": deductions}
        tables["sections"] = [{"points": points, "criteria": [criterion]}]
    values: dict[str, Any] = {"id": "r", "name": "r", **tables}
    values["total"] = sum(each["points"] for each in values.get("sections", ()))
    return _RUBRIC.validate_python(_named(values))


def _named(value: object) -> object:
    if isinstance(value, list):
        return [_named(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "words" in value and "column" in value:
        return value
    told = {key: _named(each) for key, each in value.items()}
    return {"text": told.get("kind"), **told} if "kind" in told else {"name": "n", **told}


def an_event(text: str) -> Event:
    """Return the event that a few words tell."""
    kind, day, *marks = text.split()
    values: dict[str, Any] = {"lacking": ()}
    for mark in marks:
        if mark.startswith("@"):
            values["level"] = mark[1:]
        elif mark.startswith("#"):
            values |= {"ledger": "training", "path": BOOK, "sheet": "一", "row": int(mark[1:])}
        elif mark == "-":
            values["lacking"] = (*values["lacking"], Lack(LackKind.MONTH, "m"))
        elif mark == "?":
            values["lacking"] = (*values["lacking"], Lack(LackKind.ITEM))
        elif mark == "x":
            values["failed"] = True
        else:
            assert set(mark) == {"!"}, text
            values["lacking"] += tuple(Lack(LackKind.FIELD, str(n)) for n in range(len(mark)))
    return Event(kind, date.fromisoformat(day), text, **values)


def _monthly(told: Iterable[str]) -> Iterator[str]:
    """Yield the texts; one with ``*`` for the month twelve times."""
    for text in told:
        months = range(1, 13) if "*" in text else (0,)
        yield from (text.replace("*", f"{month:02}") for month in months)


def an_entry(text: str, row: int) -> LedgerEntry:
    """Return the entry that a few words tell; its row unless they say another."""
    ledger, day, *cells = text.split()
    values = dict(cell.split("=") for cell in cells)
    lacking = tuple(values.pop("lacking", "").split(","))
    return LedgerEntry(
        ledger=ledger,
        path=BOOK,
        sheet="一",
        row=int(values.pop("row", row)),
        values=values,
        days={} if day == "-" else {"day": date.fromisoformat(day)},
        numbers={key: Decimal(text) for key, text in values.items() if _number(text)},
        lacking=tuple(key for key in lacking if key),
    )


def _number(text: str) -> bool:
    return text.replace(".", "").replace("-", "").isdigit()


Lines = Callable[[str, Period], tuple[Line, ...]]


def materials(told: Mapping[str, str], as_of: date, since: date | None = None) -> Lines:
    """Return a matrix of which only the materials named lack anything."""

    def lines(material: str, period: Period) -> tuple[Line, ...]:
        words = told.get(material, "standing present").split()
        found = _Material(material, Frequency(words[0]), words[1:], as_of).lines(period)
        return tuple(line for line in found if not since or not line.due or line.due >= since)

    return lines


@dataclass(frozen=True, slots=True)
class _Material:
    """One material and what was filed of it."""

    id: str
    frequency: Frequency
    words: list[str]
    as_of: date

    def lines(self, period: Period) -> Iterator[Line]:
        if self.frequency is Frequency.STANDING:
            yield self._line(None, State(self.words[0]))
        elif self.frequency.by_item:
            yield self._line(period, State(self.words[0]), period.end)
        else:
            for part in period.parts(_SPANS[self.frequency]):
                yield self._recurring(part, period)

    def _recurring(self, part: Period, asked: Period) -> Line:
        yearly = self.frequency is Frequency.YEARLY
        due = date.fromisoformat(f"{part.year:04}-{self.words[0]}") if yearly else part.end
        filed = [date.fromisoformat(each) for each in self.words[yearly:]]
        if any(day in part and day <= self.as_of for day in filed):
            return self._line(part, State.PRESENT, due)
        late = due < self.as_of and due <= asked.end
        return self._line(part, State.MISSING if late else State.NOT_DUE, due)

    def _line(self, period: Period | None, state: State, due: date | None = None) -> Line:
        return Line(
            studio=STUDIO,
            category=_CATEGORY,
            material=a_material(id=self.id, frequency=self.frequency),
            period=period,
            state=state,
            evidence=(f"{STUDIO}/{self.id}.pdf",) if state is State.PRESENT else (),
            due=due,
        )


def judgements(told: Iterable[str], rubric: str) -> tuple[Judgement, ...]:
    """Return judgements from ``X 2025-Q1 2``, in the order in which they were made."""
    split = [each.split() for each in told]
    return tuple(
        Judgement(
            number=number,
            rubric=rubric,
            criterion=criterion,
            studio=STUDIO,
            period=Period.parse(period),
            deduct=Decimal(deduct),
            by="王主任",
            at=f"2025-04-{number:02}T09:00:00+08:00",
        )
        for number, (criterion, period, deduct) in enumerate(split, 1)
    )


def findings(told: Iterable[str]) -> tuple[tuple[Finding, date | None], ...]:
    """Return findings from ``ELE101 06 2025-03-05``: code, category and day, or ``-``."""
    split = [each.split() for each in told]
    return tuple(
        (
            Finding(code=code, path=f"{STUDIO}/{category} 类目/案卷/{place}.jpg"),
            None if day == "-" else date.fromisoformat(day),
        )
        for place, (code, category, day) in enumerate(split)
    )


def a_case(rubric: Rubric, as_of: str, **told: Unpack[Told]) -> Case:
    """Return a case; what is told of it is as terse as this module says."""
    today = date.fromisoformat(as_of)
    since = date.fromisoformat(told["since"]) if "since" in told else None
    there = ledgers_of(rubric) - set(told.get("no_ledgers", ()))
    return Case(
        studio=STUDIO,
        since=since,
        as_of=today,
        events=tuple(an_event(each) for each in _monthly(told.get("events", ()))),
        entries=(
            *(an_entry(each, 3 + n) for n, each in enumerate(told.get("entries", ()))),
            *map(kept, sorted(there)),
        ),
        workbooks=dict.fromkeys(sorted(there), (BOOK,)),
        lines=materials(told.get("materials", {}), today, since),
        findings=findings(told.get("findings", ())),
        judgements=judgements(told.get("judgements", ()), rubric.id),
    )


def kept(ledger: str) -> LedgerEntry:
    """Return an entry by which a ledger is not empty; of a day on which no score looks."""
    return LedgerEntry(
        ledger=ledger, path=BOOK, sheet="一", row=2, values={}, days={"day": date.max}, numbers={}
    )


def ledgers_of(rubric: Rubric) -> set[str]:
    """Return every ledger that a rubric asks for."""
    return {name for each in deductions_of(rubric) for name in each.ledgers}


def deductions_of(value: object) -> list[Deduction]:
    """Return every deduction and demand anywhere inside a rubric."""
    if isinstance(value, Deduction):
        return [value]
    if isinstance(value, tuple):
        return [found for each in value for found in deductions_of(each)]
    if not is_dataclass(value):
        return []
    return [found for f in fields(value) for found in deductions_of(getattr(value, f.name))]
