"""Checking an archive on disk: what is read, what is remembered, what is left alone."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from archivist.actions.audit import audit
from archivist.actions.check import CheckReport, check, choose_checks
from archivist.actions.view import View
from archivist.actions.whereabouts import scope_of
from archivist.errors import InvalidChoiceError, NotInArchiveError, NotReadableError
from archivist.model.finding import Severity
from archivist.store.catalog import FILE
from tests.actions.conftest import ITEM, OLD, aged, state_of
from tests.photos import a_photo

Look = Callable[..., View]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names or links")


def codes(report: CheckReport) -> set[tuple[str, str]]:
    return {(finding.path.rpartition("/")[2], check.code) for check, finding in report.findings}


def test_a_good_archive_passes(look: Look) -> None:
    report = check(look())
    assert report.passed
    assert report.findings == ()
    assert (report.looked_at, report.read, report.remembered) == (3, 3, True)


def test_nothing_in_the_tree_changes(archive: Path, look: Look) -> None:
    before = state_of(archive)
    check(look())
    audit(look())
    check(look())
    assert state_of(archive) == before


def test_a_second_run_opens_nothing(look: Look) -> None:
    first, second = check(look()), check(look())
    assert (first.read, second.read) == (3, 0)
    assert first.findings == second.findings
    assert audit(look()).matrix.lines == audit(look()).matrix.lines


def test_only_what_changed_is_read_again(archive: Path, look: Look) -> None:
    check(look())
    changed = archive / ITEM / "C1-20250318-02.jpg"
    changed.write_bytes(a_photo("green")[:-40])
    os.utime(changed, ns=(OLD + 1, OLD + 1))
    report = check(look())
    assert report.read == 1
    assert codes(report) == {("C1-20250318-02.jpg", "FMT101")}


@pytest.mark.parametrize("facts", ["{", "[]", "null", '["x"]', '{"sha256": 3}', "\x00"])
def test_a_damaged_row_is_read_again(facts: str, archive: Path, look: Look) -> None:
    check(look())
    with sqlite3.connect(archive / ".archivist" / FILE) as connection:
        connection.execute("UPDATE facts SET facts = ?", (facts,))
    connection.close()
    report = check(look())
    assert report.passed
    assert report.read == 3


def test_a_catalog_that_vanished_is_made_again(archive: Path, look: Look) -> None:
    check(look())
    (archive / ".archivist" / FILE).unlink()
    assert check(look()).read == 3
    assert check(look()).read == 0


def test_without_a_place_to_remember_it_still_works(
    archive: Path, tmp_path: Path, look: Look
) -> None:
    (tmp_path / "file").write_bytes(b"")
    marker = archive / "archive.toml"
    text = marker.read_text(encoding="utf-8")
    marker.write_text(f"state_dir = '{tmp_path / 'file'}'\n{text}", encoding="utf-8")
    report = check(look())
    assert report.passed
    assert not report.remembered
    assert check(look()).read == 3


def test_what_is_gone_is_forgotten(archive: Path, look: Look) -> None:
    check(look())
    (archive / ITEM / "学习记录表.txt").unlink()
    check(look())
    with sqlite3.connect(archive / ".archivist" / FILE) as connection:
        paths = [path for (path,) in connection.execute("SELECT path FROM facts")]
    connection.close()
    assert len(paths) == 2


def test_a_run_that_is_broken_off_keeps_what_it_read(look: Look) -> None:
    def stop(done: int, total: int) -> None:
        if done == 2 and total == 3:
            raise KeyboardInterrupt

    before = set(psutil.Process().children(recursive=True))
    with pytest.raises(KeyboardInterrupt):
        check(look(progress=stop))
    assert set(psutil.Process().children(recursive=True)) <= before
    assert check(look()).read < 3


def test_progress_counts_what_is_opened(look: Look) -> None:
    steps: list[tuple[int, int]] = []
    check(look(progress=lambda done, total: steps.append((done, total))))
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_a_share_that_drops_out_is_no_mass_deletion(archive: Path, look: Look) -> None:
    def drop(_done: int, _total: int) -> None:
        (archive / "archive.toml").rename(archive / "gone.toml")

    with pytest.raises(NotReadableError):
        audit(look(progress=lambda done, total: drop(done, total) if done == 1 else None))
    (archive / "gone.toml").rename(archive / "archive.toml")
    assert check(look()).read == 0


def test_one_file_is_read_alone(look: Look) -> None:
    report = check(look(f"{ITEM}/学习记录表.txt"))
    assert (report.looked_at, report.read, report.passed) == (1, 1, True)


@pytest.mark.parametrize("name", ["C1-20250318-01.jpg", "C1-20250318-01.jpg.xmp"])
def test_a_file_and_its_sidecar_are_looked_at_together(
    name: str, archive: Path, look: Look
) -> None:
    (archive / ITEM / "C1-20250318-01.jpg.xmp").write_text("<x", encoding="utf-8")
    report = check(look(f"{ITEM}/{name}"))
    assert codes(report) == {("C1-20250318-01.jpg.xmp", "ELE113")}
    assert report.looked_at == 1


def test_the_duplicate_of_one_file_is_found_wherever_it_lies(archive: Path, look: Look) -> None:
    copy = archive / "甲工作室/15 影像资料库/20250318 备份"
    copy.mkdir()
    photo = archive / ITEM / "C1-20250318-02.jpg"
    (copy / "C1-20250318-03.jpg").write_bytes(photo.read_bytes())
    aged(archive)
    report = check(look("甲工作室/15 影像资料库/20250318 备份"), choose_checks(["FMT"], []))
    assert codes(report) == {("C1-20250318-03.jpg", "FMT106")}
    assert report.read < 4


@posix
def test_odd_names_and_links_are_findings_and_the_rest_goes_on(archive: Path, look: Look) -> None:
    item = archive / ITEM
    (item / "loop").symlink_to(archive, target_is_directory=True)
    (item / "out.jpg").symlink_to("/etc/hostname")
    os.mkfifo(item / "pipe.jpg")
    (item / "a\nb?.txt").write_text("x", encoding="utf-8")
    (item / "cafe\u0301 😀.txt").write_text("y", encoding="utf-8")
    (item / os.fsdecode(b"\xff.txt")).write_text("z", encoding="utf-8")
    found = codes(check(look()))
    assert {("loop", "FMT110"), ("out.jpg", "FMT110"), ("pipe.jpg", "FMT110")} <= found
    assert {("a\nb?.txt", "NAM109"), ("cafe\u0301 😀.txt", "NAM117")} <= found
    assert (os.fsdecode(b"\xff.txt"), "NAM109") in found
    assert check(look()).looked_at == 6


def test_what_item_toml_says_of_a_file_holds_in_either_unicode_form(
    archive: Path, look: Look
) -> None:
    item = archive / ITEM
    (item / "cafe\u0301.jpg").write_bytes(a_photo("white"))
    toml = item / "item.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(f'{text}["文件"."caf\u00e9.jpg"]\n"类型" = "文档"\n', encoding="utf-8")
    assert {code for _name, code in codes(check(look()))} == {"NAM117"}


def test_mistakes_of_item_toml_are_one_finding(archive: Path, look: Look) -> None:
    (archive / ITEM / "item.toml").write_text('"地址" = "甲"\nplace = 3\n', encoding="utf-8")
    report = check(look(), choose_checks(["ELE114"], []))
    ((_check, finding),) = report.findings
    assert "地址" in finding.facts["detail"]
    assert "place" in finding.facts["detail"]


def test_a_damaged_sidecar_is_a_finding(archive: Path, look: Look) -> None:
    (archive / ITEM / "C1-20250318-01.jpg.xmp").write_text("<x", encoding="utf-8")
    assert ("C1-20250318-01.jpg.xmp", "ELE113") in codes(check(look()))


def test_an_empty_archive_passes(archive: Path, look: Look) -> None:
    for path in sorted((archive / ITEM).iterdir()):
        path.unlink()
    (archive / ITEM).rmdir()
    assert check(look()).passed
    assert not audit(look()).matrix.complete


def test_codes_are_chosen_by_their_beginning() -> None:
    chosen = [each.code for each in choose_checks(["NAM", "FMT101"], ["NAM11"])]
    assert chosen[0] == "FMT101"
    assert "NAM109" in chosen
    assert "NAM110" not in chosen
    assert len(choose_checks([], [])) == 59


@pytest.mark.parametrize("text", ["XYZ", "NAM9", ""])
def test_a_code_that_fits_nothing_is_refused(text: str) -> None:
    with pytest.raises(InvalidChoiceError):
        choose_checks([text], [])


def test_paths_are_taken_relative_to_the_archive(archive: Path) -> None:
    assert scope_of(archive, [archive]) == {""}
    assert scope_of(archive, [archive / ITEM / ".." / "20250318 测流授课"]) == {ITEM}


@pytest.mark.parametrize("name", ["没有.jpg", "长" * 300, "a\x00b"], ids=["absent", "long", "nul"])
def test_a_path_that_is_not_there_is_refused(name: str, archive: Path) -> None:
    with pytest.raises(NotInArchiveError):
        scope_of(archive, [archive / name])


def test_a_path_outside_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(NotInArchiveError):
        scope_of(archive, [tmp_path])


@posix
def test_a_path_through_a_link_to_the_archive_is_inside(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(archive, target_is_directory=True)
    assert scope_of(archive, [tmp_path / "link" / ITEM]) == {ITEM}


def test_counts_are_by_severity(archive: Path, look: Look) -> None:
    (archive / ITEM / "C1-20250318-04.jpg").write_bytes(a_photo("black"))
    report = check(look())
    assert report.count(Severity.HINT) == 1
    assert report.count(Severity.ERROR) == 0
    assert report.passed


@pytest.mark.skipif("ARCHIVIST_REAL" not in os.environ, reason="ARCHIVIST_REAL names no real files")
def test_real_files_are_judged_without_a_crash(archive: Path, look: Look) -> None:
    real = Path(os.environ["ARCHIVIST_REAL"])
    item = archive / "甲工作室/15 影像资料库/20250101 实拍"
    item.mkdir()
    found = [path for kind in ("photos", "pdf", "office") for path in (real / kind).rglob("*.*")]
    for number, path in enumerate(path for path in found if path.is_file()):
        (item / f"{number:03} {path.name}").write_bytes(path.read_bytes())
    report = check(look())
    assert report.read == report.looked_at == len(list(item.iterdir())) + 3
    # FMT112 and FMT113 speak of copies, not of damage.
    damage = [f for c, f in report.findings if c.code.startswith(("FMT10", "FMT110", "FMT111"))]
    broken = {finding.path.rpartition(" ")[2] for finding in damage}
    assert {"corrupted.jpg", "enc_user.pdf"} <= broken
    assert not {"base.jpg", "iphone_7.heic", "minimal-document.pdf"} & broken
    # Nothing was condemned because reading it was given up.
    assert "FMT109" not in {check.code for check, _finding in report.findings}
