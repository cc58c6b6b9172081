"""Judgements on disk: only ever added to, readable after any crash, told when tampered with."""

from __future__ import annotations

import errno
import json
import os
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import BusyError, NotReadableError, NotWritableError
from archivist.store import judgements as module
from archivist.store.judgements import (
    JUDGEMENTS,
    add_judgements,
    look_up_judgements,
    read_judgements,
)
from archivist.store.lock import this_process, writer_lock
from tests.guard import guarded
from tests.judging import a_judgement
from tests.store.interrupting import Fuse, KilledError, burning

NOW = datetime(2025, 4, 3, 10, 15, tzinfo=timezone(timedelta(hours=8)))
AT = "2025-04-03T10:15:00+08:00"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".archivist").mkdir()
    return tmp_path


def file_of(root: Path) -> Path:
    return root / ".archivist" / JUDGEMENTS


def add(root: Path, **changes: Any) -> None:  # noqa: ANN401
    add_judgements(root, NOW, [a_judgement(number=0, at="", **changes)])


def test_what_is_added_is_read_again_numbered_and_dated(root: Path) -> None:
    made = add_judgements(root, NOW, [a_judgement(at=""), a_judgement(number=7, note="")])
    assert [(each.number, each.at) for each in made] == [(1, AT), (2, AT)]
    assert read_judgements(root) == made == (a_judgement(), a_judgement(number=2, note=""))
    found = look_up_judgements(root)
    assert (found.broken, found.altered) == ((), ())


def test_what_was_withdrawn_is_kept_as_that(root: Path) -> None:
    add(root)
    add(root, withdrawn=True, note="看错了")
    assert [each.withdrawn for each in read_judgements(root)] == [False, True]
    first, second = map(json.loads, file_of(root).read_text(encoding="utf-8").splitlines())
    assert "withdrawn" not in first
    assert second["withdrawn"] is True
    spoilt = file_of(root).read_text(encoding="utf-8").replace("true", '"yes"')
    file_of(root).write_text(spoilt, encoding="utf-8")
    assert look_up_judgements(root).broken == (2,)


def test_none_are_read_where_none_were_made(root: Path) -> None:
    assert read_judgements(root) == ()
    assert add_judgements(root, NOW, []) == ()
    assert not file_of(root).exists()


def test_the_file_is_text_that_outlives_the_program(root: Path) -> None:
    add(root)
    text = file_of(root).read_text(encoding="utf-8")
    assert "账上少一台流速仪" in text
    value = json.loads(text)
    assert value["n"] == 1
    assert {key: value[key] for key in ("by", "at", "rubric", "criterion", "studio", "period")} == {
        "by": "王工", "at": AT, "rubric": "small", "criterion": "A1", "studio": "甲工作室",
        "period": "2025-Q1",
    }  # fmt: skip
    assert value["deduct"] == "2"


def test_what_was_written_is_never_written_again(root: Path) -> None:
    (root / "甲工作室").mkdir()
    (root / "甲工作室" / "a.txt").write_bytes(b"a record")
    add(root)
    before = file_of(root).read_bytes()
    with guarded(root):
        add(root, deduct=Decimal(0))
    assert file_of(root).read_bytes().startswith(before)


texts = st.text(st.characters(codec="utf-8"), max_size=20)
words = texts.filter(lambda text: bool(text.strip()))


@settings(max_examples=40)
@given(words, words, texts, st.decimals(0, 999, places=4))
def test_any_words_survive(
    tmp_path_factory: pytest.TempPathFactory, studio: str, by: str, note: str, deduct: Decimal
) -> None:
    root = tmp_path_factory.mktemp("库")
    (root / ".archivist").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        made = add_judgements(
            root, NOW, [a_judgement(studio=studio, by=by, note=note, deduct=deduct)]
        )
    assert read_judgements(root) == made
    assert (made[0].studio, made[0].by, made[0].note, made[0].deduct) == (studio, by, note, deduct)


@pytest.mark.parametrize("cut", range(1, 400, 7))
def test_a_line_that_was_broken_off_is_told_and_the_next_is_whole(root: Path, cut: int) -> None:
    add(root)
    whole = file_of(root).read_bytes()
    add(root, note="第二条")
    written = file_of(root).read_bytes()
    torn = written[: len(whole) + cut]
    if torn.rstrip(b"\n") == written.rstrip(b"\n"):
        return
    file_of(root).write_bytes(torn)
    assert [each.number for each in read_judgements(root)] == [1]
    add(root, note="第三条")
    found = look_up_judgements(root)
    assert [(each.number, each.note) for each in found.judgements][1:] == [(3, "第三条")]
    assert (found.broken, found.altered) == ((2,), ())
    assert file_of(root).read_bytes().startswith(torn)


