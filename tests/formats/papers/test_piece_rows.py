"""The cells of a piece, which are the same in each list."""

from __future__ import annotations

import pytest

from archivist.formats.papers.piece_rows import pages_text, piece_row
from archivist.model.item import Paper
from archivist.model.piece_lines import PieceLine, lines_of
from archivist.model.record import Record
from tests.builders import a_record, an_item, some_settings
from tests.model.boxes import laid

ITEM = an_item("20220125 理论授课", paper=Paper(box="06-1"))


def a_line(*names: str) -> PieceLine:
    records: list[Record] = [a_record(name, ITEM) for name in names]
    boxed = laid(item=ITEM, first_code="C1-20220125-01", last_code="C1-20220125-08")
    (line,) = lines_of(boxed, records, some_settings())
    return line


@pytest.mark.parametrize(
    ("names", "remark"),
    [
        (("a.pdf",), "box 06-1"),
        (("C1-20220125-01.jpg",), "photos: 1 C1-20220125-01—08; box 06-1"),
        (("C1-20220125-01.mp4",), "videos: 1 C1-20220125-01—08; box 06-1"),
        (
            ("C1-20220125-01.jpg", "C1-20220125-02.mp4"),
            "photos: 1, videos: 1 C1-20220125-01—08; box 06-1",
        ),
    ],
    ids=["document", "photos", "videos", "both"],
)
def test_the_remark_tells_images_and_box(names: tuple[str, ...], remark: str) -> None:
    assert piece_row(a_line(*names), boxes=True).remark == remark
    assert piece_row(a_line(*names), boxes=False).remark == remark.rpartition("box")[0].rstrip("; ")


def test_a_title_that_no_paper_bears_stands_in_brackets() -> None:
    assert piece_row(a_line("扫描件.pdf"), boxes=True).title == "[理论授课]"
    assert piece_row(a_line("签到表.pdf"), boxes=True).title == "签到表"


@pytest.mark.parametrize(
    ("pages", "estimated", "text"), [(0, False, ""), (3, False, "3"), (3, True, "about 3")]
)
def test_pages_say_whether_they_were_counted(pages: int, *, estimated: bool, text: str) -> None:
    assert pages_text(pages, estimated=estimated) == text
