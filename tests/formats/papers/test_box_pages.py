"""The list and the remarks of a box, as they are printed."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from archivist.actions.printing.form import print_form
from archivist.errors import UnprintableError
from archivist.formats.papers.box_pages import box_form
from archivist.model.box import BoxedItem, BoxHeld
from archivist.model.elements import Element
from archivist.model.item import Description
from archivist.model.piece_lines import lines_of
from archivist.model.piece_numbers import numbers_of
from archivist.model.record import Record
from tests.builders import STUDIO, a_reading, a_record, some_settings
from tests.model.boxes import held, laid
from tests.pages import assert_looks_the_same, squashed, text_of

DAY = date(2025, 12, 31)
FONDS = some_settings(fonds="A104", fonds_name="河套灌区")
HEAD = "A104-WS·2025-D10-06-"
IMAGES = "photos: 8 C1-20250318-01—08"
LONG = "渠道测流 #set text(red) $x$ " * 14
ITEMS = (
    laid("20250101 2025年度培训学习计划", 4),
    laid("20250318 测流授课", 7, first_code="C1-20250318-01", last_code="C1-20250318-08"),
    laid("20250401 人名：㛃 𬭎 垚 淼", 1),
    laid("20250501 流速仪", 3, estimated=True),
    laid("20250601 " + LONG, 2, first_code="C1-20250601-01", last_code="C1-20250601-01"),
    laid("守则" + "X" * 200, 0, retention=None),
)
REGISTERED = {
    "spine": 30.0,
    "packer": "李淼",
    "packed": date(2025, 12, 1),
    "state": "缺一份签到表。\n\n已另附说明。",
}


def a_box(*items: BoxedItem) -> BoxHeld:
    box = held("06-1", *items, **REGISTERED)
    numbers = numbers_of(("06-1", each) for each in box.items)
    numbered = (replace(i, numbers=numbers.get(i.item.path, ())) for i in box.items)
    return replace(box, items=tuple(numbered))


def test_the_list_and_the_remarks_say_what_lies_in_the_box(tmp_path: Path) -> None:
    many = [laid(f"20250{1 + n // 25}{1 + n % 25:02} 第{n}件", 1) for n in range(60)]
    empty = held("06-2")
    settings = some_settings()
    pdf = print_form(
        tmp_path, settings, box_form([a_box(*ITEMS), a_box(*many), empty], settings), DAY
    )
    text = squashed(text_of(pdf))
    assert squashed(LONG) in text
    assert "X" * 200 in text
    assert "㛃𬭎垚淼" in text
    assert "C1-20250318-01—08" in text
    assert "5—11" in text
    assert "about3" in text
    assert "缺一份签到表。已另附说明。" in text
    assert "2025.12.01" in text
    assert text.count("page1of1") == 2
    assert "page3of3" in text
    assert "Nothingliesinthisbox." in text
    assert all(f"第{n}件" in text for n in range(60))
    assert_looks_the_same("box-list", pdf)
    assert_looks_the_same("box-remarks", pdf, 1)


def test_a_row_that_no_page_holds_is_told_with_its_box(tmp_path: Path) -> None:
    settings = some_settings()
    form = box_form([a_box(laid("20250101 " + "渠" * 2000, 1))], settings)
    with pytest.raises(UnprintableError, match=r"1 text has no room.*\n.*box 06-1: 渠渠"):
        print_form(tmp_path, settings, form, DAY)


def test_pages_are_filled_whatever_the_heights_of_the_rows(tmp_path: Path) -> None:
    settings = some_settings()
    rows = [laid(f"202501{1 + n % 28:02} 第{n}件" + "渠" * (n * 7 % 90), 1) for n in range(90)]
    pdf = print_form(tmp_path, settings, box_form([a_box(*rows)], settings), DAY)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages][:-1]
    there = [[n for n in range(90) if f"第{n}件" in squashed(text)] for text in pages]
    assert sorted(n for page in there for n in page) == list(range(90))
    assert min(map(len, there[:-1])) > 8
    assert [f"page {n} of {len(pages)}" in text for n, text in enumerate(pages, 1)] == (
        [True] * len(pages)
    )


def a_record_of(boxed: BoxedItem, name: str, **changes: object) -> Record:
    return a_record(name, boxed.item, **changes)


def test_with_a_fonds_the_list_is_that_of_filed_papers(tmp_path: Path) -> None:
    boxed = laid("20250318 测流授课", 7, pieces=3, first_code="C1-20250318-01")
    boxed = replace(boxed, last_code="C1-20250318-08")
    plan = laid("20250101 2025年度培训学习计划", 4)
    said = (a_reading(Element.CAPTION, "复印件"),)
    letter = Description(
        readings=said, pages=2, responsible="水务局", reference="水发3号", secrecy="内部"
    )
    records = [
        a_record_of(boxed, "讲义.docx"),
        a_record_of(boxed, "函.pdf", description=letter),
        *(a_record_of(boxed, f"C1-20250318-{n:02}.jpg") for n in range(1, 9)),
    ]
    box = a_box(boxed, plan)
    first, second = box.items
    lines = {
        first.item.path: lines_of(first, [a_record_of(plan, "扫描件.pdf")], FONDS),
        second.item.path: lines_of(second, records, FONDS),
    }
    form = box_form([box], FONDS, lines)
    (data,) = json.loads(json.dumps(form.data))["boxes"]
    keys = ("number", "archival", "author", "title", "day", "pages", "remark")
    assert [data["rows"][2][key] for key in ("reference", "secrecy")] == ["水发3号", "内部"]
    assert [[row[key] for key in keys] for row in data["rows"]] == [
        ["1", f"{HEAD}0001", "", "[2025年度培训学习计划]", "2025.01.01", "about 3", ""],
        ["2", f"{HEAD}0002", "", "讲义", "2025.03.18", "about 3", ""],
        ["3", f"{HEAD}0003", "水务局", "函", "2025.03.18", "2", "复印件"],
        ["4", f"{HEAD}0004", "", "测流授课", "2025.03.18", "about 4", IMAGES],
    ]
    assert data["state"][0] == "This box holds 2 items with 4 pieces, of 11 pages."
    text = squashed(text_of(print_form(tmp_path, FONDS, form, DAY)))
    for word in ("Archivalcode", "Documentno.", "Author", "Secrecy", "A104河套灌区"):
        assert word in text
    assert f"{HEAD}0004" in text
    assert "From–to" not in text


def test_without_a_fonds_each_item_has_the_numbers_of_its_pieces() -> None:
    box = a_box(laid("20250101 a"), laid("20250102 b", pieces=3), laid("20250103 c", pieces=0))
    (data,) = json.loads(json.dumps(box_form([box], some_settings()).data))["boxes"]
    assert [row["pieces"] for row in data["rows"]] == ["1", "2—4", ""]
    assert data["state"][0] == "This box holds 3 items with 4 pieces, of 30 pages."


def test_pages_run_on_until_one_is_unsure() -> None:
    form = box_form([a_box(*ITEMS)], some_settings())
    rows: list[dict[str, str]] = json.loads(json.dumps(form.data))["boxes"][0]["rows"]
    assert [row["range"] for row in rows] == ["1—4", "5—11", "12", "", "", ""]
    assert [row["pages"] for row in rows] == ["4", "7", "1", "about 3", "2", ""]


def test_the_same_boxes_make_the_same_bytes(tmp_path: Path) -> None:
    form = box_form([a_box(*ITEMS[:1])], some_settings())
    assert print_form(tmp_path, some_settings(), form, DAY) == print_form(
        tmp_path, some_settings(), form, DAY
    )


def test_each_part_of_the_papers_tells_its_own() -> None:
    plan = laid("20250101 计划", 4)
    lesson = laid("20250318 授课", 9, estimated=True, first_code="C1-20250318-01")
    checked = {"checker": "白淼", "checked": date(2025, 12, 9)}
    form = box_form([held("06-1", plan, lesson, **REGISTERED, **checked)], FONDS)
    (data,) = json.loads(json.dumps(form.data))["boxes"]
    assert data["head"] == [
        ["Fonds", "A104 河套灌区"],
        ["Studio", STUDIO],
        ["Category", "06 培训学习资料"],
        ["Year", "2025"],
        ["Retention", "10 years"],
        ["Box no.", "06-1"],
    ]
    signed = ("packer", "packed", "checker", "checked")
    assert [data[key] for key in signed] == ["李淼", "2025.12.01", "白淼", "2025.12.09"]
    assert data["state"] == [
        "This box holds 2 items with 2 pieces, of about 13 pages.",
        "The pages of 1 item are estimated.",
        "1 item holds images.",
        "缺一份签到表。",
        "已另附说明。",
    ]
