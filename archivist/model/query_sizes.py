"""Sizes of files and ranges of them, as a person types them into a query."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_LONGEST = 60
_ONE = re.compile(r"([0-9]{1,19})(?:\.([0-9]{1,6}))? ?([a-z兆千字节]*)")
_COMPARED = re.compile(r"(>=|<=|[><≥≤]) ?(.+)")
_SEPARATOR = re.compile(r" ?(?:\.{2,}|[~〜]+|至|到|[—–―]+|-+) ?")
_UNITS = {
    **dict.fromkeys(("", "b", "byte", "bytes", "字节"), 1),
    **dict.fromkeys(("k", "kb", "kib", "千字节"), 1024),
    **dict.fromkeys(("m", "mb", "mib", "兆", "兆字节"), 1024**2),
    **dict.fromkeys(("g", "gb", "gib", "千兆"), 1024**3),
    **dict.fromkeys(("t", "tb", "tib"), 1024**4),
}
"""As Windows Explorer counts them."""
_MOST = 2**62
"""Bytes; an index counts no further than twice as many."""


class Sizes(NamedTuple):
    """A range of bytes, both ends included; None: open."""

    first: int | None
    last: int | None
    turned: bool = False
    """The text said the last first."""


class _Size(NamedTuple):
    """A size and all that is shown alike: 5 MB is anything from 4.5 to 5.5."""

    first: int
    bytes: int
    last: int


def read_sizes(text: str) -> Sizes | None:
    """Return the bytes that a text names.

    Args:
        text: ``>5MB``, ``1MB..5MB``, ``<=100KB``, ``2兆``, ``1048576``. A size with a unit that
            stands alone means what is shown so: ``5MB`` is 4.5 to 5.5.

    Returns:
        None for what is no size.
    """
    if len(text) > _LONGEST:
        return None
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    size = _one(plain)
    return Sizes(size.first, size.last) if size else _compared(plain) or _range(plain)


def written_sizes(sizes: Sizes) -> str:
    """Return a text that `read_sizes` reads as this range; one end is not None."""
    if sizes.first == sizes.last:
        return str(sizes.first)
    return "..".join("" if end is None else str(end) for end in (sizes.first, sizes.last))


def _one(text: str) -> _Size | None:
    match = _ONE.fullmatch(text)
    unit = _UNITS.get(match[3]) if match else None
    if match is None or unit is None or (match[2] and unit == 1):
        return None
    decimals = match[2] or ""
    number, scale = int(match[1] + decimals), 10 ** len(decimals)
    size = number * unit // scale
    if size > _MOST:
        return None
    if unit == 1:
        return _Size(size, size, size)
    half = 2 * scale
    return _Size(max((2 * number - 1) * unit // half, 0), size, (2 * number + 1) * unit // half)


def _compared(text: str) -> Sizes | None:
    match = _COMPARED.fullmatch(text)
    size = _one(match[2]) if match else None
    if match is None or size is None:
        return None
    return {
        ">=": Sizes(size.bytes, None),
        "≥": Sizes(size.bytes, None),
        "<=": Sizes(None, size.bytes),
        "≤": Sizes(None, size.bytes),
        ">": Sizes(size.bytes + 1, None),
        "<": Sizes(None, size.bytes - 1) if size.bytes else None,
    }[match[1]]


def _range(text: str) -> Sizes | None:
    match = _SEPARATOR.search(text)
    if match is None:
        return None
    left, right = text[: match.start()], text[match.end() :]
    first, last = _one(left), _one(right)
    if (left and not first) or (right and not last) or not (first or last):
        return None
    turned = bool(first and last and first > last)
    if turned:
        first, last = last, first
    return Sizes(first.bytes if first else None, last.bytes if last else None, turned)
