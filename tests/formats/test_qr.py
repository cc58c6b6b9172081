"""QR codes: small enough for a spine, and read again."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from archivist.errors import UnprintableError
from archivist.formats.press.form import Form
from archivist.formats.press.printing import Job, printed
from archivist.formats.qr import MAX_TEXT, MODULE, QUIET, qr
from archivist.model.label_code import LabelCode, LabelKind
from archivist.model.page_layout import Margins, PageLayout
from tests.qr_reading import codes_in, codes_on

PAGE = """\
#let doc = json("data.json")
#set page(width: 210mm, height: 100mm, margin: 5mm)
Codes:
#for code in doc.data.codes [#box(image(bytes(code.svg), width: code.side * 1mm)) #h(4mm)]
"""


def names() -> list[str]:
    return ["06-1", "C1-20220125-01", "甲 1号", "50%", "A104-2015-015", "a" * 40]


def test_every_code_is_read_again_from_the_printed_page(tmp_path: Path) -> None:
    texts = [
        str(LabelCode(archive="7K2M9QXA", kind=kind, name=name))
        for name in names()
        for kind in LabelKind
    ]
    made = [qr(text, level="q" if n % 2 else "m") for n, text in enumerate(texts)]
    codes = [{"svg": each.svg, "side": max(11, each.least)} for each in made]
    page = printed(
        Job(
            form=Form(name="x", data={"codes": codes}),
            layout=PageLayout(form="x", title="x", margins=Margins()),
            files={"main.typ": PAGE.encode()},
            day=date(2026, 1, 1),
        )
    )
    read = codes_in(page, dpi=200)
    assert sorted(text for some in read for text in some) == sorted(texts)


@pytest.mark.parametrize("level", ["m", "q"])
def test_many_codes_are_read_at_the_size_at_which_they_are_printed(level: str) -> None:
    texts = [f"ARC:7K2M9QXA:B:{n % 18 + 1:02}-{n * n}" for n in range(150)]
    read = []
    for text in texts:
        made = qr(text, level=level)
        path = re.search(r'd="([^"]+)"', made.svg)
        assert path
        dots = round(max(11 if level == "m" else 16, made.least) / 25.4 * 200)
        read += codes_on(drawn(path[1], made.modules).resize((dots, dots), Image.Resampling.BOX))
    assert read == texts


def drawn(path: str, modules: int, dots: int = 8) -> Image.Image:
    """Return the picture of a code: an SVG path of moves and horizontal strokes."""
    image = Image.new("L", (modules * dots, modules * dots), 255)
    x, y = 0.0, 0.0
    for kind, numbers in re.findall(r"([Mmh])([-0-9. ]+)", path):
        said = [float(each) for each in numbers.split()]
        if kind == "h":
            left, top = int(x * dots), int((y - 0.5) * dots)
            image.paste(0, (left, top, left + int(said[0] * dots), top + dots))
            x += said[0]
        elif kind == "m":
            x, y = x + said[0], y + said[1]
        else:
            x, y = said
    return image


def test_a_box_number_stays_small() -> None:
    code = qr("ARC:7K2M9QXA:B:06-1")
    assert code.modules == 21 + 2 * QUIET
    assert code.least == pytest.approx(29 * MODULE)
    assert code.least < 11
    assert qr("ARC:7K2M9QXA:B:06-1", level="q").least < 16


def test_the_same_text_is_the_same_picture() -> None:
    assert qr("ARC:A:B:1") == qr("ARC:A:B:1")
    assert qr("ARC:A:B:1").svg.startswith("<svg")


def test_a_text_that_no_label_holds_is_refused_by_name() -> None:
    qr("A" * MAX_TEXT)
    with pytest.raises(UnprintableError, match="too long for a QR code: 301") as caught:
        qr("A" * (MAX_TEXT + 1))
    assert len(caught.value.message) < 120
