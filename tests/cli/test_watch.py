"""``archivist watch`` as a process of its own, in real time, and what its lines say."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from archivist.actions.init import init
from archivist.actions.watch import News, State
from archivist.actions.watched import Finds, Said
from archivist.cli.main import run
from archivist.cli.watch_output import tell, tell_json
from archivist.model.finding import Check, Finding, Property, Severity
from tests.photos import a_photo

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LONG = 20.0
"""Seconds after which something that should have happened counts as missing."""
posix = pytest.mark.skipif(sys.platform == "win32", reason="sends a signal of POSIX")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = tmp_path / "库"
    init(place, ["甲工作室"], "en")
    marker = place / "archive.toml"
    text = marker.read_text(encoding="utf-8")
    marker.write_text(f"{text}\n[watch]\nsettle = 0.3\n", encoding="utf-8")
    return place


@contextmanager
def watching(root: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Run a watch; what it says comes line by line, and is no traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "archivist", "watch", "--archive", str(root), "--json", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        _out, error = process.communicate()
        assert "Traceback" not in error


def line(process: subprocess.Popen[str]) -> dict[str, object]:
    assert process.stdout
    told: dict[str, object] = json.loads(process.stdout.readline())
    return told


def test_it_sees_a_file_in_both_ways_of_looking(root: Path) -> None:
    for way in ("--events", "--poll"):
        with watching(root, way) as process:
            assert line(process)["state"] == "started"
            (root / "收件箱" / f"{way}.jpg").write_bytes(a_photo("red" if "e" in way else "blue"))
            told = line(process)
            assert (told["path"], told["verdict"]) == (f"收件箱/{way}.jpg", "waits")
        (root / "收件箱" / f"{way}.jpg").unlink()


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_even_while_it_reads_and_no_process_stays(
    root: Path, number: signal.Signals
) -> None:
    with (root / "收件箱" / "大.mp4").open("wb") as big:
        # Hashing this takes minutes.
        big.truncate(60_000_000_000)
    with watching(root, "--events") as process:
        assert line(process)["state"] == "started"
        parent = psutil.Process(process.pid)
        end = time.monotonic() + LONG
        while not (children := parent.children(recursive=True)) and time.monotonic() < end:
            time.sleep(0.05)
        assert children
        begun = time.monotonic()
        process.send_signal(number)
        assert line(process)["state"] == "stopped"
        assert process.wait(LONG) == 0
        assert time.monotonic() - begun < 3
        _gone, alive = psutil.wait_procs(children, timeout=3)
        assert alive == []


def test_killed_it_leaves_nothing_that_hinders_the_next_one(root: Path) -> None:
    with watching(root) as process:
        assert line(process)["state"] == "started"
    with watching(root, "--once") as process:
        assert line(process)["state"] == "started"
        assert line(process)["state"] == "stopped"
        assert process.wait(LONG) == 0


def test_a_second_one_is_refused_with_the_name_of_the_first(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with watching(root) as process:
        assert line(process)["state"] == "started"
        assert run(["archivist", "watch", "--archive", str(root)]) == 9
        error = capsys.readouterr().err
        assert "archivist watch" in error
        assert str(process.pid) in error
        assert run(["archivist", "status", "--archive", str(root), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["watcher"]["pid"] == process.pid


def test_once_says_a_line_for_people(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "收件箱" / "会议.txt").write_text("x", encoding="utf-8")
    assert run(["archivist", "watch", "--once", "--archive", str(root)]) == 0
    first, file, last = capsys.readouterr().out.splitlines()
    assert "Ctrl-C" in first
    assert re.fullmatch(r"\d\d:\d\d:\d\d ! waits 收件箱/会议.txt — Where does it belong\?.*", file)
    assert last.endswith("Stopped watching.")


def test_reasons_on_one_line_are_kept_apart(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "收件箱/06/20250318 授课").mkdir(parents=True)
    (root / "收件箱/06/20250318 授课/扫描件.jpg").write_bytes(a_photo("red"))
    assert run(["archivist", "watch", "--once", "--archive", str(root)]) == 0
    _first, file, _last = capsys.readouterr().out.splitlines()
    assert "no elements then; Still missing: cause, place, source, people." in file


@pytest.mark.parametrize("state", list(State), ids=lambda state: state.value)
def test_every_state_is_told(state: State, capsys: pytest.CaptureFixture[str]) -> None:
    news = News(at=NOW, state=state, detail="because")
    tell(news)
    assert capsys.readouterr().out.startswith("03:04:05 ")
    tell_json(news)
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["detail"]) == (state.value, "because")


def test_a_trouble_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    news = News(at=NOW, said=Said(trouble="the drive is full"))
    tell(news)
    assert "the drive is full" in capsys.readouterr().out
    tell_json(news)
    assert json.loads(capsys.readouterr().out)["state"] == "troubled"


def a_check(severity: Severity) -> tuple[Check, Finding]:
    check = Check(
        code=f"X{severity.value.upper()}",
        severity=severity,
        property=Property.USABILITY,
        clause="",
        message="{what} is wrong",
        remedy="",
        run=lambda _dossier: (),
    )
    return check, Finding(code=check.code, path="甲/a.jpg", facts={"what": "this"})


ALL = tuple(a_check(severity) for severity in (Severity.HINT, Severity.WARNING, Severity.ERROR))


@pytest.mark.parametrize(
    ("finds", "said"),
    [
        pytest.param(Finds(path="甲/a.jpg"), "√ 甲/a.jpg", id="sound"),
        pytest.param(Finds(path="甲/a.jpg", findings=ALL[:1]), "√ 甲/a.jpg", id="hints"),
        pytest.param(
            Finds(path="甲/a.jpg", findings=ALL),
            "× 甲/a.jpg — XERROR this is wrong (and 2 more)",
            id="the-worst-first",
        ),
        pytest.param(Finds(count=70), "70 files in the items are new", id="many"),
        pytest.param(Finds(count=1), "1 file in the items is new", id="one"),
    ],
)
def test_what_was_put_into_items_is_told(
    finds: Finds, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    news = News(at=NOW, said=Said(finds=finds))
    tell(news)
    assert capsys.readouterr().out.startswith(f"03:04:05 {said}")
    tell_json(news)
    told = json.loads(capsys.readouterr().out)
    assert (told["checked"], told["count"]) == (finds.path, finds.count)
    assert told["passed"] is not said.startswith("×")
