"""A bit flipped anywhere in manifest, times or journal is found and named.

``ARCHIVIST_FLIPS`` sets in how many places.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from archivist.actions.keeping.own_files import journal_chain, manifest_complaints
from archivist.actions.keeping.repair import repair
from archivist.actions.keeping.sealed_tree import SealedTree, look_around
from archivist.errors import NotWritableError
from archivist.model.operation import Operation, Verb
from archivist.model.sealing import Sealing
from archivist.store.journal_lines import FILE
from archivist.store.manifest_lines import MANIFEST, TIMES
from archivist.store.operations import writing
from archivist.store.seal_state import seal_state
from tests.actions.keeping.sealed import (
    NOW,
    copied,
    edit,
    put,
    sealed,
    sealing,
    sums,
    told,
    verified,
)
from tests.store.archive_of_files import PHOTO, move

FLIPS = int(os.environ.get("ARCHIVIST_FLIPS", "40"))
"""Of each file."""
WHOLE = 5
"""Of them, those for which the command as a whole is run."""


def flipped(content: bytes, chance: random.Random) -> tuple[bytes, int]:
    """Return content with one bit turned, and in which line."""
    place = chance.randrange(len(content))
    damaged = bytearray(content)
    damaged[place] ^= 1 << chance.randrange(8)
    return bytes(damaged), content.count(b"\n", 0, place) + 1


@pytest.fixture
def root(written: Path, tmp_path: Path) -> Path:
    return copied(written, tmp_path)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a journal of some length."""
    root = sealed(tmp_path_factory.mktemp("written"))
    for number in range(6):
        put(root, f"甲工作室/{number}.txt", b"x" * number)
        sealing(root, days=number)
        verified(root, days=number)
    return root


@pytest.mark.parametrize("name", [MANIFEST, TIMES])
def test_a_bit_of_the_manifest(name: str, root: Path) -> None:
    place = root / ".archivist" / name
    content = place.read_bytes()
    chance = random.Random(name)  # noqa: S311 - the same places each time
    for number in range(FLIPS):
        damaged, _line = flipped(content, chance)
        place.write_bytes(damaged)
        complaints = list(manifest_complaints(seal_state(root)))
        assert f".archivist/{name}" in {each.file for each in complaints}
        if number < WHOLE:
            found = verified(root)
            assert not found.sound
            assert f".archivist/{name}" in {each.file for each in found.manifest}
            assert not any(kind == "damaged" for kind in told(found).values())
        place.write_bytes(content)


def test_a_bit_of_the_journal(root: Path) -> None:
    place = root / ".archivist" / FILE
    content = place.read_bytes()
    chance = random.Random(FILE)  # noqa: S311 - the same places each time
    for number in range(FLIPS):
        damaged, line = flipped(content, chance)
        place.write_bytes(damaged)
        chain = journal_chain(root)
        named = {*chain.breaks, chain.torn}
        assert named & {line, line + 1}, f"line {line}: {chain}"
        if number < WHOLE:
            assert not verified(root).sound
        place.write_bytes(content)


