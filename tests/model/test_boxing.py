"""What an item brings into a box."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archivist.model.boxing import (
    Scales,
    box_order,
    boxes_named,
    derived_box,
    numbered,
)
from archivist.model.item import Description, Item, Paper
from archivist.model.plan import MaterialKind, Medium, Plan, Retention
from archivist.model.record import Record
from tests.builders import STUDIO, a_material, a_record, an_item, plan_of, some_facts
from tests.model.boxes import PLAN, laid

RULES = a_material("制度", retention=Retention.PERMANENT)
SHEET = a_material("签到表", "06.sheet", retention=Retention.YEARS_10)
COURSE = a_material("网上课程", "06.course", media=(Medium.ELECTRONIC,))
IMAGES = a_material("影像图片", "06.images", kind=MaterialKind.IMAGE)
THREE = plan_of(RULES, SHEET, COURSE)
ITEM = an_item("20250318 授课")


ALBUM = [a_record(f"C1-20250318-0{number}.jpg", ITEM) for number in "123"]


def a_pdf(name: str, pages: int, item: Item = ITEM, said: Description | None = None) -> Record:
    facts = some_facts(name, pages=pages)
    return a_record(name, item, facts=facts, description=said or Description())


@pytest.mark.parametrize(
    ("records", "pages", "estimated"),
    [
        pytest.param([], 0, False, id="nothing"),
        pytest.param([a_pdf("a.pdf", 7), a_pdf("b.pdf", 5)], 12, False, id="documents"),
        pytest.param([a_record("讲义.docx", ITEM)], 3, True, id="a text tells no pages"),
        pytest.param([a_record("表.xlsx", ITEM)], 2, True, id="nor does a table"),
        pytest.param([a_record("讲义.docx", ITEM), a_pdf("讲义.PDF", 9)], 9, False, id="one paper"),
        pytest.param([a_record("a.jpg", ITEM, pictorial=False)], 1, False, id="a scan"),
        pytest.param([a_record("a.mp4", ITEM, pictorial=False)], 0, False, id="a film"),
        pytest.param(ALBUM, 2, True, id="album"),
        pytest.param([a_record("C1-20250318-01.mp4", ITEM)], 0, False, id="no print of a video"),
        pytest.param(
            [a_record("C1-20250318-01.heic", ITEM), a_record("C1-20250318-01.jpg", ITEM)],
            1,
            True,
            id="one print of a shot",
        ),
        pytest.param(
            [a_pdf("a.pdf", 0, said=Description(pages=40))], 40, False, id="counted by a person"
        ),
        pytest.param([a_pdf("a.pdf", 7, an_item("20250318", pages=100))], 100, False, id="in all"),
        pytest.param([a_record("a.pdf", ITEM, facts=None)], 3, True, id="not looked at"),
    ],
)
def test_pages_are_those_of_the_papers(records: list[Record], pages: int, estimated: bool) -> None:
    item = records[0].item if records else ITEM
    boxed = Scales(THREE).weighed(item, records).boxed
    assert (boxed.pages, boxed.estimated, boxed.files) == (pages, estimated, len(records))


@pytest.mark.parametrize(
    ("plan", "record", "wanted"),
    [
        pytest.param(THREE, a_pdf("签到表.pdf", 1), Retention.YEARS_10, id="its material"),
        pytest.param(THREE, a_pdf("制度.pdf", 1), Retention.PERMANENT, id="another"),
        pytest.param(THREE, a_pdf("x.pdf", 1), Retention.PERMANENT, id="category's strongest"),
        pytest.param(PLAN, a_pdf("x.pdf", 1), Retention.YEARS_30, id="no materials"),
        pytest.param(
            THREE,
            a_pdf("制度.pdf", 1, an_item("20250318 x", retention=Retention.YEARS_10)),
            Retention.YEARS_10,
            id="stated of the item",
        ),
        pytest.param(
            THREE,
            a_pdf("签到表.pdf", 1, said=Description(retention=Retention.YEARS_30)),
            Retention.YEARS_30,
            id="stated of a file",
        ),
    ],
)
def test_an_item_is_kept_as_long_as_the_longest_of_it(
    plan: Plan, record: Record, wanted: Retention
) -> None:
    assert Scales(plan).weighed(record.item, [record]).boxed.retention is wanted


@pytest.mark.parametrize(
    ("plan", "name", "asked"),
    [
        pytest.param(THREE, "签到表.pdf", True, id="paper"),
        pytest.param(THREE, "网上课程.pdf", False, id="electronic only"),
        pytest.param(plan_of(COURSE), "x.pdf", False, id="nothing of the category"),
        pytest.param(THREE, "x.pdf", True, id="something of the category"),
        pytest.param(PLAN, "x.pdf", True, id="no materials"),
        pytest.param(Plan(id="", name="", categories=THREE.categories), "x.pdf", True, id="known"),
    ],
)
def test_paper_is_asked_of_what_an_item_holds(plan: Plan, name: str, asked: bool) -> None:
    assert Scales(plan).weighed(ITEM, [a_pdf(name, 1)]).asked is asked


@pytest.mark.parametrize(
    ("folder", "records", "year"),
    [
        ("20250318 授课", [], 2025),
        ("2024年度总结", [], 2024),
        ("总结 2023", [], 2023),
        ("总结 20231", [], 0),
        ("守则", ["C1-20220125-01.jpg", "C1-20210125-01.jpg"], 2022),
        ("守则", ["a.pdf"], 0),
    ],
)
def test_the_year_is_told_by_day_title_or_images(
    folder: str, records: list[str], year: int
) -> None:
    item = an_item(folder)
    found = Scales(THREE).weighed(item, [a_record(name, item) for name in records])
    assert found.boxed.year == year


def test_the_first_and_the_last_code_are_told() -> None:
    records = [a_record(f"C1-20250318-{n}.jpg", ITEM) for n in ("02", "100", "01")]
    boxed = Scales(THREE).weighed(ITEM, records).boxed
    assert (boxed.first_code, boxed.last_code) == ("C1-20250318-01", "C1-20250318-100")


@pytest.mark.parametrize(
    ("box", "named"),
    [
        ("06-1", ("06-1",)),
        (" 06-1 、06-2; a/b", ("06-1", "06-2", "a/b")),
        ("A-1,a-1", ("a-1",)),
        ("、", ()),
        ("📦" * 200, ("📦" * 200,)),
    ],
)
def test_an_item_may_name_several_boxes(box: str, named: tuple[str, ...]) -> None:
    assert boxes_named(an_item(paper=Paper(box=box))) == named


def test_an_item_without_paper_names_no_box() -> None:
    assert boxes_named(an_item()) == ()
    assert boxes_named(an_item(paper=Paper(none_because="只有电子版"))) == ()


def test_items_are_numbered_by_category_day_and_name() -> None:
    names = ("守则", "20250318 乙", "20250318 甲", "20240101 丙")
    items = [laid(name) for name in names] + [laid("20230101 丁", category="07")]
    found = numbered(items)
    assert [(each.number, each.item.name.title) for each in found] == [
        (1, "丙"),
        (2, "乙"),
        (3, "甲"),
        (4, "守则"),
        (5, "丁"),
    ]


def test_boxes_come_by_their_numbers() -> None:
    assert sorted(["06-10", "A-1", "06-2", "6-1", "06-02"], key=box_order) == [
        "06-02",
        "06-2",
        "06-10",
        "6-1",
        "A-1",
    ]


def test_a_box_without_a_row_is_told_by_its_items() -> None:
    items = (laid("20250101 a"), laid("20240101 b", category="07"))
    box = derived_box(STUDIO, "X", items, PLAN)
    assert (box.content, box.years, box.row) == (
        "06 培训学习资料、07 创新活动资料",
        (2024, 2025),
        None,
    )
    assert box.retention is Retention.YEARS_10
    other = replace(items[0], retention=Retention.PERMANENT)
    assert derived_box(STUDIO, "X", (*items, other), PLAN).retention is None
