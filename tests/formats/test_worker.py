"""The reading process: jobs in, answers out, nothing else."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.formats.answering import serve
from archivist.formats.child import COMMAND
from archivist.formats.wire import checked_facts
from archivist.formats.worker import facts_of, main
from archivist.model.facts import Defect, Format

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]


def test_each_job_has_its_answer(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hello", encoding="utf-8")
    jobs = [[1, str(tmp_path / "a.txt")], [2, str(tmp_path / "gone.jpg")]]
    answers = io.BytesIO()
    serve(io.BytesIO("\n".join(map(json.dumps, jobs)).encode()), answers, facts_of)
    first, second = map(json.loads, answers.getvalue().splitlines())
    assert (first[0], checked_facts(first[1]).format) == (1, Format.TEXT)
    assert (second[0], checked_facts(second[1]).defect) == (2, Defect.UNREADABLE)


def test_the_process_answers_and_ends_with_its_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hello", encoding="utf-8")
    done = subprocess.run(
        COMMAND,
        input=json.dumps([1, str(tmp_path / "a.txt")]).encode() + b"\n",
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == b""
    assert json.loads(done.stdout)[0] == 1


PRINTING = """
import os, sys, archivist.formats.worker as worker
def read(path):
    print("stray")
    os.system("echo stray")
    os.write(1, b"stray")
    return worker.reader_of_old(path)
worker.reader_of_old, worker.read_facts = worker.read_facts, read
worker.main()
"""


def test_what_a_library_prints_does_not_reach_the_answers(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PRINTING],
        input=json.dumps([1, str(tmp_path)]).encode() + b"\n",
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert b"stray" not in done.stdout
    assert json.loads(done.stdout)[0] == 1


def test_the_process_leaves_ctrl_c_to_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[int, object]] = []
    monkeypatch.setattr(signal, "signal", lambda *call: calls.append(call))
    monkeypatch.setattr(os, "dup2", lambda *_: None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    main()
    assert calls == [(signal.SIGINT, signal.SIG_IGN)]


LOOPING = """
import time, archivist.formats.answering as answering, archivist.formats.worker as worker
answering.GRACE = 0.05
worker.read_facts = lambda path: time.sleep(60)
worker.main()
"""


def test_a_job_does_not_outlive_the_parent() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", LOOPING],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    child.communicate(b'[1, "x"]\n', timeout=10)
    assert child.returncode == 1
