"""What the guide to searching says of the language is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archivist.model.query import Text
from archivist.model.query_text import MOST_CHARACTERS, MOST_WORDS, parse
from archivist.model.query_words import FIELDS, KINDS
from archivist.model.query_writing import normal
from tests.model.querying import (
    TODAY,
)

ROOT = Path(__file__).resolve().parents[1]
GUIDES = {"en": ROOT / "docs" / "searching.md", "zh_CN": ROOT / "docs" / "searching.zh-CN.md"}
BOTH = pytest.mark.parametrize("language", sorted(GUIDES))


def section(language: str, number: int) -> str:
    text = GUIDES[language].read_text(encoding="utf-8")
    return re.split("^## ", text, flags=re.MULTILINE)[number]


def rows(language: str) -> list[str]:
    """Return what stands in the first column of the table of examples."""
    table = section(language, 1).split("\n\n")[1]
    return [line.split(" | ")[0] for line in table.splitlines()[2:]]


@BOTH
def test_every_example_of_the_guide_is_understood(language: str) -> None:
    examples = [re.findall("`([^`]+)`", row) for row in rows(language)]
    assert len(examples) > 15
    for text in (text for row in examples for text in row):
        assert parse(text, TODAY).remarks == (), text


@BOTH
@pytest.mark.parametrize("row", [3, 4, 5, 8, 14])
def test_examples_that_stand_side_by_side_mean_the_same(language: str, row: int) -> None:
    examples = re.findall("`([^`]+)`", rows(language)[row])
    if row != 14:
        assert len({normal(parse(text, TODAY).query) for text in examples}) == 1
    assert len(examples) > 1


@BOTH
def test_the_guide_names_every_field_type_and_word(language: str) -> None:
    screen = section(language, 1)
    fields, kinds, relative = screen.split("\n\n")[2:5]
    named = {name for row in fields.splitlines()[2:] for name in re.findall("`([^`]+)`", row)}
    assert named == set(FIELDS)
    assert set(re.findall("`([^`]+)`", kinds)) == set(KINDS)
    words = re.findall("`([^`]+)`", relative)
    assert len(words) == 16
    assert all(parse(f"日期:{word}", TODAY).remarks == () for word in words)


@BOTH
def test_the_guide_fits_on_one_screen(language: str) -> None:
    assert len(section(language, 1).strip().splitlines()) <= 40
    assert all(len(row) <= 80 for row in rows(language))


def test_the_limits_of_the_guide_are_so() -> None:
    for language in GUIDES:
        text = section(language, 2)
        assert f"{MOST_CHARACTERS:,}" in text
        assert str(MOST_WORDS) in text
        for literal in ("10:30", "1:500", "参与人员", "或者", "2022", "1,500", "人物： 徐宏伟"):
            assert f"`{literal}`" in text
            assert parse(literal).remarks == ()
            assert isinstance(parse(literal).query, Text)
