"""The four-property report as one self-contained page of HTML: no script, printable in black."""

from __future__ import annotations

from collections.abc import Sequence

from archivist import __version__
from archivist.formats import property_wording, wording
from archivist.formats.html import environment
from archivist.formats.papers.keeping_pages import notes
from archivist.model.finding import Property
from archivist.model.four_properties import FourProperties, Outcome


def four_properties_page(report: FourProperties, studios: Sequence[str]) -> str:
    """Return the report as a page.

    Args:
        report: What came of each row.
        studios: Those that sign.
    """
    page = environment().get_template("four_properties.html")
    return page.render(
        report=report,
        studios=studios,
        properties=tuple(Property),
        Outcome=Outcome,
        wording=wording,
        words=property_wording,
        notes=notes(),
        version=__version__,
    )
