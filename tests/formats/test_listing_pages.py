"""How the rows of a list lie on its pages: measured in the picture of each."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from archivist.actions.printing.form import print_form
from archivist.formats.papers.catalogue_levels import levels_listing
from archivist.formats.papers.catalogue_listing import Group, Listing, Part
from archivist.formats.papers.catalogue_pages import listing_form
from archivist.model.catalogue import Catalogue
from tests.builders import some_settings
from tests.pages import picture, text_of

DPI = 200
LEFT, LID, TITLES, FOOT, LINE = 25.0, 35.0, 9.0, 279.0, 7.5
"""Of catalogue.toml, in mm: frame, column titles, foot of the frame, height of a line."""
FULL = 30
"""Rows that fill a page below one heading: (279 - 44) / 7.5 lines."""
LONG = "关于灌区信息化改造技术创新课题攻关阶段性成果汇报材料的题名"


def a_list(*titles: str, heading: str = "06 培训学习资料") -> Listing:
    empty = levels_listing(Catalogue(), "示例档案库", "2025.06.30")
    day, codes = "2022.01.25", "C1-20220125-01—08"
    rows = tuple(
        (str(n), title, day, codes, "36", "约 120", "永久", "06-2025")
        for n, title in enumerate(titles, 1)
    )
    part = Part(name="测流工作室", groups=(Group(heading=heading, rows=rows),))
    return replace(empty, parts=(part,), contents=False)


def printed(listing: Listing) -> bytes:
    nowhere = Path("no archive: only what is shipped is looked up")
    return print_form(nowhere, some_settings(), listing_form(listing), date(2025, 6, 30))


def rules(pdf: bytes, page: int) -> list[float]:
    """Return where lines go across, in mm from above, just inside the frame's left edge."""
    image = picture(pdf, page, DPI)
    x = round((LEFT + 0.6) / 25.4 * DPI)
    table = range(round((LID - 0.5) / 25.4 * DPI), round((FOOT + 0.5) / 25.4 * DPI))
    grey = image.tobytes()
    dark = [y for y in table if grey[y * image.width + x] < 150]
    starts = [y for y in dark if y - 1 not in dark]
    ends = [y for y in dark if y + 1 not in dark]
    return [(a + b + 1) / 2 / DPI * 25.4 for a, b in zip(starts, ends, strict=True)]


@pytest.mark.parametrize(
    ("titles", "pages"),
    [
        (["测流授课"], 1),
        (["测流授课"] * FULL, 1),
        (["测流授课"] * (FULL + 1), 2),
        ([LONG, "测流授课", LONG * 3] * 15, 3),
        ([LONG * 2] * 9 + ["测流授课"] * 21, 2),
    ],
    ids=["one", "a page full", "a page full and one", "several lines", "both"],
)
def test_rows_fill_each_page_and_none_is_a_stub(titles: list[str], pages: int) -> None:
    pdf = printed(a_list(*titles))
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == pages
    for page in range(pages):
        top, below, *found = rules(pdf, page)
        assert (top, below) == pytest.approx((LID, LID + TITLES), abs=0.2)
        gaps = [b - a for a, b in zip([below, *found], found, strict=False)]
        assert min(gaps) > LINE - 0.2
        assert found[-1] == pytest.approx(FOOT, abs=0.2)


def test_a_frame_ends_with_its_last_row_where_little_stands_on_the_page() -> None:
    pdf = printed(a_list(*[LONG * 16] * 2, heading=""))
    first, second = rules(pdf, 0), rules(pdf, 1)
    assert len(first) == 3
    assert first[-1] < FOOT - LINE
    assert second[-1] == pytest.approx(FOOT, abs=0.2)


def test_a_category_that_goes_on_is_named_again() -> None:
    pdf = printed(a_list(*["测流授课"] * (FULL + 1)))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert "06 培训学习资料 (continued)" not in pages[0]
    assert "06 培训学习资料 (continued)" in pages[1]


def test_codes_dates_and_numbers_stay_whole() -> None:
    lines = text_of(printed(a_list(*["测流授课"] * 3))).splitlines()
    row = next(line for line in lines if "C1-" in line)
    for text in ("2022.01.25", "C1-20220125-01—08", "约 120", "06-2025"):
        assert text in row


def test_texts_keep_clear_of_the_lines_between_columns() -> None:
    image = picture(printed(a_list("测流授课", heading="")), 0, DPI)
    band = range(round(44.5 / 25.4 * DPI), round(50.5 / 25.4 * DPI))
    grey, width = image.tobytes(), image.width
    dark = [sum(grey[y * width + x] < 150 for y in band) for x in range(width)]
    lines = [x for x, count in enumerate(dark) if count == len(band)]
    texts = [x for x, count in enumerate(dark) if 0 < count < len(band)]
    apart = min(abs(text - line) for text in texts for line in lines if abs(text - line) > 2)
    assert len(lines) >= len(a_list().columns) + 1
    assert apart / DPI * 25.4 > 0.8
