"""Recognition: its words take their place among the pages of a text."""

from __future__ import annotations

import pytest

from archivist.model.recognition import merged
from archivist.model.text import FileText


@pytest.mark.parametrize(
    ("pages", "scanned", "recognised", "whole"),
    [
        pytest.param(("甲", "乙"), (), {1: "别"}, ("甲", "乙"), id="no scan"),
        pytest.param(("甲", ""), (2,), {}, ("甲", ""), id="nothing recognised"),
        pytest.param(("甲", ""), (2,), {2: "乙"}, ("甲", "乙"), id="an empty page"),
        pytest.param(("￿￿", "乙"), (1,), {1: "甲"}, ("甲", "乙"), id="no language"),
        pytest.param(("甲",), (1,), {1: ""}, ("甲",), id="no words on it"),
        pytest.param((), (2, 3), {3: "丙"}, ("", "", "丙"), id="pages nobody named"),
        pytest.param(("甲", "", "丙"), (2,), {2: "乙"}, ("甲", "乙", "丙"), id="in between"),
        pytest.param(("甲",), (0, -1), {0: "零", -1: "负"}, ("甲",), id="no page"),
    ],
)
def test_words_stand_on_their_page(
    pages: tuple[str, ...],
    scanned: tuple[int, ...],
    recognised: dict[int, str],
    whole: tuple[str, ...],
) -> None:
    assert merged(FileText(pages=pages, scanned=scanned), recognised).pages == whole
