"""``archivist audit --rubric``: every studio's score by a rubric, with evidence and cures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from gettext import gettext as _
from pathlib import Path

from archivist.actions.cases import Grounds, cases
from archivist.actions.rubric import CODES
from archivist.actions.survey import choose_studios
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.model.case import Case
from archivist.model.coming import coming
from archivist.model.display import shown
from archivist.model.event import Event
from archivist.model.names import same_name
from archivist.model.period import Period, Span
from archivist.model.rubric import DeductionKind, Rubric
from archivist.model.score import Score
from archivist.model.scoring import scores as worked_out
from archivist.model.settings import MARKER, Settings
from archivist.model.verdict import Coming, Past, StudioVerdict, Verdict
from archivist.store.judgements import read_judgements
from archivist.store.ledger_file import load_ledgers
from archivist.store.plan_file import load_plan
from archivist.store.rubric_file import load_rubric, rubric_names
from archivist.store.settings import load_settings
from archivist.store.toml import Mistake, invalid_file
from archivist.store.tree import extended

AHEAD = 30
"""Days in which what falls due is named, unless another number is asked for."""
_PERIODS = 8
"""Periods in the chart of scores."""
_STANDARD = "db1508-t150-2023"
"""The rubric of an archive that names none: the standard's own demands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of an audit by a rubric."""

    rubric: str = ""
    """Its name; empty: the archive's first."""
    period: Period | None = None
    """None: the quarter of the day."""
    studios: tuple[str, ...] = ()
    """Names, or parts of names; none means all."""
    ranked: bool = False
    ahead: int = AHEAD
    history: bool = False
    """Also the scores of the periods before, for the chart."""


def verdict(view: View, request: Request) -> Verdict:
    """Return the score of every studio that is asked for.

    Raises:
        InvalidChoiceError: A name fits no studio or no rubric.
        InvalidFileError: ``archive.toml``, the plan, a ledger or the rubric has mistakes.
        NotReadableError: A studio or a category cannot be listed: what it holds is not missing.
    """
    grounds = grounds_of(view, request.rubric)
    period = request.period or Period.containing(view.as_of, Span.QUARTER)
    periods = list(_periods(period)) if request.history else [period]
    studios = [
        _studio_verdict(case, grounds.rubric, periods, view, request.ahead)
        for case in _cases(view, grounds, request.studios)
    ]
    if request.ranked:
        studios.sort(key=lambda each: _standing(each.score))
    return Verdict(
        archive=grounds.settings.called(view.root.name or str(view.root)),
        rubric=grounds.rubric,
        period=period,
        as_of=view.as_of,
        plan=grounds.plan,
        ledgers=grounds.ledgers,
        studios=tuple(studios),
        ranked=request.ranked,
    )


def scores(
    view: View, rubric: str, period: Period, studios: Iterable[str] = ()
) -> tuple[Score, ...]:
    """Return the scores alone, in the order of ``archive.toml``; it raises as `verdict` does."""
    grounds = grounds_of(view, rubric)
    return tuple(
        worked_out(grounds.rubric, case, (period,))[0]
        for case in _cases(view, grounds, tuple(studios))
    )


def upcoming(view: View, request: Request) -> tuple[tuple[Coming, ...], Grounds]:
    """Return what falls due in the coming days, the most points first, of all studios asked for.

    It raises as `verdict` does.
    """
    grounds = grounds_of(view, request.rubric)
    until = _until(view, request.ahead)
    found = [
        each
        for case in _cases(view, grounds, request.studios)
        for each in coming(grounds.rubric, case, until)
    ]
    return tuple(sorted(found, key=lambda each: (-each.points, each.due))), grounds


def rubric_of(view: View, rubric: str) -> Rubric:
    """Return a rubric by name; an empty name means the archive's first.

    Raises:
        InvalidChoiceError: There is no rubric of that name.
        InvalidFileError: ``archive.toml``, the plan, a ledger or the rubric has mistakes.
    """
    return grounds_of(view, rubric).rubric


def grounds_of(view: View, rubric: str) -> Grounds:
    """Return what a score rests on besides the files; it raises as `rubric_of` does."""
    root = extended(view.root)
    settings = load_settings(root)
    plan = load_plan(root, settings)
    ledgers = load_ledgers(root, plan)
    name = _named(rubric, root) if rubric else _usual(settings, root)
    chosen = load_rubric(root, name, plan, ledgers, CODES)
    return Grounds(
        settings=settings,
        plan=plan,
        ledgers=ledgers,
        rubric=chosen,
        judgements=read_judgements(root),
        findings=any(
            each.kind is DeductionKind.FINDINGS
            for criterion in chosen.criteria
            for each in criterion.deductions
        ),
    )


def _named(rubric: str, root: Path) -> str:
    """Return the name of a rubric as its file spells it."""
    names = rubric_names(root)
    found = next((each for each in names if same_name(each) == same_name(rubric)), None)
    if found is None:
        raise InvalidChoiceError(
            _("There is no rubric “{name}”.").format(name=shown(rubric)),
            _("Use one of: {names}").format(names=_(", ").join(names)),
        )
    return found


def _usual(settings: Settings, root: Path) -> str:
    """Return the rubric of an archive, if ``archive.toml`` names none but those there are."""
    names = rubric_names(root)
    unknown = [each for each in settings.rubrics if each not in names]
    if unknown:
        text = _("there is no rubric “{name}”; use one of: {names}")
        listed = _(", ").join(names)
        mistakes = (
            Mistake(place="rubrics", text=text.format(name=shown(each), names=listed))
            for each in unknown
        )
        raise invalid_file(MARKER, mistakes)
    return next(iter(settings.rubrics), _STANDARD)


def _cases(view: View, grounds: Grounds, studios: tuple[str, ...]) -> Iterator[Case]:
    chosen = choose_studios(grounds.settings, studios)
    return cases(view, grounds, chosen or tuple(each.name for each in grounds.settings.studios))


def _studio_verdict(
    case: Case, rubric: Rubric, periods: list[Period], view: View, ahead: int
) -> StudioVerdict:
    worked = worked_out(rubric, case, periods)
    whole = Period.containing(periods[-1].start, Span.YEAR)
    return StudioVerdict(
        score=worked[-1],
        coming=coming(rubric, case, _until(view, ahead)),
        history=tuple(
            Past(period=each.period, secured=each.secured, possible=each.possible)
            for each in worked
            if len(worked) > 1 and each.period.end >= (case.since or each.period.end)
        ),
        events=_of_year(case.events, whole),
        unread=case.unread,
    )


def _of_year(events: Iterable[Event], year: Period) -> tuple[Event, ...]:
    return tuple(event for event in events if event.day in year)


def _periods(period: Period) -> Iterator[Period]:
    """Yield the periods of the chart, the oldest first, the audited one last."""
    found = [period]
    while len(found) < _PERIODS and (previous := found[-1].previous):
        found.append(previous)
    yield from reversed(found)


def _until(view: View, ahead: int) -> date:
    try:
        return view.as_of + timedelta(days=ahead)
    except OverflowError:
        return date.max


def _standing(score: Score) -> tuple[object, ...]:
    return -score.secured, -score.possible, score.studio
