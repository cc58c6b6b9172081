"""Numbers and amounts as people type them: separators, units, 万元, brackets for a minus."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_MAX_LENGTH = 60
_CURRENCY = re.compile(r"^(?:人民币|RMB|CNY|¥|\$)|(?:RMB|CNY)$", re.IGNORECASE)
_BRACKETED = re.compile(r"\((.+)\)")
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)[¥]?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18})(?P<part>\.[0-9]{1,12})?"
    r"(?P<times>[万亿]?)(?P<unit>[\u4e00-\u9fff]{0,3})"
)
_TIMES = {"": 1, "万": 10_000, "亿": 100_000_000}
_MONEY_UNITS = frozenset({"", "元", "元整", "圆", "圆整", "块"})
_MINUSES = str.maketrans("\u2212\u2013\u2014\uff0d", "----")
_LOOSE = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?")


def read_number(text: str, *, money: bool = False) -> Decimal | None:
    """Return the number that a cell states, in yuan if it is money; None when it states none.

    Thousands are told apart by commas that stand where they belong. A number may bear a unit of up
    to three characters, an amount only 元, 万元 or 亿元.
    """
    match = _NUMBER.fullmatch(_plain(text))
    if match is None or (money and match["unit"] not in _MONEY_UNITS):
        return None
    number = Decimal(match["sign"] + match["digits"].replace(",", "") + (match["part"] or ""))
    return number * _TIMES[match["times"]]


def near_number(text: str) -> str:
    """Return the number that was probably meant, when just one stands in the text."""
    found = _LOOSE.findall(unicodedata.normalize("NFKC", text[:_MAX_LENGTH]))
    return found[0].replace(",", "") if len(found) == 1 else ""


def _plain(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text[:_MAX_LENGTH]).translate(_MINUSES)
    packed = "".join(narrow.split()) if len(text) <= _MAX_LENGTH else ""
    bracketed = _BRACKETED.fullmatch(packed)
    if bracketed:
        packed = f"-{bracketed[1]}"
    sign = packed[:1] if packed[:1] in {"-", "+"} else ""
    return sign + _CURRENCY.sub("", packed.removeprefix(sign))
