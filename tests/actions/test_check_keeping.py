"""What checks and audit say of how an archive is kept, from the notes in its journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from archivist.actions.audit import audit
from archivist.actions.check import CheckReport, check
from archivist.actions.view import View
from archivist.model.finding import Severity
from archivist.model.operation import Verb
from archivist.store.operations import writing
from tests.actions.conftest import ITEM

Look = Callable[..., View]


def codes(report: CheckReport) -> set[tuple[str, str]]:
    return {(finding.path, check.code) for check, finding in report.findings}


def noted(root: Path, kind: str, value: dict[str, object], day: str) -> None:
    at = datetime.fromisoformat(f"{day}T10:00:00+08:00")
    with writing(root, Verb.BACKUP, at) as session:
        session.note(kind, value)


def test_how_the_archive_is_kept_is_a_hint_until_it_is_due(archive: Path, look: Look) -> None:
    noted(archive, "seal", {"manifest": ""}, "2025-12-30")
    report = check(look())
    assert codes(report) == {("", "KEP101"), ("", "KEP103")}
    assert report.passed
    assert report.count(Severity.HINT) == 2


def test_a_backup_that_does_not_restore_is_a_warning(archive: Path, look: Look) -> None:
    noted(archive, "backup", {"files": 3}, "2025-10-01")
    noted(archive, "restore-test", {"result": "failed"}, "2025-12-30")
    report = check(look())
    assert codes(report) == {("", "KEP101"), ("", "KEP102"), ("", "KEP103")}
    assert report.count(Severity.WARNING) == 2
    assert not report.passed


def test_of_a_part_it_is_not_said_how_the_whole_is_kept(archive: Path, look: Look) -> None:
    noted(archive, "backup", {"files": 3}, "2024-10-01")
    assert not check(look(ITEM)).findings


def test_the_audit_tells_when_the_backup_was_shown_to_restore(archive: Path, look: Look) -> None:
    noted(archive, "backup", {"files": 3}, "2025-10-01")
    noted(archive, "restore-test", {"result": "ok"}, "2025-11-30")
    keeping = audit(look()).keeping
    assert keeping is not None
    assert keeping.shown == date(2025, 11, 30)
