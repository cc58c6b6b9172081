"""Operations: every step has one that takes it back, and a command is offered once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.operation import (
    Deed,
    Operation,
    Result,
    Step,
    StepKind,
    Verb,
    batches,
    left_behind,
    undoable,
)

A, B = "a" * 64, "b" * 64
MOVE = Step(kind=StepKind.MOVE, path="item/x", source="inbox/x", sha256=A)
COPY = Step(kind=StepKind.COPY, path="item/y", source="/stick/y", sha256=A)
NEW = Step(kind=StepKind.PUT, path="item/x.xmp", sha256=A)
OVER = Step(kind=StepKind.PUT, path="item/x.xmp", sha256=B, before=A)
FOLDER = Step(kind=StepKind.FOLDER, path="item")


def deed(number: int, *steps: Step, batch: int = 0, **more: object) -> Deed:
    made = Deed(
        number=number,
        batch=batch or number,
        at="2025-03-04T05:06:00+08:00",
        by="me@here",
        operation=Operation(verb=Verb.FILE, steps=steps),
        result=Result.DONE,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def undone(number: int, other: Deed, result: Result | None = Result.DONE) -> Deed:
    return deed(number, *other.operation.inverse.steps, undoes=other.batch, result=result)


@pytest.mark.parametrize(
    ("step", "inverse"),
    [
        (MOVE, Step(kind=StepKind.MOVE, path="inbox/x", source="item/x", sha256=A)),
        (COPY, Step(kind=StepKind.ASIDE, path="item/y", sha256=A)),
        (NEW, Step(kind=StepKind.ASIDE, path="item/x.xmp", sha256=A)),
        (OVER, Step(kind=StepKind.PUT, path="item/x.xmp", sha256=A, before=B)),
        (FOLDER, Step(kind=StepKind.LEAVE, path="item")),
    ],
    ids=["move", "copy", "new description", "changed description", "folder"],
)
def test_every_step_has_one_that_takes_it_back(step: Step, inverse: Step) -> None:
    assert step.inverse == inverse


@given(
    st.lists(st.sampled_from([MOVE, NEW, OVER, FOLDER, MOVE.inverse, OVER.inverse, FOLDER.inverse]))
)
def test_taking_back_what_was_taken_back_does_it_again(steps: list[Step]) -> None:
    operation = Operation(verb=Verb.FILE, steps=tuple(steps))
    assert operation.inverse.inverse.steps == operation.steps
    assert operation.inverse.verb is Verb.UNDO


def test_the_work_is_what_is_done_with_files() -> None:
    assert Operation(verb=Verb.FILE, steps=(FOLDER, MOVE, FOLDER.inverse)).work == (MOVE,)


def test_operations_of_one_command_are_together() -> None:
    deeds = (deed(1, MOVE), deed(2, COPY, batch=1), deed(5, NEW))
    assert list(batches(deeds)) == [deeds[:2], deeds[2:]]
    assert list(batches(())) == []


def test_the_last_command_is_taken_back_first() -> None:
    deeds = (deed(1, MOVE), deed(3, COPY))
    assert undoable(deeds) == [(deeds[1],), (deeds[0],)]


@pytest.mark.parametrize("result", [Result.BACK, Result.STUCK, None])
def test_what_was_not_done_is_not_taken_back(result: Result | None) -> None:
    done = deed(2, COPY, batch=1)
    assert undoable((deed(1, MOVE, result=result), done)) == [(done,)]


def test_what_was_taken_back_is_not_offered_again_nor_is_the_taking_back() -> None:
    first = deed(1, FOLDER, MOVE)
    assert undoable((first, undone(3, first))) == []


def test_made_again_folders_do_not_hide_that_it_was_taken_back() -> None:
    first = deed(1, FOLDER, MOVE)
    again = deed(3, FOLDER, *first.operation.inverse.steps, undoes=1)
    assert undoable((first, again)) == []


@pytest.mark.parametrize("result", [Result.BACK, Result.STUCK, None])
def test_what_could_not_be_taken_back_is_offered_again(result: Result | None) -> None:
    first = deed(1, MOVE)
    assert undoable((first, undone(3, first, result=result))) == [(first,)]


def test_what_a_crash_kept_from_being_taken_back_is_offered_again() -> None:
    first, second = deed(1, MOVE), deed(2, COPY, batch=1)
    assert undoable((first, second, undone(5, second))) == [(first,)]


def test_filed_again_it_can_be_taken_back_again() -> None:
    first = deed(1, MOVE)
    again = deed(5, MOVE)
    assert undoable((first, undone(3, first), again)) == [(again,)]


def test_of_two_alike_the_later_was_taken_back() -> None:
    first, middle = deed(1, OVER), deed(2, OVER.inverse, batch=1)
    last = deed(3, OVER, batch=1)
    assert undoable((first, middle, last, undone(5, last))) == [(first, middle)]


@pytest.mark.parametrize(
    ("result", "left"),
    [(Result.BACK, {1}), (Result.STUCK, {1}), (Result.DONE, set()), (None, set())],
)
def test_what_a_taking_back_left_is_known(result: Result | None, left: set[int]) -> None:
    first = deed(1, MOVE)
    assert left_behind((first, undone(3, first, result=result))) == left
    assert left_behind((deed(1, MOVE, result=result),)) == set()
