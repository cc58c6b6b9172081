"""The catalogue of three levels, from values alone."""

from __future__ import annotations

from datetime import date

from archivist.model.boxing import Scales
from archivist.model.catalogue import Catalogue, CatalogueScope, catalogue_of
from archivist.model.item import Paper
from archivist.model.plan import Retention
from tests.builders import LEDGERS, STUDIO, a_record, an_item
from tests.model.catalogues import OTHER, a_scope


def made(of: CatalogueScope) -> Catalogue:
    return catalogue_of(of, Scales(of.plan).weighed)


def test_a_line_tells_what_its_item_holds() -> None:
    item = an_item(paper=Paper(box="06-1"), pages=7, retention=Retention.PERMANENT)
    records = [a_record(f"C1-20220125-{n:02}.jpg", item) for n in (2, 1, 10)]
    (part,) = made(a_scope(*records, a_record("签到表.pdf", item))).studios
    (line,) = part.categories[0].lines
    assert (line.number, line.title, line.day) == (1, "测流仪器理论授课", date(2022, 1, 25))
    assert (line.first, line.last) == ("C1-20220125-01", "C1-20220125-10")
    assert (line.pieces, line.pages, line.box) == (2, 7, "06-1")
    assert line.retention is Retention.PERMANENT
    assert part.lines == 1


def test_a_category_without_items_is_told_only_when_all_of_a_studio_is_meant() -> None:
    records = [a_record()]
    (whole,) = made(a_scope(*records)).studios
    assert [(each.category.number, len(each.lines)) for each in whole.categories] == [
        ("06", 1),
        ("18", 0),
    ]
    (some,) = made(a_scope(*records, whole=False)).studios
    assert [each.category.number for each in some.categories] == ["06"]


def test_a_studio_of_which_nothing_is_chosen_has_no_part() -> None:
    studios = (STUDIO, OTHER)
    assert len(made(a_scope(a_record(), studios=studios, whole=False)).studios) == 1
    whole = made(a_scope(a_record(), studios=studios))
    assert [part.studio for part in whole.studios] == [STUDIO, OTHER]
    assert [part.lines for part in whole.studios] == [1, 0]


def test_numbers_begin_anew_in_each_category_and_lines_keep_their_order() -> None:
    items = (an_item("20220125 甲"), an_item("无日期的案卷"), an_item("20210101 乙"))
    (part,) = made(a_scope(items=items)).studios
    assert [(line.number, line.title, line.day) for line in part.categories[0].lines] == [
        (1, "甲", date(2022, 1, 25)),
        (2, "无日期的案卷", None),
        (3, "乙", date(2021, 1, 1)),
    ]


def test_a_folder_that_is_nothing_but_a_date_goes_by_its_name() -> None:
    (part,) = made(a_scope(items=(an_item("20220125"),))).studios
    assert part.categories[0].lines[0].title == "20220125"


def test_in_a_category_without_items_each_file_is_a_line() -> None:
    ledgers = an_item(category=LEDGERS, flat=True)
    records = [a_record("培训台账.xlsx", ledgers), a_record("经费台账.xlsx", ledgers)]
    (part,) = made(a_scope(*records)).studios
    lines = part.categories[1].lines
    assert [(line.number, line.title) for line in lines] == [
        (1, "培训台账"),
        (2, "经费台账"),
    ]


def test_an_item_of_3000_files_is_one_line() -> None:
    item = an_item()
    records = [a_record(f"C1-20220125-{n:02}.jpg", item) for n in range(1, 3001)]
    (part,) = made(a_scope(*records)).studios
    (line,) = part.categories[0].lines
    assert (line.first, line.last) == ("C1-20220125-01", "C1-20220125-3000")
