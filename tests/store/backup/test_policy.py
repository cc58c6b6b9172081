"""Which snapshots a policy keeps."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.store.backup.policy import Keep, dropped
from archivist.store.backup.snapshots import Snapshot

COUNT = st.integers(0, 99_999)


def snapshot(at: datetime, number: int, damage: str = "") -> Snapshot:
    name = f"{at:%Y%m%dT%H%M%S}"
    return Snapshot(name=name, folder=Path(name), number=number, at=at.isoformat(), damage=damage)


def daily(count: int) -> list[Snapshot]:
    first = datetime.fromisoformat("2025-12-20T20:00:00+08:00")
    return [snapshot(first + timedelta(days=day), day + 1) for day in range(count)]


def days(snapshots: list[Snapshot]) -> list[str]:
    return [each.at[5:10] for each in snapshots]


@pytest.mark.parametrize(
    ("text", "keep"),
    [
        ("10", Keep(newest=10)),
        ("10 份", Keep(newest=10)),
        ("7 daily, 4 weekly, 12 monthly, 3 yearly", Keep(daily=7, weekly=4, monthly=12, yearly=3)),
        ("7d,4w,12m,10y", Keep(daily=7, weekly=4, monthly=12, yearly=10)),
        ("7d4w12m", Keep(daily=7, weekly=4, monthly=12)),
        ("7天、4周、12个月、3年", Keep(daily=7, weekly=4, monthly=12, yearly=3)),
        ("7日 4周 12月", Keep(daily=7, weekly=4, monthly=12)),
        ("5, 2 YEARLY", Keep(newest=5, yearly=2)),
    ],
)
def test_a_policy_is_read_in_both_languages(text: str, keep: Keep) -> None:
    assert Keep.parse(text) == keep


@pytest.mark.parametrize(
    "text",
    ["", " ", "0", "0 daily, 0 weekly", "x", "7 x", "-1", "7d,4d", "123456", "7 daily daily"],
)
def test_what_keeps_nothing_or_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Keep.parse(text)


@given(COUNT, COUNT, COUNT, COUNT, COUNT)
def test_a_policy_is_read_as_it_is_written(n: int, d: int, w: int, m: int, y: int) -> None:
    keep = Keep(newest=n, daily=d, weekly=w, monthly=m, yearly=y)
    if any((n, d, w, m, y)):
        assert Keep.parse(str(keep)) == keep


def test_the_newest_stay() -> None:
    assert days(dropped(daily(5), Keep(newest=2))) == ["12-20", "12-21", "12-22"]


def test_the_last_of_each_week_month_and_year_stays() -> None:
    found = daily(60)  # to 2026-02-17
    gone = set(days(dropped(found, Keep(daily=2, weekly=2, monthly=3, yearly=2))))
    assert set(days(found)) - gone == {"02-17", "02-16", "02-15", "01-31", "12-31"}


def test_of_several_in_a_day_the_last_one_stays() -> None:
    noon = datetime.fromisoformat("2026-01-05T12:00:00+08:00")
    found = [snapshot(noon + timedelta(hours=hour), hour + 1) for hour in range(5)]
    assert [each.number for each in dropped(found, Keep(daily=9))] == [1, 2, 3, 4]


def test_a_damaged_one_is_neither_counted_nor_dropped() -> None:
    found = daily(3)
    found[2] = snapshot(datetime.fromisoformat(found[2].at), 3, damage="rot")
    assert days(dropped(found, Keep(newest=1))) == ["12-20"]


@given(st.lists(st.integers(0, 5000), unique=True, max_size=40).map(sorted), COUNT, COUNT, COUNT)
def test_the_newest_sound_one_always_stays(hours: list[int], d: int, w: int, y: int) -> None:
    first = datetime.fromisoformat("2025-01-01T00:00:00+08:00")
    found = [snapshot(first + timedelta(hours=h), n) for n, h in enumerate(hours, start=1)]
    gone = dropped(found, Keep(daily=d % 5, weekly=w % 5, yearly=y % 3))
    assert not found or found[-1] not in gone