def test_a_run_killed_at_any_call_leaves_a_readable_file(root: Path) -> None:
    add(root)
    at = 0
    while True:
        at += 1
        fuse = Fuse(at, KilledError(), after=bool(at % 2))
        try:
            with burning(fuse):
                add(root)
        except KilledError:
            found = look_up_judgements(root)
            assert found.altered == ()
            assert found.judgements[0] == a_judgement()
            continue
        break
    assert at > 2
    assert len(read_judgements(root)) >= 2


HOSTILE: list[object] = [
    None, 1, [], "x", {}, {"n": 1}, {"n": 10**30}, {"deduct": "1e99"}, {"deduct": "NaN"},
    {"deduct": "-1"}, {"deduct": 1.5}, {"deduct": True}, {"period": 3}, {"period": "2025-Q9"},
    {"by": ""}, {"by": None}, {"studio": " "}, {"rubric": ["x"]}, {"n": True}, {"n": -1},
]  # fmt: skip


@pytest.mark.parametrize("bad", HOSTILE, ids=repr)
def test_a_foreign_line_is_passed_over_and_told(root: Path, bad: object) -> None:
    add(root)
    good = json.loads(file_of(root).read_bytes()) | {"n": 2}
    value = {**good, **bad} if isinstance(bad, dict) and bad else bad
    with file_of(root).open("ab") as file:
        file.write(json.dumps(value).encode() + b"\n")
    assert look_up_judgements(root).broken == (2,)
    add(root)
    numbers = [each.number for each in read_judgements(root)]
    assert numbers[0] == 1
    assert len(numbers) == len(set(numbers)) == 2


@pytest.mark.parametrize(
    "junk", [b"\xff\xfe\n", b"[" * 100_000 + b"\n", b"\0" * 50, b"\n\n", b'{"n":']
)
def test_bytes_that_are_no_line_end_nothing(root: Path, junk: bytes) -> None:
    add(root)
    with file_of(root).open("ab") as file:
        file.write(junk)
    add(root)
    found = look_up_judgements(root)
    assert len(found.judgements) == 2
    assert found.broken


def test_whole_points_written_by_hand_count(root: Path) -> None:
    add(root)
    value = json.loads(file_of(root).read_bytes()) | {"deduct": 3, "note": 5}
    file_of(root).write_text(json.dumps(value), encoding="utf-8")
    (made,) = read_judgements(root)
    assert made.deduct == 3
    assert made.note == ""


def test_a_decision_that_was_changed_afterwards_shows(root: Path) -> None:
    for _number in range(3):
        add(root)
    lines = file_of(root).read_bytes().splitlines(keepends=True)
    file_of(root).write_bytes(lines[0].replace(b'"2"', b'"0"') + b"".join(lines[1:]))
    found = look_up_judgements(root)
    assert [each.deduct for each in found.judgements] == [0, 2, 2]
    assert found.altered == (1,)
    file_of(root).write_bytes(lines[0] + lines[2])
    assert look_up_judgements(root).altered == (2,)


def test_a_line_that_stands_twice_counts_once(root: Path) -> None:
    add(root)
    file_of(root).write_bytes(file_of(root).read_bytes() * 2)
    found = look_up_judgements(root)
    assert (len(found.judgements), found.broken, found.altered) == (1, (2,), (2,))


def test_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_bytes(b"")
    try:
        file_of(root).symlink_to(other)
    except OSError:  # pragma: no cover - Windows without the right to make links
        pytest.skip("no links here")
    for act in (read_judgements, add):
        with pytest.raises(NotReadableError):
            act(root)
    assert other.read_bytes() == b""


def test_a_file_that_is_far_too_large_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(root)
    monkeypatch.setattr(module, "_MOST", 10)
    with pytest.raises(NotReadableError, match="too large"):
        read_judgements(root)


def test_a_full_drive_leaves_the_file_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    add(root)
    before = file_of(root).read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritableError, match="drive is full"):
        add(root)
    assert file_of(root).read_bytes() == before


def test_two_do_not_write_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    held = writer_lock(root / ".archivist", this_process("file", NOW))
    with held, pytest.raises(BusyError):
        add(root)


def test_a_share_that_dropped_out_gets_no_new_file(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError):
        add(tmp_path / "gone")
