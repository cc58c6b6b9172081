"""``archivist judge --read``: the table that an assessor filled in, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from gettext import gettext as _
from pathlib import Path

from archivist.actions.judge import (
    Inspection,
    refuse_future,
    says_the_same,
)
from archivist.actions.judge_names import files_decide, near_to
from archivist.errors import InvalidFileError
from archivist.formats.judgement_sheet import (
    BY,
    MATTER,
    SAID,
    STUDIO,
    SaidRow,
    read_judgement_sheet,
)
from archivist.formats.judgement_wording import misjudged_text
from archivist.model.display import shown
from archivist.model.judgement import Judgement
from archivist.model.matters import Matter, Misjudged, decided, things
from archivist.model.period import Period
from archivist.model.rubric import Rubric
from archivist.store.judgements import add_judgements


class Trouble(StrEnum):
    """Why a row decides nothing."""

    KEY = "key"
    """Its hidden key was changed, or is that of another row."""
    RUBRIC = "rubric"
    PERIOD = "period"
    STUDIO = "studio"
    MATTER = "matter"
    FILES = "files"
    """Files decide it."""
    DECISION = "decision"
    BY = "by"
    TWICE = "twice"
    """An earlier row decides the same matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTrouble:
    """A row that cannot be taken over."""

    row: SaidRow
    trouble: Trouble
    column: str = ""
    """The key of the column with the bad cell; empty: the whole row."""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDecision:
    """A row that decides something."""

    row: SaidRow
    matter: Matter
    judgement: Judgement
    before: Judgement | None = None
    """What counted until now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReport:
    """What a table says."""

    rubric: Rubric
    period: Period
    rows: int
    decisions: tuple[RowDecision, ...] = ()
    """What is new or differs."""
    same: int = 0
    """Rows that say what was judged already."""
    undecided: int = 0
    """Rows that were left empty."""
    troubles: tuple[RowTrouble, ...] = ()
    added: tuple[Judgement, ...] | None = None
    """What was written; None: it was only looked at, or a row has a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is known while a table is read."""

    rubric_of: Callable[[str], Rubric]
    """Returns the rubric of an id; of an empty one the archive's first."""
    studios: tuple[str, ...]
    as_of: date
    made: tuple[Judgement, ...] = ()
    rubric: str = ""
    """That was named; empty: the table's own."""
    period: Period | None = None
    """That was named; None: the table's own."""


def read_worksheet(reading: Reading, source: Path) -> SheetReport:
    """Return what a table decides; nothing is written.

    Raises:
        InvalidFileError: It is no table of judgements, or says not for which period it is.
        InvalidChoiceError: There is no such rubric, or its period has not begun.
        NotReadableError: It cannot be read.
    """
    rows = read_judgement_sheet(source)
    rubric_id, period = _meant(reading, rows, source)
    inspection = Inspection(
        rubric=reading.rubric_of(rubric_id),
        period=period,
        studios=reading.studios,
        as_of=reading.as_of,
        made=reading.made,
    )
    refuse_future(inspection)
    return _report(inspection, rows)


def take_over(root: Path, report: SheetReport, now: datetime) -> SheetReport:
    """Keep what a table decides: all of it, or nothing when one row has a mistake.

    Raises:
        BusyError: Another command writes and does not end.
        NotReadableError: The judgements cannot be read.
        NotWritableError: Nothing can be written.
    """
    if report.troubles:
        return report
    added = add_judgements(root, now, [each.judgement for each in report.decisions])
    return replace(report, added=added)


def _meant(reading: Reading, rows: Sequence[SaidRow], source: Path) -> tuple[str, Period]:
    """Return rubric and period: as they were named, else those of the first row that says so."""
    first = next((row for row in rows if row.rubric and row.whole), None)
    rubric = reading.rubric or (first.rubric if first else "")
    if reading.period is not None:
        return rubric, reading.period
    try:
        return rubric, Period.parse(first.period if first else "")
    except ValueError as error:
        raise InvalidFileError(
            _("{file} does not say for which rubric and period it is.").format(
                file=shown(str(source))
            ),
            _("Its hidden column was removed: name them, --rubric and --period."),
        ) from error


def _report(inspection: Inspection, rows: Sequence[SaidRow]) -> SheetReport:
    decisions: list[RowDecision] = []
    troubles: list[RowTrouble] = []
    taken: set[tuple[str, str]] = set()
    touched = [row for row in rows if not row.untouched]
    for row in touched:
        found = _wrong(inspection, row) or _read(inspection, row, inspection.matters[row.matter])
        if isinstance(found, RowDecision) and (row.matter, row.studio) in taken:
            found = RowTrouble(row=row, trouble=Trouble.TWICE)
        taken.add((row.matter, row.studio))
        if isinstance(found, RowTrouble):
            troubles.append(found)
        else:
            decisions.append(found)
    new = tuple(each for each in decisions if not _made_already(each))
    return SheetReport(
        rubric=inspection.rubric,
        period=inspection.period,
        rows=len(rows),
        decisions=new,
        same=len(decisions) - len(new),
        undecided=len(rows) - len(touched),
        troubles=tuple(troubles),
    )


def _made_already(decision: RowDecision) -> bool:
    before = decision.before
    return before is not None and says_the_same(before, decision.judgement)


def _wrong(inspection: Inspection, row: SaidRow) -> RowTrouble | None:
    """Return why it cannot be told what a row is about."""
    return next(
        (
            RowTrouble(row=row, trouble=trouble, column=column, detail=detail)
            for trouble, column, detail in _wrongs(inspection, row)
        ),
        None,
    )


def _wrongs(inspection: Inspection, row: SaidRow) -> Iterator[tuple[Trouble, str, str]]:
    rubric, period = inspection.rubric, inspection.period
    if not row.whole:
        yield Trouble.KEY, "", ""
    if row.rubric and row.rubric != rubric.id:
        yield Trouble.RUBRIC, "", row.rubric
    if row.period and row.period != str(period):
        yield Trouble.PERIOD, "", row.period
    if row.studio not in inspection.studios:
        yield Trouble.STUDIO, STUDIO, near_to(row.studio, inspection.studios)
    if row.matter not in inspection.matters:
        thing = next((each for each in things(rubric) if each.id == row.matter), None)
        if thing is not None:
            yield Trouble.FILES, MATTER, files_decide(thing)
        yield Trouble.MATTER, MATTER, near_to(row.matter, inspection.matters)


def _read(inspection: Inspection, row: SaidRow, matter: Matter) -> RowDecision | RowTrouble:
    points = decided(matter, row.said, in_words=True)
    if isinstance(points, Misjudged):
        text = misjudged_text(matter, points, shown(row.said))
        return RowTrouble(row=row, trouble=Trouble.DECISION, column=SAID, detail=text)
    if not row.by:
        return RowTrouble(row=row, trouble=Trouble.BY, column=BY)
    return RowDecision(
        row=row,
        matter=matter,
        judgement=_judgement(inspection, row, points),
        before=inspection.counting(matter.id, row.studio),
    )


def _judgement(inspection: Inspection, row: SaidRow, points: Decimal) -> Judgement:
    return Judgement(
        number=0,
        rubric=inspection.rubric.id,
        criterion=row.matter,
        studio=row.studio,
        period=inspection.period,
        deduct=points,
        by=row.by,
        at="",
        note=row.note,
    )
