"""One reading process, seen from the parent."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil
import pytest

from archivist.formats.child import Child, ChildFailedError
from archivist.formats.wire import checked_facts
from archivist.model.facts import Defect, Facts


def facts_of(child: Child, path: Path) -> Facts:
    return checked_facts(child.exchange(str(path)))


def test_a_process_answers_one_question_after_the_other(tmp_path: Path) -> None:
    child = Child()
    try:
        assert facts_of(child, tmp_path / "gone").defect is Defect.UNREADABLE
        (tmp_path / "empty").write_bytes(b"")
        assert facts_of(child, tmp_path / "empty").defect is Defect.EMPTY
    finally:
        child.close()
    assert not psutil.pid_exists(child.pid)


def test_the_current_folder_is_not_imported_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    child = Child()
    try:
        assert facts_of(child, tmp_path / "json.py").defect is None
    finally:
        child.close()


def test_a_process_that_is_gone_fails_and_can_still_be_closed(tmp_path: Path) -> None:
    child = Child([sys.executable, "-c", ""])
    psutil.Process(child.pid).wait(30)
    with pytest.raises(ChildFailedError):
        child.exchange(str(tmp_path))
    child.close()
    child.kill()


def test_packages_named_by_the_environment_stay_within_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "extra.py").write_text("", encoding="utf-8")
    program = "import extra, archivist.formats.worker as worker; worker.main()"
    child = Child([sys.executable, "-c", program])
    try:
        assert facts_of(child, tmp_path / "extra.py").defect is Defect.EMPTY
    finally:
        child.close()
