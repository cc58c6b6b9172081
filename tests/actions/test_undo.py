"""Taking back: what was done and is as it was; what somebody changed since stays."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from archivist.actions.undo import Undone, log, undo
from archivist.model.operation import Operation, Result, Step, StepKind, Verb
from archivist.store.journal import FILE, read_deeds
from archivist.store.operations import Writing, writing
from tests.store.archive_of_files import (
    FOREIGN,
    ITEM,
    NEW,
    NOW,
    OLD,
    PHOTO,
    SIDECAR,
    files,
    filing,
    importing,
    make_archive,
    move,
    sha,
)

FILED = f"{ITEM}/C1-20250304-01.jpg"
COPIED = "甲/06 培训/b.jpg"
DESCRIBED = "甲/06 培训/item.toml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "库")


def do(root: Path, *operations: Operation) -> None:
    with writing(root, Verb.FILE, NOW) as session:
        session.keep(NEW)
        session.keep(SIDECAR)
        assert all(deed.result is Result.DONE for deed in session.carry_out(operations))


def results(undone: Undone) -> list[Result | None]:
    return [deed.result for deed in undone.deeds]


def test_everything_is_as_it_was(root: Path) -> None:
    before = files(root)
    do(root, filing(), importing(root))
    assert undo(root, 1, NOW).complete
    assert files(root) == before
    assert not (root / ITEM).exists()
    assert (root / ".archivist/kept" / sha(FOREIGN)).read_bytes() == FOREIGN
    assert (root.parent / "stick.jpg").read_bytes() == FOREIGN


def test_the_last_commands_are_taken_back_the_last_one_first(root: Path) -> None:
    before = files(root)
    do(root, filing())
    do(root, Operation(verb=Verb.FILE, steps=(move(FILED, "甲/x.jpg", PHOTO),)))
    assert results(undo(root, 5, NOW)) == [Result.DONE] * 2
    assert files(root) == before


def test_one_after_the_other_and_then_nothing(root: Path) -> None:
    do(root, filing())
    do(root, importing(root))
    assert undo(root, 1, NOW).complete
    assert files(root)[FILED] == PHOTO
    assert undo(root, 1, NOW).complete
    assert FILED not in files(root)
    last = undo(root, 1, NOW)
    assert last.deeds == ()
    assert not last.complete


@pytest.mark.parametrize("path", [FILED, DESCRIBED, COPIED, f"{COPIED}.xmp"])
@pytest.mark.parametrize("how", ["edited", "moved", "removed"])
def test_what_somebody_changed_stays_and_so_does_what_belongs_to_it(
    how: str, path: str, root: Path
) -> None:
    do(root, filing(), importing(root))
    place = root / path
    if how == "edited":
        place.write_bytes(b"edited")
    elif how == "moved":
        place.rename(root / "elsewhere")
    else:
        place.unlink()
    before = files(root)
    undone = undo(root, 1, NOW)
    assert sorted(str(r) for r in results(undone)) == ["back", "done"]
    assert not undone.complete
    # All of the operation it belongs to stays.
    stays = {p for p in before if p.startswith(ITEM)} if path == FILED else {COPIED, DESCRIBED}
    assert {p: files(root).get(p) for p in stays} == {p: before.get(p) for p in stays}
    assert files(root).get(path) == before.get(path)


def test_what_could_not_be_taken_back_is_offered_again(root: Path) -> None:
    do(root, filing(), importing(root))
    (root / FILED).write_bytes(b"edited")
    assert not undo(root, 1, NOW).complete
    (root / FILED).write_bytes(PHOTO)
    assert undo(root, 1, NOW).complete
    assert files(root)["收件箱/a.jpg"] == PHOTO


def test_what_is_left_and_still_changed_does_not_bar_the_way(root: Path) -> None:
    before = files(root)
    do(root, filing())
    do(root, importing(root))
    (root / COPIED).write_bytes(b"edited")
    first = undo(root, 1, NOW)
    assert (first.complete, first.passed, first.earlier) == (False, 0, 1)
    assert {path for left in first.left for path in left.changed} == {COPIED}
    second = undo(root, 1, NOW)
    assert (second.complete, second.passed, second.earlier) == (True, 1, 0)
    assert files(root)["收件箱/a.jpg"] == before["收件箱/a.jpg"]
    third = undo(root, 9, NOW)
    assert (third.deeds, third.complete, third.passed) == ((), False, 1)
    assert files(root)[COPIED] == b"edited"


def test_only_what_was_tried_before_is_passed_over(root: Path) -> None:
    do(root, filing())
    do(root, importing(root))
    (root / COPIED).write_bytes(b"edited")
    both = undo(root, 2, NOW)
    assert sorted(str(r) for r in results(both)) == ["back", "done"]
    assert (both.passed, both.earlier) == (0, 0)
    assert "收件箱/a.jpg" in files(root)


def test_two_commands_of_which_one_follows_the_other_go_back_together(root: Path) -> None:
    do(root, filing())
    (root / FILED).rename(root / "elsewhere")
    assert results(undo(root, 1, NOW)) == [Result.BACK]
    (root / "elsewhere").rename(root / FILED)
    do(root, Operation(verb=Verb.FILE, steps=(move(FILED, "甲/x.jpg", PHOTO),)))
    both = undo(root, 2, NOW)
    assert (both.complete, both.passed) == (True, 0)
    assert files(root)["收件箱/a.jpg"] == PHOTO


def test_what_the_system_refuses_is_tried_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(root, importing(root))
    do(root, filing())
    refused = PermissionError(13, "refused")

    def refuse(*_args: object) -> None:
        raise refused

    with monkeypatch.context() as patch:
        patch.setattr("archivist.store.moving.move_checked", refuse)
        for _again in range(2):
            undone = undo(root, 1, NOW)
            assert results(undone) == [Result.BACK]
            assert [left.changed for left in undone.left] == [()]
            assert (undone.passed, undone.earlier) == (0, 1)
    assert undo(root, 1, NOW).complete
    assert "收件箱/a.jpg" in files(root)


def test_a_folder_of_the_inbox_that_was_tidied_away_is_made_again(root: Path) -> None:
    (root / "收件箱/一/二").mkdir(parents=True)
    (root / "收件箱/一/二/c.txt").write_bytes(b"c")
    do(root, Operation(verb=Verb.FILE, steps=(move("收件箱/一/二/c.txt", "甲/c.txt", b"c"),)))
    shutil.rmtree(root / "收件箱/一")
    assert undo(root, 1, NOW).complete
    assert files(root)["收件箱/一/二/c.txt"] == b"c"
    assert undo(root, 1, NOW).deeds == ()


def test_a_place_in_the_inbox_that_was_taken_keeps_its_file(root: Path) -> None:
    do(root, filing())
    (root / "收件箱/a.jpg").write_bytes(b"another")
    before = files(root)
    assert results(undo(root, 1, NOW)) == [Result.BACK]
    assert files(root) == before


def test_a_folder_that_got_other_files_stays(root: Path) -> None:
    do(root, filing())
    (root / ITEM / "mine.txt").write_bytes(b"mine")
    assert undo(root, 1, NOW).complete
    assert [p for p in files(root) if p.startswith(ITEM)] == [f"{ITEM}/mine.txt"]


def test_a_taking_back_that_was_cut_off_goes_on(root: Path) -> None:
    before = files(root)
    parts = [Operation(verb=Verb.FILE, steps=(step,)) for step in filing().steps]
    do(root, *parts)
    session = Writing(root, NOW)
    list(session.carry_out([parts[-1].inverse], undoes=read_deeds(root)[0].batch))
    assert undo(root, 1, NOW).complete
    assert files(root) == before


def test_a_description_that_was_removed_by_hand_is_not_brought_back(root: Path) -> None:
    do(root, importing(root))
    (root / DESCRIBED).unlink()
    assert results(undo(root, 1, NOW)) == [Result.BACK]
    assert DESCRIBED not in files(root)
    assert OLD not in files(root).values()


def test_a_path_out_of_the_tree_is_not_taken_back(root: Path) -> None:
    with writing(root, Verb.FILE, NOW) as session:
        step = Step(kind=StepKind.MOVE, path="甲/x", source="../x", sha256=sha(b"x"))
        deeds = session._journal.begin([Operation(verb=Verb.FILE, steps=(step,))])
        session._journal.end([replace(deeds[0], result=Result.DONE)])
    (root / "甲/x").write_bytes(b"x")
    assert results(undo(root, 1, NOW)) == [Result.BACK]
    assert not (root.parent / "x").exists()


def test_the_log_tells_what_was_done_and_whether_it_is_whole(root: Path) -> None:
    assert log(root).deeds == ()
    do(root, filing())
    undo(root, 1, NOW)
    told = log(root)
    assert [deed.operation.verb for deed in told.deeds] == [Verb.FILE, Verb.UNDO]
    assert told.breaks == ()
    place = root / ".archivist" / FILE
    place.write_bytes(place.read_bytes().replace(b"+00:00", b"+08:00", 1))
    assert [each.line for each in log(root).breaks] == [1]
