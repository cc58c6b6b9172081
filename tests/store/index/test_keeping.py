"""What is no whole index of ours is never opened, and it is known why."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.store.index import committing, keeping, toc
from archivist.store.index.keeping import load, state_file, verify
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.index.writing import SYNCED, IndexWriter
from tests.store.index.papers import OWNER, a_document, contents, many_documents, of

Harm = Callable[[Path], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an index with a segment that the disk confirmed and one that it did not."""
    made = tmp_path / "index"
    with pytest.MonkeyPatch.context() as patch, IndexWriter(made, OWNER) as writer:
        patch.setattr("archivist.store.index.writing.SYNCED", 1)
        writer.put(many_documents(20))
        writer.commit()
        patch.setattr("archivist.store.index.writing.SYNCED", SYNCED)
        writer.put([a_document("小", "一段话")])
    return made


def large(folder: Path) -> Path:
    return max(folder.glob("*.seg"), key=lambda path: path.stat().st_size)


def small(folder: Path) -> Path:
    return min(folder.glob("*.seg"), key=lambda path: path.stat().st_size)


def listed(folder: Path) -> Path:
    return next(folder.glob("*.toc"))


def zero(path: Path, begin: int = 0, end: int | None = None) -> None:
    data = bytearray(path.read_bytes())
    data[begin:end] = bytes(len(data[begin:end]))
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def change(folder: Path, **values: object) -> None:
    state = json.loads(state_file(folder).read_bytes())
    state_file(folder).write_text(json.dumps(state | values), encoding="utf-8")


def relist(folder: Path, data: bytes) -> None:
    """Replace the list of segments, with our state in accord."""
    listed(folder).write_bytes(data)
    change(folder, toc=[len(data), zlib.crc32(data)])


def reason(folder: Path, look: Callable[[Path], object] = load) -> Reason:
    with pytest.raises(IndexUnusableError) as caught:
        look(folder)
    assert caught.value.detail
    return caught.value.reason


def copy_in(folder: Path) -> None:
    """Put an index in place that was made elsewhere."""
    other = folder.parent / "elsewhere" / "index"
    with IndexWriter(other, OWNER) as writer:
        writer.put([a_document("外", "来")])
        writer.commit()
        writer.put([a_document("外", "来", stamp="2")])
    shutil.rmtree(folder)
    shutil.copytree(other, folder)


HARMS: dict[str, tuple[Reason, Harm]] = {
    "no folder": (Reason.ABSENT, shutil.rmtree),
    "an older form": (Reason.OLD, lambda folder: change(folder, form=0)),
    "a newer form": (Reason.OLD, lambda folder: change(folder, form=99)),
    "no state": (Reason.FOREIGN, lambda folder: state_file(folder).unlink()),
    "made elsewhere": (Reason.FOREIGN, copy_in),
    "an empty state": (Reason.DAMAGED, lambda folder: state_file(folder).write_bytes(b"")),
    "a state of zeros": (Reason.DAMAGED, lambda folder: zero(state_file(folder))),
    "half a state": (Reason.DAMAGED, lambda folder: cut(state_file(folder))),
    "a state of something else": (
        Reason.DAMAGED,
        lambda folder: state_file(folder).write_text("[1]", encoding="utf-8"),
    ),
    "a state as deep as can be": (
        Reason.DAMAGED,
        lambda folder: state_file(folder).write_text("[" * 100_000, encoding="utf-8"),
    ),
    "a state of wrong values": (Reason.DAMAGED, lambda folder: change(folder, segments=[1])),
    "no list": (Reason.DAMAGED, lambda folder: listed(folder).unlink()),
    "another list": (Reason.FOREIGN, lambda folder: zero(listed(folder))),
    "half a list": (Reason.FOREIGN, lambda folder: cut(listed(folder))),
    "a list of nothing": (Reason.DAMAGED, lambda folder: relist(folder, toc.dump(2, []))),
    "a list of another generation": (
        Reason.DAMAGED,
        lambda folder: relist(folder, toc.dump(7, load(folder).segments)),
    ),
    "a list that is none": (Reason.DAMAGED, lambda folder: relist(folder, b"abc")),
    "a segment is missing": (Reason.DAMAGED, lambda folder: large(folder).unlink()),
    "a small segment is missing": (Reason.DAMAGED, lambda folder: small(folder).unlink()),
    "a truncated segment": (Reason.DAMAGED, lambda folder: cut(large(folder))),
    "a segment of zeros": (Reason.DAMAGED, lambda folder: zero(large(folder))),
    "a small segment with a hole": (Reason.DAMAGED, lambda folder: zero(small(folder), 99, 120)),
}


