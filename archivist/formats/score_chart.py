"""Charts of a score as SVG: scores over time, and a calendar of events. All text is escaped.

Shade never stands alone: bars have their figures, filled days their count, both have a legend.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from gettext import gettext as _
from gettext import ngettext
from html import escape

from archivist.formats.score_wording import KEPT, points_text
from archivist.formats.wording import period_words
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.verdict import Past
from archivist.model.wording import N_

MOST = 12
"""Periods drawn; the latest."""
_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
_WEEKDAYS = {0: N_("Mon"), 2: N_("Wed"), 4: N_("Fri"), 6: N_("Sun")}
_SHADES = ("#f1f3f5", "#cfe3f7", "#8fbfe8", "#3f86c4", "#17497a")
"""None, one, two, three, four and more."""
_DARKEST = len(_SHADES) - 1
_LIGHT_FROM = 3
_STEP = 16
"""54 weeks at most: a leap year that begins on a Sunday."""
_CELL = 14
_LEFT, _TOP = 40, 22
_ROW = 46
_NAME = 170
_BAR = 480
_WIDTH = 940


def history_chart(history: Sequence[Past], points: Fraction) -> str:
    """Return bars of the points possible and secured, period by period, the oldest on top.

    Args:
        history: Scores, the oldest first; the last `MOST` are drawn.
        points: What can be had at most; the bars are measured by it.
    """
    drawn = history[-MOST:]
    if not drawn:
        return ""
    height = len(drawn) * _ROW + 28
    body = [part for at, past in enumerate(drawn) for part in _bars(past, at * _ROW, points)]
    text = _("For each period the points secured and possible, of {points}.").format(
        points=points_text(points)
    )
    legend = _history_legend(len(drawn) * _ROW + 14, kept=any(past.kept for past in drawn))
    return _svg((height, _("Scores over time"), text), [*body, *legend])


def _bars(past: Past, top: int, points: Fraction) -> Iterator[str]:
    name = period_words(past.period) + (f" {KEPT}" if past.kept else "")
    yield _text(0, top + 24, name, "font-weight:600")
    for at, (value, look) in enumerate(((past.secured, "secured"), (past.possible, "possible"))):
        y = top + 6 + at * 17
        share = min(max(value / points, Fraction(0)), Fraction(1)) if points else Fraction(0)
        wide = float(round(share * _BAR, 1))
        yield f'<rect class="{look}" x="{_NAME}" y="{y}" width="{wide}" height="14"/>'
        word = _("secured") if look == "secured" else _("possible")
        yield _text(_NAME + wide + 6, y + 11, f"{points_text(value)} {word}", "font-size:12px")


def _history_legend(y: int, *, kept: bool) -> Iterator[str]:
    yield f'<rect class="secured" x="{_NAME}" y="{y - 10}" width="14" height="12"/>'
    yield _text(_NAME + 20, y, _("secured: proved by what is filed"), "font-size:12px")
    yield f'<rect class="possible" x="{_NAME + 250}" y="{y - 10}" width="14" height="12"/>'
    yield _text(_NAME + 270, y, _("possible: if all that is open falls well"), "font-size:12px")
    if kept:
        yield _text(_NAME + 530, y, f"{KEPT} " + _("as it was kept then"), "font-size:12px")


def calendar_chart(year: int, days: Iterable[date]) -> str:
    """Return a year as columns of weeks, each day shaded and marked by its number of events.

    Args:
        year: Which one; other days are left out.
        days: The day of each event.
    """
    counts = Counter(day for day in days if day.year == year)
    number = counts.total()
    text = ngettext("{count} event in {year}.", "{count} events in {year}.", number)
    first = date(year, 1, 1)
    length = (date(year, 12, 31) - first).days + 1
    year_days = [first + timedelta(days=n) for n in range(length)]
    cells = [_cell(day, first.weekday(), counts[day]) for day in year_days]
    numbers = [_number(day, first.weekday(), counts[day]) for day in sorted(counts)]
    names = [*_month_names(year, first.weekday()), *_weekday_names()]
    body = [*names, *_outlined(cells), *numbers, *_shade_legend()]
    title = _("Calendar of events {year}").format(year=year)
    return _svg((_TOP + 7 * _STEP + 32, title, text.format(count=number, year=year)), body)


def _place(day: date, offset: int) -> tuple[int, int]:
    """Return where a day's cell stands; weeks begin on Monday."""
    week, weekday = divmod(day.timetuple().tm_yday - 1 + offset, 7)
    return _LEFT + week * _STEP, _TOP + weekday * _STEP


def _cell(day: date, offset: int, count: int) -> str:
    x, y = _place(day, offset)
    said = ngettext("{day}: {count} event", "{day}: {count} events", count)
    title = _escaped(said.format(day=dotted(day), count=count))
    return _square(x, y, min(count, _DARKEST), f"<title>{title}</title>")


def _square(x: int, y: int, level: int, inside: str = "") -> str:
    size = f'width="{_CELL}" height="{_CELL}"'
    return f'<rect x="{x}" y="{y}" {size} fill="{_SHADES[level]}">{inside}</rect>'


def _outlined(squares: Iterable[str]) -> Iterator[str]:
    yield '<g stroke="#c3cad1" stroke-width=".5">'
    yield from squares
    yield "</g>"


def _number(day: date, offset: int, count: int) -> str:
    x, y = _place(day, offset)
    colour = "#fff" if min(count, _DARKEST) >= _LIGHT_FROM else "#1d2329"
    look = f"font-size:9px;text-anchor:middle;fill:{colour};pointer-events:none"
    return _text(x + _CELL / 2, y + 10.5, str(count) if count < 100 else "99+", look)


def _month_names(year: int, offset: int) -> Iterator[str]:
    for month, name in enumerate(_MONTHS, start=1):
        x, _y = _place(date(year, month, 1), offset)
        yield _text(x, _TOP - 8, _(name), "font-size:11px")


def _weekday_names() -> Iterator[str]:
    for weekday, name in _WEEKDAYS.items():
        yield _text(0, _TOP + weekday * _STEP + 12, _(name), "font-size:11px")


def _shade_legend() -> Iterator[str]:
    y = _TOP + 7 * _STEP + 10
    yield _text(_LEFT, y + 11, _("events in a day:"), "font-size:11px")
    places = [_LEFT + 110 + level * 60 for level in range(len(_SHADES))]
    yield from _outlined(_square(x, y, level) for level, x in enumerate(places))
    for level, x in enumerate(places):
        word = _("{count} or more").format(count=level) if level == _DARKEST else str(level)
        yield _text(x + 20, y + 11, word, "font-size:11px")


def _svg(frame: tuple[int, str, str], body: Iterable[str]) -> str:
    height, title, text = frame
    return (
        f'<svg role="img" viewBox="0 0 {_WIDTH} {height}">'
        f"<title>{_escaped(title)}</title><desc>{_escaped(text)}</desc>{''.join(body)}</svg>"
    )


def _text(x: float, y: float, text: str, look: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" style="{look}">{_escaped(text)}</text>'


def _escaped(text: str) -> str:
    return escape(shown(text))
