"""A bit that flips anywhere in a bag is found: in a file of a folder, in any byte of a ZIP.

``ARCHIVIST_FLIPS`` sets how many places are tried.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

from tests.store.bag.bags import checked, our_bag

FLIPS = int(os.environ.get("ARCHIVIST_FLIPS", "60"))


def flipped(place: Path, bit: int) -> bytes:
    """Flip a bit of a file, and return what it was."""
    content = place.read_bytes()
    byte = content[bit // 8] ^ (1 << bit % 8)
    place.write_bytes(content[: bit // 8] + bytes([byte]) + content[bit // 8 + 1 :])
    return content


def test_a_flipped_bit_of_a_folder_is_found(tmp_path: Path) -> None:
    bag = our_bag(tmp_path)
    chance = random.Random("folder")  # noqa: S311 - the same places each time
    files = [path for path in sorted(bag.rglob("*")) if path.is_file() and path.stat().st_size]
    for number in range(FLIPS):
        # Each file in turn: what is small would hardly ever be hit.
        file = files[number % len(files)]
        bit = chance.randrange(file.stat().st_size * 8)
        content = flipped(file, bit)
        assert checked(bag).faults, f"bit {bit} of {file.name}"
        file.write_bytes(content)
    assert checked(bag).faults == []


def test_every_bit_of_the_list_that_nothing_lists_is_guarded(tmp_path: Path) -> None:
    bag = our_bag(tmp_path)
    file = bag / "tagmanifest-sha256.txt"
    chance = random.Random("list")  # noqa: S311 - the same places each time
    bits = range(file.stat().st_size * 8)
    for bit in bits if len(bits) <= FLIPS else chance.sample(bits, FLIPS):
        content = flipped(file, bit)
        assert checked(bag).faults, f"bit {bit}"
        file.write_bytes(content)


def test_a_flipped_bit_of_a_zip_is_found(tmp_path: Path) -> None:
    bag = our_bag(tmp_path, "bag.zip")
    chance = random.Random("zip")  # noqa: S311 - the same places each time
    size = bag.stat().st_size
    end = size - 22 - 81
    for number in range(FLIPS):
        # Half of them at the end, where nothing but the seal looks.
        bit = chance.randrange((end if number % 2 else 0) * 8, size * 8)
        content = flipped(bag, bit)
        assert checked(bag).faults, f"bit {bit} of {size * 8}"
        bag.write_bytes(content)
    assert checked(bag).faults == []
