"""RTF: code pages, Unicode, destinations, damage."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.text import rtf
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect

FONTS = rb"{\fonttbl{\f0\fcharset0 Times;}{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\cpg932 M;}}"


def read(body: bytes, head: bytes = rb"\ansi\ansicpg936\deff0") -> list[str]:
    return list(rtf.read(io.BytesIO(rb"{\rtf1" + head + FONTS + body + b"}")))


CASES: dict[str, tuple[bytes, str]] = {
    "code page of the document": (rb"\'b2\'e2\'c1\'f7 ok", "测流 ok"),
    "second half as a letter": (rb"\'81A\'b2\'e2", "丄测"),
    "code page of a font": (rb"\f2 \'83\'65\f1 \'b2\'e2", "テ测"),
    "plain sets the font back": (rb"\f2 \'83\'65\plain \'b2\'e2", "テ测"),
    "unicode with its fallback": (rb"\uc1\u27979 ?\u27969 ?x", "测流x"),
    "fallback of two bytes": (rb"\uc2\u27979 \'b2\'e2x", "测x"),
    "fallback of none": (rb"\uc0\u27979 x", "测x"),
    "fallback as a word": (rb"\uc1\u8212 \emdash x\u8212 \~y", "—x—y"),
    "negative unicode": (rb"\u-257 ?x", "\ufeffx"),
    "two halves": (rb"\uc1\u-10174 ?\u-8265 ?", "𠮷"),
    "lines and cells": (rb"a\par b\line c\tab d\cell e\row f", "a\nb\nc\td\te\nf"),
    "marks": (rb"\ldblquote a\rdblquote\emdash\~b\_c\-d\{\}\\", "“a”— b-cd{}\\"),
    "breaks of the source are none": (b"a\r\nb\\\nc", "ab\nc"),
    "hidden destinations": (rb"{\info{\title x}}{\*\fancy y}{\pict 00ff}a", "a"),
    "groups give back the font": (rb"{\f2 x}\'b2\'e2", "x测"),
    "headers and notes are read": (rb"{\header h}{\footnote n}a", "hna"),
    "text boxes are read": (rb"{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt in}}", "in"),
    "links show what they say": (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt y}}", "y"),
    "data is jumped over": (rb"a{\*\blob\bin5 {{{{{}b", "ab"),
    "a code page that nobody knows": (rb"\ansicpg9 \'b2\'e2", "测"),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES)
def test_text_is_read(body: bytes, expected: str) -> None:
    assert read(body) == [expected]


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (rb"\ansi", rb"\f0 caf\'e9", "café"),
        (rb"\mac", rb"caf\'8e", "café"),
        (rb"\pc", rb"caf\'82", "café"),
        (rb"\ansi\ansicpg65001", rb"\'e6\'b5\'8b", "测"),
        (rb"\ansi", rb"\f2 \'96", "–"),
        (rb"\ansi", rb"\f1 \'b2", "²"),
    ],
)
def test_the_document_names_its_encoding(head: bytes, body: bytes, expected: str) -> None:
    assert read(body, head) == [expected]


def test_a_page_ends_where_its_writer_ended_it() -> None:
    assert read(rb"a\page b") == ["a", "\nb"]


def test_a_file_that_ends_in_the_middle_says_what_it_says() -> None:
    pages = rtf.read(io.BytesIO(rb"{\rtf1 {abc"))
    assert next(pages) == "abc"
    with pytest.raises(TextError) as caught:
        next(pages)
    assert caught.value.defect is Defect.BROKEN


def test_depth_is_bounded() -> None:
    with pytest.raises(TextError, match="deep"):
        list(rtf.read(io.BytesIO(rb"{\rtf1" + b"{" * 10_000)))


def test_braces_too_many_are_forgiven() -> None:
    assert list(rtf.read(io.BytesIO(rb"{\rtf1 a}}}b"))) == ["ab"]


@given(
    st.lists(st.sampled_from([b"{", b"}", b"\\", b"'", b"u", b"-9", b"bin", b" ", b"\xff", b"*"]))
)
def test_any_bytes_are_read_or_broken(parts: list[bytes]) -> None:
    try:
        pages = list(rtf.read(io.BytesIO(b"".join(parts))))
    except TextError:
        return
    assert all(isinstance(page, str) for page in pages)
