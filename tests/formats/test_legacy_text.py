"""Bytes whose encoding is not said, or said wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.legacy_text import (
    clean,
    from_bytes,
    from_numbers,
    from_user_comment,
    from_utf16,
    from_xp_field,
)

TITLE = "二〇二二年度职工代表大会暨工会会员代表大会"
# Without those that are as usual a character in another encoding: 一 is N in the other byte order,
# 年 is 瑞, and 为 in GBK is a Greek letter in UTF-8.
USUAL = st.text(
    st.sampled_from("的是在不有和人这中大上个国我以要他时来用们生于出就分对成会可主发动"),
    min_size=2,
    max_size=12,
)


@given(USUAL)
def test_usual_chinese_is_read_in_every_encoding(text: str) -> None:
    assert from_bytes(text.encode()) == text
    assert from_bytes(text.encode("gb18030")) == text
    assert from_utf16(text.encode("utf-16-le")) == text
    assert from_utf16(text.encode("utf-16-be")) == text
    assert from_xp_field(text.encode("utf-16-le") + b"\0\0") == text


@given(st.binary(max_size=200))
def test_any_bytes_give_printable_text(block: bytes) -> None:
    for decode in (from_bytes, from_utf16, from_xp_field, from_user_comment):
        text = decode(block)
        assert text == "" or text.isprintable()


@pytest.mark.parametrize(
    ("block", "text"),
    [
        pytest.param(b"plain\0rest", "plain", id="ascii"),
        pytest.param("\ufeff甲".encode(), "甲", id="utf8-with-mark"),
        pytest.param(TITLE.encode()[:-1], TITLE[:-1], id="utf8-cut"),
        pytest.param(TITLE.encode("gbk")[:-1], TITLE[:-1], id="gbk-cut"),
        pytest.param(TITLE.encode("gbk") + b"\0", TITLE, id="gbk"),
        pytest.param(TITLE.encode("utf-16"), TITLE, id="utf16-with-mark"),
        pytest.param("A4 paper".encode("utf-16-le"), "A4 paper", id="utf16-little"),
        pytest.param("A4 paper".encode("utf-16-be"), "A4 paper", id="utf16-big"),
        pytest.param("Café Zürich".encode("cp1252"), "Café Zürich", id="western"),
        pytest.param("一一".encode("gbk"), "一一", id="gbk-that-is-utf8-by-chance"),
        pytest.param("Привет".encode(), "Привет", id="cyrillic"),
        pytest.param(b"\xff\xff\xff", "ÿÿÿ", id="nothing-else"),
        pytest.param(b"", "", id="empty"),
    ],
)
def test_a_narrow_field_may_hold_anything(block: bytes, text: str) -> None:
    assert from_bytes(block) == text


@pytest.mark.parametrize(
    ("block", "text"),
    [
        pytest.param(TITLE.encode("utf-16-le") + b"\0\0rest", TITLE, id="right"),
        pytest.param(TITLE.encode("utf-16-le") + b"\0", TITLE, id="odd"),
        pytest.param(TITLE.encode("utf-16-be"), TITLE, id="wrong-order"),
        pytest.param("hello".encode("utf-16-le"), "hello", id="latin"),
        pytest.param("hello".encode("utf-16-be"), "hello", id="latin-wrong-order"),
        pytest.param(TITLE.encode("utf-16"), TITLE, id="mark"),
        pytest.param(b"hello\0", "hello", id="ascii"),
        pytest.param("\u3400\U00020bb6".encode("utf-16-le"), "\u3400\U00020bb6", id="rare"),
        pytest.param("年年".encode("utf-16-be"), "瑞瑞", id="in-doubt-the-declared-order"),
        pytest.param(b"", "", id="empty"),
    ],
)
def test_a_wide_field_may_hold_anything(block: bytes, text: str) -> None:
    assert from_xp_field(block) == text


@pytest.mark.parametrize(
    ("block", "text"),
    [
        pytest.param(b"ASCII\0\0\0hello", "hello", id="ascii"),
        pytest.param(b"ASCII\0\0\0" + TITLE.encode("gbk"), TITLE, id="gbk-as-ascii"),
        pytest.param(b"UNICODE\0" + TITLE.encode("utf-16-le"), TITLE, id="little"),
        pytest.param(b"UNICODE\0" + TITLE.encode("utf-16-be"), TITLE, id="big"),
        pytest.param(b"UNICODE\0" + "甲乙丙".encode(), "甲乙丙", id="utf8-as-unicode"),
        pytest.param(b"UNICODE\0" + "李".encode("utf-16-le"), "李", id="han-of-two-letters"),
        pytest.param(bytes(8) + TITLE.encode(), TITLE, id="undefined"),
        pytest.param(b"JIS\0\0\0\0\0" + "日本".encode("iso2022_jp"), "日本", id="jis"),
        pytest.param(b"JIS\0\0\0\0\0" + TITLE.encode("gbk"), TITLE, id="gbk-as-jis"),
        pytest.param(TITLE.encode(), TITLE, id="no-code"),
        pytest.param(bytes(64), "", id="blank"),
        pytest.param(b"ASC", "ASC", id="too-short"),
    ],
)
def test_a_user_comment_may_lie_about_its_code(block: bytes, text: str) -> None:
    assert from_user_comment(block) == text


@pytest.mark.parametrize(
    ("numbers", "block"),
    [
        pytest.param([104, 105, 0], b"hi\0", id="bytes"),
        pytest.param([0x4E8C, 65], b"\x8cNA\0", id="units"),
        pytest.param([-1, "x", 2**20, 65], b"A", id="others"),
    ],
)
def test_numbers_are_bytes_or_units(numbers: list[object], block: bytes) -> None:
    assert from_numbers(numbers) == block


def test_text_is_on_one_line_and_bounded() -> None:
    assert clean(" a\r\n\tb\x1b[2J\ufffd\0c") == "a b [2J"
    assert len(clean("长" * 100_000)) == 4000
