"""Marking the words of a query in what is shown."""

from __future__ import annotations

import pytest

from archivist.model.marking import Marker
from archivist.model.query_form import plain_words
from archivist.model.query_text import parse


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        pytest.param("测流仪", "讲 测流仪 的人", ["测流仪"], id="one"),
        pytest.param("測流儀", "讲测流仪", ["测流仪"], id="traditional"),
        pytest.param("测流 流仪", "测流仪", ["测流仪"], id="overlapping"),
        pytest.param("讲 人", "讲课的人", ["讲", "人"], id="two"),
        pytest.param("flow", "ＦＬＯＷ meter", ["ＦＬＯＷ"], id="full width"),
        pytest.param("-讲 人", "讲课的人", ["人"], id="not what must not be there"),
        pytest.param("*", "讲课的人", [], id="everything"),
    ],
)
def test_words_are_marked_where_they_stand(query: str, text: str, marked: list[str]) -> None:
    marks = Marker(plain_words(parse(query).query)).marks(text)
    assert [text[begin:end] for begin, end in marks] == marked
