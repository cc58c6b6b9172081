"""What differs is called by its right name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.manifest import Sealed, same_time
from archivist.model.plan import Category, Plan
from archivist.model.verifying import (
    Complaint,
    Difference,
    Differing,
    Living,
    Verification,
    change,
    drawn,
    moves,
)

DAY = date(2025, 3, 4)
NS = 1_741_000_001_123_456_700
BEFORE = Sealed("a", "a" * 64, 3, NS, DAY)
ASKED = [
    ("a", 3, NS, False, None),
    ("a", 4, NS + 1, False, None),
    ("b", 3, NS, False, Difference.DAMAGED),
    ("b", 3, NS, True, Difference.DAMAGED),
    ("b", 4, NS, False, Difference.CHANGED),
    ("b", 3, NS + 10**10, False, Difference.CHANGED),
    ("b", 3, NS + 10**10, True, Difference.UPDATED),
]


@pytest.mark.parametrize(("digest", "size", "time", "living", "expected"), ASKED)
def test_content_size_and_time_tell_rot_from_an_edit(
    digest: str, size: int, time: int, living: bool, expected: Difference | None
) -> None:
    assert change(BEFORE, digest * 64, size, time, living=living) is expected


@pytest.mark.parametrize(
    ("now", "same"),
    [
        (NS, True),
        (NS // 1000 * 1000, True),
        (NS // 10**9 * 10**9, True),
        (NS // (2 * 10**9) * 2 * 10**9, True),
        (NS + 100, False),
        (NS + 1_000_000, False),
        (NS // 10**9 * 10**9 + 3 * 10**9, False),
    ],
)
def test_a_drive_that_keeps_times_less_exactly_changes_nothing(now: int, same: bool) -> None:
    assert same_time(NS, now) is same


LEDGERS = Category(number="07", name="台账资料", clause="6.7")
TRAINING = Category(number="06", name="培训学习资料", clause="6.8")
PLAN = Plan(id="p", name="方案", categories=(LEDGERS, TRAINING))


@pytest.mark.parametrize(
    ("path", "living"),
    [
        ("archive.toml", True),
        ("甲/archive.toml", False),
        ("templates/plans/x.toml", True),
        ("甲/06 培训学习资料/20250304 授课/item.toml", True),
        ("甲/06 培训学习资料/20250304 授课/C1-20250304-01.jpg.XMP", True),
        ("甲/06 培训学习资料/20250304 授课/C1-20250304-01.jpg", False),
        ("甲/07 台账资料/设备台账.xlsx", True),
        ("甲/07 台账资料/2025/设备台账.XLS", True),
        ("甲/07 台账资料/说明.pdf", False),
        ("甲/06 培训学习资料/成绩.xlsx", False),
    ],
)
def test_ledgers_and_descriptions_live_on(path: str, living: bool) -> None:
    assert (path in Living(plan=PLAN, ledgers=LEDGERS)) is living


def test_without_a_plan_no_workbook_is_a_ledger() -> None:
    assert "甲/07 台账资料/设备台账.xlsx" not in Living()


def sealed(path: str, digest: str) -> Sealed:
    return Sealed(path, digest * 64, 1, 1, DAY)


def test_a_file_moved_where_the_same_content_lies_and_one_of_its_name_first() -> None:
    missing = [sealed("甲/a", "a"), sealed("甲/b", "a"), sealed("甲/c", "c")]
    new = {"乙/x": "a" * 64, "乙/b": "a" * 64, "乙/y": "d" * 64}
    assert moves(missing, new) == {"甲/a": "乙/b", "甲/b": "乙/x"} or moves(missing, new) == {
        "甲/a": "乙/x",
        "甲/b": "乙/b",
    }
    assert moves([sealed("甲/b", "a")], new) == {"甲/b": "乙/b"}
    assert moves([], new) == moves(missing, {}) == {}


@given(st.lists(st.text(), unique=True), st.floats(0.1, 100), st.dates())
def test_a_sample_is_drawn_again_alike_and_is_never_empty(
    paths: list[str], percent: float, day: date
) -> None:
    found = drawn(paths, percent, day)
    assert found == drawn(sorted(paths, reverse=True), percent, day)
    assert found <= set(paths)
    assert len(found) >= len(paths) * percent / 100 - 1e-9
    assert bool(found) is bool(paths)


def test_a_full_sample_is_everything() -> None:
    assert drawn(["a", "b", "c"], 100, DAY) == {"a", "b", "c"}
    days = {drawn([str(n) for n in range(100)], 5, date(2025, 1, day)) for day in range(1, 9)}
    assert len(days) > 1, "another day draws another sample"


def found(**values: object) -> Verification:
    return Verification(archive="库", when=datetime(2025, 3, 4, tzinfo=UTC), **values)  # type: ignore[arg-type]


COMPLAINT = Complaint(file="x")
GRAVE = [kind for kind in Difference if kind.grave]


@pytest.mark.parametrize("kind", Difference)
def test_what_waits_for_sealing_is_not_wrong(kind: Difference) -> None:
    told = found(differing=(Differing(kind=kind, path="a"),))
    assert told.sound is (kind in {Difference.NEW, Difference.MOVED, Difference.UPDATED})
    assert told.count(kind) == len(told.of(kind)) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"breaks": (3,)},
        {"torn": 3},
        {"manifest": (COMPLAINT,)},
        {"own": (COMPLAINT,)},
        {"begun": False},
    ],
    ids=lambda values: next(iter(values)),
)
def test_what_is_wrong_with_its_own_files_counts(values: dict[str, object]) -> None:
    assert found().sound
    assert not found(**values).sound
