"""QR codes as SVG, small enough for a spine and large enough for a scanner."""

from __future__ import annotations

import io
from dataclasses import dataclass
from gettext import gettext as _

import segno

from archivist.errors import UnprintableError
from archivist.model.display import shown

QUIET = 4
"""Modules of empty edge around the code (ISO/IEC 18004)."""
MODULE = 0.33
"""Mm that a module has at least, so that a scan at 200 dpi reads it (measured)."""


MAX_TEXT = 300
"""Characters; in QR's alphanumeric mode 300 take 57 modules at level M."""
_STRONGER = 16.0
"""Mm from which a code bears the stronger correction (FACTS §3)."""
_QUOTED = 40
_MASK = 6
"""Of the eight patterns that a code may be laid over with. Trying all for the evenest takes four
fifths of the time, and simulated scans at 130 to 200 dpi with noise are read as often with any
(measured)."""


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


def level_for(side: float) -> str:
    """Return the error correction, ``m`` or ``q``, of a code that is printed with a side in mm."""
    return "q" if side >= _STRONGER else "m"


def qr(text: str, *, level: str = "m") -> Qr:
    """Return a QR code, never a Micro QR code, which few phones read.

    Args:
        text: ASCII.
        level: Of error correction, as `level_for` returns it.

    Raises:
        UnprintableError: The text is so long that no label has room for its code.
    """
    if len(text) > MAX_TEXT:
        raise UnprintableError(
            _("“{text}…” is too long for a QR code: {count} characters.").format(
                text=shown(text[:_QUOTED]), count=len(text)
            ),
            _("Give the box, the disc or the record a shorter number."),
        )
    code = segno.make_qr(text, error=level, boost_error=False, mask=_MASK)
    buffer = io.BytesIO()
    code.save(buffer, kind="svg", xmldecl=False, svgns=True, nl=False, border=QUIET, scale=1)
    return Qr(svg=buffer.getvalue().decode("ascii"), modules=int(code.symbol_size(border=QUIET)[0]))
