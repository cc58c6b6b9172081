"""Showing a verdict on a terminal: what is secured, what is lost, why, and what would cure it."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

import click

from archivist.cli.score_blocks import (
    show_bonuses,
    show_coming,
    show_conditions,
    show_duties,
    show_judgements,
    show_open,
    show_undecided,
)
from archivist.cli.score_lines import show_criteria
from archivist.cli.score_ranking import show_ranking
from archivist.cli.screen import show, wrapped
from archivist.formats.score_names import Names, named
from archivist.formats.score_wording import (
    band_lines,
    change_figures,
    change_name,
    change_period,
    day_of,
    is_over,
    is_without_points,
    judged_points,
    lost_points,
    met_count,
    period_line,
    points_text,
    taken_points,
    unread_text,
)
from archivist.model.display import shown
from archivist.model.score import Certainty, Score
from archivist.model.verdict import Coming, Comparison, StudioVerdict, Verdict


def render_text(verdict: Verdict, *, quiet: bool, verbose: bool) -> None:
    """Write a verdict for a person.

    Args:
        verdict: What the audit came to.
        quiet: Only the totals.
        verbose: Also the evidence, and every incomplete record.
    """
    names = Names.of(verdict)
    show_headline(verdict)
    for studio in verdict.studios:
        _unread(studio)
    if verdict.comparison is not None and not quiet:
        _comparison(verdict.comparison, names, several=len(verdict.studios) > 1)
    if len(verdict.studios) > 1 or verdict.ranked:
        show_ranking(verdict)
    brief = verdict.ranked and not verbose
    for studio in verdict.studios:
        show()
        _totals(studio.score, over=is_over(verdict), brief=brief)
        if not quiet and not brief:
            _studio(studio, names, verbose=verbose)
    if brief:
        show("\n" + wrapped(_("-v shows the whole report of each studio."), ""))


def render_coming(comings: Sequence[Coming], names: Names) -> None:
    """Write what falls due, the soonest first, or that nothing does."""
    if not comings:
        show(click.style("√ " + _("Nothing falls due in these days."), "green"))
        return
    several = len({coming.studio for coming in comings}) > 1
    show_coming(comings, names, several=several)


def show_headline(verdict: Verdict) -> None:
    """Write which archive, rubric and period it is about."""
    text = _("{archive}: {rubric}, {period}").format(
        archive=verdict.archive, rubric=named(verdict.rubric), period=period_line(verdict)
    )
    show(click.style(wrapped(shown(text), ""), bold=True))


def _unread(studio: StudioVerdict) -> None:
    for path, reason in sorted(studio.unread.items()):
        text = wrapped(shown(unread_text(path, reason)), "    ", first="  ! ")
        show(click.style(text, "yellow"))


def _totals(score: Score, *, over: bool, brief: bool) -> None:
    show(click.style(shown(score.studio), bold=True))
    if is_without_points(score):
        show(f"  {met_count(score)}")
    else:
        text = _("secured {secured}   possible {possible}   of {points}").format(
            secured=points_text(score.secured),
            possible=points_text(score.possible),
            points=points_text(score.points),
        )
        show(f"  {text}")
        _so_far(score, over=over)
    for head, text in () if brief else band_lines(score):
        line = _("{name}: {text}").format(name=head, text=text)
        show(wrapped(shown(line), "    ", first="  "))


def _so_far(score: Score, *, over: bool) -> None:
    judged = judged_points(score)
    lost = _("lost {points}") if not judged else _("lost {points} (by a person {judged})")
    parts = [
        lost.format(points=points_text(lost_points(score)), judged=points_text(judged)),
        _("still open {points}").format(points=points_text(taken_points(score, Certainty.OPEN))),
        _("undecided {points}").format(
            points=points_text(taken_points(score, Certainty.UNDECIDED))
        ),
    ]
    show(wrapped(_("; ").join(parts), "    ", first="  "))
    if not over:
        text = _("At its end between {secured} and {possible}.").format(
            secured=points_text(score.secured), possible=points_text(score.possible)
        )
        show(f"  {text}")


def _studio(studio: StudioVerdict, names: Names, *, verbose: bool) -> None:
    score = studio.score
    show_criteria(score, names, verbose=verbose)
    show_open(score, names)
    show_undecided(score, names)
    show_conditions(score, names, verbose=verbose)
    show_duties(score, names, verbose=verbose)
    show_judgements(score)
    show_bonuses(score, names)
    if studio.coming:
        show("\n  " + click.style(_("Falling due:"), bold=True))
        show_coming(studio.coming, names, several=False)


def _comparison(comparison: Comparison, names: Names, *, several: bool) -> None:
    head = _("Since {name} of {day}:").format(name=comparison.name, day=day_of(comparison.at))
    show("\n" + click.style(wrapped(shown(head), ""), bold=True))
    note = change_period(comparison)
    if note:
        show(wrapped(shown(note), "  "))
    if not comparison.changes:
        show("  " + _("nothing has changed"))
    for change in comparison.changes:
        text = _("{name}: {text}").format(
            name=change_name(change, names), text=change_figures(change)
        )
        if several:
            text = _("{place}: {what}").format(place=change.studio, what=text)
        show(wrapped(shown(text), "    ", first="  "))
        for each in change.cured:
            line = _("settled: {text}").format(text=each)
            show(wrapped(shown(line), "      ", first="    √ "))
        for each in change.new:
            show(wrapped(shown(_("new: {text}").format(text=each)), "      ", first="    × "))
