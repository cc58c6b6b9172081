"""What another hand did to journal and manifest, and a drive that goes away, are told apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.actions.keeping import repair as mending
from archivist.actions.keeping.own_files import Chain, journal_chain
from archivist.actions.keeping.repair import repair
from archivist.errors import InvalidFileError, NotReadableError
from archivist.store import seal_state as store
from archivist.store.journal_lines import FILE, Line, read_lines
from archivist.store.manifest import read_manifest
from archivist.store.manifest_lines import MANIFEST, TIMES, manifest_bytes, times_bytes
from archivist.store.seal_state import SealState, seal_state
from tests.actions.keeping.sealed import (
    CONTENTS,
    NOW,
    PAPER,
    PHOTO,
    edit,
    put,
    sealed,
    sealing,
    told,
    verified,
)

NEW = "甲工作室/新.txt"
Pace = Callable[[int, int, int, int], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return sealed(tmp_path)


def own_files(root: Path) -> dict[str, bytes]:
    return {name: (root / ".archivist" / name).read_bytes() for name in (MANIFEST, TIMES)}


def put_back(root: Path, content: dict[str, bytes]) -> None:
    for name, each in content.items():
        (root / ".archivist" / name).write_bytes(each)


def test_an_earlier_manifest_that_was_put_back_is_told(root: Path) -> None:
    before = own_files(root)
    put(root, NEW, b"new")
    sealing(root)
    assert verified(root).sound
    put_back(root, before)
    (root / NEW).write_bytes(b"forged")
    found = verified(root)
    assert not found.sound
    assert {each.file for each in found.manifest} == {f".archivist/{name}" for name in before}
    assert not sealing(root).done
    assert not repair(root, NOW).done, "what stood in the other cannot be told"


def test_one_that_a_kill_left_is_put_in_place_before_the_next_note(root: Path) -> None:
    before = own_files(root)
    put(root, NEW, b"new")
    sealing(root)
    put_back(root, before)
    assert verified(root).sound, "as a kill leaves it"
    assert verified(root).sound
    assert not seal_state(root).cut_off


def forge(root: Path, path: str) -> None:
    """Change a file, and all that manifest and times say of it."""
    edit(root, path)
    entries = dict(read_manifest(root).entries)
    status = (root / path).stat()
    sha256 = hashlib.sha256((root / path).read_bytes()).hexdigest()
    day = entries[path].sealed
    kind = type(entries[path])
    entries[path] = kind(path, sha256, status.st_size, status.st_mtime_ns, day)
    rows = sorted(entries.values(), key=lambda each: each.path)
    put_back(root, {MANIFEST: manifest_bytes(rows), TIMES: times_bytes(rows)})


def test_a_line_that_was_changed_with_its_file_is_not_taken_for_repaired(root: Path) -> None:
    forge(root, PHOTO)
    assert not verified(root).sound
    mended = repair(root, NOW)
    assert not mended.done
    assert "the journal names" in mended.doubtful[0].why
    assert len(mended.kept) == 2


def test_what_was_filed_with_another_content_is_named_then(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge(root, PHOTO)
    monkeypatch.setattr(mending, "touched", lambda _deeds: {PHOTO: "0" * 64, PAPER: ""})
    assert [each.path for each in repair(root, NOW).doubtful] == ["", PHOTO]


def test_what_was_filed_after_the_last_sealing_does_not_hide_a_repair(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = seal_state(root)
    monkeypatch.setattr(store, "_pending", lambda *_args: {NEW: hashlib.sha256(b"n").hexdigest()})
    put(root, NEW, b"n")
    content = own_files(root)[TIMES]
    (root / ".archivist" / TIMES).write_bytes(content[1:])
    assert repair(root, NOW).done
    assert state.manifest.entries.keys() < read_manifest(root).entries.keys()


def away(root: Path) -> Pace:
    """Return what lets the drive go away while files are read."""

    def pace(files: int, _of: int, _size: int, _of_size: int) -> None:
        if files == 2:
            root.rename(root.with_name("fort"))
            root.mkdir()

    return pace


def test_a_drive_that_goes_away_is_no_mass_deletion(root: Path) -> None:
    with pytest.raises(NotReadableError, match="went away"):
        verified(root, pace=away(root))
    assert not list(root.iterdir()), "no new journal is begun there"
    root.rmdir()
    root.with_name("fort").rename(root)
    found = verified(root)
    assert found.sound
    assert found.earlier == 0 or found.files < len(CONTENTS)


def test_nothing_is_taken_out_of_the_manifest_by_a_drive_that_goes_away(root: Path) -> None:
    for number in range(5):
        put(root, f"甲工作室/{number}.txt", b"x" * number)
    with pytest.raises(NotReadableError, match="went away"):
        sealing(root, accept=frozenset({""}), pace=away(root))
    root.rmdir()
    root.with_name("fort").rename(root)
    assert set(told(verified(root)).values()) <= {"new"}


def test_damaged_settings_seal_nothing(root: Path) -> None:
    put(root, "收件箱/neu.txt", b"waits")
    (root / "archive.toml").write_text("inbox = [", encoding="utf-8")
    with pytest.raises(InvalidFileError):
        sealing(root)
    assert verified(root).sound


def test_what_is_sealed_and_ignored_later_stays_verified(root: Path) -> None:
    place = root / "archive.toml"
    text = place.read_text(encoding="utf-8")
    place.write_text('ignore = ["讲义.txt"]\n' + text, encoding="utf-8")
    assert told(verified(root)) == {"archive.toml": "updated"}
    assert sealing(root).done
    edit(root, PAPER)
    assert told(verified(root)) == {PAPER: "changed"}
    (root / PAPER).unlink()
    assert told(verified(root)) == {PAPER: "missing"}


def test_a_journal_of_an_earlier_version_stays_usable(root: Path) -> None:
    """Its lines have no checksum, and none of them names a manifest."""
    place = root / ".archivist" / FILE
    for name in (MANIFEST, TIMES):
        (root / ".archivist" / name).unlink()
    last, rows = "0" * 64, b""
    for number in range(1, 4):
        value = {"n": number, "prev": last, "at": "2024-01-01T08:00:00+08:00", "by": "a@b"}
        value |= {"do": "begin", "verb": "file", "batch": number, "steps": []}
        if number % 2 == 0:
            value |= {"do": "end", "of": number - 1, "result": "done", "open": 0}
        row = json.dumps(value).encode()
        last, rows = hashlib.sha256(row).hexdigest(), rows + row + b"\n"
    place.write_bytes(rows)
    found = verified(root)
    assert (found.begun, found.chain_whole, found.manifest) == (False, True, ())
    assert sealing(root).done
    found = verified(root)
    assert found.sound
    assert not told(found)
    place.write_bytes(place.read_bytes().replace(b"2024-01-01", b"2024-01-02", 1))
    assert verified(root).breaks == (2,)


def test_a_manifest_written_between_two_looks_is_no_other_hands(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, stale = store._seal_state, seal_state(root)
    put(root, NEW, b"new")
    sealing(root)
    put(root, NEW + "x", b"newer")
    sealing(root)
    now = look(root)
    torn = SealState(manifest=now.manifest, named=stale.named, pending={})
    assert not torn.whole
    looks = iter([torn, now])
    monkeypatch.setattr(store, "_seal_state", lambda _root: next(looks))
    assert seal_state(root).whole


def test_a_line_that_is_just_being_written_is_not_torn(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = list(read_lines(root / ".archivist" / FILE))
    half = [*lines[:-1], Line(lines[-1].number, lines[-1].raw[:20], None, ended=False)]
    looks = iter([half, lines, half, half])
    place = "archivist.actions.keeping.own_files.read_lines"
    monkeypatch.setattr(place, lambda _path: iter(next(looks)))
    assert journal_chain(root).torn == 0
    assert journal_chain(root) == Chain(
        torn=len(lines), line=len(lines), head=hashlib.sha256(half[-1].raw).hexdigest()
    )
