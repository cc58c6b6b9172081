"""When a file is settled, told by looks whose time is an argument."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.settling import EMPTY, LONGEST_PAUSE, Settling

A = "收件箱/照片.jpg"


@dataclass(frozen=True)
class Look:
    now: float
    size: int = 7
    mtime_ns: int = 1


def answers(*looks: Look) -> list[bool]:
    settling = Settling(2.0)
    return [settling.look(A, each.size, each.mtime_ns, each.now) for each in looks]


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        pytest.param([Look(0)], [False], id="one-look-tells-nothing"),
        pytest.param([Look(0), Look(1.9)], [False, False], id="too-soon"),
        pytest.param([Look(0), Look(2)], [False, True], id="two-looks-apart"),
        pytest.param([Look(0), Look(1), Look(2)], [False, False, True], id="a-look-between"),
        pytest.param([Look(0), Look(2), Look(3)], [False, True, True], id="stays-settled"),
        pytest.param(
            [Look(0), Look(2, size=8), Look(3, size=8), Look(4, size=8)],
            [False, False, False, True],
            id="grew",
        ),
        pytest.param([Look(0), Look(2, mtime_ns=2)], [False, False], id="touched"),
        pytest.param(
            [Look(0, mtime_ns=9), Look(2, mtime_ns=5), Look(4, mtime_ns=5)],
            [False, False, True],
            id="time-jumped-back",
        ),
        pytest.param(
            [Look(0, mtime_ns=10**20), Look(2, mtime_ns=10**20)],
            [False, True],
            id="time-in-the-future",
        ),
        pytest.param(
            [Look(0), Look(2), Look(2.5, size=9), Look(4)],
            [False, True, False, False],
            id="changed-after-it-was-settled",
        ),
        pytest.param(
            [Look(0, size=0), Look(2, size=0), Look(2 * EMPTY, size=0)],
            [False, False, True],
            id="empty",
        ),
        pytest.param([Look(0, size=0), Look(9), Look(11)], [False, False, True], id="filled"),
        pytest.param(
            [Look(100), Look(0), Look(1), Look(2)],
            [False, False, False, True],
            id="the-clock-jumped-back",
        ),
    ],
)
def test_a_file_is_settled_when_two_looks_apart_agree(looks: list[Look], told: list[bool]) -> None:
    assert answers(*looks) == told


@given(
    st.lists(
        st.builds(
            Look,
            # Halves add up exactly, so that the test's arithmetic is the program's.
            now=st.integers(-4, 12).map(lambda half: half / 2),
            size=st.integers(0, 2),
            mtime_ns=st.integers(0, 1),
        ),
        min_size=1,
        max_size=30,
    ),
    st.data(),
)
def test_no_file_is_settled_that_changed_a_moment_ago(
    steps: list[Look], data: st.DataObject
) -> None:
    settling, now, seen = Settling(2.0), 0.0, list[Look]()
    for step in steps:
        now += step.now
        settled = settling.look(A, step.size, step.mtime_ns, now)
        seen.append(Look(now, step.size, step.mtime_ns))
        same = 0
        while same < len(seen) and alike(seen[-1 - same], seen[-1]):
            same += 1
        first = min(look.now for look in seen[-same:])
        if settled:
            assert now - first >= (2.0 if step.size else 2.0 * EMPTY)
        assert settled is (A not in settling.waiting)
        if settled and data.draw(st.booleans()):
            settling.failed(A, now)
            assert A in settling.waiting


def alike(one: Look, other: Look) -> bool:
    return (one.size, one.mtime_ns) == (other.size, other.mtime_ns)


def test_whoever_looks_when_told_to_finds_the_first_file_settled() -> None:
    settling = Settling(2.0)
    assert settling.next_look(0.0) is None
    settling.look("a", 1, 1, 10.0)
    settling.look("b", 0, 1, 10.0)
    settling.look("c", 1, 1, 11.0)
    assert settling.next_look(11.0) == 1.0
    assert settling.look("a", 1, 1, 12.0)
    assert settling.next_look(12.0) == 1.0
    assert settling.look("c", 1, 1, 13.0)
    assert settling.next_look(13.0) == 17.0
    assert settling.next_look(99.0) == 0.0
    assert settling.next_look(9.0) == 0.0
    assert settling.waiting == {"b"}


def test_a_file_that_does_not_open_is_tried_after_growing_pauses_for_ever() -> None:
    settling, now, pauses = Settling(2.0), 2.0, list[float]()
    settling.look(A, 7, 1, 0.0)
    for _ in range(2000):
        assert settling.look(A, 7, 1, now)
        settling.failed(A, now)
        assert not settling.look(A, 7, 1, now)
        assert settling.waiting == {A}
        pause = settling.next_look(now)
        assert pause is not None
        pauses.append(pause)
        now += pause
    assert pauses[:6] == [2.0, 4.0, 8.0, 16.0, 32.0, LONGEST_PAUSE]
    assert set(pauses[6:]) == {LONGEST_PAUSE}
    assert settling.failures(A) == 2000


def test_a_change_ends_the_pauses() -> None:
    settling = Settling(2.0)
    settling.look(A, 7, 1, 0.0)
    for now in (2.0, 4.0, 8.0, 16.0):
        settling.look(A, 7, 1, now)
        settling.failed(A, now)
    assert settling.next_look(16.0) == 16.0
    assert not settling.look(A, 8, 1, 17.0)
    assert settling.failures(A) == 0
    assert settling.look(A, 8, 1, 19.0)


def test_what_is_forgotten_starts_anew() -> None:
    settling = Settling(2.0)
    settling.look(A, 7, 1, 0.0)
    settling.forget(A)
    settling.forget("never seen")
    settling.failed("never seen", 0.0)
    assert (settling.waiting, settling.failures("never seen")) == (frozenset(), 0)
    assert not settling.look(A, 7, 1, 2.0)


def test_only_what_is_still_there_is_retained() -> None:
    settling = Settling(2.0)
    for path in ("a", "b", "c"):
        settling.look(path, 7, 1, 0.0)
    settling.retain({"b", "new"})
    assert settling.waiting == {"b"}
