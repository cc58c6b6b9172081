from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archivist.model.names import (
    MAX_NAME,
    NameFault,
    is_junk,
    name_fault,
    portable,
    same_name,
    utf16_length,
)

# One name of a tree: no separator, nothing empty; surrogates stand for bytes that are no text.
NAMES = st.text(st.characters(exclude_characters="/"), min_size=1) | st.text(
    "con.aux C1照\u200b\udc80💧<\n ", min_size=1, max_size=12
)


@given(NAMES)
@example("con.a.txt")
@example("a." + "x" * 300)
@example("con" + " " * 150 + "x")
@example("con." + "a" * 200)
@example("x" * 119 + " ." + "y" * 100)
@example(".. .txt")
@example("💧" * 200 + ".jpg")
@example("\u200b")
def test_a_portable_name_has_no_fault_and_stays_as_it_is(name: str) -> None:
    mended = portable(name)
    assert mended
    assert name_fault(mended) is None
    assert portable(mended) == mended


@pytest.mark.parametrize(
    ("name", "mended"),
    [
        pytest.param("C1-20220125-01.jpg", "C1-20220125-01.jpg", id="good"),
        pytest.param("签到表.pdf", "签到表.pdf", id="han"),
        pytest.param('a<b>c:d"e|f?g*h\\i.txt', "a_b_c_d_e_f_g_h_i.txt", id="forbidden"),
        pytest.param("合影\n二.jpg", "合影_二.jpg", id="newline"),
        pytest.param(" a .", "a", id="endings"),
        pytest.param("CON.jpg", "_CON.jpg", id="device"),
        pytest.param("con.tar.gz", "_con.tar.gz", id="device-with-two-endings"),
        pytest.param("合\u200b影\u202e.jpg", "合影.jpg", id="invisible"),
        pytest.param("照\udcff.jpg", "照_.jpg", id="bytes-that-are-no-text"),
        pytest.param("x" * 300 + ".jpg", "x" * 120 + ".jpg", id="long"),
        pytest.param(".gitignore", ".gitignore", id="dot-file"),
        pytest.param(". .", "_", id="nothing-left"),
    ],
)
def test_a_name_is_mended_with_as_little_change_as_it_takes(name: str, mended: str) -> None:
    assert portable(name) == mended


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        pytest.param("C1-20220125-01.jpg", None, id="good"),
        pytest.param("06 培训学习资料", None, id="folder"),
        pytest.param("笑脸😀.jpg", None, id="emoji"),
        pytest.param("a..b", None, id="dots-inside"),
        pytest.param("console.txt", None, id="begins-like-a-device"),
        pytest.param("com10.txt", None, id="no-such-device"),
        pytest.param("a:b", NameFault.CHARACTER, id="colon"),
        pytest.param("a\tb", NameFault.CHARACTER, id="tab"),
        pytest.param("a\x7fb", NameFault.CHARACTER, id="delete"),
        pytest.param("NUL", NameFault.RESERVED, id="device"),
        pytest.param("Aux.h", NameFault.RESERVED, id="device-with-ending"),
        pytest.param("com1.tar.gz", NameFault.RESERVED, id="device-with-two-endings"),
        pytest.param("LPT\u00b9", NameFault.RESERVED, id="device-with-superscript"),
        pytest.param("a.", NameFault.ENDING, id="ends-with-a-dot"),
        pytest.param("a ", NameFault.ENDING, id="ends-with-a-space"),
        pytest.param(" a", NameFault.ENDING, id="begins-with-a-space"),
        pytest.param("x" * (MAX_NAME + 1), NameFault.LENGTH, id="too-long"),
        pytest.param("💧" * 128, NameFault.LENGTH, id="too-long-in-utf-16"),
        pytest.param("x" * MAX_NAME, None, id="just-short-enough"),
        pytest.param("合\u200b影", NameFault.INVISIBLE, id="zero-width-space"),
        pytest.param("gpj\u202e.exe", NameFault.INVISIBLE, id="right-to-left"),
        pytest.param("照\udcff", NameFault.UNENCODABLE, id="bytes-that-are-no-text"),
    ],
)
def test_what_windows_cannot_hold_is_told_apart(name: str, fault: NameFault | None) -> None:
    assert name_fault(name) is fault


@given(st.text())
def test_composed_and_decomposed_spellings_are_one_name(name: str) -> None:
    decomposed = unicodedata.normalize("NFD", name)
    composed = unicodedata.normalize("NFC", name)
    assert same_name(decomposed) == same_name(composed) == same_name(name)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("IMG.JPG", "img.jpg", True, id="case"),
        pytest.param("caf\u00e9", "cafe\u0301", True, id="accent"),
        pytest.param("签到表", "签到表", True, id="han"),
        pytest.param("\uff21", "A", False, id="full-width-is-another-name"),
        pytest.param("a b", "ab", False, id="space"),
    ],
)
def test_names_are_compared_as_windows_does(one: str, other: str, *, same: bool) -> None:
    assert (same_name(one) == same_name(other)) is same


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_length_is_counted_in_utf_16_units(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("name", "junk"),
    [
        pytest.param("Thumbs.db", True, id="explorer"),
        pytest.param(".DS_Store", True, id="finder"),
        pytest.param("._C1-20220125-01.jpg", True, id="apple-double"),
        pytest.param("~$总结.docx", True, id="word-lock"),
        pytest.param(".~lock.总结.odt#", True, id="libreoffice-lock"),
        pytest.param("@eaDir", True, id="nas"),
        pytest.param("总结.docx", False, id="document"),
        pytest.param("临时.TMP", True, id="upper-case"),
        pytest.param("备份.bak", False, id="backup"),
    ],
)
def test_what_systems_leave_behind_is_no_record(name: str, *, junk: bool) -> None:
    assert is_junk(name) is junk


def test_an_archive_ignores_what_its_settings_say() -> None:
    assert is_junk("备份.BAK", ("*.bak",))
    assert not is_junk("备份.bak.pdf", ("*.bak",))
