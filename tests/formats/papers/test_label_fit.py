"""Whatever sizes a label's layout states: no text lies on another, on a line, or off its label."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from archivist.errors import InvalidFileError, UnprintableError
from archivist.formats.papers.disc_pages import CASE, DVD, FACE
from archivist.formats.papers.label_pages import FRONT, SMALL, SPINE
from archivist.formats.press.form import Form
from archivist.model.page_layout import PageLayout
from archivist.store.page_file import load_page
from tests.builders import some_settings
from tests.labels import TITLES, a_box, a_disc, box_form, discs_form, printed
from tests.printed_marks import Area, Marks, marks_of, overlaps

SHIPPED = Path(__file__).resolve().parents[3] / "templates" / "catalog" / "pages"
SETTINGS = some_settings(fonds="A104", fonds_name="监测中心档案室")
SIZES = (6, 9, 12, 16, 24, 40)
LONG = "“五小”成果与技术攻关（2019—2022年）照片、录像及附件汇编，含专利证书扫描件"
RUN = "archive.example.org/GNSS/基准站观测（gyq）"
BOXES = (
    a_box(),
    a_box("06-2", [f"第{n}期测流仪器理论授课" for n in range(1, 60)]),
    a_box("12-11", [LONG, TITLES[1], RUN], spine=50.0, content="12 设备、专用工具（2019—2022年）"),
    a_box("06-4", ["GNSS基准站"], spine=20.0),
    a_box("06-5", (), spine=10.0, studio="高精度地震观测与仪器研发创新工作室"),
)
DISCS = (
    a_disc(),
    a_disc("A104-2015-016", title=LONG, burnt=None, set="异地", size="3 GiB"),
    a_disc("A104-2015-017", title="", retention="", place=RUN),
)
NAMED = re.compile(r"(?m)^  (盒|光盘) (06-|12-|A104-)")
SCALED = {
    FRONT: ("studio", "category", "row", "name", "side", "inset"),
    SPINE: ("cell", "serials", "number", "studio", "category", "spine"),
    SMALL: ("edge", "name", "side"),
    "box-small-21": ("edge",),
    "box-small-24": ("edge",),
    CASE: ("row", "name", "spine", "front"),
    DVD: ("row", "name", "spine"),
    FACE: ("hole", "edge", "qr"),
}
"""Rows and columns of each layout; all together besides."""


def changes() -> Iterator[tuple[str, float, dict[str, float]]]:
    for layout, keys in SCALED.items():
        yield from ((layout, size, {}) for size in SIZES)
        for factor in (0.5, 2):
            yield layout, 12, dict.fromkeys(keys, factor)
            yield from ((layout, 24, {key: factor}) for key in keys)


def form_of(layout: str) -> Form:
    if layout in {CASE, DVD, FACE}:
        return discs_form(layout, DISCS, SETTINGS)
    return box_form(SMALL if layout.startswith(SMALL) else layout, *BOXES, settings=SETTINGS)


def changed(root: Path, layout: str, size: float, factors: dict[str, float]) -> None:
    """Make a layout ``own`` of another's form, with another size and some other numbers."""
    toml = (SHIPPED / f"{layout}.toml").read_text(encoding="utf-8")
    toml = re.sub(r"(?m)^size = \S+", f"size = {size}", toml)
    for key, factor in factors.items():
        toml, count = re.subn(
            rf"(?m)^({key} += )([\d.]+)",
            partial(_times, factor),
            toml,
        )
        assert count == 1, key
    if not re.search(r"(?m)^typ = ", toml):
        toml = f'typ = "{layout}"\n{toml}'
    own = root / "templates" / "pages"
    own.mkdir(parents=True)
    (own / "own.toml").write_text(toml, encoding="utf-8")


def _times(factor: float, found: re.Match[str]) -> str:
    return f"{found[1]}{float(found[2]) * factor:g}"


def printed_or_refused(root: Path, layout: str) -> tuple[bytes, str]:
    """Return the print, or what is said instead."""
    try:
        return printed(root, form_of(layout), "own"), ""
    except (InvalidFileError, UnprintableError) as error:
        return b"", str(error)


