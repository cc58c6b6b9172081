"""The list and the remarks of a box, as they are printed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archivist.actions.press import press
from archivist.formats.box_pages import archival_code, box_form, codes_of
from archivist.model.box import BoxedItem, BoxHeld
from archivist.model.boxing import pieces
from archivist.model.plan import Retention
from archivist.model.settings import Settings, Studio
from tests.builders import STUDIO, some_settings
from tests.model.boxes import held, laid
from tests.pages import assert_looks_the_same, text_of

DAY = date(2025, 12, 31)
FONDS = some_settings(fonds="A104", fonds_name="河套灌区")
LONG = "渠道测流 #set text(red) $x$ " * 20
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
    (numbered,) = pieces([box.items])
    return replace(box, items=numbered)


def printed(tmp_path: Path, *boxes: BoxHeld, settings: Settings | None = None) -> str:
    settings = settings or some_settings()
    return "".join(text_of(press(tmp_path, settings, box_form(boxes, settings), DAY)).split())


def test_the_list_and_the_remarks_say_what_lies_in_the_box(tmp_path: Path) -> None:
    many = [laid(f"20250{1 + n // 25}{1 + n % 25:02} 第{n}件", 1) for n in range(60)]
    empty = held("06-2")
    settings = some_settings()
    pdf = press(tmp_path, settings, box_form([a_box(*ITEMS), a_box(*many), empty], settings), DAY)
    text = "".join(text_of(pdf).split())
    assert "".join(LONG.split()) in text
    assert "X" * 200 in text
    assert "㛃𬭎垚淼" in text
    assert "C1-20250318-01—08" in text
    assert "5-11" in text
    assert "about3" in text
    assert "缺一份签到表。已另附说明。" in text
    assert "2025.12.01" in text
    assert text.count("page1of1") == 2
    assert "page3of3" in text
    assert "Nothingliesinthisbox." in text
    assert all(f"第{n}件" in text for n in range(60))
    assert_looks_the_same("box-list", pdf)
    assert_looks_the_same("box-remarks", pdf, 1)


def test_with_a_fonds_the_columns_are_those_of_filed_papers(tmp_path: Path) -> None:
    text = printed(tmp_path, a_box(*ITEMS[:2]), settings=FONDS)
    for word in ("Archivalcode", "Documentno.", "Author", "Secrecy", "A104河套灌区"):
        assert word in text
    assert "A104-WS·2025-D10-06-0002" in text
    assert "From–to" not in text


@pytest.mark.parametrize(
    ("studios", "item", "code"),
    [
        ((STUDIO,), laid(piece=3), "A104-WS·2025-D10-06-0003"),
        (("乙工作室", STUDIO), laid(piece=12), "A104-WS·2025-D10-0206-0012"),
        ((STUDIO,), laid("守则", piece=1, retention=Retention.PERMANENT), "A104-WS·0000-Y-06-0001"),
        ((STUDIO,), laid(retention=None), ""),
    ],
    ids=["one studio", "two studios", "undated", "no retention"],
)
def test_the_archival_code_is_made_of_what_decides_the_box(
    studios: tuple[str, ...], item: BoxedItem, code: str
) -> None:
    settings = replace(FONDS, studios=tuple(Studio(name=name) for name in studios))
    assert archival_code(item, settings) == code
    assert archival_code(item, some_settings()) == ""


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("", "", ""),
        ("C1-20250318-01", "C1-20250318-01", "C1-20250318-01"),
        ("C1-20250318-01", "C1-20250318-12", "C1-20250318-01—12"),
        ("C1-20250318-01", "C1-20250319-12", "C1-20250318-01—C1-20250319-12"),
    ],
)
def test_codes_of_one_day_are_shortened(first: str, last: str, text: str) -> None:
    assert codes_of(laid(first_code=first, last_code=last)) == text


def test_pages_run_on_until_one_is_unsure() -> None:
    form = box_form([a_box(*ITEMS)], some_settings())
    rows: list[dict[str, str]] = json.loads(json.dumps(form.data))["boxes"][0]["rows"]
    assert [row["range"] for row in rows] == ["1-4", "5-11", "12", "", "", ""]
    assert [row["pages"] for row in rows] == ["4", "7", "1", "about 3", "2", ""]


def test_the_same_boxes_make_the_same_bytes(tmp_path: Path) -> None:
    form = box_form([a_box(*ITEMS[:1])], some_settings())
    assert press(tmp_path, some_settings(), form, DAY) == press(
        tmp_path, some_settings(), form, DAY
    )
