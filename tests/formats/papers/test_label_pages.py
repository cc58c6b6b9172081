"""Labels of boxes on paper: exact to a tenth of a millimetre, whole, and read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archivist.errors import UnprintableError
from archivist.formats.papers.label_pages import FRONT, SMALL, SPINE
from archivist.formats.press.form import Form
from archivist.model.label_code import LabelCode, LabelKind, archive_id
from archivist.model.ledger_entry import RowPlace
from archivist.model.settings import Printing
from tests.builders import some_settings
from tests.labels import a_box, a_boxed, box_form, lines_at, plain, printed
from tests.pages import assert_looks_the_same, text_of
from tests.qr_reading import codes_in

MARKUP = '#panic("x") *bold* $x$ @ref <label>'
LONG = "关于进一步加强水文测报工作" * 39
"""507 characters."""
FONDS = {"fonds": "A104", "fonds_name": "监测中心"}


def code(number: str) -> str:
    return str(LabelCode(archive=archive_id(some_settings()), kind=LabelKind.BOX, name=number))


def test_a_frame_is_exact_to_a_tenth_of_a_millimetre(tmp_path: Path) -> None:
    pdf = printed(tmp_path, box_form(FRONT, *[a_box(f"06-{n}") for n in range(1, 5)]))
    # Between the line to cut along and the frame nothing else is printed.
    assert lines_at(pdf, y=6.5) == pytest.approx([10, 105, 200], abs=0.1)
    assert lines_at(pdf, x=11.5) == pytest.approx([5, 145, 285], abs=0.1)
    marks = lines_at(pdf, y=2.5)
    assert marks == pytest.approx([10, 105, 200], abs=0.1)
    assert lines_at(pdf, x=7.5) == pytest.approx([5, 145, 285], abs=0.1)


def test_an_offset_moves_everything(tmp_path: Path) -> None:
    moved = Printing(offset_x=1.3, offset_y=-0.7)
    pdf = printed(tmp_path, box_form(FRONT, *[a_box()] * 4), printing=moved)
    assert lines_at(pdf, y=5.8) == pytest.approx([11.3, 106.3, 201.3], abs=0.1)
    assert lines_at(pdf, x=12.8) == pytest.approx([4.3, 144.3, 284.3], abs=0.1)


def test_the_bar_is_100_mm_long(tmp_path: Path) -> None:
    bar = lines_at(printed(tmp_path, box_form(FRONT, a_box())), y=290.7)
    assert (bar[0], bar[-1]) == pytest.approx((55, 155), abs=0.1)


@pytest.mark.usefixtures("chinese")
def test_a_front_shows_everything_and_its_code_is_read(tmp_path: Path) -> None:
    form = box_form(FRONT, a_box(), a_box("06-2", ()))
    pdf = printed(tmp_path, form)
    text = plain(text_of(pdf))
    told = [
        *("徐宏伟创新工作室", "06培训学习资料", "盒号", "06-1", "2022.02.25—2022.04.25"),
        *("测流仪器理论授课", "2022.02.25", "C1-20220225-01—36", "1—3", "30年", "36"),
        *("㛃", "𬭎", "垚", "淼", "06-2", "保管期限", "起止件号"),
    ]
    missing = [each for each in told if plain(each) not in text]
    assert not missing
    assert "全宗号" not in text
    assert codes_in(pdf) == [[code("06-1"), code("06-2")]]


@pytest.mark.usefixtures("chinese")
def test_with_a_fonds_number_its_fields_are_printed(tmp_path: Path) -> None:
    settings = some_settings(**FONDS, printing=Printing(keeper="王淼"))
    boxes = (a_box(first="7", last="8"), a_box("06-2", (), first="3", last="9"))
    for name in (FRONT, SPINE):
        pdf = printed(tmp_path, box_form(name, *boxes, settings=settings))
        text = plain(text_of(pdf))
        for told in ("全宗号A104", "年度2022", "保管期限30年", "起止件号"):
            assert told in text
        assert "组" not in text
    form = box_form(SPINE, *boxes, settings=settings)
    assert [label["last"] for label in labels_of(form)] == ["3", "9"]
    assert all(label["given"]["keeper"] == "王淼" for label in labels_of(form))


def labels_of(form: Form) -> list[Any]:
    found = form.data["labels"]
    assert isinstance(found, list)
    return found


@pytest.mark.usefixtures("chinese")
def test_golden_front(tmp_path: Path) -> None:
    settings = some_settings(**FONDS, printing=Printing(keeper="王淼"))
    boxes = (a_box("06-2", TITLES_OF_MANY), a_box(), a_box("06-3", ()))
    form = box_form(FRONT, *boxes, start=2, settings=settings)
    assert_looks_the_same("box-front", printed(tmp_path, form))


TITLES_OF_MANY = tuple(f"第{n}期测流仪器理论授课" for n in range(1, 60))


def test_what_has_no_room_is_counted_and_never_cut_off(tmp_path: Path) -> None:
    boxes = [
        a_box("06-1", ()),
        a_box("06-2", ["第1案授课"]),
        a_box("06-3", [f"第{n}期授课" for n in range(1, 3001)]),
    ]
    text = plain(text_of(printed(tmp_path, box_form(FRONT, *boxes))))
    assert text.count("items;seethelistinthebox") == 1
    assert "3000items;seethelistinthebox" in text
    assert "第1案授课" in text
    assert "第1期授课" in text
    assert "第3000期授课" not in text


def test_rows_of_one_line_and_rows_that_wrap_stand_at_the_same_heights(tmp_path: Path) -> None:
    # A sign whose width is not known has its row measured; the others need not be.
    rows = [f"第{n}期测流仪器理论授课" for n in range(1, 9)]
    form = box_form(FRONT, a_box("06-1", rows), a_box("06-2", [*rows[:-1], "第8期ⅷ"]))
    pdf = printed(tmp_path, form)
    assert [label["widest"] < 100 for label in labels_of(form)] == [True, False]
    halves = [page_of(pdf, left) for left in (17.6, 112.6)]
    assert halves[0] == pytest.approx(halves[1], abs=0.1)
    assert len(halves[0]) > 16


def page_of(pdf: bytes, x: float) -> list[float]:
    """Return where something dark is on the upper half, down a line through the days."""
    return [y for y in lines_at(pdf, x=x) if y < 80]


def test_one_item_of_3000_files_is_one_line(tmp_path: Path) -> None:
    item = a_boxed(files=3000, last_code="C1-20220225-3000", pages=0)
    form = box_form(FRONT, type(a_box())(box=a_box().box, items=(item,)))
    (label,) = labels_of(form)
    assert label["rows"] == [
        {"day": "2022.02.25", "title": "测流仪器理论授课", "codes": "C1-20220225-01—3000"}
    ]
    assert label["given"]["pages"] == ""
    assert "C1-20220225-01" in plain(text_of(printed(tmp_path, form)))


@pytest.mark.parametrize("form", [FRONT, SPINE, SMALL])
def test_markup_prints_as_it_is_written(tmp_path: Path, form: str) -> None:
    box = a_box("06-1", [MARKUP], content=MARKUP, place=MARKUP)
    text = plain(text_of(printed(tmp_path, box_form(form, box))))
    for part in ("#panic", '"x"', "*bold*", "$x$", "@ref", "<label>"):
        assert part in text


@pytest.mark.parametrize(
    ("form", "changes"),
    [(FRONT, {"studio": LONG}), (SPINE, {"content": LONG}), (SMALL, {"content": LONG})],
    ids=["front", "spine", "small"],
)
def test_a_text_without_room_names_its_box(
    tmp_path: Path, form: str, changes: dict[str, str]
) -> None:
    boxes = (a_box("06-1"), a_box("06-2", **changes))
    with pytest.raises(UnprintableError, match=r"box 06-2") as caught:
        printed(tmp_path, box_form(form, *boxes))
    assert "06-1" not in caught.value.message


def test_a_first_title_without_room_names_its_box(tmp_path: Path) -> None:
    with pytest.raises(UnprintableError, match=r"box 06-7"):
        printed(tmp_path, box_form(FRONT, a_box("06-7", [LONG * 2])))


def test_a_long_title_shrinks_and_wraps(tmp_path: Path) -> None:
    text = plain(text_of(printed(tmp_path, box_form(FRONT, a_box("06-1", [LONG[:200]])))))
    assert LONG[:200] in text


def test_a_strip_is_as_wide_as_its_box(tmp_path: Path) -> None:
    boxes = [a_box(f"06-{n}", spine=spine) for n, spine in enumerate((12.5, 0.0, 100.0))]
    pdf = printed(tmp_path, box_form(SPINE, *boxes))
    # What is unknown is as wide as the layout says.
    edges = [8, 108, 112, 142, 146, 158.5]
    assert lines_at(pdf, y=7.8) == pytest.approx(edges, abs=0.1)
    ends = lines_at(pdf, x=8.4)
    assert (ends[0], ends[-1]) == pytest.approx((7, 277), abs=0.1)


def test_strips_are_packed_and_none_leaves_the_paper(tmp_path: Path) -> None:
    widths = (20, 30, 40, 50, 35, 55, 75, 10, 15, 0)
    boxes = [a_box(f"06-{n}", spine=float(w)) for n, w in enumerate(widths, start=1)]
    pdf = printed(tmp_path, box_form(SPINE, *boxes))
    edges = lines_at(pdf, y=7.8)
    assert edges == pytest.approx([8, 83, 87, 142, 146, 196], abs=0.1)
    # Where a code has no room, its strip goes without.
    read = sorted(text for page in codes_in(pdf) for text in page)
    assert read == sorted(code(f"06-{n}") for n in range(1, 11) if widths[n - 1] != 10)
    text = plain(text_of(pdf))
    assert all(f"06-{number}" in text for number in range(1, 11))


def test_vertical_text_is_read_as_it_was_written(tmp_path: Path) -> None:
    title = "（2022—2023年度）观测技术，《手册》：第3期"
    pdf = printed(tmp_path, box_form(SPINE, a_box("06-1", [title], spine=20.0)))
    assert plain(title) in plain(text_of(pdf))


@pytest.mark.parametrize("spine", [9.0, 101.0, 500.0])
def test_a_thickness_without_strip_names_its_box(spine: float) -> None:
    with pytest.raises(UnprintableError, match=rf"box 06-2 \({spine:g}\)"):
        box_form(SPINE, a_box(), a_box("06-2", spine=spine))


def test_boxes_without_number_are_named_by_their_rows() -> None:
    boxes = [a_box(" ", row=RowPlace(path="登记表.xlsx", sheet="一", row=n)) for n in range(3, 15)]
    told = r"12 boxes have no number: 登记表\.xlsx, 一, row 3, .* …$"
    with pytest.raises(UnprintableError, match=told):
        box_form(FRONT, a_box(), *boxes)


@pytest.mark.usefixtures("chinese")
def test_golden_spines(tmp_path: Path) -> None:
    boxes = [
        a_box("06-1", spine=20.0),
        a_box("06-2", TITLES_OF_MANY[:1], spine=50.0),
        a_box("12-11", spine=0.0, content="12 制度（2019—2022年）汇编", years=(2019, 2022)),
        a_box("06-4", ["“五小”成果：GNSS基准站，《手册》……"], spine=40.0),
        a_box("06-5", spine=10.0),
    ]
    form = box_form(SPINE, *boxes, settings=some_settings(**FONDS))
    assert_looks_the_same("box-spine", printed(tmp_path, form))


@pytest.mark.usefixtures("chinese")
def test_small_labels_begin_where_they_are_asked_to(tmp_path: Path) -> None:
    boxes = [a_box(f"06-{n}") for n in range(1, 15)]
    form = box_form(SMALL, *boxes, start=4)
    pdf = printed(tmp_path, form)
    # The first three places stay empty, and three labels come to a second sheet.
    assert [len(page) for page in codes_in(pdf)] == [11, 3]
    assert_looks_the_same("box-small", pdf)


@pytest.mark.parametrize(("layout", "places"), [("box-small-21", 21), ("box-small-24", 24)])
def test_other_sheets_hold_as_many_as_they_say(tmp_path: Path, layout: str, places: int) -> None:
    form = box_form(SMALL, *[a_box(f"06-{n}") for n in range(1, places + 2)])
    pdf = printed(tmp_path, form, layout)
    assert [len(page) for page in codes_in(pdf)] == [places, 1]


@pytest.mark.parametrize(
    ("changes", "given"),
    [
        ({"content": ""}, {"category": "06 Training"}),
        ({"years": (2021, 2023)}, {"year": "2021—2023"}),
        ({"years": ()}, {"year": ""}),
        ({"retention": None}, {"retention": "30 years"}),
        ({"packer": "李明"}, {"keeper": ""}),
    ],
    ids=["category of the items", "years", "no year", "retention of the items", "no keeper"],
)
def test_what_the_register_leaves_open_is_taken_from_the_items(
    changes: dict[str, Any], given: dict[str, str]
) -> None:
    (label,) = labels_of(box_form(FRONT, a_box(**changes)))
    assert {key: label["given"][key] for key in given} == given


def test_a_box_without_anything_has_empty_fields() -> None:
    box = a_box("06-1", (), content="", years=(), retention=None)
    (label,) = labels_of(box_form(SPINE, box))
    given = label["given"]
    empty = ("period", "year", "count", "pages", "retention", "serials")
    assert [given[key] for key in empty] == [""] * len(empty)


def test_pages_that_were_estimated_say_so() -> None:
    box = type(a_box())(box=a_box().box, items=(a_boxed(estimated=True),))
    (label,) = labels_of(box_form(FRONT, box))
    assert label["given"]["pages"] == "about 12"
