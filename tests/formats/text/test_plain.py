"""Plain text in each encoding that an office in China meets."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.text import plain
from archivist.formats.text.encoding import encoding_of, may_be_text

SIMPLIFIED = "测流仪器理论授课培训记录，2022年1月25日在会议室举行。\r\n参加：徐宏伟"
TRADITIONAL = "測流儀器理論授課培訓記錄，於會議室舉行。\r\n參加人員十二人，由徐宏偉主講。"


def read(content: bytes) -> str:
    (page,) = plain.read(io.BytesIO(content))
    return page


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk", "gb18030"],
)
@pytest.mark.parametrize("times", [1, 9000], ids=["short", "long"])
def test_simplified_chinese_is_read_in_every_encoding(encoding: str, times: int) -> None:
    text = (SIMPLIFIED + "\n") * times
    assert read(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-16-be"])
@pytest.mark.parametrize("times", [1, 9000], ids=["short", "long"])
def test_traditional_chinese_is_read(encoding: str, times: int) -> None:
    text = (TRADITIONAL + "\n") * times
    assert read(text.encode(encoding)) == text


@pytest.mark.parametrize("text", ["hello", "a,b\n1,2\n", "{}", "x" * 70_000])
@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le", "utf-16-be"])
def test_letters_alone_are_read(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)) == text


def test_characters_outside_of_two_bytes_are_read() -> None:
    assert read(("𠮷㛃䶮" + SIMPLIFIED).encode("gb18030")).startswith("𠮷㛃䶮")


def test_a_byte_that_is_wrong_costs_one_character() -> None:
    assert "测流仪器" in read(SIMPLIFIED.encode("gbk") + b"\xff\xff")


def test_of_a_large_file_only_what_is_kept_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MOST", 1000)
    monkeypatch.setattr(plain, "CHUNK", 1000)
    stream = io.BytesIO("测".encode() * 100_000)
    (page,) = plain.read(stream)
    assert len(page) > 1000
    assert stream.tell() <= 70_000
    assert set(page) == {"测"}


@given(st.binary(max_size=200))
def test_any_bytes_have_an_encoding(content: bytes) -> None:
    assert isinstance(content.decode(encoding_of(content), "replace"), str)
    assert may_be_text(content) in {True, False}


BINARY = {
    "stray zero": (SIMPLIFIED.encode() * 9 + b"\0", True),
    "stray zero in GBK": (SIMPLIFIED.encode("gbk") * 9 + b"\0", True),
    "UTF-16 without a mark": (SIMPLIFIED.encode("utf-16-le"), True),
    "a program": (bytes(range(256)) * 9, False),
}


@pytest.mark.parametrize(("content", "text"), BINARY.values(), ids=BINARY)
def test_text_that_looks_binary_is_told_from_what_is(content: bytes, text: bool) -> None:
    assert may_be_text(content) is text
