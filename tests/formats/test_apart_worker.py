"""The process for odd jobs: jobs in, answers out, nothing else."""

from __future__ import annotations

import base64
import io
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.formats import apart_worker
from archivist.formats.answering import serve
from tests.formats.pictures import encoded, noise

if TYPE_CHECKING:
    import pytest


def test_each_job_has_its_answer(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(encoded(noise(), "JPEG"))
    jobs = [[1, ["thumbnail", str(path), 16]], [2, ["cells", str(tmp_path / "gone")]]]
    answers = io.BytesIO()
    text = "\n".join(map(json.dumps, jobs))
    serve(io.BytesIO(text.encode()), answers, apart_worker.result_of)
    first, second = map(json.loads, answers.getvalue().splitlines())
    assert base64.b64decode(first[1]).startswith(b"\xff\xd8")
    assert (first[0], second[0], second[1]["failure"]) == (1, 2, "unreadable")


def test_the_process_leaves_ctrl_c_to_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[int, object]] = []
    monkeypatch.setattr(signal, "signal", lambda *call: calls.append(call))
    monkeypatch.setattr(os, "dup2", lambda *_: None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    apart_worker.main()
    assert calls == [(signal.SIGINT, signal.SIG_IGN)]
