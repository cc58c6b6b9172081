"""The lists of single records, from values alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from archivist.model.boxing import Scales
from archivist.model.catalogue import Shelf
from archivist.model.catalogue_files import (
    DocumentLine,
    PhotoLine,
    Volume,
    document_lines,
    in_items,
    photo_lines,
    title_of,
    volumes,
)
from archivist.model.elements import Element, Elements
from archivist.model.item import Description, Paper
from archivist.model.plan import Retention
from archivist.model.record import Record
from tests.builders import STUDIO, a_reading, a_record, an_item, some_elements, some_facts
from tests.model.test_catalogue import OTHER, shelf

LASTING: dict[str, Any] = {"retention": Retention.YEARS_10}


def documents(of: Shelf, fonds: str = "") -> list[DocumentLine]:
    return list(document_lines(of, Scales(of.plan).weighed, fonds))


def photos(of: Shelf) -> list[PhotoLine]:
    return list(photo_lines(of, Scales(of.plan).weighed))


def a_text(name: str = "签到表.pdf", folder: str = "20220125 理论授课", **item: object) -> Record:
    return a_record(name, an_item(folder, **(LASTING | item)))


def test_documents_are_listed_and_image_records_are_not() -> None:
    assert [each.title for each in documents(shelf(a_record(), a_text()))] == ["签到表"]
    assert documents(shelf(a_record())) == []


def test_a_document_has_the_code_of_the_three_levels_without_a_fonds() -> None:
    records = a_text(), a_text("总结.docx"), a_text("计划.pdf", "无日期")
    codes = [each.code for each in documents(shelf(*records))]
    assert codes == [
        f"{STUDIO}-06-20220125-01",
        f"{STUDIO}-06-20220125-02",
        f"{STUDIO}-06-01",
    ]


def test_with_a_fonds_the_code_is_that_of_the_trade() -> None:
    records = (
        a_text(),
        a_text("总结.docx", "20220301 总结"),
        a_text("计划.pdf", "20230301 计划", retention=Retention.PERMANENT),
        a_text("纪要.pdf", "无日期"),
    )
    codes = [each.code for each in documents(shelf(*records), "A104")]
    assert codes == [
        "A104-WS·2022-D10-06-0001",
        "A104-WS·2022-D10-06-0002",
        "A104-WS·2023-Y-06-0001",
        "",
    ]


def test_codes_do_not_change_when_only_some_items_are_printed() -> None:
    first, second = a_text(), a_text("总结.docx", "20220301 总结")
    lines = documents(shelf(first, second), "A104")
    (line,) = in_items(lines, [second.item])
    assert line.code == "A104-WS·2022-D10-06-0002"


@pytest.mark.parametrize(
    ("name", "title", "invented"),
    [
        ("签到表.pdf", "签到表", False),
        ("20220125 会议纪要.docx", "会议纪要", False),
        ("scanner_20220125_101500.pdf", "理论授课", True),
        ("扫描件 (3).pdf", "理论授课", True),
        ("20220125.pdf", "理论授课", True),
        ("IMG_1234.pdf", "理论授课", True),
        ("新建 Microsoft Word 文档.docx", "理论授课", True),
    ],
)
def test_what_no_person_named_takes_the_title_of_its_item(
    name: str, title: str, invented: bool
) -> None:
    assert title_of(a_text(name)) == (title, invented)


def test_a_name_of_the_machine_in_an_item_without_title_stays() -> None:
    assert title_of(a_text("IMG_1234.pdf", "20220125")) == ("IMG_1234", True)


def test_the_day_in_a_name_goes_before_that_of_the_item() -> None:
    lines = documents(shelf(a_text("2022.03.01 通知.pdf"), a_text()))
    assert [each.day for each in lines] == [date(2022, 3, 1), date(2022, 1, 25)]


def test_the_source_is_responsible_and_else_the_studio() -> None:
    source = a_reading(Element.SOURCE, "水务局")
    told = a_text()
    of_item = a_text("函.pdf", "20220302 来函", readings=(source,))
    own = a_record(
        "文.pdf", an_item("20220303 文", **LASTING), description=Description(readings=(source,))
    )
    inside = a_record("令.pdf", an_item("20220304 令", **LASTING), elements=some_elements())
    lines = documents(shelf(told, of_item, own, inside))
    assert [each.responsible for each in lines] == [STUDIO, "水务局", "水务局", "李明"]


def test_pages_are_those_counted_by_a_person_else_those_read() -> None:
    item = an_item(**LASTING)
    counted = a_record("甲.pdf", item, description=Description(pages=9))
    read = a_record("乙.pdf", item, facts=some_facts("乙.pdf", pages=3))
    scan = a_record("丙.jpg", item, pictorial=False, code=None)
    unknown = a_record("丁.docx", item)
    assert [each.pages for each in documents(shelf(counted, read, scan, unknown))] == [9, 3, 1, 0]


def test_photos_come_by_their_codes_and_those_without_come_last() -> None:
    item = an_item(**LASTING)
    names = ("IMG_1234.jpg", "C1-20220125-10.jpg", "C1-20220125-02.jpg")
    lines = photos(shelf(*(a_record(name, item) for name in names), a_text("a.pdf", "20220301 b")))
    assert [each.code for each in lines] == ["C1-20220125-02", "C1-20220125-10", ""]
    assert lines[0].retention is Retention.YEARS_10


def test_numbers_of_three_digits_come_after_those_of_two() -> None:
    item = an_item(**LASTING)
    names = ("C1-20220125-100.jpg", "C1-20220125-99.jpg")
    lines = photos(shelf(*(a_record(name, item) for name in names)))
    assert [each.code for each in lines] == ["C1-20220125-99", "C1-20220125-100"]


def test_a_photo_without_cause_takes_the_title_of_its_item() -> None:
    bare = a_record("C1-20220125-02.jpg", elements=Elements())
    told, untold = photos(shelf(a_record(), bare))
    assert (told.title, told.invented) == ("测流仪器理论授课", False)
    assert (untold.title, untold.invented) == ("测流仪器理论授课", True)
    assert untold.day == date(2022, 1, 25)


def test_the_day_of_shooting_goes_before_that_of_the_event() -> None:
    (line,) = photos(shelf(a_record(elements=some_elements(shooting_date="2022.01.27"))))
    assert line.day == date(2022, 1, 27)


def test_volumes_are_those_of_studio_year_and_retention() -> None:
    items = (
        an_item("20230101 甲", **LASTING),
        an_item("20220101 乙", **LASTING),
        an_item("20220301 丙", **LASTING, paper=Paper(box="1")),
        an_item("20220101 丁", retention=Retention.PERMANENT),
        an_item("无日期", **LASTING),
        an_item("20220101 戊", studio=OTHER, **LASTING),
    )
    of = shelf(items=items, studios=(OTHER, STUDIO))
    weigh = Scales(of.plan).weighed
    ten, lasting = Retention.YEARS_10, Retention.PERMANENT
    assert volumes(of, weigh, by_category=False) == (
        Volume(studio=OTHER, year=2022, retention=ten),
        Volume(studio=STUDIO, year=2022, retention=lasting),
        Volume(studio=STUDIO, year=2022, retention=ten),
        Volume(studio=STUDIO, year=2023, retention=ten),
        Volume(studio=STUDIO, retention=ten),
    )
    assert {each.category for each in volumes(of, weigh, by_category=True)} == {"06"}
