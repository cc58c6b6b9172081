"""Names on discs are near to those in the archive, and a disc takes them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.iso import Member
from archivist.formats.iso.members import check_names
from archivist.model.disc_names import UNDATED, DiscNames, disc_name

TOP = "电子档案"


@pytest.mark.parametrize(
    ("name", "disc"),
    [
        ("C1-20250318-01.jpg", "C1-20250318-01.jpg"),
        ("a;b.jpg", "a；b.jpg"),
        ('a*b?c"d:e.jpg', "a_b_c_d_e.jpg"),
        ("名" * 130 + ".jpg", "名" * 106 + ".jpg"),
        ("\udcb5.jpg", "_.jpg"),
        ("名" * 130, "名" * 110),
    ],
)
def test_a_name_that_no_disc_takes_becomes_one_near_to_it(name: str, disc: str) -> None:
    assert disc_name(name) == disc


def test_no_two_files_share_a_path() -> None:
    names = DiscNames(TOP)
    paths = ["甲/06 培训/A;/x.jpg", "甲/06 培训/A；/x.jpg", "乙/06 培训/a；/X.JPG"]
    found = [names.of(path, 2025) for path in paths]
    assert found[0] == f"{TOP}/2025/06 培训/A；/x.jpg"
    assert found[1] == f"{TOP}/2025/06 培训/A；/x~2.jpg"
    assert found[2] == f"{TOP}/2025/06 培训/A；/X~3.JPG"
    assert [names.of(path, 2025) for path in paths] == found
    assert names.of("甲/x", 0) == f"{TOP}/{UNDATED}/x"


SIGNS = st.sampled_from([*"aA.; 名?*é😀e\u0301\udcb5", "CON"])


@given(st.lists(st.lists(SIGNS, min_size=1, max_size=150).map("".join), max_size=6))
def test_a_disc_takes_every_path(names: list[str]) -> None:
    on_disc = DiscNames(TOP)
    usual = [name for name in names if "/" not in name and name not in {".", ".."}]
    paths = [f"甲/{one}/{other}" for one, other in product(usual, usual)]
    found = {on_disc.of(path, 2025) for path in paths}
    assert len(found) == len(set(paths))
    check_names("A", [Member(path=f"{path}.xmp", source=b"") for path in found])
