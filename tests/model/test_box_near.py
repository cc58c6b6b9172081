"""Which box was probably meant."""

from __future__ import annotations

import pytest

from archivist.model.box_near import nearest_box


@pytest.mark.parametrize(
    ("number", "nearest"),
    [
        pytest.param("6-2", "06-2", id="a zero is missing"),
        pytest.param("06-9", "06-10", id="the nearest of its row"),
        pytest.param("06-3", "06-2", id="the one before"),
        pytest.param("08-1b", "08-1a", id="no figure at the end"),
        pytest.param("全部", "", id="like none"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_nearest_number_is_proposed(number: str, nearest: str) -> None:
    assert nearest_box(number, ("06-1", "06-2", "06-10", "08-1a")) == nearest
