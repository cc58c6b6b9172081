"""Building anew replaces all at once, and what is set aside is never opened again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.errors import BusyError
from archivist.model.document import Document
from archivist.store.index.keeping import load, state_file
from archivist.store.index.rebuilding import rebuild, set_aside
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.index.writing import IndexWriter
from tests.store.index.papers import OWNER, a_document, contents, many_documents, of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "index"
    with IndexWriter(made, OWNER) as writer:
        writer.put([a_document("旧", "的")])
    return made


def test_a_rebuilt_index_holds_what_it_was_given_and_no_more(folder: Path) -> None:
    before = load(folder)
    steps: list[int] = []
    documents = list(many_documents(7))
    kept = rebuild(folder, documents, OWNER, step=steps.append)
    assert contents(folder) == of(documents)
    assert kept == load(folder)
    assert (kept.id, kept.generation) != (before.id, before.generation)
    assert kept.generation > before.generation
    assert steps == [1, 2, 3, 4, 5, 6, 7]
    assert len(list(folder.iterdir())) == 2


def test_an_absent_index_is_built(tmp_path: Path) -> None:
    rebuild(tmp_path / "state" / "index", [a_document("新")], OWNER)
    assert contents(tmp_path / "state" / "index") == of([a_document("新")])


def test_an_index_of_nothing_can_be_built(folder: Path) -> None:
    assert rebuild(folder, [], OWNER).parts == 0
    assert contents(folder) == {}


def test_until_it_is_built_the_old_one_is_there(folder: Path) -> None:
    def slowly() -> Iterator[Document]:
        for document in many_documents(3):
            assert contents(folder) == of([a_document("旧", "的")])
            with pytest.raises(BusyError), IndexWriter(folder, OWNER):
                pytest.fail("two writers")
            yield document

    rebuild(folder, slowly(), OWNER)
    assert contents(folder) == of(many_documents(3))


def test_an_interrupted_building_leaves_the_old_one_and_nothing_else(folder: Path) -> None:
    def interrupted() -> Iterator[Document]:
        yield a_document("新")
        raise KeyboardInterrupt

    before = sorted(folder.iterdir())
    with pytest.raises(KeyboardInterrupt):
        rebuild(folder, interrupted(), OWNER)
    assert contents(folder) == of([a_document("旧", "的")])
    left = [path for path in folder.iterdir() if path not in before]
    with IndexWriter(folder, OWNER):
        pass
    assert sorted(folder.iterdir()) == before, left


def test_what_is_set_aside_is_absent_and_kept_once(folder: Path) -> None:
    bad = folder.with_name("index.bad")
    for _again in range(2):
        assert set_aside(folder, OWNER)
        with pytest.raises(IndexUnusableError) as caught:
            load(folder)
        assert caught.value.reason is Reason.ABSENT
        assert sorted(bad.glob("*.seg"))
        assert not state_file(folder).exists()
        with IndexWriter(folder, OWNER) as writer:
            writer.put([a_document("新")])
    assert contents(folder) == of([a_document("新")])


def test_what_is_not_there_need_not_be_set_aside(tmp_path: Path) -> None:
    assert set_aside(tmp_path / "index", OWNER)
    assert not (tmp_path / "index.bad").exists()


def test_what_somebody_has_open_stays_and_is_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path, _target: Path) -> Path:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refused)
        assert not set_aside(folder, OWNER)
    rebuild(folder, [a_document("新")], OWNER)
    assert contents(folder) == of([a_document("新")])


def test_an_index_that_is_written_to_is_not_set_aside(folder: Path) -> None:
    with IndexWriter(folder, OWNER), pytest.raises(BusyError):
        set_aside(folder, OWNER)
