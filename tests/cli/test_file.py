"""``archivist file`` as its users run it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from archivist.actions.file import FileReport, Outcome
from archivist.cli import screen
from archivist.cli.file import _parts
from archivist.cli.file_output import render
from archivist.model.arrival import Arrival, Reason, ReasonKind, Verdict
from archivist.model.entry import Entry, EntryKind
from archivist.model.operation import Deed, Operation, Result, Step, StepKind, Verb
from tests.builders import a_record
from tests.cli.inboxes import DAY, SAID, an_archive, dropped, ran
from tests.photos import a_photo

PLACE = "收件箱/06/20250318 授课"
Caught = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "80")
    root = an_archive(tmp_path / "库")
    dropped(root, f"{PLACE}/item.toml", SAID)
    for name, colour in (("a.jpg", "red"), ("b.jpg", "blue")):
        dropped(root, f"{PLACE}/{name}", colour=colour)
    return root


def test_files_are_filed_and_it_is_said_where(root: Path, capsys: Caught) -> None:
    assert ran(root, "file", "-n", *DAY) == 0
    assert "2 files would be filed, 0 wait." in capsys.readouterr().out
    assert ran(root, "file", *DAY) == 0
    told = capsys.readouterr().out
    assert "a.jpg → C1-20250318-01.jpg" in told
    assert "2 files filed, 0 wait." in told
    assert ran(root, "file", *DAY) == 0
    assert "The inbox is empty." in capsys.readouterr().out
    assert all(screen.columns(line) <= 80 for line in told.splitlines())


def test_what_waits_is_told_with_the_way_out(root: Path, capsys: Caught) -> None:
    for number in range(5):
        dropped(root, f"收件箱/{number}.pdf", f"%PDF {number}")
    dropped(root, "收件箱/微信图片_20250319101500.jpg", a_photo("pink", camera=""))
    assert ran(root, "file", *DAY) == 1
    told = capsys.readouterr().out
    assert "and 2 more like them" in told
    assert "Made smaller by a messenger" in told
    assert ran(root, "file", "-v", *DAY) == 1
    assert "4.pdf" in capsys.readouterr().out
    assert ran(root, "file", "-q", *DAY) == 1
    told = capsys.readouterr().out
    assert "0 files filed, 6 wait." in told
    assert "archivist undo" not in told


def test_the_way_to_describe_is_said_once(root: Path, capsys: Caught) -> None:
    for name in "xyz":
        dropped(root, f"收件箱/06/20250401 新课/{name}.jpg", a_photo("pink", camera=name))
    assert ran(root, "status", *DAY) == 1
    told = capsys.readouterr().out
    assert "x.jpg, y.jpg, z.jpg" in told
    assert told.count("Still missing: ") == 1
    assert told.count("archivist describe") == 1
    assert 'describe "收件箱/06/20250401 新课/x.jpg" --cause …' in " ".join(told.split())
    assert told.index("Still missing") < told.index("archivist describe")


def test_check_sends_to_status_for_the_inbox(root: Path, capsys: Caught) -> None:
    assert ran(root, "check", "-q", root / "收件箱", *DAY) == 5
    assert "archivist status" in " ".join(capsys.readouterr().err.split())


def test_json_is_for_scripts(root: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    dropped(root, "收件箱/c.jpg", colour="green")
    assert ran(root, "file", "--json", *DAY) == 1
    said = json.loads(capsysbinary.readouterr().out.decode("utf-8"))
    assert said["schema"] == "archivist/file/1"
    assert said["counts"] == {"filed": 2, "ready": 0, "waits": 1}
    waits = next(each for each in said["files"] if each["verdict"] == "waits")
    assert waits["target"] is None
    assert {"kind", "hint", "text", "facts"} == set(waits["reasons"][0])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--to", "06/../../x"], 1),
        (["--to", "../../etc/06/授课"], 1),
        (["--to", "C:\\Windows\\x"], 1),
        (["--to", "06/a|b"], 1),
        (["--class", "C9"], 8),
        (["--date", "昨天"], 2),
        (["/nowhere"], 5),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_moves(
    root: Path, capsys: Caught, words: list[str], code: int
) -> None:
    assert ran(root, "file", *words, *DAY) == code
    assert (root / PLACE / "a.jpg").is_file()
    assert "should not happen" not in capsys.readouterr().err


def test_a_new_item_is_named_and_dated_on_the_command_line(root: Path) -> None:
    words = ("--to", "06\uff0f新课", "--date", "2025.04.01", "--class", "C1")
    path = dropped(root, "收件箱/x.jpg", colour="black")
    assert ran(root, "file", path, *words, *DAY) == 0
    assert (root / "甲工作室/06 培训学习资料/20250401 新课/C1-20250401-01.jpg").is_file()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (None, ()),
        ("甲/06/授课", ("甲", "06", "授课")),
        ("甲\\06\\授课\\", ("甲", "06", "授课")),
        ("甲\uff0f06\uff0f授课", ("甲", "06", "授课")),
        ("甲/06/理论\uff0f实操", ("甲", "06", "理论\uff0f实操")),
        (" / ", ()),
    ],
)
def test_a_place_is_parted(text: str | None, parts: tuple[str, ...]) -> None:
    assert _parts(text) == parts


def outcomes(count: int, verdict: Verdict) -> tuple[Outcome, ...]:
    made = []
    for number in range(count):
        record = a_record("a.jpg", path=f"收件箱/甲/{number}.jpg")
        arrival = Arrival(entry=Entry(record.path, EntryKind.FILE), record=record)
        reasons = (Reason(kind=ReasonKind.NO_PLACE),) if verdict is Verdict.WAITS else ()
        target = "" if reasons else f"甲/{number % 2}/{number}.jpg"
        made.append(Outcome(arrival=arrival, verdict=verdict, target=target, reasons=reasons))
    return tuple(made)


@pytest.mark.parametrize("verdict", [Verdict.FILED, Verdict.WAITS])
def test_ten_thousand_outcomes_are_told_briefly(verdict: Verdict, capsys: Caught) -> None:
    report = FileReport(outcomes=outcomes(10_000, verdict))
    render(report, as_json=False, quiet=False, verbose=False)
    assert len(capsys.readouterr().out.splitlines()) < 80
    render(report, as_json=False, quiet=False, verbose=True)
    told = capsys.readouterr().out
    assert all(f"{number}.jpg" in told for number in range(10_000))


@pytest.mark.parametrize(
    ("result", "word"),
    [(Result.DONE, "finished now"), (Result.BACK, "taken back"), (Result.STUCK, "Look at it")],
)
def test_what_an_earlier_run_left_is_told(result: Result, word: str, capsys: Caught) -> None:
    step = Step(kind=StepKind.MOVE, path="甲/a.jpg", source="收件箱/a.jpg")
    operation = Operation(verb=Verb.FILE, steps=(step,))
    at = str(date(2025, 1, 1))
    deed = Deed(number=1, batch=1, at=at, by="x", operation=operation, result=result, reason="why")
    report = FileReport(outcomes=(), finished=(deed,))
    render(report, as_json=False, quiet=True, verbose=False)
    assert word in " ".join(capsys.readouterr().out.split())


def test_names_cannot_speak_to_the_terminal(capsys: Caught) -> None:
    record = a_record("a.jpg", path="收件箱/\x1b[31m\u202e.jpg")
    arrival = Arrival(entry=Entry(record.path, EntryKind.FILE), record=record)
    outcome = Outcome(arrival=arrival, verdict=Verdict.FILED, target="甲/\x1b[31m/a.jpg")
    render(FileReport(outcomes=(outcome,)), as_json=False, quiet=False, verbose=False)
    told = capsys.readouterr().out
    assert "\x1b[31m" not in told
    assert "\u202e" not in told
