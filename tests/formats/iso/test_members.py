"""Names on a disc: all that are bad are told at once, and aliases are never mistaken."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import InvalidChoiceError
from archivist.formats.iso.members import Member, check_names, named
from archivist.formats.iso.writing import write_image

FINE = "电子档案/2022/06 培训/C1-20220125-01.jpg"
BAD = {
    "a star": "a*b",
    "a colon": "12:30.jpg",
    "a semicolon": "a;1",
    "a question": "为什么?.doc",
    "a backslash": "a\\b",
    "a control": "a\nb",
    "no text": "a\udc80",
    "nothing between": "a//b",
    "a way up": "a/../b",
    "from the root": "/a",
    "a dot at the end": "a./b",
    "a blank at the end": "a /b",
    "127 Han": "测" * 127,
    "254 letters": "b" * 254,
}


def members(*paths: str) -> list[Member]:
    return [Member(path=path, source=b"") for path in paths]


@pytest.mark.parametrize("path", BAD.values(), ids=BAD)
def test_a_bad_name_is_refused(path: str) -> None:
    with pytest.raises(InvalidChoiceError):
        check_names("A", members(FINE, path))


def test_all_bad_names_are_told_at_once_and_a_flood_is_cut() -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        check_names("A", members("a*", FINE, "b?"))
    assert "a*" in caught.value.message
    assert "b?" in caught.value.message
    assert FINE not in caught.value.message
    with pytest.raises(InvalidChoiceError, match="and 5 more"):
        check_names("A", members(*(f"{number}*" for number in range(25))))


@pytest.mark.parametrize("path", [FINE, "测" * 126, "b" * 253, "😀" * 63, ".hidden"])
def test_a_good_name_passes(path: str) -> None:
    check_names("A104_2015_015", members(path))
    write_image(io.BytesIO(), "A104_2015_015", members(path))


@pytest.mark.parametrize("name", ["", "A104-2015-015", "测", "A" * 16, "a b", "A\n"])
def test_a_volume_name_has_up_to_fifteen_plain_characters(name: str) -> None:
    with pytest.raises(InvalidChoiceError, match="no name of a disc"):
        check_names(name, members(FINE))


@pytest.mark.parametrize(
    "paths",
    [("a/B", "a/b"), ("é", "e\u0301"), ("A/x", "a/y"), ("a", "a/b"), ("a", "a")],
    ids=["case", "composed", "folders", "file and folder", "twice"],
)
def test_two_names_that_windows_takes_for_one_are_refused(paths: tuple[str, str]) -> None:
    with pytest.raises(InvalidChoiceError, match="the same as"):
        check_names("A", members(*paths))


NAMES = st.text("测名a.~1", min_size=1, max_size=90).filter(lambda name: name.strip("."))


@given(st.lists(NAMES, unique=True, max_size=20), st.sampled_from(["", "夹" * 25 + "/"]))
def test_aliases_are_short_and_never_the_same(names: list[str], folder: str) -> None:
    each = list(named(members(*(folder + name for name in names))))
    for kind, room in (("joliet", 64), ("name", 255)):
        last = [getattr(one, kind).rpartition("/")[2] for one in each]
        assert all(len(name.encode()) <= room for name in last)
    for kind in ("joliet", "plain", "path"):
        assert len({getattr(one, kind) for one in each}) == len(each)


def test_an_alias_gives_way_to_a_true_name() -> None:
    long = "名" * 30 + ".jpg"
    first = next(iter(named(members(long)))).joliet.removeprefix("/")
    both = list(named(members(long, first)))
    assert both[0].joliet != both[1].joliet
    assert both[1].joliet == f"/{first}"
