"""The process that reads texts."""

from __future__ import annotations

import io
import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.formats import text_worker
from archivist.formats.answering import serve
from archivist.formats.text_wire import checked_text
from archivist.formats.text_worker import main, text_of
from archivist.model.facts import Defect

if TYPE_CHECKING:
    import pytest


def test_each_job_has_its_answer(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("测流仪", encoding="utf-8")
    jobs = [[1, str(tmp_path / "a.txt")], [2, str(tmp_path / "gone")]]
    answers = io.BytesIO()
    serve(io.BytesIO("\n".join(map(json.dumps, jobs)).encode()), answers, text_of)
    first, second = map(json.loads, answers.getvalue().splitlines())
    assert (first[0], checked_text(first[1]).pages) == (1, ("测流仪",))
    assert (second[0], checked_text(second[1]).defect) == (2, Defect.UNREADABLE)


def test_the_process_serves_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(text_worker, "answer_parent", asked.append)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    main()
    assert asked == [text_of]
