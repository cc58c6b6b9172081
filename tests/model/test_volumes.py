"""Volumes: nothing is lost, nothing lies twice, and each finished image fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.volumes import (
    CAPACITY,
    Medium,
    Order,
    VolumeFile,
    image_size,
    room_of,
    split,
)

ROOM = 4_000_000
SIZES = st.integers(min_value=0, max_value=ROOM)
NAMES = st.text("测ab/", min_size=1, max_size=12).map(lambda text: text.strip("/") or "x")


@st.composite
def lists_of_files(draw: st.DrawFn) -> list[VolumeFile]:
    """Return files of any size, some with sidecars."""
    files = []
    for number, size in enumerate(draw(st.lists(SIZES, max_size=30))):
        path = f"{draw(NAMES)}/{number}.jpg"
        beside = draw(st.lists(st.integers(min_value=0, max_value=9999), max_size=2))
        files.append(
            VolumeFile(
                path=path,
                size=size,
                sidecars=tuple(VolumeFile(path=f"{path}.{each}.xmp", size=each) for each in beside),
                told=draw(st.integers(min_value=0, max_value=500)),
            )
        )
    return files


@given(lists_of_files(), st.sampled_from(Order))
def test_nothing_is_lost_and_nothing_lies_twice(files: list[VolumeFile], order: Order) -> None:
    found = split(files, ROOM, order)
    laid = [file for volume in found.volumes for file in volume] + list(found.too_large)
    assert sorted(laid, key=files.index) == files


@given(lists_of_files(), st.sampled_from(Order))
def test_no_volume_is_larger_than_its_room_and_none_is_empty(
    files: list[VolumeFile], order: Order
) -> None:
    for volume in split(files, ROOM, order).volumes:
        assert volume
        assert image_size(volume) <= ROOM


@given(lists_of_files(), st.sampled_from(Order))
def test_what_fits_alone_is_never_called_too_large(files: list[VolumeFile], order: Order) -> None:
    found = split(files, ROOM, order)
    assert found.too_large == tuple(file for file in files if image_size([file]) > ROOM)


@given(lists_of_files())
def test_kept_order_runs_through_all_volumes(files: list[VolumeFile]) -> None:
    found = split(files, ROOM, Order.KEEP)
    laid = [file for volume in found.volumes for file in volume]
    assert laid == [file for file in files if file not in found.too_large]


@given(lists_of_files())
def test_fitted_volumes_keep_the_order_inside_and_among_each_other(
    files: list[VolumeFile],
) -> None:
    volumes = split(files, ROOM, Order.FIT).volumes
    places = [[files.index(file) for file in volume] for volume in volumes]
    assert all(each == sorted(each) for each in places)
    assert [each[0] for each in places] == sorted(each[0] for each in places)


def test_fitting_needs_fewer_volumes_than_keeping() -> None:
    sizes = [2_000_000, 2_000_000, 900_000, 900_000] * 3
    files = [VolumeFile(path=f"{number}", size=size) for number, size in enumerate(sizes)]
    assert len(split(files, 4_300_000, Order.FIT).volumes) == 6
    assert len(split(files, 4_300_000, Order.KEEP).volumes) == 7


def test_a_file_is_never_torn_from_what_stays_with_it() -> None:
    beside = (VolumeFile(path="b.xmp", size=1_500_000),)
    files = [
        VolumeFile(path="a.jpg", size=1_000_000),
        VolumeFile(path="b.jpg", size=500_000, sidecars=beside),
    ]
    assert [len(volume) for volume in split(files, ROOM).volumes] == [1, 1]
    assert len(split(files, 5_000_000).volumes) == 1


@pytest.mark.parametrize("medium", Medium)
def test_about_five_percent_of_a_medium_stay_free(medium: Medium) -> None:
    assert 0.94 < room_of(medium) / CAPACITY[medium] <= 0.95
