"""The unit's summary: one line for each studio, one column for each section."""

from __future__ import annotations

from gettext import gettext as _

import click

from archivist.cli.screen import columns, padded, show, width
from archivist.formats.score_names import named
from archivist.formats.score_wording import band_name, is_without_points, points_text
from archivist.model.display import shown
from archivist.model.score import Score
from archivist.model.verdict import StudioVerdict, Verdict

_SECTION = 9
"""Columns of a section's figure with its space."""
_BAND = 12
_LEAST = 12
"""Columns that the studio's name needs."""


def show_ranking(verdict: Verdict) -> None:
    """Write the table; sections are left out where the terminal has no room for them."""
    sections = [named(section) for section in verdict.rubric.sections]
    room = width() - 1 - 4 - 2 * _SECTION - _BAND
    bare = not verdict.rubric.total
    if bare or room - len(sections) * _SECTION < _LEAST:
        sections = []
    name = room - len(sections) * _SECTION
    titles = [_("met"), _("items")] if bare else [*sections, _("secured"), _("possible")]
    head = padded("", 4) + padded(_("studio"), name) + "".join(map(_right, titles))
    show("\n" + click.style(f"{head}  {_('band')}", bold=True))
    for rank, studio in enumerate(verdict.studios, start=1):
        show(_line(studio, rank if verdict.ranked else 0, name, detailed=bool(sections)))


def _line(studio: StudioVerdict, rank: int, name: int, *, detailed: bool) -> str:
    score = studio.score
    number = f"{rank:3} " if rank else "    "
    told = "".join(map(_right, _figures(score, detailed=detailed)))
    band = clipped(shown(band_name(score.band.secured)), _BAND - 2)
    return f"{number}{padded(clipped(shown(score.studio), name - 1), name)}{told}  {band}".rstrip()


def _figures(score: Score, *, detailed: bool) -> list[str]:
    if is_without_points(score):
        met = [each.met for each in score.criteria]
        return [str(sum(met)), str(len(met))]
    sections = [each.secured for each in score.sections] if detailed else []
    return [points_text(each) for each in (*sections, score.secured, score.possible)]


def _right(text: str) -> str:
    held = clipped(shown(text), _SECTION - 1)
    return " " * (_SECTION - columns(held)) + held


def clipped(text: str, size: int) -> str:
    """Return as much of a text as fits into a number of columns."""
    if columns(text) <= size:
        return text
    while text and columns(text) > size - 1:
        text = text[:-1]
    return f"{text}…"
