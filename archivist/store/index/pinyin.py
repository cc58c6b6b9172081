"""Han characters as they are spoken, so that ``celiuyi`` and ``cly`` find 测流仪."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

MOST = 6
"""Characters from each position on; what is typed is a begin of that."""
_LONGEST = 256
"""Characters of a text whose sound is kept."""
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


@lru_cache(maxsize=8192)
def pinyin_terms(text: str) -> tuple[str, ...]:
    """Return what of a text can be typed: from each Han character on, in full and by initials."""
    return tuple(dict.fromkeys(_terms(text[:_LONGEST])))


def _terms(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        yield from _run_terms(run)


@lru_cache(maxsize=8192)
def _run_terms(run: str) -> tuple[str, ...]:
    """Return what of one run can be typed: titles that differ in a number share their runs."""
    sounds = _sounds(run)
    initials = "".join(sound[0] for sound in sounds)
    places = range(len(sounds))
    whole = ("".join(sounds[at : at + MOST]) for at in places)
    return (*whole, *(initials[at : at + MOST] for at in places))


def _sounds(run: str) -> list[str]:
    """Return the sound of each character as ASCII letters; one that has none ends nothing."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its dictionaries take 0.2 s to load

    found = lazy_pinyin(run, style=Style.NORMAL, errors="ignore", v_to_u=False)
    return [sound for sound in found if sound.isascii() and sound.isalpha()]
