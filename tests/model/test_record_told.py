"""What is told of a record wherever one is listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from archivist.model.elements import Elements
from archivist.model.record_told import day_of, elements_text, title_of
from tests.builders import a_record, an_item, some_elements

BARE = Elements()


def test_an_image_tells_its_elements() -> None:
    record = a_record(pictorial=True, elements=some_elements())
    assert record.elements.cause is not None
    assert title_of(record) == record.elements.cause.text
    text = elements_text(record)
    assert text.startswith(f"事由：{title_of(record)}；日期：")
    for name in ("地点", "人物", "来源"):
        assert f"；{name}：" in text


def test_what_nobody_stated_is_left_out() -> None:
    record = a_record("制度.pdf", pictorial=False)
    assert (title_of(record), elements_text(record)) == ("制度", "")
    image = a_record(pictorial=True, elements=BARE)
    assert title_of(image) == image.item.name.title
    assert elements_text(image) == "日期：2022.01.25"


def test_an_image_that_lies_in_no_item_has_its_name_for_a_title() -> None:
    record = a_record("x.jpg", pictorial=True, elements=BARE)
    assert title_of(replace(record, item=replace(record.item, flat=True))) == "x"


@pytest.mark.parametrize(
    ("name", "folder", "told", "day"),
    [
        pytest.param(
            "C1-20220124-01.jpg",
            "20220125 授课",
            {"shooting_date": "2022.01.27", "event_date": "2022.01.26"},
            date(2022, 1, 27),
            id="shooting",
        ),
        pytest.param(
            "C1-20220124-01.jpg",
            "20220125 授课",
            {"event_date": "2022.01.26"},
            date(2022, 1, 26),
            id="event",
        ),
        pytest.param("C1-20220124-01.jpg", "20220125 授课", {}, date(2022, 1, 25), id="item"),
        pytest.param("C1-20220124-01.jpg", "无日期", {}, date(2022, 1, 24), id="code"),
        pytest.param("x.jpg", "无日期", {}, None, id="none"),
    ],
)
def test_the_day_is_that_of_shooting_then_of_the_event_the_item_the_code(
    name: str, folder: str, told: dict[str, str], day: date | None
) -> None:
    elements = some_elements(**told) if told else BARE
    if "shooting_date" not in told:
        elements = replace(elements, shooting_date=None)
    assert day_of(a_record(name, an_item(folder), elements=elements)) == day
