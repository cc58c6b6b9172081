from __future__ import annotations

from datetime import date

from archivist.formats.look import Look
from archivist.formats.papers.official_pages import (
    Cover,
    cover_data,
    look_text,
    shown_all,
    studios_line,
)


def test_a_cover_leaves_out_lines_about_which_nothing_is_known() -> None:
    lines = (("Archive", "库"), ("Rubric", ""))
    cover = Cover(organisation="x", title="t", subtitle="", lines=lines, day=date(2025, 4, 3))
    assert cover_data(cover)["lines"] == [["Archive", "库"]]
    assert cover_data(cover)["day"] == "2025-04-03"


def test_up_to_three_studios_are_named_and_more_are_counted() -> None:
    assert studios_line(["甲", "乙", "丙"]) == "甲, 乙, 丙"
    assert studios_line(["甲", "乙", "丙", "丁"]) == "4 studios"


def test_a_state_is_a_sign_and_a_word() -> None:
    assert look_text(Look("×", "red", "missing")) == "× missing"


def test_nothing_hides_in_lines_and_empty_ones_go() -> None:
    assert shown_all(["a\u202eb", "", "c"]) == ["a\\u202eb", "c"]
