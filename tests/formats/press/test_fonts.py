"""Fonts: whose go first, what is said of those that cannot be had, and what no font draws."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as shipped
import pypdf
import pytest

from archivist.errors import InvalidFileError, UnprintableError
from archivist.formats.apart import COMMAND, Apart
from archivist.formats.press import fonts
from archivist.formats.press.font_tables import LARGEST
from archivist.formats.press.form import Form
from archivist.formats.press.printing import Job, printed
from archivist.model.page_layout import PageLayout
from archivist.model.settings import Limits, Printing
from tests.formats.press.made_fonts import a_collection, a_font
from tests.pages import squashed, text_of

LAYOUT = PageLayout(form="x", title="x", name="x")
PAGE = """\
#let doc = json("data.json")
#set page(width: 200mm, height: 60mm, margin: 5mm)
#set text(fallback: false, size: 12pt)
// a comment with 😀 prints nothing /* nor 😁 */
#for row in doc.data.rows [#text(font: doc.fonts.heading, row.text) \\
  #text(font: doc.fonts.body, row.text) \\ ]
"""


@pytest.fixture(autouse=True)
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the only fonts that the system has."""
    folder = tmp_path / "system"
    folder.mkdir()
    monkeypatch.setattr(fonts, "system_folders", lambda: (str(folder), str(tmp_path / "none")))
    return folder


def job(*texts: str, root: Path | None = None, said: tuple[str, ...] = (), page: str = PAGE) -> Job:
    rows = [{"text": text, "where": f"row {n}"} for n, text in enumerate(texts, start=1)]
    return Job(
        form=Form(name="trial", data={"rows": rows}),
        layout=LAYOUT,
        files={"main.typ": page.encode()},
        day=date(2026, 1, 1),
        printing=Printing(fonts=said),
        root=root,
    )


def fonts_in(pdf: bytes) -> set[str]:
    """Return the PostScript names of the fonts of which something is drawn."""
    document: Any = pypdf.PdfReader(io.BytesIO(pdf))
    used = [font for page in document.pages for font in page["/Resources"]["/Font"].values()]
    return {str(font["/BaseFont"]).partition("+")[2].partition("-Identity")[0] for font in used}


def test_a_machine_without_fonts_prints_rare_surnames_as_themselves() -> None:
    pdf = printed(job("㛃 𬭎 垚 淼", "a\u00a0b c", "cafe\u0301"))
    text = squashed(text_of(pdf))
    assert text == "㛃𬭎垚淼" * 2 + "abc" * 2 + "café" * 2
    assert fonts_in(pdf) == {"NotoSansSC-Regular", "NotoSerifSC-Regular"}


def test_the_users_fonts_go_before_the_systems_and_those_before_ours(
    system: Path, tmp_path: Path
) -> None:
    a_font(system / "SIMHEI.TTF", "SimHei", "甲乙")
    a_font(system / "simsun.ttc", "SimSun", "甲乙")
    a_font(system / "own.ttf", "Own Song", "甲", chinese="自有宋体")
    a_font(tmp_path / "库/字体/a.ttf", "Filed", "乙")
    assert fonts_in(printed(job("甲乙丙"))) == {
        "SimHei-Regular",
        "SimSun-Regular",
        "NotoSansSC-Regular",
        "NotoSerifSC-Regular",
    }
    said = ("自有宋体", "字体/a.ttf")
    assert fonts_in(printed(job("甲乙", root=tmp_path / "库", said=said))) == {
        "OwnSong-Regular",
        "Filed-Regular",
    }


def test_the_layouts_fonts_go_before_the_archives(system: Path) -> None:
    a_font(system / "a.ttf", "Alpha", "甲")
    a_font(system / "b.ttf", "Beta", "甲")
    wanted = replace(job("甲", said=("beta",)), layout=replace(LAYOUT, heading=("ALPHA",)))
    assert fonts_in(printed(wanted)) == {"Alpha-Regular", "Beta-Regular"}


def test_the_right_font_of_a_collection_is_taken(system: Path) -> None:
    a_collection(system / "msyh.ttc", ["Microsoft YaHei UI", "Microsoft YaHei"], "甲")
    assert "MicrosoftYaHei-Regular" in fonts_in(printed(job("甲")))


def test_our_own_fonts_can_be_named() -> None:
    assert fonts_in(printed(job("甲", said=("noto serif sc",)))) == {"NotoSerifSC-Regular"}


def test_two_fonts_that_typst_would_take_for_one_are_both_used(system: Path) -> None:
    a_font(system / "simsun.ttc", "SimSun", "甲")
    a_font(system / "simsunb.ttf", "SimSun-ExtB", "\U00020000")
    pdf = printed(job("甲\U00020000"))
    assert {"SimSun-Regular", "SimSun-ExtB-Regular"} <= fonts_in(pdf)
    assert squashed(text_of(pdf)) == "甲\U00020000" * 2


def test_the_same_input_gives_the_same_bytes(system: Path) -> None:
    a_font(system / "simhei.ttf", "SimHei", "甲")
    assert printed(job("甲乙")) == printed(job("甲乙"))


def test_what_no_font_draws_is_told_with_its_code_point_and_place() -> None:
    with pytest.raises(UnprintableError) as caught:
        printed(job("甲", "前" * 50 + "\U00020000" + "后" * 50))
    message = caught.value.message
    assert "1 character has no glyph" in message
    assert "row 2: \U00020000 U+20000 in “…前" in message
    assert len(message) < 200
    assert "[printing]" in caught.value.hint


