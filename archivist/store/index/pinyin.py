"""Han characters as they are spoken, so that ``celiuyi`` and ``cly`` find 测流仪."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

MOST = 6
"""Characters from each position on; what is typed is a begin of that."""
_LONGEST = 256
"""Characters of a text whose sound is kept."""
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


@lru_cache(maxsize=8192)
def pinyin_terms(text: str) -> tuple[str, ...]:
    """Return what of a text can be typed: from each Han character on, in full and by initials."""
    return tuple(dict.fromkeys(_terms(text[:_LONGEST])))


def spoken_in(text: str, typed: str) -> Iterator[tuple[int, int]]:
    """Yield begin and end of what of a text can be typed so, in full or by initials."""
    end = 0
    for run in _RUN.finditer(text[:_LONGEST]):
        sounds = _sounds(run.group())
        for at in range(len(sounds)):
            start = run.start() + sounds[at][0]
            count = _typed_by([sound for _place, sound in sounds[at : at + MOST]], typed)
            if count and start >= end:
                end = run.start() + sounds[at + count - 1][0] + 1
                yield start, end


def _typed_by(sounds: list[str], typed: str) -> int:
    """Return how many sounds it takes to begin with what was typed; 0: they do not."""
    for each in (sounds, [sound[0] for sound in sounds]):
        if "".join(each).startswith(typed):
            return bisect_left(list(accumulate(map(len, each))), len(typed)) + 1
    return 0


def _terms(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        yield from _run_terms(run)


@lru_cache(maxsize=8192)
def _run_terms(run: str) -> tuple[str, ...]:
    """Return what of one run can be typed: titles that differ in a number share their runs."""
    sounds = [sound for _place, sound in _sounds(run)]
    initials = "".join(sound[0] for sound in sounds)
    places = range(len(sounds))
    whole = ("".join(sounds[at : at + MOST]) for at in places)
    return (*whole, *(initials[at : at + MOST] for at in places))


@lru_cache(maxsize=8192)
def _sounds(run: str) -> list[tuple[int, str]]:
    """Return place and sound of each character, as ASCII letters; one without ends nothing."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its dictionaries take 0.2 s to load

    found = lazy_pinyin(run, style=Style.NORMAL, errors=_silent, v_to_u=False)  # type: ignore[arg-type]
    told = enumerate(found)
    return [(place, sound) for place, sound in told if sound.isascii() and sound.isalpha()]


def _silent(characters: str) -> list[str]:
    return [""] * len(characters)
