"""The options that all prints share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from archivist.cli.print_options import DayRange, Paper, paper_options, selection_options
from archivist.model.selection import Selection

RANGES = {
    "2025.01.01..2025.06.30": (date(2025, 1, 1), date(2025, 6, 30)),
    "2025.01.01..": (date(2025, 1, 1), date.max),
    "..2025.06.30": (date.min, date(2025, 6, 30)),
}


@pytest.mark.parametrize(("text", "days"), RANGES.items(), ids=RANGES)
def test_a_range_has_two_ends(text: str, days: tuple[date, date]) -> None:
    assert DayRange().convert(text, None, None) == days


@pytest.mark.parametrize("text", ["2025", "2025.06.30..2025.01.01", "x..y", ""])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match=r"2025\.01\.01\.\."):
        DayRange().convert(text, None, None)


def an_archive(folder: Path) -> Path:
    folder.mkdir()
    (folder / "archive.toml").write_text('[[studios]]\nname = "甲"\n', encoding="utf-8")
    return folder


def test_a_command_gets_what_was_said_as_three_values(tmp_path: Path) -> None:
    said: dict[str, Any] = {}

    @click.command()
    @click.option("--per-page")
    @selection_options
    @paper_options("a.pdf")
    def command(**given: object) -> None:
        said.update(given)

    root = an_archive(tmp_path / "库")
    words = ["--studio", "甲", "--year", "2025", "--date-range", "2025.01.01..", "--item", "x"]
    more = ["--archive", str(root), "--as-of", "2025.02.01", "--layout", "mine", "--preview", "-v"]
    done = CliRunner().invoke(command, [*words, *more, "-o", str(tmp_path / "a.pdf")])
    assert done.exit_code == 0, done.output
    assert set(said) == {"per_page", "selection", "paper", "view"}
    assert said["selection"] == Selection(
        studios=("甲",), years=(2025,), items=("x",), since=date(2025, 1, 1), until=date.max
    )
    assert said["paper"] == Paper(
        output=tmp_path / "a.pdf", layout="mine", preview=True, verbose=True
    )
    assert (said["view"].root, said["view"].as_of) == (root, date(2025, 2, 1))


def test_a_place_is_asked_for_and_looked_at_before_the_archive() -> None:
    looked: list[Path] = []

    @click.command()
    @paper_options("pages.pdf", looked.append)
    def command(**given: object) -> None:
        del given

    told = CliRunner().invoke(command, ["--archive", "nowhere"])
    assert (told.exit_code, looked) == (2, [])
    assert "Say where to write to: -o pages.pdf" in told.output
    CliRunner().invoke(command, ["--archive", "nowhere", "-o", "b.pdf"])
    assert looked == [Path("b.pdf")]
