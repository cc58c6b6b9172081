"""In which line of a TOML file a key stands, so that a mistake can be found in a text editor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

from archivist.store.toml import Mistake, decoded

_HEAD = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\s*=")
_LONG = 1000
"""Characters of a line that are looked at."""


def line_numbers(path: Path) -> Mapping[str, int]:
    """Return the lines, from 1, of every table and key; their places as in ``sections.1.points``.

    It is a help for messages only: for a file that is gone meanwhile nothing is returned, and a
    key of an inline table is not listed.
    """
    try:
        raw = path.read_bytes()
    except OSError:
        return {}
    text = decoded(raw)
    return {} if text is None else dict(_numbered(text.split("\n")))


def line_of(place: str, numbers: Mapping[str, int]) -> int:
    """Return the line of a place, else of the nearest table around it; 0 when there is none."""
    while place and place not in numbers:
        place = place.rpartition(".")[0]
    return numbers.get(place, 0)


def placed(mistakes: Sequence[Mistake], path: Path) -> list[Mistake]:
    """Return the mistakes in the order of the file, each with its line."""
    lines = line_numbers(path)
    told = []
    for each in sorted(mistakes, key=lambda mistake: line_of(mistake.place, lines)):
        line = line_of(each.place, lines)
        place = _("line {line}, {key}").format(line=line, key=each.place) if line else each.place
        told.append(replace(each, place=place))
    return told


def _numbered(lines: list[str]) -> Iterator[tuple[str, int]]:
    counts: Counter[str] = Counter()
    table, inside = "", False
    for number, whole in enumerate(lines, start=1):
        line = whole[:_LONG]
        # What stands inside a text of several lines is no key.
        began, inside = inside, inside ^ bool((line.count('"""') + line.count("'''")) % 2)
        if began:
            continue
        head = _HEAD.fullmatch(line)
        if head:
            table = _entered(head[2], counts, listed=head[1] == "[[")
            yield table, number
        elif match := _KEY.match(line):
            key = match[1].strip("\"'")
            yield f"{table}.{key}" if table else key, number


def _entered(name: str, counts: Counter[str], *, listed: bool) -> str:
    """Return the place of a table; of one in a list with its number, as the list's last."""
    *above, last = [part.strip().strip("\"'") for part in name.split(".")]
    place = ""
    for part in above:
        place = f"{place}.{part}" if place else part
        if counts[place]:
            place = f"{place}.{counts[place]}"
    place = f"{place}.{last}" if place else last
    if listed:
        counts[place] += 1
        place = f"{place}.{counts[place]}"
    return place