def places_on(marks: Marks, layout: PageLayout) -> list[Area]:
    """Return where text may stand: inside a label, or beside the bar at the foot."""
    foot = Area(0, layout.height - 7, layout.width, layout.height)
    sheet = layout.sheet
    if sheet is None:
        return [*marks.frames, foot]
    found = [
        Area(x, y, x + sheet.width, y + sheet.height)
        for column in range(sheet.columns)
        for row in range(sheet.rows)
        for x in [sheet.left + column * (sheet.width + sheet.gap_x)]
        for y in [sheet.top + row * (sheet.height + sheet.gap_y)]
    ]
    return [*found, foot] if sheet.scale_bar else found


@pytest.mark.parametrize(
    ("layout", "size", "factors"),
    [
        pytest.param(*change, id=f"{change[0]}-{change[1]}-{'-'.join(map(str, change[2].items()))}")
        for change in changes()
    ],
)
@pytest.mark.usefixtures("chinese")
def test_no_text_meets_another_or_leaves_its_label(
    tmp_path: Path, layout: str, size: float, factors: dict[str, float]
) -> None:
    changed(tmp_path, layout, size, factors)
    pdf, said = printed_or_refused(tmp_path, layout)
    if said:
        assert factors, "a size alone shrinks to what there is room for"
        assert NAMED.search(said) or any(f"sizes.{key}" in said for key in factors)
        return
    shape = load_page(tmp_path, "own").layout
    for marks in marks_of(pdf):
        assert not overlaps(marks)
        places = places_on(marks, shape)
        off = [sign for sign, area in marks.signs if not any(each.holds(area) for each in places)]
        assert not off


@pytest.mark.parametrize("layout", SCALED)
def test_letters_that_hang_low_touch_no_line(tmp_path: Path, layout: str) -> None:
    changed(tmp_path, layout, 24, {})
    for marks in marks_of(printed(tmp_path, form_of(layout), "own")):
        assert not overlaps(marks)


@pytest.mark.parametrize("size", SIZES)
def test_text_on_the_face_of_a_disc_stays_between_its_circles(tmp_path: Path, size: float) -> None:
    changed(tmp_path, FACE, size, {})
    (marks, *_rest) = marks_of(printed(tmp_path, form_of(FACE), "own"))
    for sign, area in marks.signs:
        if area.top > 290:
            continue
        middle = 77 if area.top < 140 else 77 + 118 + 14
        distances = [
            math.hypot(x - 105, y - middle)
            for x in (area.left, area.right)
            for y in (area.top, area.bottom)
        ]
        assert min(distances) > 20.5 + 2, sign
        assert max(distances) < 59 - 2, sign


BESIDE = (
    a_box("06-1", spine=20.0),
    a_box("06-2", [TITLES[1]], spine=50.0, content="12 设备、专用工具（2019—2022年）"),
    a_box("07-1", [LONG], spine=75.0, content="07 设备、专用工具"),
    a_box("08-1", spine=35.0, studio="高精度地震观测与仪器研发创新工作室"),
)


@pytest.mark.usefixtures("chinese")
def test_the_letters_of_spines_side_by_side_are_of_like_size(tmp_path: Path) -> None:
    signs = spine_signs(printed(tmp_path, box_form(SPINE, *BESIDE)))
    for word in ("工", "资料设备", "测"):
        highs = [area.bottom - area.top for sign, area in signs if sign in word]
        assert max(highs) < 1.5 * min(highs)


@pytest.mark.usefixtures("chinese")
def test_no_column_of_a_spine_ends_inside_a_word(tmp_path: Path) -> None:
    signs = spine_signs(printed(tmp_path, box_form(SPINE, *BESIDE)))
    text = "".join(sign for sign, _area in signs)
    for word in ("工具", "设备", "仪器", "观测", "研发", "资料", "工作室", "汇编", "专利证书"):
        found = [match.start() for match in re.finditer(word, text)]
        assert found, word
        for at in found:
            middles = [(area.left + area.right) / 2 for _s, area in signs[at : at + len(word)]]
            assert max(middles) - min(middles) < 2, word


def spine_signs(pdf: bytes) -> list[tuple[str, Area]]:
    return [sign for marks in marks_of(pdf) for sign in marks.signs]
