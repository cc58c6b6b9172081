"""An image bears its name when it is whole, or nothing does."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.store import disc_images
from archivist.store.disc_images import making_of, new_image


def test_it_appears_when_the_block_ends_well(tmp_path: Path) -> None:
    place = tmp_path / "A.iso"
    making_of(place).write_bytes(b"of a killed run")
    with new_image(place) as file:
        file.write(b"whole")
        assert not place.exists()
    assert place.read_bytes() == b"whole"
    assert [*tmp_path.iterdir()] == [place]


def test_else_nothing_stays(tmp_path: Path) -> None:
    def stopped() -> None:
        with new_image(tmp_path / "A.iso") as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert [*tmp_path.iterdir()] == []


def test_a_name_that_is_taken_stays_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "A.iso"

    def late() -> None:
        with new_image(place) as file:
            file.write(b"ours")
            place.write_bytes(b"theirs")

    with pytest.raises(FileExistsError):
        late()
    assert place.read_bytes() == b"theirs"
    assert [*tmp_path.iterdir()] == [place]
    assert disc_images.making_of(place).name.startswith(".~")
