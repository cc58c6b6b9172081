"""Killed at any instant: no half image, no row without an image, and the next run goes on.

``ARCHIVIST_KILLS`` sets how often.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

from archivist.formats.iso import hash_image, read_image
from archivist.model.operation import Verb
from archivist.store.disc_lists import disc_lists
from archivist.store.journal import FILE, breaks, read_deeds, read_lines
from archivist.store.journal_notes import notes
from archivist.store.operations import writing
from tests.actions.burnwork import NOW, with_fonds
from tests.actions.conftest import state_of
from tests.actions.killing import Place, archive, command, enough, killed, run
from tests.photos import a_photo

KILLS = int(os.environ.get("ARCHIVIST_KILLS", "1"))
ITEMS = "甲工作室/06 培训学习资料/{year}0318 授课"


def prepared(folder: Path) -> Place:
    root = with_fonds(archive(folder))
    for year in (2024, 2025):
        item = root / ITEMS.format(year=year)
        item.mkdir(parents=True)
        for number in range(1, 3):
            content = a_photo(f"#{year % 100}{number * 20:02x}80")
            (item / f"C1-{year}0318-{number:02}.jpg").write_bytes(content)
    (folder / "映像").mkdir()
    return Place(root, ("disc", "make", "../映像", "--by-year"))


def test_a_killed_run_leaves_nothing_half_and_the_next_one_goes_on(tmp_path: Path) -> None:
    place = prepared(tmp_path / "first")
    first = {path: each[1] for path, each in state_of(place.root).items()}
    chance = random.Random(0)  # noqa: S311 - the same moments each time
    landed = 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "first", folder)
        hit = at(folder, place)
        landed += kill(hit, chance.uniform(0, 0.8), begun=number % 4 != 3)
        check_whole(hit, first)
        again = run(hit)
        assert again.returncode == 0, again.stdout + again.stderr
        check_whole(hit, first)
        check_finished(hit)
        shutil.rmtree(folder)
    assert enough(landed, KILLS)


def at(folder: Path, place: Place) -> Place:
    return Place(folder / place.root.name, place.argv)


def kill(place: Place, delay: float, *, begun: bool) -> bool:
    """Kill a run some time after its start, or after it began to write the first image."""
    out = place.root.parent / "映像"
    with command(place) as process:
        return killed(process, delay, lambda: not begun or any(out.iterdir()))


def images(place: Place) -> list[Path]:
    return sorted((place.root.parent / "映像").glob("*.iso"))


def check_whole(place: Place, first: dict[str, str]) -> None:
    now = {path: each[1] for path, each in state_of(place.root).items()}
    assert {path: now.get(path) for path in first} == first
    for image in images(place):
        assert len(list(read_image(image))) > 3
    # A row, or a list, is only of an image that is there.
    numbers = {image.stem for image in images(place)}
    assert {each.number for each in disc_lists(place.root)} <= numbers
    assert list(breaks(read_lines(place.root / ".archivist" / FILE))) == []


def check_finished(place: Place) -> None:
    names = [path.name for path in (place.root.parent / "映像").iterdir()]
    assert sorted(names) == ["A104-2024-001.iso", "A104-2025-001.iso"]
    assert [each.number for each in disc_lists(place.root)] == ["A104-2024-001", "A104-2025-001"]
    told = {note.value["number"]: note.value["image_digest"] for note in notes(place.root, "disc")}
    assert told == {image.stem: hash_image(image).digest for image in images(place)}
    # Killed when the rows were in place already, it left nothing to burn: the next writer ends it.
    with writing(place.root, Verb.DISC, NOW):
        pass
    assert [deed for deed in read_deeds(place.root) if deed.result is None] == []
