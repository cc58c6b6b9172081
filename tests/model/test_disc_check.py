"""Files of a disc held against lists."""

from __future__ import annotations

from archivist.model.disc_check import (
    DiscCheck,
    DiscFault,
    Fault,
    against_archive,
    against_own,
    nearest_list,
)


def test_by_its_own_list_each_fault_has_its_name() -> None:
    there = {"same": "1", "other": "2", "more": "3", "list": "4"}
    told = {"same": "1", "other": "9", "gone": "5", "unread": "6"}
    faults = against_own(there, told, ["unread", "list"])
    assert [(each.path, each.fault) for each in faults] == [
        ("gone", Fault.MISSING),
        ("other", Fault.CHANGED),
        ("more", Fault.EXTRA),
    ]
    assert not DiscCheck(faults=tuple(faults)).sound
    assert DiscCheck().sound


def test_a_list_that_was_changed_with_its_file_is_found_by_the_archive() -> None:
    there = {"r/a": "changed", "r/b": "2", "x": "7"}
    faults = against_archive(there, {"甲/a": "1", "甲/b": "2"}, dict(there), "r/", [])
    assert faults == [
        DiscFault(fault=Fault.LOST, path="甲/a"),
        DiscFault(fault=Fault.FOREIGN, path="r/a"),
    ]


def test_what_the_disc_itself_tells_is_not_said_twice() -> None:
    there, own = {"r/a": "changed"}, {"r/a": "1", "r/b": "2"}
    told = against_own(there, own)
    assert len(told) == 2
    assert against_archive(there, {"甲/a": "1", "甲/b": "2"}, own, "r/", told) == []


def test_the_nearest_list_shares_most() -> None:
    lists = {"A": ["1", "2"], "B": ["2", "3", "4"], "C": []}
    assert nearest_list(["2", "3"], lists) == "B"
    assert nearest_list(["9"], lists) == ""
    assert nearest_list(["9"], {}) == ""


def test_of_lists_that_share_as_much_the_named_one_is_meant_else_the_nearest() -> None:
    lists = {"1": ["a", "b"], "2": ["a", "b", "c"], "3": ["d"]}
    assert nearest_list(["a", "b"], lists) == "1"
    assert nearest_list(["a", "b"], lists, "2") == "2"
    assert nearest_list(["a", "b"], lists, "3") == "1"
    assert nearest_list(["x"], lists, "3") == ""
