"""The journal: chained, readable after any crash, and never trusted more than it deserves."""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.model.operation import Operation, Result, Step, StepKind, Verb
from archivist.store import journal as module
from archivist.store import journal_lines, journal_tail
from archivist.store.journal import FILE, Journal, actor, breaks, read_deeds, read_lines
from archivist.store.journal_lines import digest
from tests.store.archive_of_files import NOW, filing

HOSTILE: list[Any] = [
    None, 1, "x", [], {}, True, -1, 1.5, 10**30, float("inf"), "\ud800", ["x"], {"n": 1},
]  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".archivist").mkdir()
    return tmp_path


def journal_of(root: Path) -> Path:
    return root / ".archivist" / FILE


def write(root: Path, operation: Operation | None = None, *, end: bool = True) -> int:
    journal = Journal(root, NOW)
    deeds = journal.begin([operation or filing()])
    if end:
        journal.end([replace(deed, result=Result.DONE) for deed in deeds])
    return deeds[0].number


def broken(root: Path) -> list[int]:
    return [each.line for each in breaks(read_lines(journal_of(root)))]


def add(root: Path, *values: Any) -> None:  # noqa: ANN401
    """Append lines that are chained as they should be, whatever they say."""
    with journal_of(root).open("ab") as file:
        for value in values:
            last = [line.raw for line in read_lines(journal_of(root))]
            prev = digest(last[-1]) if last else "0" * 64
            text = json.dumps({"n": len(last) + 1, "prev": prev} | value)
            file.write(text.encode("ascii") + b"\n")
            file.flush()


def test_what_is_written_is_read_again(root: Path) -> None:
    write(root)
    (deed,) = read_deeds(root)
    assert deed.operation == filing()
    assert (deed.number, deed.batch, deed.result) == (1, 1, Result.DONE)
    assert (deed.at, deed.by) == ("2025-03-04T05:06:00+00:00", actor())
    assert broken(root) == []


