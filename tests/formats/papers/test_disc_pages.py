"""Labels of discs on paper: all that the register tells, inside the circle, and read again."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from archivist.errors import UnprintableError
from archivist.formats.papers.disc_pages import CASE, DVD, FACE, title_remarks
from archivist.model.label_code import LabelCode, LabelKind, archive_id
from archivist.model.ledger_entry import RowPlace
from tests.builders import some_settings
from tests.labels import a_disc, discs_form, lines_at, plain, printed
from tests.pages import assert_looks_the_same, text_of
from tests.printed_marks import marks_of
from tests.qr_reading import codes_in

LONG = "“五小”成果与技术攻关（2019—2022年）照片、录像及附件汇编，含专利证书扫描件"
SHIPPED = Path(__file__).resolve().parents[3] / "templates" / "catalog" / "pages"
SETTINGS = some_settings(fonds="A104", fonds_name="监测中心档案室")
MARKUP = '#panic("x") *bold* $x$ @ref <label>'
DISCS = (a_disc(), a_disc("A104-2015-016", title=LONG, burnt=None, set="异地", size="3 GiB"))


def code(number: str) -> str:
    return str(LabelCode(archive=archive_id(SETTINGS), kind=LabelKind.DISC, name=number))


@pytest.mark.parametrize(("form", "pages"), [(CASE, [1, 1]), (FACE, [2])])
@pytest.mark.usefixtures("chinese")
def test_a_label_tells_what_the_register_tells(tmp_path: Path, form: str, pages: list[int]) -> None:
    pdf = printed(tmp_path, discs_form(form, DISCS, SETTINGS))
    text = plain(text_of(pdf))
    told = [
        *("监测中心档案室", "2022年度培训学习影像资料", "A104-2015-015", "DVD4.7GB", "永久"),
        *("2023.01.05", "封存", "C1-20220125-01—C1-20221103-36", "异地", LONG),
    ]
    missing = [each for each in told if plain(each) not in text]
    assert not missing
    read = codes_in(pdf)
    assert [len(page) for page in read] == pages
    assert sorted(each for page in read for each in page) == [
        code("A104-2015-015"),
        code("A104-2015-016"),
    ]
    assert_looks_the_same(form, pdf)


@pytest.mark.usefixtures("chinese")
def test_the_back_of_a_case_tells_more(tmp_path: Path) -> None:
    pdf = printed(tmp_path, discs_form(CASE, DISCS, SETTINGS))
    text = plain(text_of(pdf))
    for told in ("刻录人李明", "检测日期2023.01.06", "数据量4.123GB", "数据量3GiB", "档案室3柜"):
        assert told in text
    # The same on the card's two spines and in its middle, and on the front.
    assert text.count("2022年度培训学习影像资料") == 4


def layout_of(root: Path, form: str, fields: str) -> str:
    """Make a layout of one's own that prints some fields."""
    own = root / "templates" / "pages"
    own.mkdir(parents=True, exist_ok=True)
    toml = (SHIPPED / f"{form}.toml").read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^fields = .*$", f"fields = {fields}", toml)
    (own / "own.toml").write_text(changed, encoding="utf-8")
    (own / "own.typ").write_bytes((SHIPPED / f"{form}.typ").read_bytes())
    return "own"


