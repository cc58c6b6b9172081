"""What is not as an operation expects it is named, and what cannot be read is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.actions.obstacles import obstacles
from archivist.model.operation import Operation, Step, StepKind, Verb
from tests.store.archive_of_files import PHOTO, make_archive, move, sha

INBOX = "收件箱/a.jpg"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "库")


def found(root: Path, *steps: Step) -> tuple[str, ...]:
    return obstacles(root, Operation(verb=Verb.UNDO, steps=steps))


def step(kind: StepKind, content: bytes = b"", before: bytes | None = None) -> Step:
    old = "" if before is None else sha(before)
    return Step(kind=kind, path=INBOX, sha256=sha(content), before=old)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([move(INBOX, "甲/x", PHOTO)], ()),
        ([move(INBOX, "甲/x", b"other")], (INBOX,)),
        ([move("甲/gone", "甲/x", PHOTO)], ("甲/gone",)),
        ([move(INBOX, "收件箱/空.txt", PHOTO)], ("收件箱/空.txt",)),
        ([move(INBOX, "甲/x", PHOTO), move("甲/x", INBOX, PHOTO)], ()),
        ([step(StepKind.ASIDE, PHOTO)], ()),
        ([step(StepKind.ASIDE, b"other")], (INBOX,)),
        ([step(StepKind.PUT, b"new", PHOTO)], ()),
        ([step(StepKind.PUT, b"new")], (INBOX,)),
        ([Step(kind=StepKind.LEAVE, path="nowhere")], ()),
        ([move("../x", "甲/x", PHOTO)], ("../x",)),
        ([move("甲", "甲/x", PHOTO)], ("甲",)),
        ([move("\x00", "甲/x", PHOTO)], ("\x00",)),
    ],
    ids=[
        "as it was",
        "changed",
        "gone",
        "the place is taken",
        "moved before",
        "to be put aside",
        "to be put aside, changed",
        "to be written over",
        "to be written, but taken",
        "a folder",
        "out of the archive",
        "no file",
        "no name",
    ],
)
def test_what_is_in_the_way(root: Path, steps: list[Step], expected: tuple[str, ...]) -> None:
    assert found(root, *steps) == expected


def test_what_the_system_keeps_closed_may_be_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> str:
        raise PermissionError(13, "open elsewhere")

    monkeypatch.setattr("archivist.actions.obstacles.digest_of", refuse)
    assert found(root, move(INBOX, "甲/x", b"other")) == ()
