"""The list of images, and the volumes, from values alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from archivist.model.boxing import Scales
from archivist.model.catalogue import CatalogueScope
from archivist.model.catalogue_files import PhotoLine, Volume, photo_lines, volumes
from archivist.model.elements import Elements
from archivist.model.item import Paper
from archivist.model.plan import Retention
from archivist.model.record import Record
from tests.builders import STUDIO, a_record, an_item, some_elements
from tests.model.catalogues import OTHER, a_scope

LASTING: dict[str, Any] = {"retention": Retention.YEARS_10}


def photos(of: CatalogueScope) -> list[PhotoLine]:
    return list(photo_lines(of, Scales(of.plan).weighed))


def a_text(name: str = "签到表.pdf", folder: str = "20220125 理论授课", **item: object) -> Record:
    return a_record(name, an_item(folder, **(LASTING | item)))


def test_photos_come_by_their_codes_and_those_without_come_last() -> None:
    item = an_item(**LASTING)
    names = ("IMG_1234.jpg", "C1-20220125-10.jpg", "C1-20220125-02.jpg")
    lines = photos(
        a_scope(*(a_record(name, item) for name in names), a_text("a.pdf", "20220301 b"))
    )
    assert [each.code for each in lines] == ["C1-20220125-02", "C1-20220125-10", ""]
    assert lines[0].retention is Retention.YEARS_10


def test_numbers_of_three_digits_come_after_those_of_two() -> None:
    item = an_item(**LASTING)
    names = ("C1-20220125-100.jpg", "C1-20220125-99.jpg")
    lines = photos(a_scope(*(a_record(name, item) for name in names)))
    assert [each.code for each in lines] == ["C1-20220125-99", "C1-20220125-100"]


def test_a_photo_without_cause_takes_the_title_of_its_item() -> None:
    bare = a_record("C1-20220125-02.jpg", elements=Elements())
    told, untold = photos(a_scope(a_record(), bare))
    assert (told.title, told.invented) == ("测流仪器理论授课", False)
    assert (untold.title, untold.invented) == ("测流仪器理论授课", True)
    assert untold.day == date(2022, 1, 25)


def test_the_day_of_shooting_goes_before_that_of_the_event() -> None:
    (line,) = photos(a_scope(a_record(elements=some_elements(shooting_date="2022.01.27"))))
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
    of = a_scope(items=items, studios=(OTHER, STUDIO))
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
