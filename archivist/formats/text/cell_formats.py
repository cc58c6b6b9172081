"""How a workbook shows its numbers: dates as dates, codes with their zeros, percents."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from archivist.formats.text.xml_stream import elements

_MOST = 200_000
"""Formats of one workbook that are looked at."""
_MAX_CODE = 255
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
"""In a format's code: literal text, fillers, colours, conditions and languages."""
_GENERAL = re.compile(r"general|通用格式|@", re.IGNORECASE)
_CLOCK = re.compile(r"[hs]", re.IGNORECASE)
_CALENDAR = re.compile(r"[yd年月日]|e(?![+-])", re.IGNORECASE)
_MONTH = re.compile(r"m", re.IGNORECASE)
_FIGURES = re.compile(r"(?P<whole>[0#?,]+)(?:\.(?P<fixed>0*)(?P<free>[#?]*))?")
_DATES = {
    **dict.fromkeys((*range(14, 18), *range(27, 32), 36, *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47), "h:mm:ss"),
    22: "yyyy-mm-dd h:mm",
    46: "[h]:mm:ss",
}
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"} | _DATES
"""Formats that a workbook names by number only; those from 27 on are dates in East Asia."""
_DAY = 86400
_YEARS_TO_1904 = 1462
"""In days."""
_LAST_DAY = 2_958_466
"""The first of year 10000, as Excel counts days."""
_EXACT = 1e15
_LEAST, _MOST_READABLE = 1e-9, 1e21
"""Between them a number is written without a power of ten: it may be somebody's."""
_MAX_NUMBER = 40
"""Characters of a number; whatever is longer is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a format makes of a number."""

    calendar: bool = False
    clock: bool = False
    elapsed: bool = False
    """Hours are not counted anew each day."""
    decimals: int = -1
    """-1: as many as there are."""
    least: int = 0
    """Decimals that are shown even if 0."""
    width: int = 1
    """Digits before the point that are shown even if 0."""
    percent: bool = False


@lru_cache(maxsize=4096)
def look_of(code: str) -> Look:
    """Return what a format's code says, as far as a reader looks for it."""
    shown = _SILENT.sub("", code[:_MAX_CODE]).partition(";")[0]
    if _GENERAL.search(shown):
        return Look()
    clock = _CLOCK.search(shown) is not None
    if _CALENDAR.search(shown) or (_MONTH.search(shown) and not clock):
        return Look(calendar=True, clock=clock)
    if clock:
        return Look(clock=True, elapsed="[" in shown)
    return _figures(shown)


def _figures(shown: str) -> Look:
    found = _FIGURES.search(shown)
    percent = "%" in shown
    # Fractions, powers of ten and thousands are not imitated.
    if found is None or re.search(r"[/E]|,(?![0#?])", shown):
        return Look(percent=percent)
    fixed, free = len(found["fixed"] or ""), len(found["free"] or "")
    width = found["whole"].count("0")
    return Look(decimals=fixed + free, least=fixed, width=max(1, width), percent=percent)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFormats:
    """The formats of one workbook."""

    looks: tuple[Look, ...] = ()
    """By the number that a cell gives."""
    since_1904: bool = False

    def shown(self, number: str, style: int) -> str:
        """Return what a person sees of a number; what is none comes back as it is."""
        try:
            value = float(number[:_MAX_NUMBER])
        except ValueError:
            return number
        if not math.isfinite(value):
            return number
        look = self.looks[style] if 0 <= style < len(self.looks) else Look()
        return shown(value, look, since_1904=self.since_1904)


def shown(value: float, look: Look, *, since_1904: bool) -> str:
    """Return what a person sees of a number."""
    if look.calendar or look.clock:
        return _moment(value + _YEARS_TO_1904 * since_1904, look) or plain(value)
    return _number(value, look)


def plain(value: float) -> str:
    """Return a number with the 15 digits that Excel knows, and no point behind a whole one."""
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    text = f"{value:.15g}"
    return f"{Decimal(text):f}" if "e" in text and _LEAST < abs(value) < _MOST_READABLE else text


def _number(value: float, look: Look) -> str:
    if look.percent:
        value *= 100
    text = plain(value)
    if look.decimals >= 0 and abs(value) < _EXACT:
        text = f"{value:.{min(look.decimals, 15)}f}"
        whole, _, decimals = text.partition(".")
        decimals = decimals[: look.least] + decimals[look.least :].rstrip("0")
        text = f"{whole.zfill(look.width + whole.startswith('-'))}.{decimals}".rstrip(".")
    return text + "%" * look.percent


def _moment(value: float, look: Look) -> str:
    if not 0 <= value < _LAST_DAY:
        return ""
    days, seconds = divmod(round(value * _DAY), _DAY)
    if look.elapsed:
        days, seconds = 0, days * _DAY + seconds
    minutes, second = divmod(seconds, 60)
    time = f"{minutes // 60:02}:{minutes % 60:02}" + f":{second:02}" * (second > 0)
    # Excel takes 1900 for a leap year, as Lotus did.
    day = (date(1899, 12, 30) + timedelta(days=min(days + (days < 60), _LAST_DAY - 1))).isoformat()
    return " ".join([day] * look.calendar + [time] * look.clock)


def cell_formats(styles: Iterable[bytes], *, since_1904: bool) -> CellFormats:
    """Return the formats that a workbook's styles list.

    Raises:
        TextError: The styles cannot be read.
    """
    codes: dict[str, str] = {}
    looks: list[Look] = []
    listing = False
    for name, attributes in islice(elements(styles), _MOST):
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name in {"cellXfs", "cellStyles"}:
            listing = name == "cellXfs"
        elif name == "xf" and listing:
            number = attributes.get("numFmtId", "0")
            built_in = _BUILT_IN.get(int(number), "") if number.isdecimal() else ""
            looks.append(look_of(codes.get(number) or built_in))
    return CellFormats(looks=tuple(looks), since_1904=since_1904)
