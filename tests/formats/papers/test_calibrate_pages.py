"""The test page for printers: what it says, and that all of it moves with the offsets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from archivist.actions.printing.form import print_form
from archivist.formats.papers.calibrate_pages import calibrate_form
from archivist.model.settings import Printing, Settings, Studio
from tests.pages import assert_looks_the_same, picture, text_of

DPI = 254
"""Ten points a millimetre."""


def page(root: Path, x: float = 0, y: float = 0) -> bytes:
    printing = Printing(offset_x=x, offset_y=y)
    settings = Settings(studios=(Studio(name="甲"),), printing=printing, language="en")
    return print_form(root, settings, calibrate_form(printing), date(2026, 1, 1))


def lines_of(image: Image.Image) -> tuple[int, int, int, int]:
    """Return where the frame stands, in tenths of mm: left, top, right, bottom."""
    dark = image.point(lambda grey: 255 if grey < 128 else 0)
    across = dark.crop((0, 500, image.width, 501)).getbbox()
    along = dark.crop((600, 0, 601, image.height)).getbbox()
    assert across is not None
    assert along is not None
    return across[0], along[1], across[2] - 1, along[3] - 1


def test_the_page_says_what_to_measure_and_how_to_reckon(tmp_path: Path) -> None:
    pdf = page(tmp_path)
    text = " ".join(text_of(pdf).split())
    assert "100 mm" in text
    assert "offset_x = 10 − Left" in text.replace("ﬀ", "ff")
    assert_looks_the_same("calibrate", pdf)


def test_the_frame_stands_ten_mm_from_each_edge(tmp_path: Path) -> None:
    left, top, right, bottom = lines_of(picture(page(tmp_path), dpi=DPI))
    assert left == pytest.approx(100, abs=2)
    assert top == pytest.approx(100, abs=2)
    assert right == pytest.approx(2000, abs=2)
    assert bottom == pytest.approx(2870, abs=2)


def test_all_of_it_moves_with_the_offsets(tmp_path: Path) -> None:
    still, moved = (picture(page(tmp_path, *at), dpi=DPI) for at in ((0, 0), (3, -2)))
    part = still.crop((300, 300, 1800, 1200))
    same = moved.crop((330, 280, 1830, 1180))
    drawn = ImageChops.difference(part, same)
    changed = sum(drawn.histogram()[100:])
    # The offsets themselves are written on the page, and the second is other than the first.
    assert changed < 0.004 * part.width * part.height
    assert lines_of(moved)[:2] == (lines_of(still)[0] + 30, lines_of(still)[1] - 20)


def test_the_present_offsets_are_part_of_the_reckoning() -> None:
    form = calibrate_form(Printing(offset_x=1.5, offset_y=-0.25))
    assert form.data["present"] == "Offsets at present: offset_x = 1.5, offset_y = -0.25 (mm)"
    rows = form.data["blanks"]
    assert isinstance(rows, list)
    assert [row["reckoned"] for row in rows] == [
        "offset_x = 11.5 − Left (mm) =",
        "offset_y = 9.75 − Above (mm) =",
    ]


def test_nothing_is_written_with_a_sign() -> None:
    assert "= 0," in str(calibrate_form(Printing(offset_x=-0.0)).data["present"])
    assert "= 10," in str(calibrate_form(Printing(offset_x=10)).data["present"])