def test_many_missing_characters_are_told_in_part() -> None:
    with pytest.raises(UnprintableError, match="the first 20") as caught:
        printed(job(*(chr(0x20000 + n) for n in range(30))))
    assert caught.value.message.count("U+2") == 20


def test_what_nobody_would_see_is_printed_as_the_screen_shows_it() -> None:
    text = squashed(text_of(printed(job("a\x07", "安\u202e全\n规程"))))
    assert r"a\u0007" in text
    assert r"安\u202e全\n规程" in text


def test_the_layouts_own_text_needs_glyphs_too() -> None:
    wanted = job("甲", page=PAGE + '#let x = "// 😀"\n')
    with pytest.raises(UnprintableError, match=r"pages/x.typ: 😀 U\+1F600"):
        printed(replace(wanted, shown={"main.typ": "pages/x.typ"}))


def test_a_variant_that_no_font_has_leaves_and_one_that_is_there_stays() -> None:
    # The shipped fonts have U+FE00 for the position of some punctuation.
    pdf = printed(job("葛\U000e0100", "！\ufe00"))
    assert "\U000e0100" not in text_of(pdf)


def hollow(path: Path) -> None:
    path.write_bytes(b"\0\1\0\0")


def zero(path: Path) -> None:
    path.write_bytes(b"")


def words(path: Path) -> None:
    path.write_text("no font", encoding="utf-8")


def half(path: Path) -> None:
    path.write_bytes(shipped.sans_path().read_bytes()[:300_000])


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)


def folder(path: Path) -> None:
    path.mkdir()


def absent(path: Path) -> None:
    del path


BROKEN = {
    "hollow": (hollow, "damaged"),
    "empty": (zero, "damaged"),
    "words": (words, "damaged"),
    "half": (half, "damaged"),
    "huge": (huge, "larger than 100 MB"),
    "folder": (folder, "it is no file"),
    "absent": (absent, "no such file"),
}


def test_fonts_that_cannot_be_used_are_all_told_with_their_key(tmp_path: Path) -> None:
    for name, (make, _told) in BROKEN.items():
        make(tmp_path / f"{name}.ttf")
    said = (*(f"{name}.ttf" for name in BROKEN), "a\0.ttf", "方正小标宋")
    with pytest.raises(InvalidFileError) as caught:
        printed(job("甲", root=tmp_path, said=said))
    lines = caught.value.message.splitlines()
    assert len(lines) == len(said) + 1
    for number, (name, (_make, told)) in enumerate(BROKEN.items(), start=1):
        assert f"archive.toml printing.fonts.{number}: “{name}.ttf”" in lines[number]
        assert told in lines[number]
    assert "cannot be read" in lines[-2] or "no such file" in lines[-2]
    assert "no font of this name" in lines[-1]


def test_a_font_of_nearly_that_name_is_proposed(system: Path) -> None:
    a_font(system / "a.ttf", "FZXiaoBiaoSong", "甲")
    layout = replace(LAYOUT, heading=("FZXiaoBiaoSnog",))
    with pytest.raises(InvalidFileError, match=r"pages/x.toml heading.1.*“FZXiaoBiaoSong”"):
        printed(replace(job("甲"), layout=layout))


@pytest.mark.parametrize("name", [n for n in BROKEN if n != "absent"])
def test_a_broken_font_of_the_system_is_passed_over(name: str, system: Path) -> None:
    BROKEN[name][0](system / "simhei.ttf")
    assert fonts_in(printed(job("甲"))) == {"NotoSansSC-Regular", "NotoSerifSC-Regular"}


def killed_by(worker: Path, when: str) -> tuple[str, ...]:
    """Return a process that dies of a job of fonts when an expression holds."""
    worker.write_text(
        "import os, archivist.formats.apart_worker as w\n"
        "real = w.result_of\n"
        "def result_of(job):\n"
        f"    if job[0] == 'fonts' and ({when}): os._exit(3)\n"
        "    return real(job)\n"
        "from archivist.formats.answering import answer_parent\n"
        "answer_parent(result_of)\n",
        encoding="utf-8",
    )
    return (COMMAND[0], str(worker))


def test_a_system_font_that_kills_its_reader_is_done_without(tmp_path: Path) -> None:
    command = killed_by(tmp_path / "worker.py", "job[2]['folders']")
    pdf = printed(job("甲"), limits=Limits(seconds=20), command=command)
    assert fonts_in(pdf) == {"NotoSansSC-Regular", "NotoSerifSC-Regular"}


@pytest.mark.parametrize("said", [("a.ttf",), ()], ids=["named", "always"])
def test_where_fonts_kill_their_reader_that_is_told(said: tuple[str, ...], tmp_path: Path) -> None:
    command = killed_by(tmp_path / "worker.py", "True")
    with pytest.raises(UnprintableError, match="The fonts cannot be read"):
        printed(job("甲", said=said), limits=Limits(seconds=20), command=command)


def test_an_answer_that_is_none_is_refused(tmp_path: Path) -> None:
    class Silent(Apart):
        def ask(self, *_job: object) -> object:
            return None

    wish = fonts.FontWish(layout=LAYOUT, printing=Printing())
    with pytest.raises(UnprintableError, match="cannot be read"):
        fonts.choose_fonts(Silent(Limits()), tmp_path, wish)


@pytest.mark.parametrize(
    ("platform", "part"),
    [("win32", "Fonts"), ("darwin", "/System/Library/Fonts"), ("linux", "/usr/share/fonts")],
)
def test_each_system_has_folders_of_fonts(platform: str, part: str) -> None:
    from archivist.formats.press.font_places import system_folders  # noqa: PLC0415

    found = system_folders(platform)
    assert any(part in folder for folder in found)
    assert len(set(found)) == len(found) > 1
