"""One list as pages, workbook, CSV and HTML: the same texts in each, and nothing cut off."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pypdf
import pytest
import python_calamine

from archivist.actions.printing.form import print_form
from archivist.errors import UnprintableError
from archivist.formats.papers.catalogue_cover import cover_form
from archivist.formats.papers.catalogue_exports import listing_book, listing_csv, listing_page
from archivist.formats.papers.catalogue_levels import levels_listing
from archivist.formats.papers.catalogue_listing import Group, Listing, Part
from archivist.formats.papers.catalogue_pages import listing_form
from archivist.formats.papers.catalogue_records import (
    Frame,
    files_listing,
    photos_listing,
    register_listing,
)
from archivist.formats.press.form import Form
from archivist.model.boxing import Scales
from archivist.model.catalogue import catalogue_of
from archivist.model.catalogue_files import Volume, photo_lines
from archivist.model.item import Paper
from archivist.model.piece_lines import piece_lines
from archivist.model.plan import Retention
from tests.builders import STUDIO, a_plan, a_record, an_item, some_elements, some_settings
from tests.model.catalogues import OTHER, a_scope
from tests.pages import assert_looks_the_same, squashed, text_of

DAY = date(2025, 6, 30)
LONG = "关于灌区信息化改造技术创新课题攻关阶段性成果汇报材料的题名" * 18
MARKUP = '#panic("x") *粗* <b>&amp; $x^2$ \\ `a` //注 @ref'
WIDE = "W" * 60
FORMULA = '=HYPERLINK("http://x","y")'
FRAME = Frame(archive="示例档案库", day="2025.06.30", studios=(STUDIO, OTHER))


NOWHERE = Path("no archive: only what is shipped is looked up")


def printed(form: Form) -> bytes:
    return print_form(NOWHERE, some_settings(), form, DAY)


def levels() -> Listing:
    items = [
        an_item("20220125 测流仪器理论授课", paper=Paper(box="06-1"), pages=12),
        an_item(f"20220301 {LONG[:500]}"),
        an_item(f"20220302 {MARKUP}"),
        an_item(f"20220303 {WIDE}"),
        an_item("没有日期的案卷", paper=Paper(box="A104-2015-015-06-0001")),
        an_item(f"20220304 {FORMULA}"),
        *(an_item(f"20230101 {n:03}号案卷", retention=Retention.YEARS_10) for n in range(60)),
    ]
    other = an_item("20240101 机电检修", studio=OTHER)
    images = [a_record(f"C1-20220125-{n:02}.jpg", items[0]) for n in range(1, 4)]
    of = a_scope(*images, items=(*items, other), studios=(STUDIO, OTHER))
    return levels_listing(catalogue_of(of, Scales(of.plan).weighed), "示例档案库", "2025.06.30")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return printed(listing_form(levels()))


def test_all_that_was_put_in_can_be_read_out_of_the_pages(pdf: bytes) -> None:
    text = squashed(text_of(pdf))
    for row in (row for part in levels().parts for group in part.groups for row in group.rows):
        for value in row:
            assert squashed(value) in text
    assert "C1-20220125-01—03" in text


def test_the_contents_name_the_page_on_which_each_begins(pdf: bytes) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert pages[0].startswith("Contents")
    told = re.findall(r"^(.+?) (?:\d+ items?|none) (\d+)$", pages[0], re.MULTILINE)
    expected = [STUDIO, "06 Training", "18 工作台账", OTHER, "06 Training", "18 工作台账"]
    assert [squashed(name) for name, _page in told] == [squashed(name) for name in expected]
    studio = ""
    for name, number in told:
        page = squashed(pages[int(number) - 1])
        studio = squashed(name) if squashed(name) in {STUDIO, OTHER} else studio
        assert f"Studio:{studio}" in page
        assert squashed(name) in page
        begun = [n for n, each in enumerate(pages[1:], 2) if f"Studio:{studio}" in squashed(each)]
        first = next(n for n in begun if squashed(name) in squashed(pages[n - 1]))
        assert int(number) == first
    assert f"page 1 of {len(pages)}" in pages[0]
    assert f"page {len(pages)} of {len(pages)}" in pages[-1]


def test_each_page_repeats_heading_and_titles_and_a_studio_begins_a_page(pdf: bytes) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    for page in pages[1:]:
        assert "Catalogue of studio, category and item" in page
        assert "Retention" in page
    assert [OTHER in page for page in pages[1:]] == [False] * (len(pages) - 2) + [True]


def test_a_catalogue_looks_as_it_did(pdf: bytes) -> None:
    assert_looks_the_same("catalogue-1", pdf, 0)
    assert_looks_the_same("catalogue-2", pdf, 1)


def test_the_same_catalogue_makes_the_same_bytes(pdf: bytes) -> None:
    assert printed(listing_form(levels())) == pdf


def test_an_empty_category_says_so_in_each_form(pdf: bytes) -> None:
    assert "18 工作台账\nnone" in text_of(pdf)
    rows = list(csv.reader(io.StringIO(listing_csv(levels()).decode("utf-8-sig"))))
    assert [STUDIO, "18 工作台账", "", "none", *[""] * 6] in rows
    assert ">none<" in listing_page(levels())


def test_a_row_that_is_longer_than_a_page_is_refused() -> None:
    row = ("1", "长" * 6000, "", "", "", "", "", "")
    part = Part(name=STUDIO, groups=(Group(heading="06", rows=(row,)),))
    with pytest.raises(UnprintableError, match="长长长"):
        printed(listing_form(replace(levels(), parts=(part,))))


def documents_and_photos() -> tuple[Listing, Listing, Listing]:
    item = an_item(paper=Paper(box="06-1"), retention=Retention.YEARS_30)
    records = [
        a_record("scanner_20220125.pdf", item),
        a_record(f"{MARKUP.replace('/', '、')}.docx", item),
        a_record("机电检修.pdf", an_item("20240101 机电检修", studio=OTHER)),
        a_record("C1-20220125-01.jpg", item, elements=some_elements(caption=MARKUP)),
        a_record("C1-20220125-02.jpg", item, elements=some_elements(cause="", people="", place="")),
        a_record("IMG_1234.jpg", item, elements=some_elements(photographer="乌云其木格")),
    ]
    of = a_scope(*records, studios=(STUDIO, OTHER))
    weigh = Scales(of.plan).weighed
    photos = list(photo_lines(of, weigh))
    frame = replace(FRAME, classes={"C1": "活动照片"})
    fonds = replace(FRAME, fonds=True, categories={"06": "06 培训学习资料"})
    files = files_listing(piece_lines(of, weigh, some_settings(fonds="A104")), fonds)
    return files, photos_listing(photos, frame), register_listing(photos, frame)


@pytest.mark.parametrize("which", [0, 1, 2], ids=["files", "photos", "register"])
def test_lists_of_records_hold_all_that_was_put_in(which: int) -> None:
    listing = documents_and_photos()[which]
    pages = printed(listing_form(listing))
    text = squashed(text_of(pages))
    for row in (row for part in listing.parts for row in part.groups[0].rows):
        for value in row:
            assert squashed(value) in text
    first = pypdf.PdfReader(io.BytesIO(pages)).pages[0].mediabox
    assert first.width > first.height
    assert_looks_the_same(listing.form, pages)


def test_an_invented_title_stands_in_brackets() -> None:
    files, photos, register = documents_and_photos()
    assert files.parts[0].groups[0].rows[0][4] == "[测流仪器理论授课]"
    assert files.parts[0].groups[0].rows[0][1] == "A104-WS·2022-D30-06-0001"
    assert files.parts[0].groups[0].rows[0][-1] == "box 06-1"
    assert photos.parts[0].groups[0].rows[1][2] == "[测流仪器理论授课]"
    assert register.parts[0].groups[0].rows[2][7] == "乌云其木格"
    assert [row[8] for row in register.parts[0].groups[0].rows] == ["活动照片", "活动照片", ""]


def test_a_workbook_is_read_back_as_it_was_written() -> None:
    listing = levels()
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(listing_book(listing)))
    assert book.sheet_names[:2] == [STUDIO, OTHER]
    rows = [[str(value) for value in row] for row in book.get_sheet_by_name(STUDIO).to_python()]
    at = next(n for n, row in enumerate(rows) if row[0] == "Category")
    assert rows[at][1:4] == ["No.", "Content", "Date"]
    titles = [row[2] for row in rows[at + 1 :]]
    assert titles[:6] == [row[1] for row in listing.parts[0].groups[0].rows[:6]]
    assert FORMULA in titles
    assert titles[-1] == "none"
    told = " ".join(cell for row in rows[:at] for cell in row)
    for part in (listing.title, f"Studio: {STUDIO}", listing.parts[0].totals, listing.day):
        assert part in told
    sheet = openpyxl.load_workbook(io.BytesIO(listing_book(listing)))[STUDIO]
    titled, dated = sheet.cell(at + 2, 3), sheet.cell(at + 2, 4)
    assert (titled.alignment.horizontal, dated.alignment.horizontal) == ("left", "center")


def test_no_cell_of_a_csv_is_a_formula_and_excel_sees_its_encoding() -> None:
    listing = levels()
    active = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "＝1", "－1", "\n=1", "1=1"]
    rows = tuple((text, *[""] * 7) for text in active)
    parts = (Part(name="-工作室", groups=(Group(heading="=06", rows=rows),)),)
    data = listing_csv(replace(listing, parts=parts))
    assert data.startswith(b"\xef\xbb\xbf")
    written = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]
    guarded = [f"'{text}" for text in active[:-1]]
    guarded[4:6] = ["\\t=1", "\\r=1"]
    assert [row[2] for row in written] == [*guarded, "1=1"]
    assert {(row[0], row[1]) for row in written} == {("'-工作室", "'=06")}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_markup_in_a_title_is_text_in_html_too() -> None:
    page = listing_page(levels())
    read = Tags()
    read.feed(page)
    assert MARKUP in read.texts
    assert FORMULA in read.texts
    assert "script" not in read.tags
    assert "b" not in read.tags
    assert read.tags.count("section") == 2


def test_a_list_without_categories_has_no_contents_in_html() -> None:
    read = Tags()
    read.feed(listing_page(documents_and_photos()[0]))
    assert "nav" not in read.tags
    assert "[测流仪器理论授课]" in read.texts


def test_what_hides_in_a_title_is_written_out() -> None:
    item = an_item("20220125 甲\u202e乙\x07")
    of = a_scope(items=(item,))
    listing = levels_listing(catalogue_of(of, Scales(of.plan).weighed), "库", "")
    assert listing.parts[0].groups[0].rows[0][1] == "甲\\u202e乙\\u0007"


def test_covers_tell_the_volume() -> None:
    volumes = [
        Volume(studio=STUDIO, category="06", year=2022, retention=Retention.YEARS_10),
        Volume(studio=OTHER),
    ]
    form = cover_form(volumes, some_settings(), a_plan(), "示例档案库")
    pages = printed(form)
    text = squashed(text_of(pages))
    for value in ("示例档案库", STUDIO, "06Training", "2022", "10years", OTHER):
        assert value in text
    assert len(pypdf.PdfReader(io.BytesIO(pages)).pages) == 2
    assert_looks_the_same("cover", pages)


def test_with_a_fonds_a_cover_has_the_fields_of_the_trade() -> None:
    settings = some_settings(fonds="A104", fonds_name="河套灌区")
    volume = Volume(studio=STUDIO, year=2022, retention=Retention.PERMANENT)
    pages = printed(cover_form([volume], settings, a_plan(), "示例档案库"))
    text = squashed(text_of(pages))
    for value in ("Fondsnumber", "A104", "河套灌区", "2022", "permanent", "Organisation", STUDIO):
        assert value in text
    assert "示例档案库" not in text


def test_each_field_of_a_cover_tells_its_own() -> None:
    volume = Volume(studio=STUDIO, category="06", year=2022, retention=Retention.PERMANENT)
    settings = some_settings(fonds="A104", fonds_name="河套灌区")
    form = cover_form([volume], settings, a_plan(), "示例档案库")
    (cover,) = json.loads(json.dumps(form.data))["covers"]
    assert cover["values"] == {
        "year": "2022",
        "retention": "permanent",
        "fonds": "A104",
        "fonds_name": "河套灌区",
        "matter": f"{STUDIO}  06 Training",
    }
    form = cover_form([volume], some_settings(), a_plan(), "示例档案库")
    (cover,) = json.loads(json.dumps(form.data))["covers"]
    assert cover["values"] == {
        "year": "2022",
        "retention": "permanent",
        "archive": "示例档案库",
        "studio": STUDIO,
        "category": "06 Training",
    }
