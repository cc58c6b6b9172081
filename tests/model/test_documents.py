"""What an index takes of a record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.document import CHUNK, OVERLAP, Head
from archivist.model.documents import About, document_of, head_of, item_head, parts_of, stamp_of
from archivist.model.elements import Elements
from archivist.model.item import Item
from archivist.model.text import FileText
from tests.builders import a_plan, a_record, an_item, readings, some_elements


def test_a_photo_tells_its_elements() -> None:
    record = a_record(
        elements=Elements.of(
            (
                *some_elements().people,
                *readings(
                    cause="授课",
                    place="302",
                    event_date="2022.1.25",
                    shooting_date="2022.1.26",
                    source="李明",
                    caption="合影",
                    background="培训计划",
                ),
            )
        )
    )
    about = About(materials=("影像图片",), image_class="照片", filed=date(2022, 2, 1))
    head = head_of(record, a_plan(), about)
    assert (head.kind, head.code, head.title) == ("image", "C1-20220125-01", "C1-20220125-01")
    assert (head.category, head.category_name) == ("06", "培训学习资料")
    assert head.item == "20220125 测流仪器理论授课"
    assert (head.cause, head.place, head.people, head.source) == (
        "授课",
        "302",
        ("徐宏伟(领衔人)",),
        "李明",
    )
    assert (head.day, head.shot, head.filed) == (
        date(2022, 1, 25),
        date(2022, 1, 26),
        date(2022, 2, 1),
    )
    assert head.notes == ("合影", "培训计划", "照片")
    assert head.materials == ("影像图片",)
    assert head.checksum == (record.facts.sha256 if record.facts else None)


def test_a_document_bears_the_day_of_its_item() -> None:
    head = head_of(a_record("讲义.pdf"), a_plan())
    assert (head.kind, head.title, head.code) == ("document", "讲义", "")
    assert head.day == date(2022, 1, 25)
    assert head.people == ()


def test_a_scan_that_is_stated_to_be_a_document_is_one() -> None:
    item = an_item(kind="document")
    assert head_of(a_record("签到表.tif", item, pictorial=False), a_plan()).kind == "document"
    assert head_of(a_record("签到表.tif"), a_plan()).kind == "image"


def test_what_lies_in_a_category_directly_is_in_no_item() -> None:
    flat = an_item(category="18 工作台账", flat=True)
    assert head_of(a_record("学习培训台账.xlsx", flat), a_plan()).item == ""


def test_an_item_is_found_by_its_title() -> None:
    item: Item = an_item()
    head = item_head(item, a_plan())
    assert (head.kind, head.title, head.path) == ("item", "测流仪器理论授课", item.path)
    assert document_of(head, None, "x").parts == ()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"place": "303"}, id="a place"),
        pytest.param({"people": ("甲", "乙")}, id="people"),
        pytest.param({"filed": date(2022, 2, 2)}, id="a day"),
        pytest.param({"size": 5}, id="a size"),
    ],
)
def test_a_stamp_changes_with_every_part(change: dict[str, object]) -> None:
    head = Head(path="a", kind="image", title="a", people=("甲, 乙",))
    changed = replace(head, **change)  # type: ignore[arg-type]
    assert len({stamp_of(head), stamp_of(changed), stamp_of(head, "text")}) == 3
    assert stamp_of(head, "text") == stamp_of(replace(head), "text")


def test_a_short_page_is_one_part_with_its_number() -> None:
    text = FileText(pages=("第一页", " \n", "第三页"), title="标题", author="作者")
    parts = list(parts_of(text))
    assert [(part.page, part.text) for part in parts] == [
        (1, "第一页"),
        (3, "第三页"),
        (0, "标题\n作者"),
    ]


def test_a_long_page_is_cut_at_the_end_of_a_sentence() -> None:
    page = "".join(f"这是第{number}句话，说的是测流。" for number in range(400))
    parts = list(parts_of(FileText(pages=(page,))))
    assert len(parts) > 3
    assert all(part.text.endswith("。") and part.page == 0 for part in parts)
    for before, after in pairwise(parts):
        assert after.text.startswith(before.text[-OVERLAP:])


@given(st.integers(0, 5 * CHUNK), st.integers(1, OVERLAP), st.text("测流仪。\n", max_size=40))
def test_every_phrase_up_to_the_overlap_is_whole_in_a_part(at: int, length: int, seed: str) -> None:
    page = (seed + "".join(chr(0x4E00 + n % 5000) for n in range(4 * CHUNK)))[: 4 * CHUNK]
    phrase = page[at : at + length]
    parts = list(parts_of(FileText(pages=(page,))))
    assert all(len(part.text) <= CHUNK * 3 // 2 for part in parts)
    assert any(phrase in part.text for part in parts)
