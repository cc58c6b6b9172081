"""Lists of many boxes: what they cost is bounded by box, not by what the engine keeps of each."""

from __future__ import annotations

import io

import pypdf

from archivist.formats.papers.box_pages import box_form
from archivist.formats.press.printing import Job, printed
from archivist.model.settings import Limits
from archivist.store.page_file import load_page
from tests.builders import some_settings
from tests.formats.press.jobs import DAY
from tests.model.boxes import held

BOXES = 300
MEGABYTES = 300
"""The engine itself takes 100; with a context for each line of each box it were 600."""


def test_hundreds_of_empty_boxes_take_little_memory() -> None:
    settings = some_settings()
    page = load_page(None, "box-list")
    form = box_form([held(f"06-{number}") for number in range(1, BOXES + 1)], settings)
    job = Job(form=form, layout=page.layout, files=page.files, day=DAY)
    pdf = printed(job, limits=Limits(seconds=120, megabytes=MEGABYTES))
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 2 * BOXES
