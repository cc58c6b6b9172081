"""Printed codes: what is printed is read again, as scanners and input methods type it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.label_code import (
    MAX_TEXT,
    LabelCode,
    LabelKind,
    archive_id,
    labelled_name,
    made_id,
    studio_mark,
)
from archivist.model.settings import Settings, Studio

ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
ids = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=16)


def composed_capitals(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).upper())


@given(ids, st.sampled_from(LabelKind), st.text(st.characters(), min_size=1, max_size=40))
def test_what_is_printed_is_read_as_the_same_in_capitals(
    archive: str, kind: LabelKind, name: str
) -> None:
    printed = str(LabelCode(archive=archive, kind=kind, name=name))
    assert set(printed) <= ALPHANUMERIC
    read = LabelCode.parse(printed)
    assert read == LabelCode(archive=archive, kind=kind, name=composed_capitals(name))
    assert str(read) == printed


@given(st.text(st.characters(), max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for each in (text, f"ARC:{text}", f"ARC:A:{text}", f"ARC:A:B:%{text}"):
        read = LabelCode.parse(each)
        assert read is None or LabelCode.parse(str(read)) is not None


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        pytest.param("ARC:7K2M9QXA:C1-20220125-01", LabelKind.RECORD, "C1-20220125-01", id="code"),
        pytest.param("ARC:7K2M9QXA:B:06-1", LabelKind.BOX, "06-1", id="box"),
        pytest.param("ARC:7K2M9QXA:D:A104-2015-015", LabelKind.DISC, "A104-2015-015", id="disc"),
        pytest.param("arc:7k2m9qxa:b:06-1\r\n", LabelKind.BOX, "06-1", id="lower case, line end"),
        pytest.param("ARC：7K2M9QXA：B：06-1", LabelKind.BOX, "06-1", id="Chinese colons"),
        pytest.param(
            "ＡＲＣ：７Ｋ２Ｍ９ＱＸＡ：Ｂ：０６－１", LabelKind.BOX, "06-1", id="full width"
        ),
        pytest.param("ARC:7K2M9QXA:B:2025。1、2", LabelKind.BOX, "2025.1/2", id="Chinese marks"),
        pytest.param("ARC:7K2M9QXA:B:%E7%94%B2 1", LabelKind.BOX, "甲 1", id="Chinese, space"),
        pytest.param("ARC:7K2M9QXA:B:50%25", LabelKind.BOX, "50%", id="per cent"),
        pytest.param("ARC:7K2M9QXA:B:%ZZ%4", LabelKind.BOX, "%ZZ%4", id="no escape"),
        pytest.param("ARC:7K2M9QXA:B:%FF", LabelKind.BOX, "\ufffd", id="no text"),
        pytest.param("ARC:7K2M9QXA:B%3A1", LabelKind.RECORD, "B:1", id="a colon in a name"),
    ],
)
def test_what_a_scanner_types_is_understood(typed: str, kind: LabelKind, name: str) -> None:
    assert LabelCode.parse(typed) == LabelCode(archive="7K2M9QXA", kind=kind, name=name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "C1-20220125-01",
        "ARC:",
        "ARC::B:06-1",
        "ARC:7K2M9QXA:",
        "ARC:7K2M9QXA:B:",
        "ARC:7K2M9QXA:X:1",
        f"ARC:{'A' * 17}:B:1",
        "xARC:7K2M9QXA:B:06-1",
        "ARC:7K2M9QXA:B:06-1\nrm",
        "ARC:7K2M9QXA:B:甲",
    ],
)
def test_what_is_no_code_of_ours_is_none(text: str) -> None:
    assert LabelCode.parse(text) is None


def test_a_text_of_any_length_is_read_at_once() -> None:
    read = LabelCode.parse("ARC:A:B:" + "%E7%94%B2" * 1_000_000)
    assert read is not None
    assert len(read.name) < MAX_TEXT


def test_the_id_is_the_archives_own_else_always_the_same() -> None:
    named = Settings(studios=(Studio(name="甲"),), id="ABC")
    assert archive_id(named) == "ABC"
    assert archive_id(Settings(studios=(Studio(name="Café"),))) == made_id(["Cafe\u0301"])
    assert made_id(["甲", "乙"]) != made_id(["甲乙"])
    assert LabelCode.parse(f"ARC:{made_id(['甲'])}:B:1") is not None


def test_names_are_one_whatever_their_case_and_width() -> None:
    assert labelled_name(" Ａ-1") == labelled_name("a-1") == "A-1"


def test_the_mark_of_a_studio_comes_back() -> None:
    mark = studio_mark("测流工作室")
    code = LabelCode(archive="A1", kind=LabelKind.BOX, name="06+1", studio=mark)
    assert LabelCode.parse(str(code)) == code
    assert mark != studio_mark("机电工作室")
