"""Plain text in each encoding that an office in China meets."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.text import plain
from archivist.formats.text.encoding import beginning, encoding_of, may_be_text

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


NUMBERS = random.Random(1)  # noqa: S311 - no secret
CHINESE = (SIMPLIFIED + "\n") * 9
LONG = (SIMPLIFIED + "\n") * 300
ENGLISH = "The flow meters were read at noon.\n" * 300
NAMES = "no,name\n" + "".join(f"{n},reading {n}\n" for n in range(99)) + "100,喆堃\n"


def damaged(content: bytes, *bad: int, at: int | None = None) -> bytes:
    """Put bytes in the place of those in the middle, or at a place."""
    start = len(content) // 2 if at is None else at
    return content[:start] + bytes(bad) + content[start + len(bad) :]


DAMAGED = {
    "two marks in UTF-8": (damaged(LONG.encode(), 0xFF, 0xFE), LONG),
    "one byte near the beginning of UTF-8": (damaged(LONG.encode(), 0xFF, at=40), LONG),
    "one byte in a few words of UTF-8": ("测流仪".encode() + b"\xff" + "水准仪".encode(), "水准仪"),
    "one byte in Russian": (damaged(("Измерение расхода воды\n" * 9).encode(), 0xFF), "воды"),
    "one byte in English": (damaged(ENGLISH.encode(), 0xFF, at=50), ENGLISH),
    "half a character in UTF-16": (damaged(LONG.encode("utf-16"), 0, 0xD8, at=2002), LONG),
    "half a character in UTF-16 without a mark": (
        damaged(LONG.encode("utf-16-le"), 0, 0xD8, at=2002),
        LONG,
    ),
    "two bytes in GB 18030": (damaged(LONG.encode("gb18030"), 0x80, 0xFF), LONG),
    "two bytes in Big5": (
        damaged((TRADITIONAL + "\n").encode("big5") * 99, 0x80, 0xFF),
        TRADITIONAL,
    ),
    "zeros at the end": (ENGLISH[:2600].encode() + b"\0" * 100_000, ENGLISH[:2600]),
    "zeros after a few words": (b"ab" + b"\0" * 100_000, "ab"),
    "zeros after GBK": (CHINESE.encode("gbk") + b"\0" * 100_000, CHINESE),
    "zeros after UTF-16": (CHINESE.encode("utf-16-le") + b"\0" * 100_001, CHINESE),
    "zeros after UTF-16 with a mark": (CHINESE.encode("utf-16") + b"\0" * 100_000, CHINESE),
    "zeros between": (CHINESE.encode("gbk") + b"\0" * 70_000 + "末了".encode("gbk"), "末了"),
    "zeros before": (b"\0" * 140_000 + CHINESE.encode("gbk"), CHINESE),
    "zeros before UTF-16": (b"\0" * 200_000 + "ab\n测流仪cd".encode("utf-16-be"), "测流仪cd"),
    "accented letters": ("café déjà vu".encode("latin-1"), "café déjà vu"),
    "a name with an umlaut": ("Dear Mr Müller".encode("latin-1"), "Dear Mr Müller"),
    "quotation marks of Windows": ("a “word” and ‘more’".encode("cp1252"), "a “word” and ‘more’"),
    "rare names in a table of ASCII": (NAMES.encode("gbk"), NAMES),
    "stray zero": (SIMPLIFIED.encode() * 9 + b"\0", SIMPLIFIED),
    "stray zero in GBK": (SIMPLIFIED.encode("gbk") * 9 + b"\0", SIMPLIFIED),
    "UTF-16 without a mark": (SIMPLIFIED.encode("utf-16-le"), SIMPLIFIED),
    "colours of a terminal": ("\x1b[31m测流仪\x1b[0m\r\n".encode() * 9, "测流仪"),
}


@pytest.mark.parametrize(("content", "expected"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_text_is_told_from_binary_and_loses_little(content: bytes, expected: str) -> None:
    assert may_be_text(beginning(io.BytesIO(content)))
    text = read(content)
    assert "\0" not in text
    lines = expected.split("\n")
    assert sum(line in text for line in lines) >= 0.98 * len(lines) - 1
    assert text.count("\ufffd") <= 3


BINARY = {
    "every byte": bytes(range(256)) * 9,
    "random bytes": NUMBERS.randbytes(20_000),
    "few random bytes": NUMBERS.randbytes(40),
    "random bytes beyond ASCII": bytes(NUMBERS.choices(range(128, 256), k=9000)),
    "random bytes after a mark": b"\xff\xfe" + NUMBERS.randbytes(9000),
    "random bytes after the mark of UTF-8": b"\xef\xbb\xbf" + NUMBERS.randbytes(9000),
    "random bytes among zeros": (NUMBERS.randbytes(9) + b"\0" * 99) * 300,
    "a few words before random bytes": b"hello world\n" + NUMBERS.randbytes(9000),
    "a program": b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8"
    + b"\0" * 40
    + b"\x0e\x1f\xba\x0e\0\xb4\t\xcd!\xb8\x01L\xcd!This program cannot be run in DOS mode.\r\n$"
    + b"\0" * 400
    + b"U\x8b\xec\x83\xec\x10SVW\xe8\0\0\0\0\x89E\xfc" * 99,
    "zeros": b"\0" * 200_000,
    "half a mark": b"\xff\xfe\x41",
    "controls": bytes(range(9)),
}


@pytest.mark.parametrize("content", BINARY.values(), ids=BINARY)
def test_binary_is_no_text(content: bytes) -> None:
    assert not may_be_text(beginning(io.BytesIO(content)))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le", "big5"])
@pytest.mark.parametrize("lead", range(4))
def test_characters_where_pieces_meet_stay_whole(encoding: str, lead: int) -> None:
    text = "a" * lead + TRADITIONAL * 4000
    assert "\ufffd" not in (found := read(text.encode(encoding)))
    assert found == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_character_cut_off_at_the_end_costs_itself_alone(encoding: str) -> None:
    content = CHINESE.encode(encoding)[:-3]
    assert may_be_text(content)
    assert read(content).rstrip("\ufffd") == CHINESE[: len(read(content).rstrip("\ufffd"))]
    assert len(read(content)) >= len(CHINESE) - 3


WORDS = "测流仪器 水准仪 理论授课 培训记录 会议室 参加人员 ， 。 A7 flow 2022".split(" ")
LINES = st.lists(st.sampled_from(WORDS), min_size=2, max_size=9).map("".join)


@given(
    lines=st.lists(LINES, min_size=30, max_size=40),
    encoding=st.sampled_from(["utf-8", "utf-16", "gb18030"]),
    place=st.floats(0, 1, exclude_max=True),
    bad=st.integers(0, 255),
)
def test_one_wrong_byte_costs_few_lines(
    lines: list[str], encoding: str, place: float, bad: int
) -> None:
    content = "\n".join(lines).encode(encoding)
    content = damaged(content, bad, at=int(place * len(content)))
    assert may_be_text(content)
    found = read(content).split("\n")
    assert sum(line in found for line in lines) >= 0.9 * len(lines)
