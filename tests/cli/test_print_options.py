"""The options that all prints share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from archivist.cli.print_options import (
    DayRange,
    output_options,
    selection_of,
    selection_options,
)
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


def test_the_options_become_a_selection(tmp_path: Path) -> None:
    said: dict[str, object] = {}

    @click.command()
    @selection_options
    @output_options
    def command(**given: object) -> None:
        said.update(given, selection=selection_of(given))

    words = ["--studio", "甲", "--year", "2025", "--date-range", "2025.01.01..", "--item", "x"]
    done = CliRunner().invoke(command, [*words, "-o", str(tmp_path / "a.pdf"), "--preview"])
    assert done.exit_code == 0, done.output
    assert said["selection"] == Selection(
        studios=("甲",), years=(2025,), items=("x",), since=date(2025, 1, 1), until=date.max
    )
    assert said["output"] == tmp_path / "a.pdf"
    assert said["preview"]
