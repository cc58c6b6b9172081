"""Web pages, and what programs export as such under other endings."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.text.markup import looks_like_markup, read, text_of

CASES = {
    "blocks are lines": ("<p>甲<p>乙<div>丙</div>丁<br/>戊", "甲\n乙\n丙\n丁\n戊"),
    "words stay together": ("<b>测</b><i>流</i>仪\nx", "测流仪 x"),
    "rows and cells": ("<table><tr><td>甲</td><td>1</td></tr><tr><th>乙</th></table>", "甲\t1\n乙"),
    "entities": ("&lt;a&gt;&nbsp;&#27979;&amp;", "<a> 测&"),
    "programs are hidden": ("<script>if (a<b) x</script><style>p{}</style>y", "y"),
    "hidden in hidden": ("<template><p>a</p></template>b", "b"),
    "the title is read": ("<html><head><title>通知</title></head><body>x", "通知\nx"),
    "comments are not": ("<!-- a -->b", "b"),
    "wide blanks stay": ("<p>第一章　总则", "第一章　总则"),
    "Word's XML": (
        "<?xml version='1.0'?><w:p><w:r><w:t>测流</w:t></w:r><w:t>仪</w:t></w:p><w:p/>",
        "测流仪",
    ),
    "Excel's XML": ("<Row><Cell><Data>甲</Data></Cell><Cell><Data>1</Data></Cell></Row>", "甲\t1"),
    "pictures in XML": ("<w:binData>AAAA</w:binData><w:p>x", "x"),
    "damage": ("<p>a</p></p><td <b>c", "a\nc"),
}


@pytest.mark.parametrize(("markup", "expected"), CASES.values(), ids=CASES)
def test_text_is_read(markup: str, expected: str) -> None:
    assert text_of(markup) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_a_page_in_any_encoding_is_known_and_read(encoding: str) -> None:
    content = "<html><body><p>测流仪器理论授课</p></body></html>".encode(encoding)
    assert looks_like_markup(content)
    assert list(read(io.BytesIO(content))) == ["测流仪器理论授课"]


def test_other_text_is_no_page() -> None:
    assert not looks_like_markup(b"a < b, c > d")


@given(st.text(max_size=100))
def test_any_text_is_read(markup: str) -> None:
    assert isinstance(text_of(markup), str)


def test_depth_costs_nothing() -> None:
    assert text_of("<div>" * 100_000 + "x") == "x"
