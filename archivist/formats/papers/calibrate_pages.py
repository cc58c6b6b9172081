"""The test page that tells how far off a printer sets."""

from __future__ import annotations

from gettext import gettext as _

from archivist.formats.press.form import Form
from archivist.model.settings import MARKER, Printing

NAME = "calibrate"
INSET, BAR = 10.0, 100.0
"""Mm from the paper's edges to the frame, and of a bar, as ``calibrate.toml`` has them."""


def calibrate_form(printing: Printing, *, inset: float = INSET, bar: float = BAR) -> Form:
    """Return what the page shows.

    Args:
        printing: The offsets at present, which the page is moved by.
        inset: Mm from the edges of the paper to the frame.
        bar: Mm of a bar.
    """
    present = _("Offsets at present: offset_x = {x}, offset_y = {y} (mm)").format(
        x=_mm(printing.offset_x), y=_mm(printing.offset_y)
    )
    steps = (
        _("Print this page at 100 %: choose actual size in the printer's window, not fit to page."),
        _(
            "Measure both bars. Each has to be {bar} mm; otherwise the printer still scales: go "
            "back to step 1."
        ).format(bar=_mm(bar)),
        _(
            "Measure from the left edge of the paper to the left side of the frame, and from the "
            "upper edge to its upper side, at the crosses. Each should be {inset} mm."
        ).format(inset=_mm(inset)),
        _(
            "Fill in the two lines below, and write both results into {file}, under [printing]."
        ).format(file=MARKER),
        _("Print this page again: now both distances are {inset} mm.").format(inset=_mm(inset)),
    )
    blanks = (
        (_("Left (mm)"), "offset_x", printing.offset_x),
        (_("Above (mm)"), "offset_y", printing.offset_y),
    )
    return Form(
        name=NAME,
        data={
            "present": present,
            "steps": list(steps),
            "blanks": [
                {"measured": name, "reckoned": f"{key} = {_mm(inset + now)} − {name} ="}
                for name, key, now in blanks
            ],
            "where": _("Test page for printers"),
        },
        words={"title": _("Test page for printers"), "bar": f"{_mm(bar)} mm"},
    )


def _mm(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".").replace("-0", "0", number == 0)
