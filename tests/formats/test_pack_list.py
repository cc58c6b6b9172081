from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from archivist.formats.pack_list import list_book, list_text, sums_text
from archivist.model.pack import PackLine, PackPlan
from tests.formats.audited import EVIL
from tests.formats.verdicts import a_score

SUM = "ab" * 32
SCORE = a_score(proofs=())
FIRST, SECOND = [each.criterion.id for each in SCORE.criteria][:2]
GIVEN = PackLine(
    number=1,
    criterion=FIRST,
    path="01 甲/001 a.pdf",
    source="甲室/06/20250318 授课/a.pdf",
    title="授课",
    day=date(2025, 3, 18),
    box="06-1",
    elements="授课 · 三楼 · 李淼",
)
PAPERLESS = replace(GIVEN, number=2, path="01 甲/002 b.pdf", box="", paperless="电子", day=None)
REFUSED = replace(PAPERLESS, number=3, path="01 甲/003 c.pdf", paperless="", title=EVIL)
PLAN = PackPlan(score=SCORE, lines=(GIVEN, PAPERLESS, REFUSED, replace(GIVEN, criterion=SECOND)))
SUMS = {GIVEN.path: SUM, PAPERLESS.path: SUM}
WHY = {REFUSED.path: "it is not there any more"}


@pytest.fixture
def text() -> str:
    return list_text([PLAN], SUMS, WHY)


def test_the_text_says_whose_it_is_and_how_it_is_checked(text: str) -> None:
    lines = text.split("\r\n")
    assert lines[0] == "Evidence of 甲室: Small rubric, quarter 1 of 2025"
    assert "sha256sum -c sha256sums.txt" in lines[1]


def test_the_text_has_number_day_title_box_path_and_sum(text: str) -> None:
    assert f"  001  2025.03.18  授课  box 06-1  01 甲/001 a.pdf  {SUM}" in text.split("\r\n")
    assert f"  002  授课  no paper copy: 电子  01 甲/002 b.pdf  {SUM}" in text.split("\r\n")


def test_the_text_says_what_is_not_there_and_hides_nothing(text: str) -> None:
    line = next(each for each in text.split("\r\n") if each.startswith("  003"))
    assert line.endswith(f"not copied: {REFUSED.source} (it is not there any more)")
    assert "\u202e" not in text


def test_a_criterion_without_files_is_told_by_whether_it_is_met() -> None:
    bare = list_text([PackPlan(score=a_score(proofs=()), lines=())], {}, {})
    assert bare.count("nothing is filed") == sum(not each.met for each in SCORE.criteria)
    met = list_text([PackPlan(score=a_score(losses=(), proofs=()), lines=())], {}, {})
    assert "nothing is filed" not in met
    assert met.count("nothing has to be proved") == len(list(SCORE.criteria))


def test_a_rubric_without_points_shows_none() -> None:
    score = a_score(proofs=())
    sections = tuple(
        replace(
            each,
            criteria=tuple(
                replace(one, criterion=replace(one.criterion, points=Decimal(0)))
                for one in each.criteria
            ),
        )
        for each in score.sections
    )
    assert " / " not in list_text(
        [PackPlan(score=replace(score, sections=sections), lines=())], {}, {}
    )


def test_the_workbook_has_a_sheet_for_each_studio_with_links(tmp_path: Path) -> None:
    other = PackPlan(score=a_score("乙室", proofs=()), lines=())
    path = tmp_path / "list.xlsx"
    path.write_bytes(list_book([PLAN, other], SUMS, WHY, "库"))
    book = openpyxl.load_workbook(path)
    assert [each.title for each in book if each.sheet_state == "visible"] == ["甲室", "乙室"]
    rows = {row[0].value: row for row in book["甲室"].iter_rows() if row[0].value}
    assert [cell.value for cell in rows["001"]][2:9] == [
        "授课", "2025.03.18", GIVEN.path, "06-1", GIVEN.elements, SUM, GIVEN.source,
    ]  # fmt: skip
    assert "a.pdf" in rows["001"][4].hyperlink.target
    assert rows["002"][5].value == "no paper copy: 电子"
    assert rows["003"][4].hyperlink is None
    assert str(rows["003"][4].value).startswith("not copied: ")
    titles = [cell.value for cell in book["甲室"]["C"]]
    assert "nothing is filed" in titles


def test_the_sums_are_sorted_and_in_the_form_of_sha256sum() -> None:
    assert sums_text({"b": SUM, "甲/a": SUM}) == f"{SUM}  b\n{SUM}  甲/a\n".encode()
