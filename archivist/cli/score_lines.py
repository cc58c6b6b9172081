"""The table of criteria on a terminal, with the reasons below each that loses."""

from __future__ import annotations

from gettext import gettext as _
from itertools import groupby

import click

from archivist.cli.screen import broken, columns, padded, show, width, wrapped
from archivist.formats.look import Look
from archivist.formats.score_cure import cure
from archivist.formats.score_evidence import proof_text
from archivist.formats.score_names import Names, listed, named, reading
from archivist.formats.score_why import FEW, details, why
from archivist.formats.score_wording import (
    at_stake,
    by_when,
    certainty_look,
    is_without_points,
    met_look,
    own_points_line,
    points_text,
)
from archivist.formats.wording import period_words
from archivist.model.display import shown
from archivist.model.rubric import DeductionKind
from archivist.model.score import Certainty, CriterionScore, Loss, Score, SectionScore

_FIGURE = 9
"""Columns of one figure."""
_INDENT = " " * 6
_UNCURED = frozenset({Certainty.OPEN, Certainty.UNDECIDED, Certainty.JUDGED})
"""What cures the first two is said in lists of their own; the last is decided."""
_COUNTED = frozenset({DeductionKind.FEW, DeductionKind.ROWS, DeductionKind.SUM})


def show_criteria(score: Score, names: Names, *, verbose: bool) -> None:
    """Write every criterion in the rubric's order, with its losses."""
    bare = is_without_points(score)
    titles = ["", "", ""] if bare else [_("points"), _("secured"), _("possible")]
    show("\n" + _row(_("criterion"), titles, "  "))
    for section in score.sections:
        figures = ["", "", ""] if bare else _figures(section)
        show(click.style(_row(named(section.section), figures, "  "), bold=True))
        for scored in section.criteria:
            _criterion(scored, names, verbose=verbose)
    line = own_points_line(score)
    if line:
        show("\n" + wrapped(line, "  "))


def looked(look: Look, text: str, indent: str, room: str = "") -> str:
    """Return a text behind a sign in the sign's colour, broken to the terminal's width."""
    head = f"{indent}{look.sign} "
    written = wrapped(shown(text), room or " " * columns(head), first=head)
    return written.replace(head, click.style(head, look.colour), 1)


def _figures(scored: SectionScore | CriterionScore) -> list[str]:
    return [points_text(each) for each in (scored.points, scored.secured, scored.possible)]


def _row(name: str, figures: list[str], indent: str) -> str:
    """Return a name with figures in columns at the right; a long name takes several lines."""
    right = "".join(" " * max(1, _FIGURE - columns(each)) + each for each in figures)
    room = width() - 1 - columns(right) if right.strip() else width() - 1
    lines = broken(shown(name), room, indent + "  ", first=indent).split("\n")
    return "\n".join([padded(lines[0], room) + right.rstrip(), *lines[1:]]).rstrip()


def _criterion(scored: CriterionScore, names: Names, *, verbose: bool) -> None:
    criterion = scored.criterion
    name = f"{criterion.id} {named(criterion)}"
    if criterion.points:
        show(_row(name, _figures(scored), "    "))
    else:
        look = met_look(scored)
        show(looked(look, _("{name}: {text}").format(name=name, text=look.word), "    "))
    if scored.waived:
        show(_INDENT + _("not founded yet: nothing is asked"))
    for _alike, losses in groupby(enumerate(scored.losses), _same_cure):
        _losses([loss for _at, loss in losses], names, criterion.id, verbose=verbose)
    for proof in scored.proofs if verbose else ():
        show(click.style(wrapped(shown(proof_text(proof, names)), "        ", first="      + ")))


def _same_cure(numbered: tuple[int, Loss]) -> object:
    """Return what is the same for losses that differ by their period alone."""
    at, loss = numbered
    alike = loss.deduction.kind in _COUNTED and loss.period is not None
    return (loss.deduction, loss.certainty) if alike else at


def _losses(losses: list[Loss], names: Names, matter: str, *, verbose: bool) -> None:
    """Write losses that differ in their period alone, then the cure of the first."""
    for loss in losses:
        _loss(loss, names, verbose=verbose)
    first, *others = losses
    if first.certainty not in _UNCURED:
        _cure(first, names, matter, others)


def _loss(loss: Loss, names: Names, *, verbose: bool) -> None:
    look = certainty_look(loss.certainty)
    head = f"{look.word} {at_stake(loss)}" if loss.points or loss.raw else look.word
    text = _("{name}: {text}").format(name=head, text=why(loss, names))
    show(looked(look, text, _INDENT))
    told = details(loss, names)
    for each in told if verbose and len(told) > FEW else ():
        show(wrapped(shown("· " + each), "          ", first="        "))
    note = reading(loss.deduction)
    if note and verbose:
        show(wrapped(shown(note), "        "))


def _cure(loss: Loss, names: Names, matter: str, others: list[Loss]) -> None:
    text = cure(loss, names, matter)
    periods = listed(period_words(each.period) for each in others if each.period is not None)
    if periods:
        alike = _("The same for {periods}, with a day in each of them.").format(periods=periods)
        text = _("{text} {more}").format(text=text, more=alike)
    when = by_when(loss)
    text = _("{text} ({names})").format(text=text, names=when) if when else text
    show(wrapped(shown(_("cure: {text}").format(text=text)), "        "))
