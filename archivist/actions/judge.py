"""``archivist judge``: what only a person can decide, checked against the rubric and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from gettext import gettext as _
from pathlib import Path

from archivist.actions.judge_names import matter_meant, studio_meant
from archivist.errors import InvalidChoiceError
from archivist.formats.judgement_sheet import OpenRow, Scored, judgement_book
from archivist.formats.judgement_wording import allowed, matter_name, misjudged_text
from archivist.formats.score_names import named
from archivist.formats.table import Book
from archivist.model.display import shown
from archivist.model.judgement import Judgement, latest
from archivist.model.matters import (
    Matter,
    Measure,
    Misjudged,
    decided,
    matters,
)
from archivist.model.period import Period
from archivist.model.rubric import Rubric
from archivist.model.score import Score
from archivist.store.judgements import add_judgements

_WAYS = {
    Measure.DEDUCT: "--deduct",
    Measure.MEET: "--met / --unmet",
    Measure.GIVE: "--give",
}

_OTHER_NUMBER = frozenset(
    {Misjudged.EMPTY, Misjudged.NO_NUMBER, Misjudged.NEGATIVE, Misjudged.TOO_MUCH}
)
"""What another number cures, said in the same way."""


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """By which rubric, for which period and among which studios a person decides.

    Not ``slots``: what it is asked for each row is sorted once.
    """

    rubric: Rubric
    period: Period
    studios: tuple[str, ...]
    """All of the archive."""
    as_of: date
    made: tuple[Judgement, ...] = ()
    """All judgements so far."""

    others: Callable[[], Iterable[Rubric]] = tuple
    """Returns the other rubrics that can be named, the archive's first; asked only for a hint."""

    def counting(self, matter: str, studio: str) -> Judgement | None:
        """Return what counts on a matter of a studio so far."""
        return self._latest.get((self.rubric.id, matter, studio, self.period))

    @cached_property
    def matters(self) -> Mapping[str, Matter]:
        """What a person decides, by id."""
        return matters(self.rubric)

    @cached_property
    def _latest(self) -> Mapping[tuple[str, str, str, Period], Judgement]:
        return latest(self.made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person says of one matter."""

    matter: str
    """Its id."""
    said: str
    """A number, ``met`` or ``unmet``."""
    by: str
    note: str = ""
    studio: str = ""
    """Empty: the only one."""
    measure: Measure | None = None
    """How it is put: points off, points given, or met; None: as the matter asks."""
    withdraw: bool = False
    """What was decided is taken back; nothing else is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What became of it."""

    judgement: Judgement
    matter: Matter
    before: Judgement | None = None
    """What counted until now."""
    new: bool = True
    """False: the same was decided already, and nothing was written."""


def judge(root: Path, inspection: Inspection, ruling: Ruling, now: datetime) -> Judged:
    """Check one decision and keep it; one that was made already is not kept twice.

    Raises:
        InvalidChoiceError: The rubric has no such matter, files decide it, the points are more
            than it takes, the studio is unknown, nobody is named who decides, or nothing that was
            decided is there to be withdrawn.
        BusyError: Another command writes and does not end.
        NotReadableError: The judgements cannot be read.
        NotWritableError: Nothing can be written.
    """
    refuse_future(inspection)
    matter = matter_meant(inspection.rubric, ruling.matter, inspection.others)
    studio = studio_meant(inspection.studios, ruling.studio)
    by = " ".join(ruling.by.split())
    if not by:
        raise InvalidChoiceError(
            _("A judgement needs the name of the person who decides."), _("Say it: --by NAME")
        )
    wanted = Judgement(
        number=0,
        rubric=inspection.rubric.id,
        criterion=matter.id,
        studio=studio,
        period=inspection.period,
        deduct=Decimal(0) if ruling.withdraw else _points(matter, ruling),
        by=by,
        at="",
        note=ruling.note.strip(),
        withdrawn=ruling.withdraw,
    )
    before = inspection.counting(matter.id, studio)
    if before is None and ruling.withdraw:
        raise _nothing_to_withdraw(inspection, matter, studio)
    if before is not None and says_the_same(before, wanted):
        return Judged(judgement=before, matter=matter, before=before, new=False)
    (made,) = add_judgements(root, now, (wanted,))
    return Judged(judgement=made, matter=matter, before=before)


def worksheet(inspection: Inspection, scores: Sequence[Score], *, archive: str = "") -> Book:
    """Return the table of what a person has to decide.

    Args:
        inspection: By which rubric, for which period.
        scores: One for each studio.
        archive: The name of the archive.

    Raises:
        InvalidChoiceError: The period has not begun, or the rubric leaves nothing to a person.
    """
    refuse_future(inspection)
    rubric = inspection.rubric
    if not inspection.matters:
        raise InvalidChoiceError(
            _("{rubric} leaves nothing to a person to judge.").format(rubric=named(rubric)),
            _("Files decide all of it: archivist audit --rubric {id}").format(id=shown(rubric.id)),
        )
    rows = tuple(
        OpenRow(
            studio=score.studio,
            matter=matter,
            scored=_scored(score, matter),
            made=inspection.counting(matter.id, score.studio),
        )
        for score in scores
        for matter in inspection.matters.values()
    )
    return judgement_book(rubric, inspection.period, rows, archive=archive)


def says_the_same(one: Judgement, other: Judgement) -> bool:
    """Tell whether two judgements on one matter decide the same, by the same person."""
    one_says, other_says = (
        (each.withdrawn, each.deduct, _seen(each.by), _seen(each.note)) for each in (one, other)
    )
    return one_says == other_says


def _seen(text: str) -> str:
    """Return a text as it comes back from a table."""
    return " ".join(shown(text).split())


def refuse_future(inspection: Inspection) -> None:
    """Refuse to judge what has not begun.

    Raises:
        InvalidChoiceError: It has not.
    """
    period = inspection.period
    if period.start > inspection.as_of:
        raise InvalidChoiceError(
            _("{period} has not begun; there is nothing to judge in it yet.").format(period=period),
            _("Name another one, such as --period {period}").format(
                period=Period.containing(inspection.as_of, period.span)
            ),
        )


def _scored(score: Score, matter: Matter) -> Scored | None:
    found: tuple[tuple[str, Scored], ...] = (
        *((each.criterion.id, each) for each in score.criteria),
        *((each.condition.id, each) for each in score.conditions),
        *((each.duty.id, each) for each in score.duties),
    )
    return next((each for name, each in found if name == matter.id), None)


def _nothing_to_withdraw(inspection: Inspection, matter: Matter, studio: str) -> InvalidChoiceError:
    text = _("Nothing was judged of {name} for {studio} in {period}; there is nothing to withdraw.")
    return InvalidChoiceError(
        text.format(name=matter_name(matter), studio=shown(studio), period=inspection.period),
        _("See what was judged, and for which period: archivist judge --list"),
    )


def _points(matter: Matter, ruling: Ruling) -> Decimal:
    name = matter_name(matter)
    # What is met or not may be said with 0 or 1 off as well, and what costs points as met.
    fits = ruling.measure in {None, matter.measure} or Measure.GIVE not in {
        ruling.measure,
        matter.measure,
    }
    if not fits:
        raise InvalidChoiceError(
            _("{name} takes {allowed}.").format(name=name, allowed=allowed(matter)),
            _("Use {option}.").format(option=_WAYS[matter.measure]),
        )
    found = decided(matter, ruling.said)
    if isinstance(found, Misjudged):
        text = misjudged_text(matter, found, shown(ruling.said))
        raise InvalidChoiceError(
            _("{name}: {text}").format(name=name, text=text),
            _("Write {allowed}.").format(allowed=allowed(matter))
            if found in _OTHER_NUMBER
            else _("Use {option}.").format(option=_WAYS[matter.measure]),
        )
    return found
