"""Lines that a layout broke are joined; headings, lists and rows stay."""

from __future__ import annotations

import pytest

from archivist.formats.text.paragraphs import HYPHEN, Line, joined

FULL = 480.0


def block(*texts: str, latin: bool = False) -> list[Line]:
    """Lines of 12 points; 40 Han characters or 80 letters fill one."""
    width = 6.0
    lines = []
    for number, text in enumerate(texts):
        line = Line(text, 0, 0, 700 - 18 * number, 12)
        lines.append(Line(text, 0, line.columns * width, line.bottom, 12))
    return lines


HAN = "加强档案管理规范档案收集整理工作有效保护和利用档案提高档案信息化建设水平推进现代"
ENGLISH = "tempor invidunt ut labore et dolore magna aliquyam erat sed diam voluptua at ver"
CASES: dict[str, tuple[list[str], list[str]]] = {
    "Han to Han without a blank": ([HAN, "化建设"], [HAN + "化建设"]),
    "words with a blank": ([ENGLISH, "eos et accusam"], [ENGLISH + " eos et accusam"]),
    "a word with a hyphen": ([ENGLISH[:-3] + "vo-", "cabulary"], [ENGLISH[:-3] + "vocabulary"]),
    "a hyphen that pdfium found": ([ENGLISH + HYPHEN, "x"], [ENGLISH + "x"]),
    "a range keeps its hyphen": ([ENGLISH[:-3] + "20-", "30"], [ENGLISH[:-3] + "20- 30"]),
    "the end of a sentence": ([HAN[:-1] + "。", "本法"], [HAN[:-1] + "。", "本法"]),
    "a quoted end": ([HAN[:-2] + "。”", "本法"], [HAN[:-2] + "。”", "本法"]),
    "a short line": (["总则", HAN], ["总则", HAN]),
    "a list": ([HAN, "（二）水准仪"], [HAN, "（二）水准仪"]),
    "an article": ([HAN, "第二条从事"], [HAN, "第二条从事"]),
    "a number broken among Han": ([HAN[:-1] + "20", "22年"], [HAN[:-1] + "2022年"]),
    "Han to a number": ([HAN, "2022年"], [HAN + "2022年"]),
}


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES)
def test_only_what_the_width_broke_is_joined(lines: list[str], expected: list[str]) -> None:
    assert joined(block(*lines)).split("\n") == expected


def moved(line: Line, *, right: float = 0, bottom: float = 0, height: float = 0) -> Line:
    return Line(
        line.text, line.left, line.right + right, line.bottom + bottom, line.height + height
    )


def test_a_row_whose_cells_leave_gaps_stays_a_row() -> None:
    first, second = block("测流仪 3 台 合格 张三 会议室 2022", "水准仪 1 台 合格 李四 仓库 2022 年")
    wide = [moved(first, right=300), moved(second, right=300)]
    assert joined(wide) == f"{first.text}\n{second.text}"


@pytest.mark.parametrize(
    "change", [{"bottom": -40.0}, {"bottom": 300.0}, {"height": 8.0}], ids=["gap", "column", "size"]
)
def test_another_block_is_another_line(change: dict[str, float]) -> None:
    first, second = block(HAN, HAN)
    assert joined([first, moved(second, **change)]) == f"{HAN}\n{HAN}"


def test_no_line_is_no_text() -> None:
    assert joined([]) == ""
