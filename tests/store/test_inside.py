"""Paths that lead elsewhere, and what is no ordinary file: never followed, never acted on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archivist.model.operation import Step, StepKind
from archivist.store import durable
from archivist.store import inside as inside_module
from archivist.store.inside import inside
from archivist.store.moving import Mover
from tests.store.archive_of_files import (
    ASIDE,
    COPY,
    FOLDER,
    LEAVE,
    MOVE,
    PHOTO,
    PLACE,
    TARGET,
    move,
    posix,
    sha,
)


@posix
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_a_source_that_became_something_else_is_refused(
    kind: str, mover: Mover, root: Path
) -> None:
    source = root / "收件箱/a.jpg"
    source.rename(root / "photo.jpg")
    if kind == "link":
        source.symlink_to(root / "photo.jpg")
    else:
        os.mkfifo(source)
    for step in (
        move("收件箱/a.jpg", TARGET, PHOTO),
        Step(kind=COPY, path=TARGET, source=str(source), sha256=sha(PHOTO)),
        Step(kind=ASIDE, path="收件箱/a.jpg", sha256=sha(PHOTO)),
    ):
        with pytest.raises(OSError, match="ordinary"):
            mover.do(step)
    assert not (root / TARGET).exists()
    assert (root / "photo.jpg").read_bytes() == PHOTO


@posix
def test_what_becomes_a_pipe_before_it_is_opened_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "a")
    monkeypatch.setattr(durable, "regular", lambda path: path.lstat())
    with pytest.raises(OSError, match="ordinary"):
        durable.open_plain(tmp_path / "a")


@posix
def test_a_folder_that_became_a_link_is_not_followed(mover: Mover, root: Path) -> None:
    (root / PLACE).rename(root.parent / "elsewhere")
    (root / PLACE).symlink_to(root.parent / "elsewhere")
    step = move("收件箱/a.jpg", TARGET, PHOTO)
    assert mover.done([step]) == [False]
    with pytest.raises(OSError, match=f"the folder {(root / PLACE).name} is a link"):
        mover.do(step)
    assert not (root.parent / "elsewhere/x.jpg").exists()


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "../x",
        "甲/../../x",
        "/etc/x",
        "//nas/x",
        "a\0b",
        ".archivist/journal.jsonl",
        ".Archivist/x",
        ".archivist. /x",
        "\ud800",
    ],
)
@pytest.mark.parametrize("kind", StepKind)
def test_a_path_that_leads_out_is_never_acted_on(
    kind: StepKind, path: str, mover: Mover, root: Path
) -> None:
    if path == "\ud800" and os.name == "nt":
        pytest.skip("a name like any other there")
    before = {p: p.read_bytes() for p in root.parent.rglob("*") if p.is_file()}
    steps = [
        Step(kind=kind, path=path, source="收件箱/a.jpg", sha256=sha(PHOTO)),
        Step(kind=MOVE, path=TARGET, source=path, sha256=sha(PHOTO)),
        Step(kind=kind, path=TARGET, source="收件箱/a.jpg", sha256="../" * 21 + "x"),
    ]
    for step in steps[: 2 if kind in {FOLDER, LEAVE} else 3]:
        if step.kind is LEAVE and path == "\ud800":
            continue
        with pytest.raises(OSError, match=r"."):
            mover.do(step)
    mover.done(steps)
    assert {p: p.read_bytes() for p in root.parent.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("path", ["a\\..\\..\\b", "D:b", "甲/x:stream"])
def test_on_windows_more_signs_lead_out(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside_module, "_OUTWARD", "\\:\0")
    with pytest.raises(OSError, match="out of the archive"):
        inside(Path("root"), path)
