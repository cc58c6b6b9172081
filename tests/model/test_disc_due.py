"""What is due of discs, by their rows and the day."""

from __future__ import annotations

from datetime import date

import pytest

from archivist.model.disc import Disc
from archivist.model.disc_due import DueKind, due_of, next_check

DAY = date(2025, 12, 31)
SETS = ("封存", "异地")


def a_disc(**changes: object) -> Disc:
    values: dict[str, object] = {
        "studio": "甲",
        "number": "A104-2015-015",
        "type": "DVD",
        "set": "封存",
        "burnt": date(2025, 1, 1),
        "checked": date(2025, 1, 2),
        "result": "合格",
    }
    return Disc(**(values | changes))  # type: ignore[arg-type]


def kinds(*discs: Disc, as_of: date = DAY) -> list[tuple[DueKind, str]]:
    return [(each.kind, each.set) for each in due_of(discs, SETS, as_of)]


def test_nothing_is_due_of_copies_that_were_checked() -> None:
    assert kinds(a_disc(), a_disc(set="异地")) == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"burnt": None, "checked": None, "result": ""}, DueKind.UNBURNT),
        ({"checked": None, "result": ""}, DueKind.UNCHECKED),
        ({"result": "不合格"}, DueKind.FAILED),
        ({"result": "不合格", "burnt": date(2025, 3, 1)}, DueKind.UNCHECKED),
        ({"burnt": date(2020, 1, 1), "checked": date(2021, 12, 31)}, DueKind.RECHECK),
        ({"burnt": None, "checked": date(2021, 12, 31)}, DueKind.RECHECK),
        ({"burnt": None, "checked": date(2025, 6, 1)}, DueKind.UNBURNT),
        ({"type": "硬盘", "burnt": None, "checked": date(2023, 12, 31)}, DueKind.RECHECK),
    ],
    ids=[
        "unburnt",
        "unchecked",
        "failed",
        "failed, burnt anew",
        "after 4 years",
        "burnt unknown",
        "checked, and never burnt",
        "hard drive",
    ],
)
def test_each_copy_has_what_is_due_of_it(changes: dict[str, object], kind: DueKind) -> None:
    assert kinds(a_disc(**changes), a_disc(set="异地")) == [(kind, "封存")]


@pytest.mark.parametrize(
    "changes",
    [
        {"burnt": date(2019, 1, 1), "checked": date(2022, 1, 1)},
        {"type": "U盘", "burnt": date(2020, 1, 1), "checked": date(2024, 1, 1)},
    ],
)
def test_a_day_before_nothing_is(changes: dict[str, object]) -> None:
    assert kinds(a_disc(**changes), a_disc(set="异地")) == []


def test_sets_that_no_row_has_are_told_once_for_each_disc() -> None:
    found = kinds(a_disc(), a_disc(number=" "), a_disc(number="B", set=""))
    assert found == [
        (DueKind.SET_MISSING, "异地"),
        (DueKind.SET_MISSING, "封存"),
        (DueKind.SET_MISSING, "异地"),
    ]


@pytest.mark.parametrize(
    ("day", "again"),
    [
        (date(2020, 2, 29), date(2024, 2, 29)),
        (date(2096, 2, 29), date(2100, 2, 28)),
        (date(9998, 5, 31), date(9999, 5, 28)),
    ],
)
def test_the_day_of_the_next_check_is_there_in_every_year(day: date, again: date) -> None:
    assert next_check(a_disc(burnt=None, checked=day)) == again
