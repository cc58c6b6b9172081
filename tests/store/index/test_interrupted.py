"""Interrupted, or refused by the file system, at every single call: the index is as before or
after, and the next writer goes on."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from archivist.store.index import writing
from archivist.store.index.keeping import load
from archivist.store.index.rebuilding import rebuild, set_aside
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.index.writing import IndexWriter
from tests.store.index.papers import OWNER, a_document, contents, many_documents, of, path_of
from tests.store.interrupting import Fuse, KilledError, burning

OLD = [a_document("甲", "一", "二"), a_document("乙", "三"), *many_documents(4)]
NEW = [a_document("甲", "四", stamp="2"), a_document("丙", "五", "六")]
CHANGED = of([*OLD, *NEW])
del CHANGED[path_of(a_document("乙"))]


def change(folder: Path) -> None:
    with IndexWriter(folder, OWNER) as writer:
        writer.put(NEW)
        writer.remove([path_of(a_document("乙"))])


def merge(folder: Path) -> None:
    with IndexWriter(folder, OWNER) as writer:
        writer.compact()


def build(folder: Path) -> None:
    rebuild(folder, NEW, OWNER)


def put_aside(folder: Path) -> None:
    set_aside(folder, OWNER)


CASES: dict[str, tuple[Callable[[Path], None], dict[str, object]]] = {
    "changing": (change, dict(CHANGED)),
    "merging": (merge, dict(of(OLD))),
    "building anew": (build, dict(of(NEW))),
    "setting aside": (put_aside, {}),
}
ERRORS = {"killed": KilledError(), "refused": OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything be large enough for the disk's word, and that take no time."""
    monkeypatch.setattr(writing, "SYNCED", 1)
    monkeypatch.setattr(os, "fsync", lambda _handle: None)


def prepared(folder: Path) -> Path:
    for document in OLD:
        with IndexWriter(folder / "index", OWNER) as writer:
            writer.put([document])
    return folder / "index"


def found(folder: Path) -> dict[str, object]:
    try:
        return dict(contents(folder))
    except IndexUnusableError as error:
        if error.reason is Reason.ABSENT:
            return {}
        raise


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("case", CASES)
def test_interrupted_at_any_call_it_is_as_before_or_after(
    case: str, after: bool, error: str, tmp_path: Path
) -> None:
    work, expected = CASES[case]
    for at in count(1):
        folder = prepared(tmp_path / str(at))
        fuse = Fuse(at, ERRORS[error], after=after)
        with burning(fuse), suppress(KilledError, OSError):
            work(folder)
        state = found(folder)
        assert state in (of(OLD), expected)
        if fuse.count < at:
            assert at > 2
            return
        with IndexWriter(folder, OWNER) as writer:
            writer.put([a_document("后", "来")])
        assert found(folder) == state | of([a_document("后", "来")])
        assert len(load(folder).segments) + 1 == len(list(folder.iterdir()))


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_writer_that_was_refused_can_go_on(after: bool, tmp_path: Path) -> None:
    more = a_document("后", "来")
    for at in count(1):
        folder = prepared(tmp_path / str(at))
        fuse = Fuse(at, ERRORS["refused"], after=after)
        with IndexWriter(folder, OWNER) as writer:
            with burning(fuse), suppress(OSError):
                writer.put(NEW)
                writer.remove([path_of(a_document("乙"))])
                writer.commit()
                writer.compact()
            writer.put([more])
        assert found(folder) in ({**of(OLD), **of([more])}, {**CHANGED, **of([more])})
        if fuse.count < at:
            assert at > 10
            return
