"""From the inbox into items, on a real disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from archivist.actions.describe import describe
from archivist.actions.file import accepted
from archivist.actions.status import status
from archivist.actions.undo import undo
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, NotInArchiveError
from archivist.model.arrival import Intake, ReasonKind, Verdict
from archivist.model.elements import Element
from archivist.model.names import PENDING_PAGE
from archivist.store.kept import move_checked
from tests.actions.inboxes import ITEM, NOW, PLACE, SAID, digests, dropped, filed, ran, waits

Look = Callable[..., View]


def test_files_move_and_come_back_byte_for_byte(archive: Path, look: Look) -> None:
    for name in ("b.dng", "b.jpg", "a.jpg", "签到.txt"):
        dropped(archive, f"{PLACE}/{name}", None if name.endswith("g") else "签到")
    dropped(archive, f"{PLACE}/b.dng")
    before = digests(archive)
    found = filed(look())
    assert found["a.jpg"].target == f"{ITEM}/C1-20250318-03.jpg"
    assert found["签到.txt"].target == f"{ITEM}/签到.txt"
    assert all((archive / each.target).is_file() for each in found.values() if each.target)
    assert digests(archive) == before
    assert undo(archive, 1, NOW).complete
    assert digests(archive) == before
    assert (archive / PLACE / "a.jpg").is_file()


def test_a_dry_run_says_the_same_and_does_nothing(archive: Path, look: Look) -> None:
    dropped(archive, f"{PLACE}/a.jpg")
    dropped(archive, "收件箱/b.jpg")
    report = ran(look(), dry_run=True)
    assert not report.complete
    assert (archive / PLACE / "a.jpg").is_file()
    assert report.count(Verdict.READY) == 1
    really = ran(look())
    assert [o.target for o in really.outcomes] == [o.target for o in report.outcomes]
    assert really.count(Verdict.FILED) == 1


def test_an_item_file_moves_into_a_new_item_and_back(archive: Path, look: Look) -> None:
    folder = "收件箱/06/20250401 新课"
    for name in ("a.jpg", "b.jpg"):
        dropped(archive, f"{folder}/{name}")
    dropped(archive, f"{folder}/item.toml", SAID)
    found = filed(look())
    item = archive / "甲工作室/06 培训学习资料/20250401 新课"
    assert (item / "item.toml").read_text(encoding="utf-8") == SAID
    assert {o.target.rpartition("/")[2] for o in found.values()} == {
        "C1-20250401-01.jpg",
        "C1-20250401-02.jpg",
    }
    assert {r.kind for o in found.values() for r in o.reasons} <= {ReasonKind.ORIGINAL}
    assert undo(archive, 1, NOW).complete
    assert (archive / folder / "item.toml").is_file()
    assert not item.exists()


def test_an_item_file_that_the_item_has_already_keeps_its_folder(archive: Path, look: Look) -> None:
    dropped(archive, f"{PLACE}/a.jpg")
    dropped(archive, f"{PLACE}/item.toml", '"地点" = "另一处"\n')
    assert "item-file" in waits(filed(look())["a.jpg"])
    dropped(archive, f"{PLACE}/item.toml", '"地点" = "会议室"\n')
    assert filed(look())["a.jpg"].verdict is Verdict.FILED
    assert (archive / PLACE / "item.toml").is_file()


def test_a_file_that_is_named_brings_what_belongs_to_it(archive: Path, look: Look) -> None:
    for name in ("a.dng", "a.jpg", "a.docx", "b.jpg"):
        dropped(archive, f"{PLACE}/{name}")
    dropped(archive, f"{PLACE}/a.docx", "x")
    raw = dropped(archive, f"{PLACE}/a.dng", b"")
    found = filed(look(), archive / PLACE / "a.jpg")
    assert set(found) == {"a.dng", "a.jpg"}
    assert "companion" in waits(found["a.jpg"])
    raw.write_bytes(b"II*\0")
    found = filed(look(), archive / PLACE / "a.jpg")
    assert found["a.dng"].target == f"{ITEM}/C1-20250318-03.dng"
    assert found["a.jpg"].target == f"{ITEM}/C1-20250318-03.jpg"


@pytest.mark.parametrize(("whole", "filed_"), [(False, False), (True, True)])
def test_an_item_file_goes_along_with_the_whole_folder_only(
    archive: Path, look: Look, whole: bool, filed_: bool
) -> None:
    folder = "收件箱/06/20250401 新课"
    paths = [dropped(archive, f"{folder}/{name}") for name in ("a.jpg", "b.jpg")]
    dropped(archive, f"{folder}/item.toml", SAID)
    found = filed(look(), *paths[: 2 if whole else 1])
    assert (found["a.jpg"].verdict is Verdict.FILED) is filed_


def test_files_from_outside_are_copied(archive: Path, look: Look, tmp_path: Path) -> None:
    path = dropped(tmp_path, "相机/IMG_1.jpg")
    sidecarless = filed(look(), path)
    assert "no-place" in waits(sidecarless["IMG_1.jpg"])
    found = filed(look(), path, to="06/20250318 测流授课")["IMG_1.jpg"]
    assert found.target == f"{ITEM}/C1-20250318-03.jpg"
    assert path.read_bytes() == (archive / found.target).read_bytes()
    again = filed(look(), path.parent, to="06/测流授课")["IMG_1.jpg"]
    assert "duplicate" in waits(again)
    allowed = accepted(rename=False, again=True)
    twice = filed(look(), path.parent, to="06/测流授课", allowed=allowed)["IMG_1.jpg"]
    assert twice.target.endswith("-04.jpg")


def test_documents_are_renamed_only_with_consent(archive: Path, look: Look) -> None:
    dropped(archive, f"{PLACE}/学习记录表.txt", "另一份")
    if os.name != "nt":
        dropped(archive, f"{PLACE}/a:b.txt", "名")
    assert "taken" in waits(filed(look())["学习记录表.txt"])
    found = filed(look(), allowed=accepted(rename=True, again=False))
    assert found["学习记录表.txt"].target == f"{ITEM}/学习记录表 (2).txt"
    if os.name != "nt":
        assert found["a:b.txt"].target == f"{ITEM}/a_b.txt"


def test_a_class_that_is_not_declared_is_refused(archive: Path, look: Look) -> None:
    dropped(archive, f"{PLACE}/a.jpg")
    for dry_run in (True, False):
        with pytest.raises(InvalidChoiceError, match="C9"):
            ran(look(), intake=Intake(image_class="C9"), dry_run=dry_run)


@pytest.mark.parametrize("name", ["nowhere.jpg", ITEM, "", ".."])
def test_what_is_filed_already_or_not_there_is_refused(
    archive: Path, look: Look, name: str
) -> None:
    with pytest.raises(NotInArchiveError):
        ran(look(), archive / name)


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_links_are_not_followed_and_another_name_of_the_archive_is_understood(
    archive: Path, look: Look, tmp_path: Path
) -> None:
    path = dropped(archive, f"{PLACE}/a.jpg")
    (tmp_path / "link.jpg").symlink_to(path)
    with pytest.raises(NotInArchiveError, match="link"):
        ran(look(), tmp_path / "link.jpg")
    (tmp_path / "alias").symlink_to(archive)
    found = filed(look(), tmp_path / "alias" / PLACE / "a.jpg")["a.jpg"]
    assert found.verdict is Verdict.FILED
    assert not path.exists()


def test_what_the_system_refuses_stays_where_it_was(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = dropped(archive, f"{PLACE}/a.jpg")

    def refused(*_arguments: object) -> None:
        raise PermissionError(13, "locked")

    monkeypatch.setattr("archivist.store.moving.move_checked", refused)
    found = filed(look())["a.jpg"]
    assert waits(found) == {"unfiled"}
    assert path.is_file()


def test_an_item_on_a_name_that_is_a_file_waits(archive: Path, look: Look) -> None:
    dropped(archive, "收件箱/06/20250401 新课/a.jpg")
    dropped(archive, "甲工作室/06 培训学习资料/20250401 新课", "no folder")
    assert waits(filed(look(), archive / "收件箱/06")["a.jpg"]) == {"unfiled"}
    assert (archive / "收件箱/06/20250401 新课/a.jpg").is_file()


def test_a_long_path_is_filed(archive: Path, look: Look) -> None:
    deep = "收件箱/06/20250401 新课/" + "/".join(["深" * 40] * 4)
    dropped(archive, f"{deep}/a.jpg")
    found = filed(look(), archive / "收件箱/06")
    assert found["a.jpg"].target.endswith("/20250401 新课/C1-20250401-01.jpg")


def test_only_what_is_ready_is_filed_unless_a_person_points_at_it(
    archive: Path, look: Look
) -> None:
    path = dropped(archive, "收件箱/06/20250401 新课/a.jpg")
    scan = dropped(archive, f"{PLACE}/扫描0001.jpg")
    dropped(archive, f"{PLACE}/b.jpg")
    assert {o.arrival.record.name: o.verdict for o in status(look()).outcomes} == {
        "a.jpg": Verdict.WAITS,
        "b.jpg": Verdict.READY,
        "扫描0001.jpg": Verdict.WAITS,
    }
    for dry_run in (True, False):
        found = filed(look(), dry_run=dry_run)
        assert waits(found["a.jpg"]) >= {"element"}
        assert waits(found["扫描0001.jpg"]) == {"scan"}
        assert found["b.jpg"].target == f"{ITEM}/C1-20250318-03.jpg"
    to = "06/20250401 新课"
    assert filed(look(), to=to, dry_run=True)["a.jpg"].verdict is Verdict.READY
    told = filed(look(), path, scan)
    assert {r.kind for r in told["a.jpg"].reasons} >= {ReasonKind.ELEMENT}
    assert {r.kind for r in told["扫描0001.jpg"].reasons} == {ReasonKind.SCAN}
    assert not path.exists()
    assert not scan.exists()


def test_folders_that_are_emptied_are_taken_away_and_come_back(archive: Path, look: Look) -> None:
    dropped(archive, f"{PLACE}/下午/a.jpg")
    dropped(archive, f"{PLACE}/b.jpg")
    waiting = dropped(archive, "收件箱/09/x.pdf", "%PDF-")
    (archive / "收件箱/空").mkdir()
    before = digests(archive)
    filed(look())
    assert not (archive / "收件箱/06").exists()
    assert (archive / "收件箱/空").is_dir()
    assert waiting.is_file()
    assert undo(archive, 1, NOW).complete
    assert (archive / PLACE / "下午/a.jpg").is_file()
    assert digests(archive) == before


@pytest.mark.parametrize("left", ["desktop.ini", "x/Thumbs.db"])
def test_a_folder_that_holds_anything_stays(archive: Path, look: Look, left: str) -> None:
    dropped(archive, f"{PLACE}/a.jpg")
    kept = dropped(archive, f"{PLACE}/{left}", "x")
    assert filed(look())["a.jpg"].verdict is Verdict.FILED
    assert kept.is_file()
    assert undo(archive, 1, NOW).complete
    assert (archive / PLACE / "a.jpg").is_file()


def test_what_was_dropped_meanwhile_stays(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped(archive, f"{PLACE}/a.jpg")

    def moved(*arguments: object) -> None:
        move_checked(*arguments)  # type: ignore[arg-type]
        dropped(archive, f"{PLACE}/late.txt", "late")

    monkeypatch.setattr("archivist.store.moving.move_checked", moved)
    assert filed(look())["a.jpg"].verdict is Verdict.FILED
    assert (archive / PLACE / "late.txt").is_file()


def test_the_page_in_the_inbox_tells_what_is_left(archive: Path, look: Look) -> None:
    page = archive / "收件箱" / PENDING_PAGE
    status(look(), NOW)
    assert not page.exists()
    dropped(archive, f"{PLACE}/a.jpg")
    dropped(archive, "收件箱/b.jpg")
    filed(look(), dry_run=True)
    assert not page.exists()
    filed(look(), archive / PLACE)
    told = page.read_text(encoding="utf-8")
    assert "b.jpg" in told
    assert "a.jpg" not in told
    dropped(archive, "收件箱/c.pdf", "%PDF-")
    status(look(), NOW + timedelta(hours=1))
    newer = page.read_bytes()
    assert b"c.pdf" in newer
    status(look(), NOW + timedelta(hours=2))
    assert page.read_bytes() == newer
    page.write_bytes(b"my own")
    filed(look())
    assert page.read_bytes() == b"my own"
    page.unlink()
    page.mkdir()
    filed(look())
    assert page.is_dir()


REAL = Path(os.environ["ARCHIVIST_REAL"]) if "ARCHIVIST_REAL" in os.environ else None


@pytest.mark.skipif(REAL is None, reason="ARCHIVIST_REAL names no folder of real files")
def test_real_photos_go_all_the_way_and_back(archive: Path, look: Look) -> None:
    sources = sorted((REAL or Path()).joinpath("photos").rglob("*"))
    for number, path in enumerate(path for path in sources if path.is_file()):
        dropped(archive, f"{PLACE}/{number:02}_{path.name}", path.read_bytes())
    before = digests(archive)
    statement = {Element.CAUSE: ("授课",), Element.PLACE: ("302",)}
    images = [p for p in (archive / PLACE).iterdir() if p.suffix.lower() in {".jpg", ".heic"}]
    assert describe(look(), tuple(images), statement, NOW, dry_run=False).done
    report = ran(look(), allowed=accepted(rename=True, again=True))
    assert report.count(Verdict.FILED) > 10
    assert undo(archive, 2, NOW).complete
    assert digests(archive) == before
