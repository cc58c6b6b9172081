"""How much data there is, for people to read."""

from __future__ import annotations

_UNITS = ("B", "kB", "MB", "GB", "TB")
_STEP = 1000
"""Decimal, as drives and discs are sold and DA/T 70's forms count (数据量)."""


def size_text(size: int) -> str:
    """Return a number of bytes with three digits at most: ``1.23 GB``.

    Args:
        size: Bytes.
    """
    unit, amount = 0, float(size)
    while amount >= _STEP - 0.5 and unit < len(_UNITS) - 1:
        unit, amount = unit + 1, amount / _STEP
    digits = 0 if not unit or amount >= 99.95 else 1 if amount >= 9.995 else 2
    return f"{amount:.{digits}f} {_UNITS[unit]}"


def gigabytes(size: int) -> str:
    """Return bytes as the standard's forms want them: GB with three decimals."""
    return f"{size / 1e9:.3f}"