@pytest.mark.parametrize("name", [MANIFEST, TIMES])
def test_a_flipped_bit_is_repaired_by_the_files(name: str, root: Path) -> None:
    place = root / ".archivist" / name
    content = place.read_bytes()
    chance = random.Random(f"repair {name}")  # noqa: S311 - the same places each time
    for _number in range(max(5, FLIPS // 10)):
        damaged, _line = flipped(content, chance)
        place.write_bytes(damaged)
        mended = repair(root, NOW)
        assert mended.done, (damaged, mended)
        assert (root / ".archivist" / MANIFEST).read_bytes() == manifest_of(root, name, content)
        found = verified(root)
        assert found.sound
        assert not told(found)
    assert sums(root) == 0


def manifest_of(root: Path, name: str, content: bytes) -> bytes:
    return content if name == MANIFEST else (root / ".archivist" / MANIFEST).read_bytes()


def lose(*names: str) -> Callable[[Path], None]:
    def losing(root: Path) -> None:
        for name in names:
            (root / ".archivist" / name).unlink()

    return losing


@pytest.mark.parametrize("name", [MANIFEST, TIMES])
def test_a_file_of_the_two_that_is_lost_is_made_again(name: str, root: Path) -> None:
    before = (root / ".archivist" / MANIFEST).read_bytes()
    lose(name)(root)
    assert not verified(root).sound
    assert not sealing(root).done
    mended = mend(root)
    assert mended.done
    assert (root / ".archivist" / MANIFEST).read_bytes() == before
    assert verified(root).sound


def mend(root: Path) -> Sealing:
    return repair(root, NOW + timedelta(days=9))


def test_where_both_are_lost_nothing_is_guessed(root: Path) -> None:
    lose(MANIFEST, TIMES)(root)
    found = verified(root)
    assert not found.sound
    assert len(found.manifest) == 2
    assert mend(root).total == 0
    assert set(told(verified(root)).values()) == {"new"}


def test_a_whole_manifest_is_not_repaired(root: Path) -> None:
    before = (root / ".archivist" / FILE).read_bytes()
    assert mend(root).changes == 0
    assert (root / ".archivist" / FILE).read_bytes() == before


def test_a_line_that_agrees_with_nothing_stays_named(root: Path) -> None:
    path = "甲工作室/5.txt"
    place = root / ".archivist" / MANIFEST
    rows = place.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [f"{'0' * 64}  {path}\n" if row.endswith(f"  {path}\n") else row for row in rows]
    place.write_text("".join(changed), encoding="utf-8", newline="")
    edit(root, path)
    mended = mend(root)
    assert [each.path for each in mended.doubtful if each.path] == [path]
    assert not mended.done
    assert len(mended.kept) == 2
    assert told(verified(root)) == {path: "changed"}
    assert sealing(root, accept=frozenset({path})).done
    assert verified(root).sound


def test_a_line_that_is_lost_with_its_file_edited_is_left_out(root: Path) -> None:
    path = "甲工作室/5.txt"
    place = root / ".archivist" / MANIFEST
    rows = place.read_text(encoding="utf-8").splitlines(keepends=True)
    place.write_text("".join(r for r in rows if path not in r), encoding="utf-8", newline="")
    edit(root, path)
    mended = mend(root)
    assert [each.path for each in mended.doubtful if each.path] == [path]
    assert told(verified(root)) == {path: "new"}


def test_a_line_that_was_put_in_is_named(root: Path) -> None:
    place = root / ".archivist" / MANIFEST
    place.write_bytes(place.read_bytes() + f"{'1' * 64}  甲工作室/无.txt\n".encode())
    mended = mend(root)
    assert [each.path for each in mended.doubtful if each.path] == ["甲工作室/无.txt"]
    assert told(verified(root)) == {"甲工作室/无.txt": "missing"}


def test_a_path_that_was_altered_is_found_by_what_the_times_tell(root: Path) -> None:
    path = "甲工作室/5.txt"
    place = root / ".archivist" / MANIFEST
    content = place.read_bytes()
    place.write_bytes(content.replace(path.encode(), "甲工作室/x.txt".encode()))
    mended = mend(root)
    assert mended.done
    assert path in mended.repaired
    assert place.read_bytes() == content


def test_what_the_journal_tells_of_filing_restores_a_line(root: Path) -> None:
    path = "甲工作室/a.jpg"
    put(root, "收件箱/a.jpg", PHOTO)
    with writing(root, Verb.FILE, NOW) as session:
        list(
            session.carry_out(
                [Operation(verb=Verb.FILE, steps=(move("收件箱/a.jpg", path, PHOTO),))]
            )
        )
    lose(MANIFEST, TIMES)(root)
    mended = mend(root)
    assert mended.repaired == (path,)
    assert path not in told(verified(root))


def test_a_digest_that_only_the_times_and_the_journal_know_stays_named(root: Path) -> None:
    path = "甲工作室/a.jpg"
    put(root, "收件箱/a.jpg", PHOTO)
    with writing(root, Verb.FILE, NOW) as session:
        list(
            session.carry_out(
                [Operation(verb=Verb.FILE, steps=(move("收件箱/a.jpg", path, PHOTO),))]
            )
        )
    lose(MANIFEST)(root)
    edit(root, path)
    mend(root)
    assert told(verified(root)) == {path: "changed"}


def test_a_manifest_that_changes_while_it_is_repaired_is_left(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose(TIMES)(root)

    def looking(place: Path, sealed: Iterable[str]) -> SealedTree:
        (root / ".archivist" / MANIFEST).write_bytes(b"x\n")
        return look_around(place, sealed)

    monkeypatch.setattr("archivist.actions.keeping.repair.look_around", looking)
    with pytest.raises(NotWritableError, match="meanwhile"):
        mend(root)
    assert (root / ".archivist" / MANIFEST).read_bytes() == b"x\n"
