"""Holding the bands of a rubric against each other."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from itertools import pairwise

from archivist.model.rubric import Band
from archivist.store.deduction_checks import number
from archivist.store.toml import Mistake

_MANY = 50


def band_mistakes(bands: tuple[Band, ...]) -> Iterator[Mistake]:
    """Yield bands that hold nothing, overlap, leave a gap or are never reached."""
    if len(bands) > _MANY:
        text = _("at most {count} bands are understood").format(count=_MANY)
        yield Mistake(place="bands", text=text)
        return
    for index, band in enumerate(bands, start=1):
        if band.least >= band.below:
            text = _("no score lies from {least} to under {below}; swap or correct them")
            said = text.format(least=number(band.least), below=number(band.below))
            yield Mistake(place=f"bands.{index}.below", text=said)
        yield from _clash(index, band, bands[: index - 1])
    yield from _gaps(bands)


def _clash(index: int, band: Band, earlier: tuple[Band, ...]) -> Iterator[Mistake]:
    for other in earlier:
        if other.period is not band.period:
            continue
        if other.running == band.running and _overlap(other, band):
            text = _("scores from {least} to under {below} fall into “{other}” as well")
            said = text.format(
                least=number(max(band.least, other.least)),
                below=number(min(band.below, other.below)),
                other=other.name,
            )
            yield Mistake(place=f"bands.{index}.least", text=said)
        elif other.running < band.running and _within(band, other):
            text = _("“{other}” fits first, so this is never reached; move it above “{other}”")
            yield Mistake(place=f"bands.{index}.running", text=text.format(other=other.name))


def _overlap(one: Band, other: Band) -> bool:
    return max(one.least, other.least) < min(one.below, other.below)


def _within(inner: Band, outer: Band) -> bool:
    return outer.least <= inner.least and inner.below <= outer.below


def _gaps(bands: tuple[Band, ...]) -> Iterator[Mistake]:
    for period in dict.fromkeys(band.period for band in bands):
        same = [
            (band.least, band.below, index)
            for index, band in enumerate(bands, start=1)
            if band.period is period and band.running == 1 and band.least < band.below
        ]
        for (_least, below, index), (least, _below, _index) in pairwise(sorted(same)):
            if below < least:
                text = _("scores from {below} to under {least} fall into no band")
                said = text.format(below=number(below), least=number(least))
                yield Mistake(place=f"bands.{index}.below", text=said)
