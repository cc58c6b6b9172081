"""How things stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from archivist.actions.status import status
from archivist.actions.view import View
from archivist.actions.watch import LOCK
from archivist.model.arrival import ReasonKind
from archivist.model.settings import STATE
from archivist.store.lock import this_process, writer_lock
from tests.actions.inboxes import NOW, PLACE, dropped, filed

Look = Callable[..., View]


def test_what_waits_what_was_done_and_who_watches(archive: Path, look: Look) -> None:
    assert status(look()).watcher is None
    dropped(archive, f"{PLACE}/a.jpg")
    dropped(archive, "收件箱/b.jpg")
    told = status(look())
    assert (told.waiting, told.ready) == (1, 1)
    filed(look())
    with writer_lock(archive / STATE, this_process("watch", NOW), name=LOCK):
        told = status(look())
    assert told.watcher is not None
    assert told.watcher.since == NOW
    assert len(told.last) == 1
    assert told.unfinished == ()
    assert told.ready == 0


def test_a_link_in_the_inbox_is_not_followed_and_not_passed_over(
    archive: Path, look: Look, tmp_path: Path
) -> None:
    (tmp_path / "外面.jpg").write_bytes(b"x")
    (archive / "收件箱" / "链接.jpg").symlink_to(tmp_path / "外面.jpg")
    (told,) = status(look()).outcomes
    assert told.arrival.path == "收件箱/链接.jpg"
    assert [reason.kind for reason in told.reasons] == [ReasonKind.LINK]
    assert told.arrival.record.facts is None
