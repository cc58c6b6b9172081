"""Which characters need a glyph, and where those stand that have none."""

from __future__ import annotations

from pathlib import Path

from archivist.formats.press.glyphs import (
    Chains,
    Glyphs,
    Missing,
    characters_of,
    missing,
    variants_of,
)
from tests.formats.press.made_fonts import a_font

VALUE = {"where": "盒 1", "rows": ["甲 乙\u3000", {"where": "", "t": "葛\U000e0100"}], "n": 3}


def test_ascii_and_spaces_need_no_look() -> None:
    assert characters_of([VALUE, "abc"]) == set("盒1甲乙葛")
    assert characters_of(["a\x07"]) == {"a", "\x07"}


def test_a_character_and_its_selector_are_a_pair() -> None:
    assert variants_of([VALUE, "abc", "\ufe00甲"]) == {"葛\U000e0100"}


def test_both_chains_need_every_character(tmp_path: Path) -> None:
    one = Glyphs(a_font(tmp_path / "1.ttf", "One", "甲e\u0301"))
    two = Glyphs(a_font(tmp_path / "2.ttf", "Two", "乙"))
    chains = Chains(heading=[one, two], body=[one])
    assert chains.lacking("甲乙丙") == {"乙", "丙"}
    assert chains.lacking("é") == set()
    assert chains.unvaried({"甲\ufe00"}) == {"甲\ufe00"}


def test_another_ideograph_is_no_substitute(tmp_path: Path) -> None:
    font = Glyphs(a_font(tmp_path / "1.ttf", "One", "\u8c48"))
    assert font.has("\u8c48")
    assert not font.has("\uf900")


def test_each_text_and_place_is_told_once() -> None:
    values = [{"where": "a", "t": ["丙甲", "丙甲"]}, {"where": "b", "t": "丙"}, "丙"]
    assert list(missing(values, {"丙", "丁"})) == [
        Missing(text="丙甲", character="丙", where="a"),
        Missing(text="丙", character="丙", where="b"),
        Missing(text="丙", character="丙"),
    ]
    assert Missing(text="", character="\U00020000").code == "U+20000"
