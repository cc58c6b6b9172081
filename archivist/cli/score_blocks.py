"""What stands beside the table of criteria: what is open, undecided, coming; conditions; duties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _

import click

from archivist.cli.score_lines import looked
from archivist.cli.screen import padded, show, wrapped
from archivist.formats.look import Look
from archivist.formats.score_cure import cure
from archivist.formats.score_decisions import judgement_text, judgements, waiting
from archivist.formats.score_names import Names, named
from archivist.formats.score_why import event_text, why
from archivist.formats.score_wording import (
    at_stake,
    by_when,
    coming_text,
    day_of,
    duty_name,
    holds_look,
    met_look,
    minus,
    points_text,
)
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.score import BonusScore, Certainty, Loss, Score
from archivist.model.verdict import Coming

_INDENT = " " * 6


def show_open(score: Score, names: Names) -> None:
    """Write what can still be met, the soonest first, with what to do."""
    found = [
        (loss, scored.criterion.id)
        for scored in score.criteria
        for loss in scored.losses
        if loss.certainty is Certainty.OPEN
    ]
    if not found:
        return
    _title(_("Still open:"))
    for loss, matter in sorted(found, key=lambda each: (each[0].due or date.max, -each[0].points)):
        head = "  ".join(filter(None, [by_when(loss), f"{matter} {at_stake(loss)}"]))
        show(wrapped(shown(head), "      ", first="    ○ "))
        show(wrapped(shown(cure(loss, names, matter)), _INDENT))


def show_undecided(score: Score, names: Names) -> None:
    """Write what a person has to decide, with the command that records it."""
    found = list(waiting(score, names))
    if not found:
        return
    _title(_("For a person to decide:"))
    for each in found:
        text = _("{name}: {text}").format(name=each.matter, text=each.why)
        show(wrapped(shown(text), _INDENT, first="    ? "))
        for line in filter(None, (each.cure, each.command)):
            show(wrapped(shown(line), _INDENT))


def show_judgements(score: Score) -> None:
    """Write what persons decided, also that nothing comes off."""
    found = judgements(score)
    if not found:
        return
    _title(_("Decided by persons:"))
    for matter, made in found:
        text = _("{name}: {text}").format(name=matter, text=judgement_text(made, score))
        show(wrapped(shown(text), _INDENT, first="    ※ "))


def show_conditions(score: Score, names: Names, *, verbose: bool) -> None:
    """Write which standing conditions hold, and why others do not."""
    if not score.conditions:
        return
    _title(_("Standing conditions:"))
    for state in score.conditions:
        _state(holds_look(state), named(state.condition))
        _reasons(state.losses, names, state.condition.id, verbose=verbose)


def show_duties(score: Score, names: Names, *, verbose: bool) -> None:
    """Write which recurring duties are met; those that are, one by one only with ``-v``."""
    if not score.duties:
        return
    met = sum(state.met is True for state in score.duties)
    _title(_("Recurring duties: {met} of {count} met").format(met=met, count=len(score.duties)))
    for state in score.duties:
        if verbose or state.met is not True:
            _state(met_look(state), duty_name(state))
            _reasons(state.losses, names, state.duty.id, verbose=verbose)


def show_bonuses(score: Score, names: Names) -> None:
    """Write the points beside the total."""
    given = [each for each in score.bonuses if each.events or each.judgements]
    if not given:
        return
    _title(_("Bonus, beside the total: {points}").format(points=points_text(score.bonus)))
    for each in given:
        text = f"{each.bonus.id} {named(each.bonus)}  {points_text(each.points)}"
        show(wrapped(shown(text), _INDENT, first="    + "))
        for line in bonus_lines(each, names):
            show(wrapped(shown(line), _INDENT))


def bonus_lines(scored: BonusScore, names: Names) -> list[str]:
    """Return what a bonus is given for."""
    events = [event_text(event, names) for event in scored.events]
    form = _("{by} gave {points} points on {day}")
    return events + [
        form.format(by=made.by, points=points_text(made.deduct), day=day_of(made.at))
        for made in scored.judgements
    ]


def show_coming(comings: Sequence[Coming], names: Names, *, several: bool) -> None:
    """Write what falls due, the soonest first, then by the points at stake."""
    for coming in sorted(comings, key=lambda each: (each.due, -each.points)):
        points = minus(coming.points) if coming.points else ""
        head = f"    ○ {dotted(coming.due)}  {padded(points, 7)} "
        text = coming_text(coming, names)
        if several:
            text = _("{place}: {what}").format(place=coming.studio, what=text)
        show(wrapped(shown(text), " " * len(head), first=head))


def _title(text: str) -> None:
    show("\n  " + click.style(text, bold=True))


def _state(look: Look, name: str) -> None:
    show(looked(look, _("{name}: {text}").format(name=name, text=look.word), "    "))


def _reasons(losses: Sequence[Loss], names: Names, matter: str, *, verbose: bool) -> None:
    for loss in losses:
        show(wrapped(shown("· " + why(loss, names)), "        ", first=_INDENT))
        if verbose:
            text = _("cure: {text}").format(text=cure(loss, names, matter))
            show(wrapped(shown(text), "        "))
