"""The words of a score: points, how sure a loss is, bands, conditions, by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.look import Look
from archivist.formats.score_names import Names, asked, consequences, named
from archivist.formats.wording import describe_due, period_words
from archivist.model.days import dotted
from archivist.model.period import Period
from archivist.model.rubric import Band
from archivist.model.score import (
    Certainty,
    ConditionState,
    CriterionScore,
    DutyState,
    Loss,
    Score,
    total,
)
from archivist.model.verdict import Coming, Comparison, CriterionChange, Verdict
from archivist.model.wording import N_

CERTAINTY = {
    Certainty.LOST: Look("×", "red", N_("lost")),
    Certainty.JUDGED: Look("※", "magenta", N_("judged by a person")),
    Certainty.OPEN: Look("○", "cyan", N_("open")),
    Certainty.UNDECIDED: Look("?", "yellow", N_("undecided")),
    Certainty.FORECAST: Look("→", "blue", N_("forecast")),
}
HOLDS = {
    True: Look("√", "green", N_("holds")),
    False: Look("×", "red", N_("does not hold")),
}
MET = {
    True: Look("√", "green", N_("met")),
    False: Look("×", "red", N_("not met")),
}
KEPT = "※"
"""Marks a score that was kept as things stood then."""


def points_text(points: Fraction | Decimal) -> str:
    """Return points to two places, half to even: ``8.33``, ``5.00``. The same everywhere."""
    cents = round(Fraction(points) * 100)
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole}.{rest:02}"


def points_number(points: Fraction | Decimal) -> float:
    """Return points to two places, half to even, as a number."""
    return float(round(Fraction(points), 2))


def minus(points: Fraction | Decimal) -> str:
    """Return points that come off: ``-5.00``; nothing off has no sign."""
    return points_text(-Fraction(points))


def certainty_look(certainty: Certainty) -> Look:
    """Return the sign, colour and translated word of a loss."""
    return _spoken(CERTAINTY[certainty])


def holds_look(state: ConditionState) -> Look:
    """Return the sign, colour and translated word of a standing condition."""
    return _state_look(HOLDS, state.losses, done=state.holds)


def met_look(state: DutyState | CriterionScore) -> Look:
    """Return the sign, colour and translated word of a duty, or of a criterion without points."""
    return _state_look(MET, state.losses, done=met_of(state))


def met_of(state: DutyState | CriterionScore) -> bool | None:
    """Return whether it is met; None: it can still be."""
    return None if isinstance(state, CriterionScore) and state.pending else state.met


def _state_look(looks: Mapping[bool, Look], losses: Iterable[Loss], *, done: bool | None) -> Look:
    """Return a look; of what is neither so nor otherwise yet, for whom or what it waits."""
    if done is not None:
        return _spoken(looks[done])
    waits = any(loss.certainty is Certainty.UNDECIDED for loss in losses)
    return certainty_look(Certainty.UNDECIDED if waits else Certainty.OPEN)


def _spoken(look: Look) -> Look:
    return Look(look.sign, look.colour, _(look.word))


def at_stake(loss: Loss) -> str:
    """Return the points of a loss, with those of its own period where they differ."""
    taken = minus(loss.points)
    if loss.certainty is Certainty.FORECAST:
        return _("{points} later").format(points=minus(loss.raw))
    if loss.raw == loss.points:
        return taken
    return _("{points} (of {raw})").format(points=taken, raw=minus(loss.raw))


def own_points_line(score: Score) -> str:
    """Return what the points of a loss's own period mean; nothing where none are told."""
    told = any(
        loss.raw != loss.points and loss.certainty is not Certainty.FORECAST
        for scored in score.criteria
        for loss in scored.losses
    )
    if not told:
        return ""
    return _(
        "of: what it takes off in its own month, quarter or half-year; it counts by the mean of "
        "these periods, within the points of the criterion."
    )


def lost_points(score: Score) -> Fraction:
    """Return what cannot be had any more, by what is missing or by a person's decision."""
    return score.points - score.possible


def judged_points(score: Score) -> Fraction:
    """Return what of the points lost a person took off."""
    return taken_points(score, Certainty.JUDGED)


def taken_points(score: Score, certainty: Certainty) -> Fraction:
    """Return what losses of one kind take off."""
    return total(each.taken(certainty) for each in score.criteria)


def by_when(loss: Loss) -> str:
    """Return by when a loss can be cured; nothing where a person decides."""
    if loss.certainty in {Certainty.JUDGED, Certainty.UNDECIDED}:
        return ""
    if loss.due is not None:
        return describe_due(loss.due)
    return _("at any time") if loss.period is None else _("its day is past; late filing counts")


