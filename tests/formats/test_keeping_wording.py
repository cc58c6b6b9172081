"""How the archive is kept, in words."""

from __future__ import annotations

from datetime import date

import pytest

from archivist.formats.keeping_wording import keeping_json, restore_line
from archivist.model.keeping import Keeping

DAY = date(2025, 12, 2)
BEFORE = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("keeping", "line"),
    [
        (None, "backup: not known, as the journal cannot be read"),
        (Keeping(), "backup: never made, never shown to restore"),
        (
            Keeping(backed_up=BEFORE),
            "backup of 2025.11.20 (12 days ago), never shown to restore",
        ),
        (
            Keeping(backed_up=BEFORE, tested=BEFORE, restored=True, shown=BEFORE),
            "backup last shown to restore on 2025.11.20 (12 days ago)",
        ),
        (
            Keeping(tested=DAY, restored=True, shown=DAY),
            "backup last shown to restore on 2025.12.02 (today)",
        ),
        (
            Keeping(tested=DAY, restored=False, shown=BEFORE),
            "backup: the restore test of 2025.12.02 failed",
        ),
    ],
    ids=["unknown", "never", "backed-up", "shown", "today", "failed"],
)
def test_the_line_says_what_can_be_relied_on(keeping: Keeping | None, line: str) -> None:
    assert restore_line(keeping, DAY) == line


def test_one_day_is_no_days() -> None:
    keeping = Keeping(tested=BEFORE, restored=True, shown=BEFORE)
    assert restore_line(keeping, date(2025, 11, 21)).endswith("(1 day ago)")


def test_days_are_told_to_scripts_as_iso_writes_them() -> None:
    assert keeping_json(None) is None
    assert keeping_json(Keeping(verified=DAY, unsound={"missing": 2})) == {
        "sealed": None,
        "verified": "2025-12-02",
        "backed_up": None,
        "tested": None,
        "shown": None,
        "restored": False,
        "unsound": {"missing": 2},
    }
