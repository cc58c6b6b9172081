"""Backup, restore test and verification on one line."""

from __future__ import annotations

from datetime import date

import pytest

from archivist.formats.keeping_dates import keeping_dates
from archivist.model.keeping import Keeping

DAY = date(2025, 12, 2)
BEFORE = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("keeping", "line"),
    [
        pytest.param(None, "backup: not known, as the journal cannot be read", id="unknown"),
        pytest.param(Keeping(), "backup never; restore test never; verified never", id="never"),
        pytest.param(
            Keeping(backed_up=DAY, tested=BEFORE, restored=True, shown=BEFORE, verified=DAY),
            "backup 2025.12.02; restore test 2025.11.20; verified 2025.12.02",
            id="kept",
        ),
        pytest.param(
            Keeping(backed_up=DAY, tested=DAY, shown=BEFORE, verified=DAY, unsound={"missing": 1}),
            "backup 2025.12.02; restore test 2025.12.02, failed; verified 2025.12.02, with faults",
            id="ill",
        ),
    ],
)
def test_the_days_stand_on_one_line(keeping: Keeping | None, line: str) -> None:
    assert keeping_dates(keeping, DAY) == line