def duty_name(state: DutyState) -> str:
    """Return a duty's name, with its period if it recurs."""
    return _in_period(named(state.duty), state)


def _in_period(name: str, state: DutyState | Coming) -> str:
    return f"{name} ({period_words(state.period)})" if state.period is not None else name


def band_name(band: Band | None) -> str:
    """Return a band's name; a dash where the rubric has none for such a period."""
    return named(band) if band is not None else "-"


def band_lines(score: Score, *, on_paper: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what the score leads to: as it is proved, and as it can still become."""
    secured, possible = score.band.secured, score.band.possible
    if secured is not None:
        yield _band(_("With the points secured"), secured)
    if possible is not None and possible != secured:
        yield _band(_("With the points possible"), possible)
    for each in score.band.earlier:
        if each.doubtful:
            yield period_words(each.period), _doubt(on_paper=on_paper)


def _doubt(*, on_paper: bool) -> str:
    text = _("nothing is recorded of this period, and it counts with its low points. {remedy}")
    remedy = _(
        "If the studio did not exist yet, write below its [[studios]] in archive.toml when it "
        'began: since = "2025.04.01".'
    )
    if on_paper:
        remedy = _("If the studio did not exist yet, its founding is to be stated in the settings.")
    return text.format(remedy=remedy)


def _band(head: str, band: Band) -> tuple[str, str]:
    text = _("; ").join(consequences(band))
    name = named(band)
    return head, _("{name}: {text}").format(name=name, text=text) if text else name


def is_without_points(score: Score) -> bool:
    """Tell whether the rubric gives no points: then its criteria are met or not."""
    return score.points == 0


def met_count(score: Score) -> str:
    """Return how many criteria are met."""
    criteria = list(score.criteria)
    met = sum(each.met for each in criteria)
    return _("{met} of {count} criteria met").format(met=met, count=len(criteria))


def coming_text(coming: Coming, names: Names) -> str:
    """Return what falls due: how many are missing, of what."""
    thing = coming.criterion or coming.duty
    head = _in_period(named(thing) if thing is not None else asked(coming.deduction), coming)
    text = ngettext("{what}, {count} missing", "{what}, {count} missing", coming.times).format(
        what=asked(coming.deduction), count=coming.times
    )
    lacking = _(", ").join(names.name(each) for each in coming.lacking)
    text = _("{name}: {text}").format(name=head, text=text)
    return _("{text} ({names})").format(text=text, names=lacking) if lacking else text


def change_name(change: CriterionChange, names: Names) -> str:
    """Return what changed: the total, or a criterion by id and name."""
    if not change.criterion:
        return _("Total")
    criterion = next((c for c in names.rubric.criteria if c.id == change.criterion), None)
    return f"{change.criterion} {named(criterion)}" if criterion is not None else change.criterion


def change_figures(change: CriterionChange) -> str:
    """Return secured and possible points before and after."""
    return _("secured {secured}, possible {possible}").format(
        secured=_step(change, 0), possible=_step(change, 1)
    )


def change_period(comparison: Comparison) -> str:
    """Return of what other period the kept audit is; nothing for the same."""
    if not comparison.period:
        return ""
    try:
        period = period_words(Period.parse(comparison.period))
    except ValueError:
        period = comparison.period
    return _("It is of {period}: only points are compared.").format(period=period)


def _step(change: CriterionChange, at: int) -> str:
    before, after = (
        points_text(each[at]) if each is not None else "-" for each in (change.before, change.after)
    )
    return before if before == after else f"{before} → {after}"


def period_line(verdict: Verdict) -> str:
    """Return which period is audited and as of when, and whether it goes on."""
    text = _("{period}, as of {day}").format(
        period=period_words(verdict.period), day=dotted(verdict.as_of)
    )
    return text if is_over(verdict) else _("{text} (not over yet)").format(text=text)


def is_over(verdict: Verdict) -> bool:
    """Tell whether the audited period lies wholly in the past."""
    return verdict.period.end < verdict.as_of


def day_of(at: str) -> str:
    """Return the day of a moment with its offset, as the standard writes days."""
    try:
        return dotted(date.fromisoformat(at[:10]))
    except ValueError:
        return at


def unread_text(path: str, reason: str) -> str:
    """Return that a workbook cannot be read, and why; most reasons name it themselves."""
    if path in reason:
        return reason
    return _("{place}: {what}").format(place=path, what=reason)
