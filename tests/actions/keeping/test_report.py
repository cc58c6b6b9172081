"""The four-property report of an archive on disk: what each row says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archivist.actions.burning.due import DueReport
from archivist.actions.keeping import report_rows
from archivist.actions.keeping.report import four_properties
from archivist.actions.keeping.seal import SealRequest, seal
from archivist.actions.keeping.verify import verify
from archivist.actions.keeping.verify_request import VerifyRequest
from archivist.actions.view import View
from archivist.errors import InvalidFileError
from archivist.formats.virus_scan import Scan
from archivist.model.disc_due import Due, DueKind
from archivist.model.finding import Property, Severity
from archivist.model.four_properties import FourProperties, Outcome, Result
from archivist.model.operation import Verb
from archivist.model.verifying import Complaint, Difference, Differing, Verification
from archivist.store.journal_notes import head
from archivist.store.operations import writing
from tests.actions.conftest import ITEM
from tests.photos import a_photo

Look = Callable[..., View]
NOW = datetime(2025, 12, 31, 10, tzinfo=UTC)
PHOTO = f"{ITEM}/C1-20250318-01.jpg"


@pytest.fixture
def sealed(archive: Path) -> Path:
    seal(archive, SealRequest(), NOW)
    return archive


@pytest.fixture
def report(look: Look, monkeypatch: pytest.MonkeyPatch) -> Callable[..., FourProperties]:
    monkeypatch.setattr(report_rows, "scanner_of", lambda _wanted, _root: None)

    def of(root: Path, *paths: str, sample: float = 0) -> FourProperties:
        found = verify(root, VerifyRequest(paths=frozenset(paths), sample=sample), NOW)
        return four_properties(look(), found)

    return of


Report = Callable[..., FourProperties]


def row(report: FourProperties, name: str) -> Result:
    return next(each for each in report.results if each.row.id == name)


def told(result: Result) -> str:
    return " ".join((result.told, *(f"{each.path}: {each.text}" for each in result.faults)))


def test_a_good_archive_passes_what_was_looked_at(sealed: Path, report: Report) -> None:
    found = report(sealed)
    assert found.passed
    skipped = {each.row.id for each in found.results if each.outcome is Outcome.SKIPPED}
    assert skipped == {"allowed", "discs", "restore", "text", "virus"}
    assert all(each.told for each in found.results if each.outcome is Outcome.SKIPPED)
    assert found.verdict(Property.AUTHENTICITY) is Outcome.PASSED
    assert found.files == found.sealed > found.records == 3


def test_the_anchor_is_the_head_behind_the_note_of_the_verification(
    sealed: Path, report: Report
) -> None:
    before = head(sealed).line
    found = report(sealed)
    assert found.anchor.line == before + 1
    assert found.anchor.sha256 == head(sealed).sha256


def test_what_changed_since_the_sealing_fails_its_row(sealed: Path, report: Report) -> None:
    (sealed / PHOTO).write_bytes(a_photo("green"))
    (sealed / ITEM / "学习记录表.txt").unlink()
    (sealed / ITEM / "新.txt").write_text("新", encoding="utf-8")
    found = report(sealed)
    assert row(found, "digests").outcome is Outcome.FAILED
    assert PHOTO in told(row(found, "digests"))
    assert row(found, "count").outcome is Outcome.FAILED
    assert {each.path.rpartition("/")[2] for each in row(found, "count").faults} == {
        "学习记录表.txt",
        "新.txt",
    }


def test_a_journal_that_was_changed_fails_its_row(sealed: Path, report: Report) -> None:
    journal = sealed / ".archivist" / "journal.jsonl"
    report(sealed)
    journal.write_bytes(journal.read_bytes().replace(b'"seal"', b'"sale"', 1))
    found = row(report(sealed), "journal")
    assert found.outcome is Outcome.FAILED
    assert "line 1" in told(found)


def test_a_manifest_that_was_changed_fails_its_row(sealed: Path, report: Report) -> None:
    manifest = sealed / ".archivist" / "manifest-sha256.txt"
    manifest.write_bytes(manifest.read_bytes().replace(b"0", b"1", 1))
    assert row(report(sealed), "manifest").outcome is Outcome.FAILED


def test_before_anything_is_sealed_the_digests_are_skipped(archive: Path, report: Report) -> None:
    found = report(archive)
    assert {row(found, name).outcome for name in ("digests", "manifest", "count")} == {
        Outcome.SKIPPED
    }
    assert "archivist seal" in told(row(found, "digests"))


def test_findings_of_the_checks_stand_in_their_rows(sealed: Path, report: Report) -> None:
    (sealed / ITEM / "IMG_1.jpg").write_bytes(a_photo("red"))
    (sealed / ITEM / "装.exe").write_bytes(b"MZ")
    (sealed / "甲工作室" / "散.txt").write_text("x", encoding="utf-8")
    found = report(sealed)
    codes = row(found, "codes")
    assert [each.code for each in codes.faults] == ["NAM101"]
    assert codes.faults[0].text
    strays = row(found, "strays")
    assert strays.outcome is Outcome.FAILED
    assert [each.path for each in strays.faults] == ["甲工作室/散.txt", f"{ITEM}/装.exe"]


def test_of_a_part_nothing_is_said_of_the_whole(sealed: Path, report: Report) -> None:
    found = report(sealed, ITEM)
    assert {row(found, each).outcome for each in ("backup", "restore", "discs", "virus")} == {
        Outcome.SKIPPED
    }
    assert row(found, "strays").outcome is Outcome.PASSED
    assert found.paths == (ITEM,)


def test_without_settings_the_digests_are_told_and_the_checks_skipped(
    sealed: Path, report: Report
) -> None:
    (sealed / "archive.toml").write_text("studios = 3\n", encoding="utf-8")
    found = report(sealed)
    assert row(found, "digests").outcome is not Outcome.SKIPPED
    assert row(found, "codes").outcome is Outcome.SKIPPED
    assert "archive.toml" in told(row(found, "codes"))


@pytest.mark.parametrize(
    ("result", "outcome"), [("ok", Outcome.PASSED), ("failed", Outcome.FAILED)], ids=str
)
def test_backup_and_restore_test_stand_in_their_rows(
    result: str, outcome: Outcome, sealed: Path, report: Report
) -> None:
    with writing(sealed, Verb.BACKUP, NOW) as session:
        session.note("backup", {"files": 1})
        session.note("restore-test", {"result": result})
    found = report(sealed)
    assert row(found, "backup").outcome is Outcome.PASSED
    assert row(found, "backup").told == "last backup on 2025.12.31 (today)"
    assert row(found, "restore").outcome is outcome
    assert "2025.12.31" in row(found, "restore").told


def test_a_journal_that_cannot_be_read_says_nothing_of_backups(look: Look) -> None:
    view = look()
    for row_of in (report_rows.backup, report_rows.restore):
        assert row_of(None, view, []).skipped


@pytest.mark.parametrize(
    ("scan", "outcome", "words"),
    [
        (Scan(scanner="clamscan"), Outcome.PASSED, "scanned by clamscan"),
        (Scan(scanner="clamscan", infected=(("a", "Eicar"),)), Outcome.FAILED, "Eicar"),
        (Scan(scanner="clamscan", late=True), Outcome.SKIPPED, "too long"),
        (Scan(scanner="clamscan", failed="no database"), Outcome.SKIPPED, "no database"),
    ],
    ids=["clean", "infected", "late", "failed"],
)
def test_a_scanner_is_believed_only_when_it_answers(
    scan: Scan,
    outcome: Outcome,
    words: str,
    sealed: Path,
    report: Report,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(report_rows, "scanner_of", lambda _wanted, _root: Path("clamscan"))
    monkeypatch.setattr(report_rows, "scan", lambda _scanner, _root: scan)
    found = row(report(sealed), "virus")
    assert found.outcome is outcome
    assert words in told(found)


def test_a_scan_can_be_switched_off(sealed: Path, report: Report) -> None:
    marker = sealed / "archive.toml"
    text = marker.read_text(encoding="utf-8")
    marker.write_text(f'{text}\n[keeping]\nvirus_scan = "none"\n', encoding="utf-8")
    assert "virus_scan" in told(row(report(sealed), "virus"))


def test_a_verification_later_than_the_day_asked_for_is_still_this_one(
    sealed: Path, look: Look
) -> None:
    found = verify(sealed, VerifyRequest(), NOW)
    early = replace(look(), as_of=NOW.date().replace(year=2024))
    assert row(four_properties(early, found), "digests").outcome is Outcome.PASSED


def test_a_journal_that_was_broken_off_fails_its_row(sealed: Path, look: Look) -> None:
    found = replace(verify(sealed, VerifyRequest(), NOW), torn=3)
    assert "3" in told(row(four_properties(look(), found), "journal"))


def test_once_there_is_an_index_words_are_looked_at(sealed: Path, report: Report) -> None:
    (sealed / ".archivist" / "texts.sqlite3").write_bytes(b"")
    assert row(report(sealed), "text").outcome is Outcome.PASSED


def test_what_is_due_of_discs_is_told(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    due = DueReport(
        as_of=NOW.date(),
        discs=2,
        due=(
            Due(kind=DueKind.FAILED, number="A-1", set="封存"),
            Due(kind=DueKind.UNBURNT, number="A-2"),
        ),
        unburnt={("甲工作室", 2025): ("a.jpg", "b.jpg")},
    )
    monkeypatch.setattr(report_rows, "due_discs", lambda _view: due)
    found = report_rows.discs(look())
    assert [each.text for each in found.faults] == [
        "disc A-1 封存: the last check failed",
        "disc A-2: never burnt",
        "2 images are on no disc",
    ]
    assert [each.severity for each in found.faults] == [
        Severity.WARNING,
        Severity.HINT,
        Severity.HINT,
    ]
    assert found.told == "2 discs in registers"


def test_a_register_of_discs_that_cannot_be_read_is_not_looked_at(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_view: View) -> DueReport:
        raise InvalidFileError("the register of discs cannot be read\n  cell A1")

    monkeypatch.setattr(report_rows, "due_discs", refuse)
    assert report_rows.discs(look()).skipped == "the register of discs cannot be read"


def test_what_cannot_be_read_says_why() -> None:
    found = Verification(
        archive="库",
        when=NOW,
        line=1,
        differing=(Differing(kind=Difference.UNREADABLE, path="a", reason="no right"),),
        own=(Complaint(file=".archivist/judgements.jsonl", line=2, why="no JSON"),),
    )
    looked = report_rows.verified(found)
    assert [each.text for each in looked["digests"].faults] == ["cannot be read: no right"]
    assert looked["manifest"].faults[0].path == ".archivist/judgements.jsonl:2"
