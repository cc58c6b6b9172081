"""The 归档文件目录 falls into volumes as the covers do."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdf

from archivist.formats.papers.catalogue_listing import Listing
from archivist.formats.papers.catalogue_pages import listing_form
from archivist.formats.papers.catalogue_records import Frame, files_listing
from archivist.model.boxing import Scales
from archivist.model.catalogue import CatalogueScope
from archivist.model.item import Paper
from archivist.model.piece_lines import piece_lines
from archivist.model.plan import Retention
from tests.builders import STUDIO, a_record, an_item, some_settings
from tests.labels import printed
from tests.model.catalogues import OTHER, a_scope


def a_listing(of: CatalogueScope, fonds: str = "") -> Listing:
    frame = Frame(
        archive="示例档案库",
        day="2025.06.30",
        studios=(STUDIO, OTHER),
        categories={"06": "06 培训学习资料"},
        fonds=bool(fonds),
    )
    weigh = Scales(of.plan).weighed
    return files_listing(piece_lines(of, weigh, some_settings(fonds=fonds)), frame)


def test_with_a_fonds_it_is_divided_by_category_too() -> None:
    lasting: dict[str, Any] = {"retention": Retention.YEARS_30}
    item = an_item(paper=Paper(box="06-1"), **lasting)
    records = [
        a_record("函.pdf", item),
        a_record("讲义.docx", item),
        a_record("机电检修.pdf", an_item("20240101 机电检修", studio=OTHER, **lasting)),
    ]
    listing = a_listing(a_scope(*records, studios=(STUDIO, OTHER)), "A104")
    assert [[group.heading for group in part.groups] for part in listing.parts] == [
        ["year 2022  30 years  06 培训学习资料"],
        ["year 2024  30 years  06 培训学习资料"],
    ]
    assert (listing.divided_by, listing.apart, listing.grouped) == ("Volume", True, True)
    assert [row[0] for row in listing.parts[0].groups[0].rows] == ["1", "2"]


def test_each_volume_begins_a_page_and_without_a_fonds_the_remark_tells_the_piece(
    tmp_path: Path,
) -> None:
    kept = an_item("20220301 规程", retention=Retention.PERMANENT)
    undated = an_item("守则", retention=Retention.YEARS_30)
    boxed = an_item("20220125 授课", paper=Paper(box="06-1"), retention=Retention.YEARS_30)
    records = [a_record(f"{each.name.title}.pdf", each) for each in (kept, undated, boxed)]
    listing = a_listing(a_scope(*records))
    (part,) = listing.parts
    assert [group.heading for group in part.groups] == [
        "year 2022  permanent",
        "year 2022  30 years",
        "year unknown  30 years",
    ]
    assert [group.rows[0][-1] for group in part.groups] == ["", "box 06-1, piece 1", ""]
    pages = pypdf.PdfReader(io.BytesIO(printed(tmp_path, listing_form(listing)))).pages
    told = [page.extract_text() for page in pages]
    assert [[name in text for name in ("规程", "授课", "守则")] for text in told] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]
