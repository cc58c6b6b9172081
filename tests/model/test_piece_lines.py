"""The pieces of an archive as a list tells them, from values alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from archivist.model.boxing import Scales
from archivist.model.catalogue import CatalogueScope
from archivist.model.elements import Element, Elements, Origin
from archivist.model.item import Description, Paper
from archivist.model.piece_lines import (
    PieceLine,
    in_items,
    lines_of,
    photographer,
    piece_lines,
    title_of,
)
from archivist.model.plan import Retention
from archivist.model.record import Record
from archivist.model.settings import Settings
from tests.builders import (
    LEDGERS,
    STUDIO,
    a_reading,
    a_record,
    an_item,
    some_elements,
    some_facts,
    some_settings,
)
from tests.model.catalogues import a_scope

LASTING: dict[str, Any] = {"retention": Retention.YEARS_10}
FONDS = some_settings(fonds="A104")


def listed(of: CatalogueScope, settings: Settings | None = None) -> tuple[PieceLine, ...]:
    return piece_lines(of, Scales(of.plan).weighed, settings or some_settings())


def a_text(name: str = "签到表.pdf", folder: str = "20220125 理论授课", **item: object) -> Record:
    return a_record(name, an_item(folder, **(LASTING | item)))


def test_each_document_is_a_line_and_all_images_are_one() -> None:
    item = an_item("20220125 理论授课", **LASTING)
    images = [a_record(f"C1-20220125-{n:02}.jpg", item) for n in range(1, 9)]
    copies = a_record("函.docx", item), a_record("函.pdf", item)
    lines = listed(a_scope(*images, a_record("签到表.pdf", item), *copies), FONDS)
    assert [each.title for each in lines] == ["签到表", "函", "理论授课"]
    assert [each.code[-4:] for each in lines] == ["0001", "0002", "0003"]
    last = lines[-1]
    assert (last.piece.photos, last.piece.pages, last.invented) == (8, 4, False)
    assert (last.boxed.first_code, last.boxed.last_code) == ("C1-20220125-01", "C1-20220125-08")


def test_without_a_fonds_the_code_is_that_of_the_three_levels() -> None:
    records = a_text(), a_text("总结.docx"), a_text("计划.pdf", "无日期"), a_record()
    codes = [each.code for each in listed(a_scope(*records))]
    # The photos are kept for 30 years, the texts for ten; what has no year comes last.
    assert codes == [
        f"{STUDIO}-06-20220125-03",
        f"{STUDIO}-06-20220125-01",
        f"{STUDIO}-06-20220125-02",
        f"{STUDIO}-06-01",
    ]


def test_with_a_fonds_the_code_is_that_of_the_trade() -> None:
    records = (
        a_text("计划.pdf", "20230301 计划", retention=Retention.PERMANENT),
        a_text("总结.docx", "20220301 总结"),
        a_text(),
        a_text("纪要.pdf", "无日期"),
        a_text("2023.05.01 补充.pdf", "20220301 总结"),
    )
    lines = listed(a_scope(*records), FONDS)
    assert [each.code for each in lines] == [
        "A104-WS·2022-D10-06-0001",
        "A104-WS·2022-D10-06-0002",
        "A104-WS·2022-D10-06-0003",
        "A104-WS·2023-Y-06-0001",
        "",
    ]
    assert [each.title for each in lines] == ["签到表", "总结", "补充", "计划", "纪要"]


def test_what_lies_in_boxes_is_numbered_before_what_lies_in_none() -> None:
    late = a_text("总结.docx", "20220301 总结", paper=Paper(box="06-1"))
    lines = listed(a_scope(a_text(), late), FONDS)
    assert [(each.title, each.code[-4:], each.box) for each in lines] == [
        ("总结", "0001", "06-1"),
        ("签到表", "0002", ""),
    ]


def test_codes_do_not_change_when_only_some_items_are_printed() -> None:
    first, second = a_text(), a_text("总结.docx", "20220301 总结")
    (line,) = in_items(listed(a_scope(first, second), FONDS), [second.item])
    assert line.code == "A104-WS·2022-D10-06-0002"


def test_paper_without_files_is_a_line_too() -> None:
    item = an_item("20220125 协议原件", **LASTING, paper=Paper(box="06-1"))
    (line,) = listed(a_scope(items=(item, an_item("20220126 空", **LASTING))), FONDS)
    assert (line.title, line.invented, line.responsible) == ("协议原件", False, "")
    assert (line.code, line.day) == ("A104-WS·2022-D10-06-0001", date(2022, 1, 25))


def test_the_files_of_a_category_without_items_have_no_year() -> None:
    flat = an_item(category=LEDGERS, flat=True)
    lines = listed(a_scope(a_record("培训台账.xlsx", flat), a_record("荣誉台账.xlsx", flat)), FONDS)
    assert [(each.title, each.code) for each in lines] == [("培训台账", ""), ("荣誉台账", "")]


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
    lines = listed(a_scope(a_text("2022.03.01 通知.pdf"), a_text()))
    assert [each.day for each in lines] == [date(2022, 1, 25), date(2022, 3, 1)]


def test_no_source_is_responsible_for_a_document() -> None:
    said = (a_reading(Element.SOURCE, "宣传科 李四摄"),)
    item = an_item("20220302 授课", **LASTING, readings=said)
    shot = a_record("C1-20220302-01.jpg", item, elements=some_elements(source="宣传科 李四摄"))
    shared = Elements.of([replace(each, origin=Origin.ITEM) for each in said])
    own = a_record("函.pdf", item, description=Description(readings=said))
    lines = listed(a_scope(a_record("讲义.docx", item, elements=shared), own, shot))
    assert [each.responsible for each in lines] == ["", "", "李四"]


def test_what_is_stated_of_an_item_is_said_of_its_documents_and_of_no_photo() -> None:
    said: dict[str, Any] = {"responsible": "水务局", "reference": "水发3号", "secrecy": "内部"}
    item = an_item("20220302 来函", **LASTING, **said)
    own = Description(responsible="本站", secrecy="秘密")
    lines = listed(
        a_scope(
            a_record("函.docx", item),
            a_record("复函.docx", item),
            a_record("复函.pdf", item, description=own),
            a_record(item=item),
        )
    )
    assert [(e.responsible, e.reference, e.secrecy) for e in lines] == [
        ("水务局", "水发3号", "内部"),
        ("本站", "水发3号", "秘密"),
        ("", "", ""),
    ]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"source": "宣传科 李四摄"}, "李四"),
        ({"source": "李四"}, ""),
        ({"source": ""}, ""),
        ({"source": "宣传科", "photographer": "李摄"}, "李摄"),
        ({"source": "", "photographer": "宣传科 李四"}, "李四"),
    ],
)
def test_the_photographer_is_a_person(changes: dict[str, str], name: str) -> None:
    shot = a_record(elements=some_elements(**changes))
    assert photographer(shot) == name
    (line,) = listed(a_scope(shot))
    assert line.responsible == name


def test_of_images_by_several_nobody_is_responsible() -> None:
    item = an_item(**LASTING)
    shots = [
        a_record(f"C1-20220125-0{n}.jpg", item, elements=some_elements(source=source))
        for n, source in enumerate(("张三摄", "李四摄"), 1)
    ]
    (line,) = listed(a_scope(*shots))
    assert line.responsible == ""


def test_pages_are_those_counted_by_a_person_else_those_read_else_estimated() -> None:
    item = an_item(**LASTING)
    counted = a_record("甲.pdf", item, description=Description(pages=9))
    read = a_record("乙.pdf", item, facts=some_facts("乙.pdf", pages=3))
    scan = a_record("丙.jpg", item, pictorial=False, code=None)
    unknown = a_record("丁.docx", item)
    lines = listed(a_scope(counted, read, scan, unknown))
    told = [(each.piece.pages, each.piece.estimated) for each in lines]
    assert told == [(9, False), (3, False), (1, False), (3, True)]


def test_what_is_said_of_a_document_is_noted_and_what_is_said_of_all_images_is_not() -> None:
    said = (a_reading(Element.CAPTION, "复印件"),)
    item = an_item("20220302 来函", **LASTING, readings=said)
    own = a_record("函.pdf", item, description=Description(readings=said))
    lines = listed(a_scope(own, a_record("附件.pdf", item), a_record(item=item)))
    assert [each.note for each in lines] == ["复印件", "", ""]


def test_images_without_a_day_take_that_of_their_first_code() -> None:
    item = an_item("守则", **LASTING)
    (line,) = listed(
        a_scope(a_record("C1-20220126-01.jpg", item), a_record("C1-20220125-01.jpg", item))
    )
    assert line.day == date(2022, 1, 25)


def test_of_one_item_the_lines_are_those_of_the_whole_archive() -> None:
    first, second = a_text(), a_text("总结.docx", "20220301 总结")
    of = a_scope(first, second)
    whole = listed(of, FONDS)
    boxed = replace(Scales(of.plan).weighed(second.item, [second]).boxed, numbers=(2,))
    assert lines_of(boxed, [second], FONDS) == whole[1:]


def test_with_a_fonds_lines_come_volume_by_volume_in_each_by_number() -> None:
    late = an_item("20220125 授课", **LASTING, pieces={"讲义": 1, "补充": 9})
    kept = an_item("20220301 规程", retention=Retention.PERMANENT)
    of = a_scope(
        a_record("补充.pdf", late),
        a_record("讲义.pdf", late),
        a_record("规程.pdf", kept),
        a_text("总结.docx", "20220401 总结"),
        a_text("旧.docx", "20210401 旧"),
    )
    codes = [line.code.partition("·")[2] for line in listed(of, FONDS)]
    assert codes == [
        *("2021-D10-06-0001", "2022-Y-06-0001"),
        *("2022-D10-06-0001", "2022-D10-06-0009", "2022-D10-06-0010"),
    ]
