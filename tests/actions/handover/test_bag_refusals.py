"""What is refused when a bag is made, and what is told: rot, links, names, days."""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from archivist.actions.handover.check_bag import check_bag
from archivist.actions.handover.payload import unfit
from archivist.actions.init import init
from archivist.actions.keeping.seal import SealRequest, seal
from archivist.actions.view import View
from archivist.errors import NotReadableError
from archivist.model.period import Period
from archivist.store.bag import writing
from archivist.store.sealing import SealedNow
from tests.actions.handover.bagwork import MADE, catalogue, made, payload

pytestmark = pytest.mark.usefixtures("shared_processes")


@pytest.fixture
def small(tmp_path: Path) -> View:
    """Return a look at an archive of one item, whose files are sealed."""
    root = tmp_path / "库"
    init(root, ["甲工作室"], "zh_CN")
    item = root / "甲工作室/06 培训学习资料/20250318 授课"
    item.mkdir()
    (item / "=1+1.txt").write_text("记录", encoding="utf-8")
    seal(root, SealRequest(), MADE)
    return View(root=root, as_of=MADE.date(), now_ns=time.time_ns())


def test_what_was_sealed_is_told_to_agree_and_no_cell_is_calculated(
    small: View, tmp_path: Path
) -> None:
    report = made(small, tmp_path / "b", categories=("06",))
    assert (report.agreeing, report.copied, report.refused) == (2, 2, ())
    assert catalogue(tmp_path / "b")[0]["Title"] == "'=1+1"


def test_rot_is_named_and_no_bag_is_made(small: View, tmp_path: Path) -> None:
    file = next(small.root.glob("*/*/*/=1+1.txt"))
    status = file.stat()
    file.write_bytes(b"rotten"[: status.st_size])
    os.utime(file, ns=(status.st_mtime_ns, status.st_mtime_ns))
    report = made(small, tmp_path / "b.zip")
    assert [each.damaged for each in report.refused] == [True]
    assert report.refused[0].path.endswith("=1+1.txt")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["库"]


def test_a_file_that_is_gone_meanwhile_is_named_and_no_bag_is_made(
    small: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.actions.handover.bag.inside", lambda root, _path: root / "gone")
    assert made(small, tmp_path / "b").refused
    monkeypatch.setattr("archivist.actions.handover.bag.inside", _outside)
    assert made(small, tmp_path / "b").refused
    assert not (tmp_path / "b").exists()


def _outside(_root: Path, path: str) -> Path:
    raise OSError(22, "it leads out", path)


def test_a_manifest_that_cannot_be_read_is_told(
    small: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_root: Path, _today: date) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("archivist.actions.handover.bag.sealed_now", refused)
    with pytest.raises(NotReadableError, match="manifest"):
        made(small, tmp_path / "b")


def test_a_manifest_of_another_hand_vouches_for_nothing(small: View, tmp_path: Path) -> None:
    file = small.root / ".archivist" / "manifest-sha256.txt"
    file.write_bytes(file.read_bytes().replace(b"a", b"b"))
    report = made(small, tmp_path / "b")
    assert (report.vouched, report.agreeing, report.refused) == (False, 0, ())
    assert check_bag(tmp_path / "b").whole


@pytest.mark.parametrize("moment", ["listed", "copied"])
def test_of_an_archive_that_goes_away_meanwhile_no_bag_appears(
    moment: str, small: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dropping(*_args: object) -> object:
        for each in list(small.root.iterdir()):
            each.rename(tmp_path / f"gone-{each.name}")
        return found

    found: object = ()
    if moment == "listed":
        monkeypatch.setattr("archivist.actions.handover.payload.covered", dropping)
        monkeypatch.setattr("archivist.actions.handover.payload._refuse_nothing", lambda _c: None)
    else:
        found = SealedNow(entries={}, whole=True)
        monkeypatch.setattr("archivist.actions.handover.bag.sealed_now", dropping)
    with pytest.raises(NotReadableError, match="went away"):
        made(small, tmp_path / "b.zip")
    assert [each for each in tmp_path.iterdir() if "b.zip" in each.name or "tmp" in each.name] == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_are_left_and_told(small: View, tmp_path: Path) -> None:
    (small.root / "甲工作室" / "link.txt").symlink_to(tmp_path)
    report = made(small, tmp_path / "b", studios=("甲工作室",))
    assert report.left == ("甲工作室/link.txt",)
    assert check_bag(tmp_path / "b").whole


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_names_that_no_check_would_let_pass_are_refused_before_anything_is_copied(
    small: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = next(small.root.glob("*/*/*/=1+1.txt")).parent
    (item / "a\\b.txt").write_bytes(b"x")
    (item / "A.txt").write_bytes(b"x")
    (item / "a.txt").write_bytes(b"x")
    monkeypatch.setattr(writing, "new_pack", None)
    report = made(small, tmp_path / "b")
    assert {each.path.rpartition("/")[2] for each in report.refused} == {"a\\b.txt", "a.txt"}


def test_a_name_that_is_no_text_is_unfit_and_one_in_another_form_is_told(
    small: View, tmp_path: Path
) -> None:
    assert [path for path, _why in unfit(["a\udcff.txt", "b.txt"])] == ["a\udcff.txt"]
    item = next(small.root.glob("*/*/*/=1+1.txt")).parent
    (item / "e\u0301.txt").write_bytes(b"x")
    report = made(small, tmp_path / "b")
    assert [path.rpartition("/")[2] for path in report.odd] == ["e\u0301.txt"]


def test_an_undated_record_is_left_out_of_a_period_and_counted(small: View, tmp_path: Path) -> None:
    item = small.root / "甲工作室/06 培训学习资料/没有日期"
    item.mkdir()
    (item / "x.txt").write_bytes(b"x")
    (item / "C1-20250301-01.jpg").write_bytes(b"x")
    report = made(small, tmp_path / "b", period=Period.parse("2025"))
    assert report.undated == 1
    names = {path.rpartition("/")[2] for path in payload(tmp_path / "b")}
    assert names == {"=1+1.txt", "C1-20250301-01.jpg"}
