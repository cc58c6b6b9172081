"""The band of a printed score: how sure it is, and on which periods it rests."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from archivist.formats.score_wording import band_lines, band_name, points_text
from archivist.formats.wording import period_words
from archivist.model.display import shown
from archivist.model.score import Score


def band_cell(score: Score) -> list[str]:
    """Return the band as a table holds it: its name, and the periods of one that needs several."""
    band = score.band.secured
    name = band_name(band)
    if is_provisional(score):
        name = _("{name} (provisional)").format(name=name)
    lines = [shown(name)]
    if band is not None and band.running > 1:
        # Of one period's points nobody could see why a band of two holds.
        lines += _periods(score)
    return lines


def band_paragraphs(score: Score) -> Iterator[tuple[str, str]]:
    """Yield what a score leads to, on which periods that rests, and why it may still change."""
    for head, text in band_lines(score, on_paper=True):
        yield head, shown(text)
    if score.band.earlier:
        yield _("The band rests on"), _(", ").join(_periods(score))
    if is_provisional(score):
        yield _("The band is provisional"), _reason(score)


def is_provisional(score: Score) -> bool:
    """Tell whether what is still open or undecided can lead to another band."""
    band = score.band
    return band.secured is not None and (not score.over or band.secured != band.possible)


def _reason(score: Score) -> str:
    if not score.over:
        return _("the period is not over; it is settled when the period has ended")
    return _("what is undecided can change it; it is settled when a person has decided")


def _periods(score: Score) -> Iterator[str]:
    """Yield the points secured of the periods on which a band rests."""
    text = _("{period}: {points}")
    for each in score.band.earlier:
        yield text.format(period=period_words(each.period), points=points_text(each.secured))
    if not score.over:
        text = _("{period}: {points} so far")
    yield text.format(period=period_words(score.period), points=points_text(score.secured))
