"""Sealing: what operations write stands in the manifest at once, also after a kill."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from archivist.model.manifest import Sealed
from archivist.model.operation import Verb
from archivist.model.settings import Settings
from archivist.store import sealing
from archivist.store.journal_notes import notes
from archivist.store.manifest import read_manifest, write_manifest
from archivist.store.manifest_lines import MANIFEST, TIMES
from archivist.store.operations import writing
from archivist.store.seal_state import NOTHING, seal_state
from archivist.store.sealing import is_covered, seal, seal_pending, sealed_now
from tests.store.archive_of_files import ITEM, NOW, PHOTO, filing, sha

TODAY = NOW.date()
JPG = f"{ITEM}/C1-20250304-01.jpg"


class Killed(BaseException):
    """As if the process were gone."""


def own(root: Path, name: str) -> Path:
    return root / ".archivist" / name


def put(root: Path, path: str, content: bytes) -> Sealed:
    (root / path).write_bytes(content)
    status = (root / path).stat()
    return Sealed(path, sha(content), status.st_size, status.st_mtime_ns, TODAY)


def file(root: Path) -> None:
    with writing(root, Verb.FILE, NOW) as session:
        list(session.carry_out([filing()]))


def test_nothing_is_sealed_and_nothing_is_wrong_to_begin_with(root: Path) -> None:
    state = seal_state(root)
    assert state.whole
    assert not state.begun
    assert not state.cut_off


def test_what_is_filed_is_sealed_with_it(root: Path) -> None:
    file(root)
    state = seal_state(root)
    assert state.whole
    assert not state.pending
    assert state.manifest.entries[JPG].sha256 == sha(PHOTO)
    assert state.manifest.entries[JPG].sealed == TODAY
    assert [note.value["files"] for note in notes(root, "seal")] == [0, 3]


def sealed_twice(root: Path) -> tuple[list[Sealed], list[Sealed]]:
    """Seal one file, then two; return what is sealed first and then."""
    first = [put(root, "甲/a.txt", b"a")]
    second = [*first, put(root, "甲/b.txt", b"b")]
    with writing(root, Verb.SEAL, NOW) as session:
        seal(root, session.journal, first, "seal")
        seal(root, session.journal, second, "seal")
    return first, second


def killed_before_writing(root: Path, entries: list[Sealed], part: str = "") -> None:
    def kill(_root: Path, sums: bytes, _times: bytes) -> None:
        if part:
            own(root, part).write_bytes(sums)
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "write_manifest", kill)
        with pytest.raises(Killed), writing(root, Verb.SEAL, NOW) as session:
            seal(root, session.journal, entries, "seal")


@pytest.mark.parametrize("part", ["", MANIFEST], ids=["before", "between"])
@pytest.mark.parametrize("times", [1, 3])
def test_a_kill_leaves_a_manifest_that_is_ours(part: str, times: int, root: Path) -> None:
    _first, second = sealed_twice(root)
    for number in range(times):
        third = [*second, put(root, f"甲/c{number}.txt", b"c" * number)]
        killed_before_writing(root, third, part)
        state = seal_state(root)
        assert state.cut_off
        assert state.whole
    with writing(root, Verb.FILE, NOW + timedelta(days=1)):
        pass
    state = seal_state(root)
    assert state.whole
    assert not state.cut_off
    assert not state.manifest.troubles
    assert len(state.manifest.entries) == (3 if part else 2)


def test_a_killed_filing_is_sealed_by_the_next_command(root: Path) -> None:
    def kill(*_args: object, **_more: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("archivist.store.operations.seal_pending", kill)
        with pytest.raises(Killed):
            file(root)
    assert seal_state(root).pending[JPG] == sha(PHOTO)
    with writing(root, Verb.BOX, NOW):
        pass
    assert not seal_state(root).pending
    assert read_manifest(root).entries[JPG].sha256 == sha(PHOTO)


def test_a_refused_manifest_is_written_by_the_next_command(root: Path) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "full")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "write_manifest", full)
        file(root)
    state = seal_state(root)
    assert state.whole
    assert state.pending[JPG] == sha(PHOTO)
    with writing(root, Verb.BOX, NOW):
        pass
    assert JPG in read_manifest(root).entries


Harm = Callable[[Path], None]


def swap(name: str, old: bytes, new: bytes) -> Harm:
    def swapping(root: Path) -> None:
        content = own(root, name).read_bytes()
        assert old in content
        own(root, name).write_bytes(content.replace(old, new, 1))

    return swapping


def roll_back(root: Path) -> None:
    """Put the manifest of before there, with the times of now: no kill leaves that."""
    row = own(root, MANIFEST).read_bytes().split(b"\n")[0] + b"\n"
    own(root, MANIFEST).write_bytes(row)


HARMS = {
    "a digest": swap(MANIFEST, sha(b"a")[:4].encode(), b"0000"),
    "the end of a digest": swap(MANIFEST, sha(b"a")[-4:].encode(), b"0000"),
    "a path": swap(MANIFEST, b"a.txt", b"x.txt"),
    "a time": swap(TIMES, b"1\t", b"2\t"),
    "lost": lambda root: own(root, MANIFEST).unlink(),
    "times lost": lambda root: own(root, TIMES).unlink(),
    "rolled back": roll_back,
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_a_manifest_of_another_hand_is_known_and_left_alone(harm: Harm, root: Path) -> None:
    sealed_twice(root)
    harm(root)
    before = [p.read_bytes() for p in (own(root, MANIFEST), own(root, TIMES)) if p.exists()]
    assert not seal_state(root).whole
    file(root)
    assert not seal_state(root).whole
    after = [p.read_bytes() for p in (own(root, MANIFEST), own(root, TIMES)) if p.exists()]
    assert after == before


def test_a_kill_does_not_make_a_manifest_of_another_hand_ours(root: Path) -> None:
    _first, second = sealed_twice(root)
    swap(MANIFEST, b"a.txt", b"x.txt")(root)

    def kill(*_args: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "write_manifest", kill)
        with pytest.raises(Killed), writing(root, Verb.SEAL, NOW) as session:
            seal(root, session.journal, second, "seal --repair", mended=True)
    assert not seal_state(root).whole


def test_a_manifest_without_a_journal_is_not_ours(root: Path) -> None:
    write_manifest(root, b"", b"x\n")
    assert not seal_state(root).whole


def test_lines_of_an_earlier_form_are_read(root: Path) -> None:
    with writing(root, Verb.SEAL, NOW) as session:
        for _time in range(2):
            session.note("seal", {"manifest": NOTHING, "times": NOTHING, "files": 0})
    assert seal_state(root).whole


def test_nothing_is_written_where_nothing_is_pending(root: Path) -> None:
    sealed_twice(root)
    before = own(root, "journal.jsonl").read_bytes()
    with writing(root, Verb.SEAL, NOW) as session:
        seal_pending(root, session.journal, TODAY, "seal")
    assert own(root, "journal.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("path", "covered"),
    [
        ("甲/a.txt", True),
        ("archive.toml", True),
        ("templates/plans/x.toml", True),
        (".archivist/x", False),
        ("收件箱/a.jpg", False),
        ("甲/Thumbs.db", False),
        ("甲/.git/x", False),
    ],
)
def test_what_the_manifest_covers(path: str, covered: bool) -> None:
    assert is_covered(path, Settings(studios=())) is covered


def test_what_is_sealed_now_has_what_was_written_since(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("archivist.store.operations.seal_pending", lambda *_args: None)
        file(root)
    assert JPG not in read_manifest(root).entries
    now = sealed_now(root, TODAY)
    assert now.whole
    assert now.entries[JPG].sha256 == sha(PHOTO)


def test_a_manifest_of_another_hand_is_not_whole(root: Path) -> None:
    assert sealed_now(root, TODAY).whole
    file(root)
    place = own(root, MANIFEST)
    place.write_bytes(place.read_bytes().replace(b"  ", b" *", 1))
    assert not sealed_now(root, TODAY).whole
