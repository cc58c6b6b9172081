"""Reports as one self-contained page of HTML: no script, no address, printable in black."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from archivist import __version__
from archivist.formats import wording
from archivist.formats.keeping_dates import keeping_dates
from archivist.model.audit import Audit
from archivist.model.completeness import Completeness, Line, State
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.plan import Category


def audit_page(audit: Audit) -> str:
    """Return an audit as a page."""
    page = environment().get_template("audit.html")
    return page.render(
        audit=audit,
        matrix=audit.matrix,
        State=State,
        wording=wording,
        kept=keeping_dates(audit.keeping, audit.matrix.as_of),
        version=__version__,
        categories=_categories,
        settled=_settled,
    )


def environment() -> Environment:
    """Return where pages come from: escaped, translated, and strict about what is missing."""
    environment = Environment(
        loader=PackageLoader("archivist.formats", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["dotted"] = dotted
    environment.filters["shown"] = shown
    # The extension adds this method at run time, which its types do not tell.
    environment.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment


def _categories(matrix: Completeness, studio: str) -> list[tuple[Category, list[Line]]]:
    groups = groupby(matrix.of(studio), key=lambda line: line.category.number)
    found = [list(lines) for _number, lines in groups]
    return [(lines[0].category, lines) for lines in found]


def _settled(lines: list[Line]) -> int:
    return sum(line.state in {State.PRESENT, State.WAIVED} for line in lines)
