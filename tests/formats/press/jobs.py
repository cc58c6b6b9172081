"""Small prints for tests: a layout's text and its data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from archivist.formats.press.form import Form
from archivist.formats.press.printing import Job
from archivist.model.page_layout import Margins, PageLayout

BASE = Path(__file__).resolve().parents[3] / "templates" / "catalog" / "pages" / "base.typ"
HEAD = '#import "base.typ": *\n#show: paged\n'
LAYOUT = PageLayout(
    form="trial",
    title="试验页",
    name="trial",
    width=100,
    height=60,
    margins=Margins(top=5, right=5, bottom=5, left=5),
)
DAY = date(2026, 1, 2)


def a_job(main: str, data: dict[str, object] | None = None, **changes: object) -> Job:
    """Return what prints ``main`` below the usual two lines.

    Args:
        main: Typst.
        data: Of the form.
        changes: Fields of the form or of the job.
    """
    own = {name: changes.pop(name) for name in ("words", "pictures") if name in changes}
    job = Job(
        form=Form(name="trial", data=data or {}, **own),  # type: ignore[arg-type]
        layout=LAYOUT,
        files={"main.typ": (HEAD + main).encode(), "base.typ": BASE},
        shown={"main.typ": "pages/trial.typ", "base.typ": "pages/base.typ"},
        day=DAY,
    )
    return replace(job, **changes)  # type: ignore[arg-type]
