"""``archivist undo`` as its users meet it: what was taken back, what was left and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.actions.undo import Left, Undone
from archivist.cli.undo_output import show_undone
from archivist.model.operation import Deed, Operation, Result, Step, StepKind, Verb
from tests.cli.inboxes import DAY, SAID, an_archive, dropped, ran

INBOX = "收件箱/06/20250318 授课"
ITEM = "甲工作室/06 培训学习资料/20250318 授课"
LEFT = f"!未撤销{ITEM}/notes.txt其间已被更改".replace(" ", "")
Caught = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return an archive in which two commands have filed: a.jpg, then b.jpg and notes.txt."""
    root = an_archive(tmp_path / "库")
    dropped(root, f"{INBOX}/item.toml", SAID)
    dropped(root, f"{INBOX}/a.jpg", colour="red")
    assert ran(root, "file", *DAY) == 0
    dropped(root, f"{INBOX}/b.jpg", colour="blue")
    dropped(root, f"{INBOX}/notes.txt", "notes")
    assert ran(root, "file", *DAY) == 0
    return root


def told(capsys: Caught) -> str:
    """Return what was written, however the lines were broken."""
    return " ".join(capsys.readouterr().out.split())


def unspaced(capsys: Caught) -> str:
    """Return what was written without spaces: long names are broken anywhere."""
    return told(capsys).replace(" ", "")


def test_what_was_taken_back_and_what_was_left_are_two_sentences(
    root: Path, capsys: Caught
) -> None:
    (root / ITEM / "notes.txt").write_text("edited", encoding="utf-8")
    capsys.readouterr()
    assert ran(root, "undo") == 1
    said = told(capsys)
    assert "√ taken back" in said
    assert f"! left {ITEM}/notes.txt it was changed in the meantime" in said
    assert "1 file taken back. 1 file was not taken back and is as it was" in said
    assert "run “archivist undo” again." in said
    assert (root / ITEM / "notes.txt").read_text(encoding="utf-8") == "edited"


def test_what_was_left_is_said_in_chinese(root: Path, capsys: Caught) -> None:
    for name in ("notes.txt", "C1-20250318-02.jpg"):
        (root / ITEM / name).write_text("edited", encoding="utf-8")
    capsys.readouterr()
    assert ran(root, "undo", lang="zh_CN") == 1
    said = unspaced(capsys)
    assert "已撤销" not in said
    assert LEFT in said
    assert "没有撤销任何文件。2个文件没有撤销，保持现状；原因见上。" in said
    assert "要撤销更早的操作，再运行一次“archivistundo”。" in said
    assert ran(root, "log", "--limit", "2", lang="zh_CN") == 0
    said = unspaced(capsys)
    assert LEFT in said
    assert "（有未撤销的）" in said


def test_a_second_undo_gets_to_what_was_done_before(root: Path, capsys: Caught) -> None:
    for name in ("notes.txt", "C1-20250318-02.jpg"):
        (root / ITEM / name).write_text("edited", encoding="utf-8")
    assert ran(root, "undo") == 1
    capsys.readouterr()
    assert ran(root, "undo") == 0
    said = told(capsys)
    assert "1 command was passed over" in said
    assert "2 files taken back." in said
    assert "not taken back" not in said
    assert (root / INBOX / "a.jpg").is_file()
    assert ran(root, "undo") == 1
    said = told(capsys)
    assert "1 command was passed over" in said
    assert "There is nothing to take back." in said


def test_two_commands_are_taken_back_at_once(root: Path, capsys: Caught) -> None:
    capsys.readouterr()
    assert ran(root, "undo", "2") == 0
    assert "4 files taken back." in told(capsys)
    assert sorted(path.name for path in (root / INBOX).iterdir()) == [
        *("a.jpg", "b.jpg", "item.toml", "notes.txt")
    ]


def test_what_was_changed_is_named_among_what_belongs_to_it(root: Path, capsys: Caught) -> None:
    dropped(root, f"{INBOX}/c.jpg", colour="pink")
    assert ran(root, "describe", f"{INBOX}/c.jpg", "--place", "304") == 0
    assert ran(root, "file", *DAY) == 0
    sidecar = f"{ITEM}/C1-20250318-03.jpg.xmp"
    (root / sidecar).write_bytes(b"edited")
    capsys.readouterr()
    assert ran(root, "undo") == 1
    said = unspaced(capsys)
    assert (
        f"!left{ITEM}/C1-20250318-03.jpgit was changed in the meantime: {sidecar}".replace(" ", "")
        in said
    )
    assert "2fileswerenottakenbackandareastheywere" in said


def a_deed(result: Result, reason: str, *paths: str, undoes: int = 1) -> Deed:
    steps = (Step(kind=StepKind.MOVE, path=f"收件箱/{p}", source=f"甲/{p}") for p in paths)
    return Deed(
        number=undoes + 10,
        batch=undoes + 10,
        at="2025-01-01T10:00:00+08:00",
        by="李明@pc",
        operation=Operation(verb=Verb.UNDO, steps=tuple(steps)),
        undoes=undoes,
        result=result,
        reason=reason,
    )


def undone(*left: Left, done: int = 0, earlier: int = 0) -> Undone:
    taken = tuple(a_deed(Result.DONE, "", f"{i}.jpg", undoes=100 + i) for i in range(done))
    deeds = (*taken, *(each.deed for each in left))
    return Undone(deeds=deeds, left=left, earlier=earlier)


def test_what_the_system_refused_is_tried_again_and_so_is_told(capsys: Caught) -> None:
    refused = Left(deed=a_deed(Result.BACK, "it is open", "x.jpg", "x.jpg.xmp"), changed=())
    show_undone(undone(refused, done=1, earlier=3))
    said = told(capsys)
    assert "甲/x.jpg.xmp it is open 1 file taken back." in said
    assert "“archivist undo” tries it again; “archivist undo 2” also takes back" in said


def test_nothing_is_said_of_earlier_commands_when_there_are_none(capsys: Caught) -> None:
    show_undone(undone(Left(deed=a_deed(Result.BACK, "why", "x.jpg"), changed=("甲/x.jpg",))))
    assert "archivist undo" not in told(capsys)


def test_what_is_half_taken_back_is_told_apart(capsys: Caught) -> None:
    stuck = a_deed(Result.STUCK, "why; 甲/x.jpg: why", "x.jpg", "x.jpg.xmp")
    show_undone(undone(Left(deed=stuck, changed=("甲/x.jpg",)), earlier=1))
    said = told(capsys)
    assert "× stuck" in said
    assert "2 files are half taken back" in said
    assert "not taken back" not in said


def test_few_of_many_changed_files_are_named(capsys: Caught) -> None:
    names = [f"{i}.jpg" for i in range(5)]
    changed = tuple(f"甲/{name}" for name in names)
    show_undone(undone(Left(deed=a_deed(Result.BACK, "it was changed", *names), changed=changed)))
    assert "it was changed: 甲/0.jpg, 甲/1.jpg, 甲/2.jpg and 2 more" in told(capsys)
