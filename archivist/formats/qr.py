"""QR codes as SVG, small enough for a spine and large enough for a scanner."""

from __future__ import annotations

import io
from dataclasses import dataclass

import segno

QUIET = 4
"""Modules of empty edge around the code (ISO/IEC 18004)."""
MODULE = 0.33
"""Mm that a module has at least, so that a scan at 200 dpi reads it (measured)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Qr:
    """One code."""

    svg: str
    modules: int
    """On a side, with the empty edge."""

    @property
    def least(self) -> float:
        """Mm of the smallest side at which it is still read."""
        return self.modules * MODULE


def qr(text: str, *, level: str = "m") -> Qr:
    """Return a QR code, never a Micro QR code, which few phones read.

    Args:
        text: ASCII.
        level: Of error correction: ``m`` below 16 mm, ``q`` from there (DESIGN, measured).
    """
    code = segno.make_qr(text, error=level, boost_error=False)
    buffer = io.BytesIO()
    code.save(buffer, kind="svg", xmldecl=False, svgns=True, border=QUIET, scale=1)
    return Qr(svg=buffer.getvalue().decode("ascii"), modules=int(code.symbol_size(border=QUIET)[0]))
