"""Choosing fonts, as the killable process does it, here in ours."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from archivist.errors import InvalidFileError, UnprintableError
from archivist.formats.apart import Apart
from archivist.formats.apart_worker import result_of
from archivist.formats.press import font_files, font_tables, fonts
from archivist.formats.press.font_tables import FontFaultError, faces
from archivist.formats.press.fonts import FontWish
from archivist.model.page_layout import PageLayout
from archivist.model.settings import Limits, Printing
from tests.formats.press.made_fonts import a_collection, a_font

OURS = "Noto Sans SC", "Noto Serif SC"


class Here(Apart):
    """Does its jobs in this process, through JSON like the other."""

    def ask(self, *job: Any) -> object:  # noqa: ANN401 - as the other takes it
        return json.loads(json.dumps(result_of(json.loads(json.dumps(job[0])))))


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "system"
    folder.mkdir()
    monkeypatch.setattr(fonts, "system_folders", lambda: (str(folder),))
    return folder


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    folder = tmp_path / "staged"
    folder.mkdir()
    (folder / "main.typ").write_text('#let a = "〇" // ◌\n/* ◌\n◌ */ x\n', encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Chosen:
    """The families of a print, as its layout reads them."""

    heading: tuple[str, ...]
    body: tuple[str, ...]


def chosen(staged: Path, data: object, *said: str, layout: tuple[str, ...] = ()) -> Chosen:
    whole = {"data": data, "words": {"a": "字"}, "layout": {"title": "题"}}
    (staged / "data.json").write_text(json.dumps(whole), encoding="utf-8")
    wish = FontWish(
        layout=replace(PageLayout(form="x", title="x", name="x"), body=layout),
        printing=Printing(fonts=said),
        root=staged.parent,
    )
    folders = fonts.choose_fonts(Here(Limits()), staged, wish)
    assert str(staged / "fonts") in folders
    written = json.loads((staged / "data.json").read_text(encoding="utf-8"))["fonts"]
    return Chosen(**{kind: tuple(names) for kind, names in written.items()})


def test_the_order_is_the_users_the_systems_ours(system: Path, staged: Path) -> None:
    a_font(system / "simhei.ttf", "SimHei", "甲")
    a_font(system / "Deng.ttf", "DengXian", "甲")
    a_font(system / "sub/SIMFANG.TTF", "FangSong", "甲")
    a_font(system / "x.ttf", "Xx", "甲", chinese="某体")
    a_font(staged.parent / "own.otf", "Own", "甲")
    found = chosen(staged, ["甲"], "某体", "own.otf", "XX", layout=("Noto Sans SC",))
    assert found.heading == ("Xx", "Own", "SimHei", *OURS)
    assert found.body == ("Noto Sans SC", "Xx", "Own", "FangSong", "Noto Serif SC")


def test_without_any_font_ours_are_enough(system: Path, staged: Path) -> None:
    found = chosen(staged, {"t": ["㛃𬭎垚淼"]})
    assert (found.heading, found.body) == (OURS, OURS[::-1])


def test_a_file_of_that_name_with_another_family_is_none_of_the_systems(
    system: Path, staged: Path
) -> None:
    a_font(system / "simhei.ttf", "Other", "甲")
    assert chosen(staged, ["甲"]).heading == OURS


def test_a_font_of_a_collection_keeps_its_own_name_or_gets_one(system: Path, staged: Path) -> None:
    a_collection(system / "msyh.ttc", ["Microsoft YaHei UI", "Microsoft YaHei"], "甲")
    a_font(staged.parent / "own.ttf", "Microsoft YaHei", "甲")
    assert chosen(staged, ["甲"]).heading == ("Microsoft YaHei", *OURS)
    assert chosen(staged, ["甲"], "own.ttf").heading[0] == "Microsoft YaHei"
    assert chosen(staged, ["甲"], "own.ttf").heading[1].startswith("Archivist 0")


def test_fonts_of_rare_characters_are_taken_when_they_are_needed(
    system: Path, staged: Path
) -> None:
    a_font(system / "simsunb.ttf", "SimSun-ExtB", "\U00020000")
    a_font(system / "HanaMinA.ttf", "HanaMinA", "\U00020001")
    assert chosen(staged, ["甲"]).body == OURS[::-1]
    assert chosen(staged, ["\U00020000"]).body == (*OURS[::-1], "SimSun")
    with pytest.raises(UnprintableError, match=r"U\+20002"):
        chosen(staged, ["\U00020000", "\U00020002"])


def test_a_variant_leaves_where_no_font_has_it(system: Path, staged: Path) -> None:
    chosen(staged, ["葛\U000e0100", "葛"])
    written = json.loads((staged / "data.json").read_text(encoding="utf-8"))
    assert written["data"] == ["葛", "葛"]


def test_a_layouts_own_text_counts_and_its_comments_do_not(system: Path, staged: Path) -> None:
    chosen(staged, [])
    (staged / "main.typ").write_text('#let a = "\U0001f600"\n', encoding="utf-8")
    with pytest.raises(UnprintableError, match=r"main.typ: \U0001f600 U\+1F600"):
        chosen(staged, [])


def test_each_fault_is_told_once_with_names_alike(system: Path, staged: Path) -> None:
    a_font(system / "a.ttf", "FZXiaoBiaoSong", "甲")
    (system / "b.ttf").write_bytes(b"no font")
    with pytest.raises(InvalidFileError) as caught:
        chosen(staged, [], "FZXiaoBiaoSnog", "none.ttf")
    lines = caught.value.message.splitlines()
    assert len(lines) == 3
    assert "“FZXiaoBiaoSong”" in lines[1]
    assert "there is no such file" in lines[2]


def test_a_file_that_only_typst_cannot_read_is_broken(
    system: Path, staged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_font(staged.parent / "own.ttf", "Own", "甲")
    monkeypatch.setattr(shutil, "copyfile", lambda _a, b: Path(b).write_bytes(b""))
    with pytest.raises(InvalidFileError, match="damaged"):
        chosen(staged, [], "own.ttf")


def test_a_file_that_cannot_be_copied_is_told(
    system: Path, staged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_source: Path, _target: Path) -> None:
        raise OSError

    a_font(staged.parent / "own.ttf", "Own", "甲")
    monkeypatch.setattr(shutil, "copyfile", gone)
    with pytest.raises(InvalidFileError, match="own"):
        chosen(staged, [], "own.ttf")


def bytes_of(tmp_path: Path) -> bytes:
    return a_font(tmp_path / "whole.ttf", "Whole", "甲乙丙").read_bytes()


@pytest.mark.parametrize("part", range(0, 100, 7))
def test_a_font_cut_anywhere_is_a_fault(part: int, tmp_path: Path) -> None:
    raw = bytes_of(tmp_path)
    cut = tmp_path / "cut.ttf"
    cut.write_bytes(raw[: len(raw) * part // 100])
    with pytest.raises(FontFaultError):
        faces(cut)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda _p: None, "absent", id="absent"),
        pytest.param(lambda p: p.mkdir(), "folder", id="folder"),
        pytest.param(lambda p: p.write_bytes(b""), "broken", id="empty"),
        pytest.param(lambda p: p.write_bytes(b"ttcf" + b"\xff" * 8), "broken", id="collection"),
        pytest.param(lambda p: p.write_bytes(b"wOFF" + bytes(99)), "broken", id="for browsers"),
        pytest.param(lambda p: p.write_bytes(b"x" * 20), "large", id="large"),
    ],
)
def test_what_is_no_font_is_told(
    make: Any,  # noqa: ANN401 - one line each
    reason: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if reason == "large":
        monkeypatch.setattr(font_tables, "LARGEST", 10)
    make(tmp_path / "a.ttf")
    with pytest.raises(FontFaultError) as caught:
        faces(tmp_path / "a.ttf")
    assert caught.value.reason == reason


def test_a_family_named_twice_is_there_once(system: Path, staged: Path) -> None:
    a_font(system / "a.ttf", "Alpha", "甲")
    assert chosen(staged, [], "alpha", "ALPHA").heading == ("Alpha", *OURS)


def test_a_path_that_no_system_can_hold_is_told() -> None:
    with pytest.raises(FontFaultError) as caught:
        faces(Path("a" * 10_000))
    assert caught.value.reason in {"unreadable", "absent"}


def test_a_font_without_glyphs_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_font(tmp_path / "a.ttf", "A", "甲")
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    with TTFont(path) as font:
        del font["cmap"]
        font.save(tmp_path / "b.ttf")
    with pytest.raises(FontFaultError):
        faces(tmp_path / "b.ttf")


def test_no_more_files_are_looked_at_than_a_limit(
    system: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (system / f"{number}.ttf").write_bytes(b"")
    (system / "0.txt").write_bytes(b"")
    monkeypatch.setattr(font_files, "_FILES", 3)
    known = font_files.FontFolders((system, system / "none"))
    assert known.file("2.TTF") == system / "2.ttf"
    assert known.file("4.ttf") is None
    for _turn in range(2):
        with pytest.raises(FontFaultError):
            known.family("no")