def chars_of(pdf: bytes, wanted: str) -> list[tuple[float, float, float, float]]:
    """Return where the signs of a text stand on the first page: left, top, right, bottom in mm."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        high, text = page.get_height(), page.get_textpage()
        found = []
        for at, sign in enumerate(text.get_text_range()):
            if sign in wanted:
                left, bottom, right, top = text.get_charbox(at)
                found.append(tuple(v / 72 * 25.4 for v in (left, high - top, right, high - bottom)))
        return found
    finally:
        document.close()


EMPTY = a_disc(
    "A104-2015-018", retention="", set="", burnt=None, place="", first="", last="", year=""
)


@pytest.mark.parametrize("form", [CASE, DVD, FACE])
@pytest.mark.usefixtures("chinese")
def test_what_nobody_filled_in_is_left_out_unless_every_label_has_it(
    tmp_path: Path, form: str
) -> None:
    pdf = printed(tmp_path, discs_form(form, [EMPTY], SETTINGS))
    text = plain(text_of(pdf))
    assert "保管期限" in text
    assert "刻录日期" in text
    for left_out in ("套别", "影像编号", "存放地点", "备注"):
        assert left_out not in text


def test_a_long_title_keeps_clear_of_the_hole(tmp_path: Path) -> None:
    pdf = printed(tmp_path, discs_form(FACE, [a_disc(title="渠" * 60)], SETTINGS))
    boxes = chars_of(pdf, "渠")
    assert len(boxes) == 60
    # The middle of the first face lies at 46 + 59 and 18 + 59 mm.
    near = min(
        math.hypot(x - 105, y - 77)
        for left, top, right, bottom in boxes
        for x in (left, right)
        for y in (top, bottom)
    )
    assert near > 41 / 2 + 3.5


def test_fields_that_a_layout_leaves_out_leave_no_empty_strip(tmp_path: Path) -> None:
    name = layout_of(tmp_path, CASE, '["archive", "title", "number", "qr"]')
    pdf = printed(tmp_path, discs_form(CASE, DISCS[:1], SETTINGS), name)
    # The only row is as high as the code beside it: from 99.7 to 125.7 mm.
    middles = [(top + bottom) / 2 for left, top, _r, bottom in chars_of(pdf, "A") if left < 90]
    assert min(middles) == pytest.approx(112.5, abs=2)
    name = layout_of(tmp_path, CASE, '["title", "number"]')
    pdf = printed(tmp_path, discs_form(CASE, DISCS[:1], SETTINGS), name)
    assert min(top for _left, top, _right, _bottom in chars_of(pdf, "培")) < 75


@pytest.mark.usefixtures("chinese")
def test_without_a_code_fields_stand_on_both_sides_of_the_hole(tmp_path: Path) -> None:
    name = layout_of(tmp_path, FACE, '["title", "number", "capacity", "set", "retention", "size"]')
    pdf = printed(tmp_path, discs_form(FACE, DISCS[:1], SETTINGS), name)
    lefts = [left for left, _top, _right, _bottom in chars_of(pdf, "永封")]
    assert min(lefts) < 105 - 20.5
    assert max(lefts) > 105 + 20.5


@pytest.mark.usefixtures("chinese")
def test_the_sheet_around_a_dvd_case_is_exact(tmp_path: Path) -> None:
    pdf = printed(tmp_path, discs_form(DVD, DISCS, SETTINGS))
    assert_looks_the_same(DVD, pdf)
    across = lines_at(pdf, y=12)
    assert (across[0], across[-1]) == pytest.approx((12.5, 284.5), abs=0.1)
    down = lines_at(pdf, x=14)
    assert down[:1] + [each for each in down if each > 180][:1] == pytest.approx([10, 193], abs=0.1)
    text = plain(text_of(pdf))
    assert text.count("2022年度培训学习影像资料") == 3
    assert "档案室3柜" in text
    assert [len(page) for page in codes_in(pdf)] == [1, 1]


def test_inserts_are_exact(tmp_path: Path) -> None:
    pdf = printed(tmp_path, discs_form(CASE, DISCS[:1], SETTINGS))
    assert lines_at(pdf, y=11.5) == pytest.approx([45, 165], abs=0.1)
    assert lines_at(pdf, x=46.5)[:2] == pytest.approx([10, 130], abs=0.1)
    spines = lines_at(pdf, y=142.5)
    assert (spines[0], spines[-1]) == pytest.approx((29.5, 180.5), abs=0.1)


def test_a_face_is_as_wide_as_it_says_with_a_hole(tmp_path: Path) -> None:
    pdf = printed(
        tmp_path, discs_form(FACE, [a_disc(capacity="", set="", retention="", type="")], SETTINGS)
    )
    edges = lines_at(pdf, x=105)
    assert (edges[0],) == pytest.approx((18,), abs=0.1)
    assert any(abs(each - (77 - 20.5)) < 0.1 for each in edges)
    assert any(abs(each - (77 + 20.5)) < 0.1 for each in edges)
    assert any(abs(each - 136) < 0.1 for each in edges)


def test_the_second_place_leaves_the_first_empty(tmp_path: Path) -> None:
    pdf = printed(tmp_path, discs_form(FACE, DISCS, SETTINGS, start=2))
    assert codes_in(pdf) == [[code("A104-2015-015")], [code("A104-2015-016")]]


@pytest.mark.parametrize("form", [CASE, FACE])
def test_markup_prints_as_it_is_written(tmp_path: Path, form: str) -> None:
    pdf = printed(tmp_path, discs_form(form, [a_disc(title=MARKUP)], SETTINGS))
    text = plain(text_of(pdf))
    for part in ("#panic", '"x"', "*bold*", "$x$", "@ref", "<label>"):
        assert part in text


@pytest.mark.parametrize("form", [CASE, FACE])
def test_a_title_without_room_names_its_disc(tmp_path: Path, form: str) -> None:
    with pytest.raises(UnprintableError, match="disc A104-2015-017"):
        printed(tmp_path, discs_form(form, [a_disc("A104-2015-017", title="长" * 900)], SETTINGS))


def test_without_a_fonds_the_studio_stands_at_the_head() -> None:
    form = discs_form(FACE, [a_disc(last="C1-20220125-01")], some_settings())
    found = form.data["labels"]
    assert isinstance(found, list)
    (label,) = found
    assert (label["given"]["archive"], label["given"]["codes"]) == (
        "徐宏伟创新工作室",
        "C1-20220125-01",
    )


def test_each_field_tells_its_own() -> None:
    form = discs_form(FACE, [a_disc(year="2021", remarks="备用")], SETTINGS)
    found = form.data["labels"]
    assert isinstance(found, list)
    (label,) = found
    told = {
        "archive": "监测中心档案室",
        "number": "A104-2015-015",
        "title": "2022年度培训学习影像资料",
        "capacity": "DVD 4.7GB",
        "size": "4.123 GB",
        "year": "2021",
        "retention": "永久",
        "set": "封存",
        "codes": "C1-20220125-01—C1-20221103-36",
        "date": "2023.01.05",
        "burner": "李明",
        "checked": "2023.01.06",
        "place": "档案室3柜",
        "remarks": "备用",
    }
    assert label["given"] == told
    assert label["held"] == list(told)


def test_discs_without_number_are_named_by_their_rows() -> None:
    discs = [a_disc("", row=RowPlace(path="登记表.xlsx", sheet="一", row=n)) for n in range(3, 15)]
    told = r"12 discs have no number: 登记表\.xlsx, 一, row 3, .* …$"
    with pytest.raises(UnprintableError, match=told):
        discs_form(CASE, [a_disc(), *discs], SETTINGS)


@pytest.mark.parametrize("form", [CASE, DVD])
def test_a_disc_without_a_title_leaves_lines_to_write_it_on(tmp_path: Path, form: str) -> None:
    untitled = a_disc("A104-2015-017", title=" ")
    assert list(title_remarks([a_disc()])) == []
    (remark,) = title_remarks([a_disc(), untitled])
    assert remark.endswith("lines to write it on: A104-2015-017")
    lines = [
        len(marks_of(printed(tmp_path, discs_form(form, [disc], SETTINGS)))[0].lines)
        for disc in (a_disc(), untitled)
    ]
    assert lines[0] < lines[1]