names = st.text(st.characters(exclude_categories=()), max_size=20)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(StepKind), names, names), max_size=4))
def test_any_name_survives_the_journal(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[StepKind, str, str]]
) -> None:
    root = tmp_path_factory.mktemp("库")
    (root / ".archivist").mkdir()
    # A pair of surrogates is one character to whoever reads it.
    texts = [(k, p.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), s)
             for k, p, s in steps]  # fmt: skip
    made = tuple(Step(kind=k, path=p, source=s.replace("\ud800", "")) for k, p, s in texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        write(root, Operation(verb=Verb.IMPORT, steps=made))
    (deed,) = read_deeds(root)
    assert [(s.kind, s.path) for s in deed.operation.steps] == [(s.kind, s.path) for s in made]


def test_a_name_that_is_no_unicode_survives(root: Path) -> None:
    name = os.fsdecode(b"\xb2\xe2\xc1\xf7.jpg") if os.name != "nt" else "\ud83d.jpg"
    step = Step(kind=StepKind.MOVE, path="x", source=name, sha256="a" * 64)
    write(root, Operation(verb=Verb.FILE, steps=(step,)))
    assert read_deeds(root)[0].operation.steps == (step,)


def test_what_was_begun_and_not_ended_is_found(root: Path) -> None:
    write(root)
    number = write(root, end=False)
    assert [deed.number for deed in Journal(root, NOW).unfinished()] == [number]
    assert Journal(root, NOW).unfinished()[0].operation == filing()


def test_no_journal_tells_nothing(root: Path) -> None:
    assert read_deeds(root) == ()
    assert Journal(root, NOW).unfinished() == []


def test_nothing_to_write_writes_nothing(root: Path) -> None:
    Journal(root, NOW).begin([])
    assert not journal_of(root).exists()


def test_operations_of_one_command_bear_its_number_and_what_they_take_back(root: Path) -> None:
    journal = Journal(root, NOW)
    first, second = journal.begin([filing(), filing()], undoes=7)
    (third,) = journal.begin([filing()], first.batch)
    assert [d.batch for d in (first, second, third)] == [1, 1, 1]
    assert [d.undoes for d in read_deeds(root)] == [7, 7, 0]


@pytest.mark.parametrize("zeros", [0, 3])
def test_broken_off_at_any_byte_it_goes_on(
    zeros: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    write(root)
    before = journal_of(root).read_bytes()
    write(root)
    whole = journal_of(root).read_bytes()
    for cut in range(len(before), len(whole) + 1, 1 if not zeros else 17):
        journal_of(root).write_bytes(whole[:cut] + b"\0" * zeros)
        write(root)
        assert broken(root) == []
        assert read_deeds(root)[0].operation == filing()
        assert read_deeds(root)[-1].result is Result.DONE
        lines = list(read_lines(journal_of(root)))
        assert lines[-1].value
        assert lines[-1].value["n"] == len(lines)


@pytest.mark.parametrize("second", [1, 5, 30, 90, 120])
def test_broken_off_twice_in_a_row_it_goes_on(second: int, root: Path) -> None:
    write(root)
    size = journal_of(root).stat().st_size
    write(root)
    journal_of(root).write_bytes(journal_of(root).read_bytes()[: size + 50])
    write(root)
    journal_of(root).write_bytes(journal_of(root).read_bytes()[: size + 51 + second])
    write(root)
    assert broken(root) == []


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("how", ["changed", "removed", "garbage", "twice"])
def test_tampering_shows(how: str, number: int, root: Path) -> None:
    for _each in range(3):
        write(root)
    lines = journal_of(root).read_bytes().splitlines(keepends=True)
    line = lines[number - 1]
    new = {
        "changed": [line.replace(b"+00:00", b"+08:00", 1)],
        "removed": [],
        "garbage": [b"garbage\n"],
        "twice": [line, line],
    }
    lines[number - 1 : number] = new[how]
    journal_of(root).write_bytes(b"".join(lines))
    assert broken(root)


def test_two_lines_of_garbage_show(root: Path) -> None:
    write(root)
    with journal_of(root).open("ab") as file:
        file.write(b"garbage\nmore\n")
    write(root)
    assert broken(root) == [3]


@pytest.mark.parametrize("key", ["n", "verb", "batch", "steps", "undoes", "at", "by"])
@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_a_hostile_begin_line_ends_nothing(key: str, value: object, root: Path) -> None:
    write(root)
    number = write(root, end=False)
    begin = {"do": "begin", "verb": "file", "batch": 9, "at": "", "by": "", "steps": []}
    add(root, begin | {key: value}, {"do": "end", "of": value, "result": value, "open": value})
    deeds = read_deeds(root)
    assert deeds[0].result is Result.DONE
    assert number in {deed.number for deed in Journal(root, NOW).unfinished()}
    assert all({type(d.number), type(d.batch), type(d.undoes)} == {int} for d in deeds)
    write(root)


@pytest.mark.parametrize("step", [*HOSTILE, {"do": "burn"}, {"do": "move", "path": [1]}], ids=repr)
def test_a_hostile_step_ends_nothing(step: object, root: Path) -> None:
    add(root, {"do": "begin", "verb": "file", "batch": 1, "at": "", "by": "", "steps": [step]})
    read_deeds(root)
    Journal(root, NOW).unfinished()


def test_what_a_newer_version_began_stays_open_for_it(root: Path) -> None:
    add(root, {"do": "begin", "verb": "burn", "batch": 1, "at": "", "by": "", "steps": []})
    assert Journal(root, NOW).unfinished() == []
    write(root)
    last = list(read_lines(journal_of(root)))[-1]
    assert last.value
    assert last.value["open"] == 1


def test_how_a_newer_version_ended_it_a_person_has_to_see(root: Path) -> None:
    number = write(root, end=False)
    add(root, {"do": "end", "of": number, "result": "parted", "open": 0})
    assert read_deeds(root)[0].result is Result.STUCK
    assert Journal(root, NOW).unfinished() == []


def test_only_the_end_of_a_long_journal_is_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _each in range(5):
        write(root)
    number = write(root, end=False)
    monkeypatch.setattr(journal_tail, "_TAIL", 1500)
    assert [deed.number for deed in Journal(root, NOW).unfinished()] == [number]
    assert write(root) == number + 1
    monkeypatch.setattr(journal_tail, "_TAIL", 100)
    assert [deed.number for deed in Journal(root, NOW).unfinished()] == [number]
    assert broken(root) == []


def test_a_line_without_end_is_taken_in_pieces(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal_of(root).write_bytes(b"x" * 1000)
    monkeypatch.setattr(journal_lines, "_LONGEST", 100)
    assert len(list(read_lines(journal_of(root)))) == 10
    assert Journal(root, NOW).unfinished() == []


@pytest.mark.parametrize("call", ["_write_all", "fsync"])
def test_a_full_drive_leaves_the_journal_as_it_was(
    call: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root)
    before = journal_of(root).read_bytes()

    def full(file: Any, content: bytes = b"") -> None:  # noqa: ANN401
        if content:
            file.write(content[:300])
        raise OSError(errno.ENOSPC, "full")

    journal = Journal(root, NOW)
    with monkeypatch.context() as patch:
        patch.setattr(module if call == "_write_all" else os, call, full)
        with pytest.raises(OSError, match="full"):
            journal.begin([filing()])
    assert journal_of(root).read_bytes() == before
    journal.begin([filing()])
    assert broken(root) == []


def test_a_share_that_dropped_out_gets_no_new_journal(root: Path) -> None:
    write(root)
    journal = Journal(root, NOW)
    journal_of(root).rename(root / "elsewhere")
    with pytest.raises(FileNotFoundError):
        journal.begin([filing()])
    assert not journal_of(root).exists()


def test_a_link_is_no_journal(root: Path) -> None:
    mine = root / "mine.txt"
    mine.write_bytes(b"mine")
    try:
        journal_of(root).symlink_to(mine)
    except OSError:
        pytest.skip("no links here")
    with pytest.raises(OSError, match="ordinary"):
        Journal(root, NOW).begin([filing()])
    assert mine.read_bytes() == b"mine"


def test_who_it_was_is_told_as_far_as_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", nobody)
    monkeypatch.setattr(platform, "node", lambda: "")
    assert actor() == "?@?"


@pytest.mark.parametrize("number", [10**4299, -(10**4299), 2**53, -3])
def test_a_number_that_no_line_of_ours_bears_does_not_keep_anybody_from_writing(
    root: Path, number: int
) -> None:
    write(root)
    add(root, {"n": number})
    assert write(root) == 4
    assert read_deeds(root)[-1].result is Result.DONE
