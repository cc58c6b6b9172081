"""``archivist judge``: what only a person can decide, checked against the rubric and kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property
from gettext import gettext as _
from pathlib import Path

from archivist.errors import InvalidChoiceError
from archivist.formats.judgement_sheet import OpenRow, Scored, judgement_book
from archivist.formats.judgement_wording import allowed, matter_name, misjudged_text
from archivist.formats.score_names import asked, named
from archivist.formats.table import Book
from archivist.model.display import shown
from archivist.model.judgement import Judgement, standing
from archivist.model.matters import (
    Matter,
    Measure,
    Misjudged,
    Thing,
    decided,
    matter_of,
    matters,
    things,
)
from archivist.model.period import Period
from archivist.model.rubric import Bonus, Criterion, Rubric
from archivist.model.score import Score
from archivist.store.judgements import add_judgements

_WAYS = {
    Measure.DEDUCT: "--deduct",
    Measure.MEET: "--met / --unmet",
    Measure.GIVE: "--give",
}


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

    def standing(self, matter: str, studio: str) -> Judgement | None:
        """Return what counts on a matter of a studio so far."""
        return self._standing.get((self.rubric.id, matter, studio, self.period))

    @cached_property
    def matters(self) -> Mapping[str, Matter]:
        """What a person decides, by id."""
        return matters(self.rubric)

    @cached_property
    def _standing(self) -> Mapping[tuple[str, str, str, Period], Judgement]:
        return standing(self.made)


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
            than it takes, the studio is unknown, or nobody is named who decides.
        BusyError: Another command writes and does not end.
        NotReadableError: The judgements cannot be read.
        NotWritableError: Nothing can be written.
    """
    refuse_future(inspection)
    matter = _matter(inspection.rubric, ruling.matter)
    studio = _studio(inspection.studios, ruling.studio)
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
        deduct=_points(matter, ruling),
        by=by,
        at="",
        note=ruling.note.strip(),
    )
    before = inspection.standing(matter.id, studio)
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
            made=inspection.standing(matter.id, score.studio),
        )
        for score in scores
        for matter in inspection.matters.values()
    )
    return judgement_book(rubric, inspection.period, rows, archive=archive)


def says_the_same(one: Judgement, other: Judgement) -> bool:
    """Tell whether two judgements on one matter decide the same, by the same person."""
    return (one.deduct, one.by, one.note) == (other.deduct, other.by, other.note)


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


def _matter(rubric: Rubric, text: str) -> Matter:
    ids = {thing.id: thing for thing in things(rubric)}
    wanted = _plain(text)
    thing = ids.get(text) or next(
        (each for id_, each in ids.items() if _plain(id_) == wanted), None
    )
    open_ones = ", ".join(shown(each) for each in matters(rubric))
    hint = _("A person judges: {ids}").format(ids=open_ones or _("nothing"))
    if thing is None:
        near = near_to(text, ids)
        message = _("{rubric} has no criterion “{id}”.")
        if near:
            message = _("{rubric} has no criterion “{id}”; did you mean {near}?")
        raise InvalidChoiceError(
            message.format(rubric=named(rubric), id=shown(text), near=shown(near)), hint
        )
    matter = matter_of(rubric, thing)
    if matter is None:
        raise InvalidChoiceError(files_decide(thing), hint)
    return matter


def files_decide(thing: Thing) -> str:
    """Return what files decide of a thing in which there is nothing to judge."""
    name = f"{shown(thing.id)} {named(thing)}"
    if isinstance(thing, Bonus):
        return _("There is nothing to judge in {name}: the ledgers tell its points.").format(
            name=name
        )
    deductions = thing.deductions if isinstance(thing, Criterion) else thing.demands
    texts = dict.fromkeys(asked(each) for each in deductions)
    text = _("There is nothing to judge in {name}: files decide it ({texts}).")
    return text.format(name=name, texts=_("; ").join(texts))


def near_to(text: str, names: Iterable[str]) -> str:
    """Return the name that was probably meant, or an empty text."""
    plain = {_plain(name): name for name in names}
    close = get_close_matches(_plain(text)[:100], plain, n=1, cutoff=0.5)
    return plain[close[0]] if close else ""


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _studio(studios: Sequence[str], named_one: str) -> str:
    hint = _("Say which: --studio, one of {names}").format(names=_(", ").join(map(shown, studios)))
    if not named_one:
        if len(studios) == 1:
            return studios[0]
        raise InvalidChoiceError(_("The archive has several studios."), hint)
    wanted = _plain(named_one)
    alike = [each for each in studios if wanted and wanted in _plain(each)]
    found = next((each for each in alike if _plain(each) == wanted), "")
    if not found and len(alike) == 1:
        # A part of a name is enough where it means one, as for an audit.
        found = alike[0]
    if not found:
        near = near_to(named_one, studios)
        message = _("There is no studio “{name}”.")
        if near:
            message = _("There is no studio “{name}”; did you mean {near}?")
        raise InvalidChoiceError(message.format(name=shown(named_one), near=shown(near)), hint)
    return found


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
            _("Use {option}.").format(option=_WAYS[matter.measure]),
        )
    return found
