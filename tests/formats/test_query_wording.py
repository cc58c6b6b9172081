"""What is said of a query: in words, of bounded length, with nothing hidden."""

from __future__ import annotations

import pytest

from archivist.formats.query_wording import remark_text
from archivist.model.query_remark import Remark, RemarkKind
from archivist.model.query_text import parse


@pytest.mark.parametrize("kind", RemarkKind)
def test_every_remark_has_its_sentence(kind: RemarkKind) -> None:
    said = remark_text(Remark(kind=kind, text="测流", suggestion="培训"))
    assert said.endswith((".", "?", "培训"))
    assert "{" not in said


def test_no_two_remarks_say_the_same() -> None:
    said = {remark_text(Remark(kind=kind, text="a", suggestion="b")) for kind in RemarkKind}
    assert len(said) == len(RemarkKind)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "peple:徐宏伟",
            "There is no field “peple”; it was searched as text. Did you mean “people”?",
        ),
        (
            "日期:2022.02.30",
            "“2022.02.30” is no date and no range of dates; it was searched as text.",
        ),
        (
            "日期:2022.03..2022.01",
            "“2022.03..2022.01” ends before it begins; it was taken as 2022.01.01..2022.03.31.",
        ),
        (
            "部门：水文",
            "There is no field “部门”; it was searched as text."
            " Fields are people, place, cause, date, category, code and others.",
        ),
        (
            "a or b",
            "“or” was searched as a word; only in capitals, OR, it joins or excludes.",
        ),
        (
            "类型:vidoe",
            "“vidoe” is no type (image, video, workbook, document, item); it was searched as text."
            " Did you mean “video”?",
        ),
    ],
)
def test_a_mistake_is_said_with_the_way_out(query: str, said: str) -> None:
    assert [remark_text(remark) for remark in parse(query).remarks] == [said]


def test_nothing_is_suggested_when_nothing_is_near() -> None:
    assert "mean" not in remark_text(Remark(kind=RemarkKind.KIND, text="合同"))


def test_long_and_hidden_text_of_a_query_is_shortened_and_shown() -> None:
    said = remark_text(Remark(kind=RemarkKind.OPEN_QUOTE, text="\u202e" + "测" * 900))
    assert "\\u202e" in said
    assert "…" in said
    assert len(said) < 150