@pytest.mark.parametrize("harm", HARMS)
def test_an_index_that_is_not_whole_is_not_opened(harm: str, folder: Path) -> None:
    expected, do = HARMS[harm]
    do(folder)
    assert reason(folder) is expected
    if expected is not Reason.ABSENT:
        with pytest.raises(IndexUnusableError), IndexWriter(folder, OWNER):
            pytest.fail("written to")


@pytest.mark.parametrize("harm", HARMS)
def test_whatever_it_was_it_can_be_built_anew(harm: str, folder: Path) -> None:
    HARMS[harm][1](folder)
    with IndexWriter(folder, OWNER, anew=True) as writer:
        writer.put([a_document("新", "的")])
    assert contents(folder) == of([a_document("新", "的")])
    assert len(list(folder.iterdir())) == 2


def test_a_hole_in_a_large_segment_shows_when_every_byte_is_checked(folder: Path) -> None:
    verify(folder)
    zero(large(folder), 200, 300)
    load(folder)
    assert reason(folder, verify) is Reason.DAMAGED


def test_the_folder_of_an_index_that_was_never_made_is_absent(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    assert reason(tmp_path / "index") is Reason.ABSENT


def test_a_reader_that_is_overtaken_by_a_commit_looks_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = toc.load
    overtaken: list[bool] = []

    def slow(data: bytes) -> object:
        if not overtaken:
            overtaken.append(True)
            with IndexWriter(folder, OWNER) as writer:
                writer.compact()
            # What was read a moment ago lists segments that are swept.
        return real(data)

    monkeypatch.setattr(toc, "load", slow)
    assert load(folder).generation == 3


def test_an_index_that_changes_without_end_is_given_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = iter(range(1000))
    monkeypatch.setattr(keeping, "_state", lambda _folder: str(next(states)).encode())

    def gone(_folder: Path, _state: bytes) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(keeping, "_checked", gone)
    assert reason(folder) is Reason.DAMAGED


@pytest.mark.parametrize("times", [1, 1000], ids=["for a moment", "for ever"])
def test_a_state_that_a_reader_has_open_is_replaced_a_moment_later(
    times: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, left = Path.replace, [times]

    def refused(path: Path, target: Path) -> Path:
        if target == state_file(folder) and left[0]:
            left[0] -= 1
            raise PermissionError
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refused)
    monkeypatch.setattr(committing, "_PAUSE", 0)
    before = contents(folder)
    if times == 1:
        with IndexWriter(folder, OWNER) as writer:
            writer.put([a_document("新")])
        assert contents(folder) == before | of([a_document("新")])
    else:
        with pytest.raises(PermissionError), IndexWriter(folder, OWNER) as writer:
            writer.put([a_document("新")])
        assert contents(folder) == before


def test_files_that_somebody_has_open_are_swept_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".seg":
            raise PermissionError
        real(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch, IndexWriter(folder, OWNER) as writer:
        patch.setattr(Path, "unlink", refused)
        writer.compact()
    assert len(list(folder.glob("*.seg"))) == 3
    with IndexWriter(folder, OWNER):
        pass
    assert len(list(folder.glob("*.seg"))) == 1
