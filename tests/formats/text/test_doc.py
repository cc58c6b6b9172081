"""The text of Word's old documents."""

from __future__ import annotations

import struct

import pytest

from archivist.formats.text import doc, ole
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from tests.formats.text import containers


def text_of(streams: dict[str, bytes]) -> str:
    (page,) = ole.read(containers.ole(streams))
    return page.rstrip("\0")


BODIES: dict[str, tuple[tuple[bytes | str, ...], str]] = {
    "wide text": (("测流仪\r第二段\r",), "测流仪\n第二段"),
    "beyond the first plane": (("生僻字𠮷\r",), "生僻字𠮷"),
    "narrow text": ((b"caf\xe9 \x96 10\x80\r",), "café – 10€"),
    "pieces": (("测", b"A", "流", b"B\r"), "测A流B"),
    "a table": (("甲\x07乙\x07\x07丙\x07丁\x07\x07完\r",), "甲\t乙\n丙\t丁\n完"),
    "breaks": (("一\x0b二\x0c三\x0e四\r",), "一\n二\n三\n四"),
    "hyphens": (("C1\x1e01软\x1f连\r",), "C1-01软连"),
    "pictures and references": (("图\x01\x08注\x02\x05\r",), "图注"),
    "a field": (("第\x13 PAGE \x1412\x15页\r",), "第12页"),
    "a field without a result": (("第\x13 PAGE \x15页\r",), "第页"),
    "fields inside of fields": (
        ("\x13 IF \x13 X \x14假\x15 \x14真\x13 Y \x14的\x15\x15\r",),
        "真的",
    ),
    "a field without an end": (("前\x13后\x14\r",), "前后"),
    "a phonetic guide": (
        ('\x13EQ \\* jc2 \\* "Font:宋体" \\o\\ad(\\s\\up 10(cè liú),测流)\x15仪\r',),
        "测流仪",
    ),
    "symbols of symbol fonts": (("\uf0fe是\r",), "是"),
    "empty lines": (("\r\r甲\r\r\r乙\r",), "甲\n乙"),
    "nothing": (("",), ""),
}


@pytest.mark.parametrize(("pieces", "text"), BODIES.values(), ids=BODIES)
def test_a_document_says_what_a_reader_sees(pieces: tuple[bytes | str, ...], text: str) -> None:
    assert text_of(containers.word(*pieces)) == text
    assert text_of(containers.word(*pieces, flags=0x200)) == text


OLD = {
    "Chinese": ("测流仪器", "gb18030", 0x0804),
    "Chinese on a Western system": ("测流仪器", "gb18030", 0x0409),
    "traditional Chinese": ("測流儀器", "cp950", 0x0404),
    "Western": ("café", "cp1252", 0x0409),
    "ASCII": ("plain", "ascii", 0x0409),
    "Russian": ("Привет мир", "cp1251", 0x0419),
}


@pytest.mark.parametrize(("text", "encoding", "language"), OLD.values(), ids=OLD)
@pytest.mark.parametrize("flags", [0, 4], ids=["whole", "in pieces"])
def test_documents_of_word_95_are_read_by_their_language(
    text: str, encoding: str, language: int, flags: int
) -> None:
    content = (text + "\r" + text).encode(encoding)
    assert text_of(containers.old_word(content, language, flags=flags)) == f"{text}\n{text}"


@pytest.mark.parametrize(
    "streams", [containers.word("密", flags=0x100), containers.old_word(b"x", 0, flags=0x100)]
)
def test_a_document_with_a_password_is_encrypted(streams: dict[str, bytes]) -> None:
    with pytest.raises(TextError) as caught:
        text_of(streams)
    assert caught.value.defect is Defect.ENCRYPTED


def without_pieces() -> dict[str, bytes]:
    return {**containers.word("测流"), "0Table": b""}


def cut_pieces() -> dict[str, bytes]:
    return {**containers.word("测流"), "0Table": b"\x01\xff\xff"}


BROKEN = {
    "no table": without_pieces(),
    "a table that points out of itself": cut_pieces(),
    "another kind": containers.word("测流", kind=0x1234),
    "no table at all": {"WordDocument": containers.word("测流")["WordDocument"]},
}


@pytest.mark.parametrize("streams", BROKEN.values(), ids=BROKEN)
def test_a_damaged_document_is_broken(streams: dict[str, bytes]) -> None:
    with pytest.raises(TextError) as caught:
        text_of(streams)
    assert caught.value.defect is Defect.BROKEN


def test_a_document_without_a_header_is_broken() -> None:
    with pytest.raises(TextError, match="header"):
        list(doc.pages(b"\xec\xa5", b""))


def test_a_table_that_is_cut_off_is_broken() -> None:
    streams = containers.word("测流")
    with pytest.raises(TextError, match="pieces"):
        list(doc.pages(streams["WordDocument"], streams["0Table"][:7]))


def test_pieces_that_run_backwards_or_out_of_the_file_do_no_harm() -> None:
    table = containers.piece_table([0, 4, 2, 2**32 - 1], [containers.TEXT_AT, 8, 2**31 - 1])
    document = bytearray(containers.word("测流仪器")["WordDocument"])
    struct.pack_into("<2I", document, 0x1A2, 0, len(table))
    assert list(doc.pages(bytes(document), table)) == ["测流仪器"]


def test_the_same_text_a_thousand_times_over_stops_at_a_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doc, "MOST", 1000)
    table = containers.piece_table(range(0, 40_004, 4), [containers.TEXT_AT] * 10_000)
    document = bytearray(containers.word("测流仪器")["WordDocument"])
    struct.pack_into("<2I", document, 0x1A2, 0, len(table))
    (page,) = doc.pages(bytes(document), table)
    assert 1000 < len(page) <= 1001
