"""What docs/rubrics.md says is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archivist.actions.rubric import check_rubric, new_rubric
from archivist.model.rubric import DeductionKind

DOCS = Path(__file__).resolve().parents[2] / "docs"
BOTH = ["rubrics.md", "rubrics.zh-CN.md"]
CHANGES = [
    ("points = 40", "points = 45"),
    ("03.register", "成员登记"),
    ('period = "month" ', 'period = "月" '),
    ("codes = ", "code = "),
]


def test_the_mistakes_shown_are_those_that_are_told(tmp_path: Path) -> None:
    path = new_rubric(None, tmp_path / "ours.toml").path
    text = path.read_text(encoding="utf-8")
    for old, new in CHANGES:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    mistakes = check_rubric(None, path).mistakes
    block = re.findall(
        r"^  - (.*)$", (DOCS / "rubrics.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert list(mistakes) == block[: len(mistakes)]
    chinese = (DOCS / "rubrics.zh-CN.md").read_text(encoding="utf-8")
    lines = [re.findall(r"\d+", each)[0] for each in mistakes]
    assert re.findall(r"^  - 第 (\d+) 行", chinese, re.MULTILINE) == lines


@pytest.mark.parametrize("name", BOTH)
def test_every_kind_is_explained(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)
    kinds = [kind.value for kind in DeductionKind]
    assert [row for row in rows if row in kinds] == kinds


@pytest.mark.parametrize("name", BOTH)
def test_the_example_adds_up(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    rows = re.findall(r"^\| .+ \| .+ \| (\d) \| (\d) \| (\d+) \|$", text, re.MULTILINE)
    off = [min(10, 5 * int(short) + 2 * int(incomplete)) for short, incomplete, _off in rows]
    assert off == [int(row[2]) for row in rows] == [2, 5, 10]
    assert "17 ÷ 3 = 5.67" in text
    assert "4.33" in text
    assert round(sum(off) / 3, 2) == 5.67
