from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archivist.model.names import (
    MAX_NAME,
    PENDING_PAGE,
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
        pytest.param("红\x9b31m", NameFault.INVISIBLE, id="eight-bit-escape"),
        pytest.param("甲\u2028乙", NameFault.INVISIBLE, id="line-separator"),
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


# What a program makes for as long as it works: never the finished file.
PASSING = {
    "browsers": "报告.pdf.crdownload 未确认1.crdownload 报告.pdf.part a.partial a.pdf.download "
    "a.opdownload",
    "downloads": "课.mp4.xltd 课.mp4.xltd.cfg 课.mp4.td 课.mp4.td.cfg a.baiduyun.p.downloading "
    "a.downloading a.adadownload a.mp4.aria2 a.mp4.bc! a.mp4.!ut a.!qB a.filepart",
    "office": "~WRL0003.tmp ~WRD1234.tmp ~$报告.docx .~报告.docx .~lock.报告.odt# 台账.laccdb "
    "图.dwl 图.dwl2 ~封面~8x1.idlk",
    "editors": ".报告.txt.swp .报告.txt.swx .报告.txt.swo .报告.txt.kate-swp .#报告.txt "
    ".goutputstream-AB12CD 报告.pdf.sb-1a2b3c4d-Xy12Za",
    "synchronisers": ".sync .sync_1a.db a.jpg.!sync .syncthing.照片.jpg.tmp ~syncthing~a.jpg "
    ".stfolder .照片.jpg.~1f2e .dropbox.cache .tmp.drivedownload a.gstmp a.ffs_tmp "
    ".SynologyWorkingDirectory",
    "copying": ".照片.jpg.Ab3dE9 .C1-20220125-01.jpg.x7Yz01 .fuse_hidden0001 .nfs001 .smbdelete1 "
    ".pending-1643097600-IMG_1.jpg",
    "macos": ".DS_Store .Spotlight-V100 .Trashes .fseventsd .照片.jpg.icloud .TemporaryItems",
    "nas": "@eaDir @Recycle #recycle .@__thumb #snapshot",
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, id=f"{kind}-{name}")
        for kind, names in PASSING.items()
        for name in names.split()
    ],
)
def test_what_programs_make_while_they_work_is_no_record(name: str) -> None:
    assert is_junk(name)


@pytest.mark.parametrize(
    "name",
    [
        "备份.bak",
        "备份 属于 总结.wbk",
        "20250101",
        "20220125 课",
        "1a2b3c4d",
        "测点.td",
        "宏.swp",
        "temp",
        "tmp",
        "download",
        "part",
        "#1楼#",
        "~总结.docx",
        "总结~1.docx",
        "下载.zip",
        "sync.xlsx",
        "第1.2章.pdf",
        ".config.backup",
        "配置.cfg",
        "图.dwg",
        "autosave.sv$",
        "照片.jpg.xmp",
        "recycle",
        "archive.toml",
        "待处理.html",
        "报告.ldb",
        "照片.icloud",
        "a.jpg.abc123",
        "C1-20220125-01.jpg",
        "_data_",
        "照片.lnk",
        "thumbs.jpg",
        "部分.part1.rar",
    ],
)
def test_what_a_person_would_keep_is_never_passed_over(name: str) -> None:
    assert not is_junk(name)


def test_the_page_of_what_waits_is_known_by_its_name_only() -> None:
    assert portable(PENDING_PAGE) == PENDING_PAGE
    assert not is_junk(PENDING_PAGE)


def test_an_archive_ignores_what_its_settings_say() -> None:
    assert is_junk("备份.BAK", ("*.bak",))
    assert not is_junk("备份.bak.pdf", ("*.bak",))
