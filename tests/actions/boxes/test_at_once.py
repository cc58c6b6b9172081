"""Laying into boxes while others do: what they did is seen, and half of it is taken back."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archivist.actions import chosen
from archivist.actions.boxes.printable import printable_boxes
from archivist.actions.survey import Survey, survey
from archivist.actions.undo import undo
from archivist.actions.view import View
from archivist.errors import BusyError, UnprintableError
from archivist.model.operation import Operation, Result, Step, StepKind, Verb
from archivist.model.selection import Selection
from archivist.model.settings import STATE
from archivist.store.lock import this_process, writer_lock
from archivist.store.moving import Mover
from archivist.store.operations import writing
from tests.actions.boxwork import ALL, NOW, REGISTER, TRAINING, Look, assign, file, lying
from tests.actions.conftest import state_of
from tests.cli.inboxes import ran
from tests.formats.ledgers import in_this_process


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let another command run as soon as the next one has looked at the archive."""

    def looked(view: View) -> Survey:
        seen = survey(view)
        monkeypatch.setattr(chosen, "survey", survey)
        act()
        return seen

    monkeypatch.setattr(chosen, "survey", looked)


def registers(root: Path) -> list[str]:
    return [path.name for path in (root / REGISTER).parent.glob("*.xlsx")]


def test_two_years_at_once_share_no_box(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(archive, "20240401 缆道操作")
    meanwhile(monkeypatch, lambda: assign(look(), Selection(years=(2024,))))
    assert assign(look(), Selection(years=(2025,))).done
    assert lying(look()) == {"06-1": ["缆道操作"], "06-2": ["测流授课"]}
    assert registers(archive) == ["档案盒登记表.xlsx"]


def test_the_same_twice_at_once_makes_one_register(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: assign(look()))
    report = assign(look())
    assert (report.idle, report.done) == (True, True)
    assert lying(look()) == {"06-1": ["测流授课"]}
    assert registers(archive) == ["档案盒登记表.xlsx"]


def breaking(monkeypatch: pytest.MonkeyPatch, path: str, error: BaseException) -> None:
    """Let the writing of a file fail, as a full drive or a killed process would."""
    do = Mover.do

    def broken(self: Mover, step: Any) -> bool:  # noqa: ANN401
        if step.path.startswith(path):
            raise error
        return do(self, step)

    monkeypatch.setattr(Mover, "do", broken)


def test_what_fails_in_part_leaves_no_register_and_names_the_file(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(archive, "20240401 缆道操作")
    before = state_of(archive)
    full = OSError(errno.ENOSPC, "No space left on device")
    with monkeypatch.context() as patched:
        breaking(patched, path, full)
        report = assign(look())
    assert [deed.result for deed in report.deeds] == [Result.BACK]
    assert report.reasons == (f"{path}/item.toml: the drive is full",)
    assert {path: told[1] for path, told in state_of(archive).items()} == {
        path: told[1] for path, told in before.items()
    }
    with monkeypatch.context() as patched:
        breaking(patched, path, full)
        assert ran(archive, "box", "assign") == 7
    assert f"{path}/item.toml" in "".join(capsys.readouterr().out.split("\n    "))


def test_an_interrupted_assign_is_told_and_prints_no_box_of_its_studio(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(archive, "20240401 缆道操作")
    with monkeypatch.context() as patched:
        breaking(patched, path, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            assign(look())
    with pytest.raises(UnprintableError, match="“archivist box” was cut off") as caught:
        printable_boxes(look(), ALL)
    assert "archivist box assign" in caught.value.hint
    ran(archive, "box", "list", "--json")
    assert "“archivist box” was cut off" in capsys.readouterr().err
    owner = this_process(Verb.BOX, NOW)
    with writer_lock(archive / STATE, owner), pytest.raises(BusyError, match="just now"):
        printable_boxes(look(), ALL)
    report = assign(look())
    assert ([deed.result for deed in report.finished], report.idle) == ([Result.DONE], True)
    found = printable_boxes(look(), ALL)
    assert (len(found.boxes), found.remarks) == (2, ())
    assert undo(archive, 1, NOW).complete


def test_another_interrupted_command_is_remarked(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert assign(look()).done
    step = Step(kind=StepKind.FOLDER, path=f"{TRAINING}/20250401 新")
    with monkeypatch.context() as patched:
        breaking(patched, step.path, KeyboardInterrupt())
        with (
            pytest.raises(KeyboardInterrupt),
            writing(archive, Verb.FILE, NOW) as session,
        ):
            list(session.carry_out([Operation(verb=Verb.FILE, steps=(step,))]))
    (remark,) = printable_boxes(look(), ALL).remarks
    assert "“archivist file” was cut off" in remark
