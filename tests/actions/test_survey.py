"""Looking at a part of an archive, at a studio, and at a place that allows little."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.actions.audit import audit
from archivist.actions.check import check
from archivist.actions.survey import choose_studios
from archivist.actions.view import View
from archivist.actions.whereabouts import scope_of
from archivist.errors import InvalidChoiceError, NotInArchiveError, NotReadableError
from archivist.model.settings import Settings, Studio
from archivist.store.catalog import FILE
from tests.actions.conftest import DAY, ITEM, aged, state_of
from tests.photos import a_photo

Look = Callable[..., View]
PHOTO = f"{ITEM}/C1-20250318-01.jpg"
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names or links")

STUDIOS = Settings(studios=tuple(Studio(name=name) for name in ("测流室", "测流二室", "机电室")))


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        pytest.param([], (), id="all"),
        pytest.param(["机电"], ("机电室",), id="a part"),
        pytest.param(["测流室"], ("测流室",), id="whole"),
        pytest.param(["机电室", "二"], ("机电室", "测流二室"), id="two, in the order asked for"),
    ],
)
def test_a_studio_is_chosen_by_what_fits_only_one(
    names: list[str], chosen: tuple[str, ...]
) -> None:
    assert choose_studios(STUDIOS, names) == chosen


@pytest.mark.parametrize("name", ["测流", "没有", ""], ids=["several", "none", "empty"])
def test_a_name_that_fits_none_or_several_is_answered_with_all(name: str) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        choose_studios(STUDIOS, [name])
    assert all(studio.name in caught.value.hint for studio in STUDIOS.studios)


paths = st.lists(st.sampled_from(["甲", "甲乙", "a.b", "a"]), min_size=1, max_size=4).map("/".join)


@given(paths, st.frozensets(paths, max_size=3))
def test_a_scope_covers_what_lies_in_it_and_nothing_else(path: str, scope: frozenset[str]) -> None:
    view = View(root=Path(), as_of=DAY, now_ns=0, scope=scope)
    inside = any(f"{path}/".startswith(f"{each}/") for each in scope)
    assert view.covers(path) is (not scope or inside)


@pytest.mark.parametrize("scope", [{""}, {"", "甲"}])
def test_the_archive_itself_covers_everything(scope: set[str]) -> None:
    view = View(root=Path(), as_of=DAY, now_ns=0, scope=frozenset(scope))
    assert view.covers("乙/x")
    assert view.covers("")


def test_a_folder_is_looked_at_with_all_that_it_holds(look: Look) -> None:
    report = check(look(ITEM))
    assert (report.looked_at, report.read, report.passed) == (3, 3, True)
    assert check(look("甲工作室/01 往来文件资料")).looked_at == 0


def test_a_sidecar_is_read_with_its_file_and_by_itself(archive: Path, look: Look) -> None:
    text = f"{ITEM}/学习记录表.txt"
    (archive / f"{text}.xmp").write_text("<x", encoding="utf-8")
    aged(archive)
    assert check(look(text)).read == 2
    report = check(look(f"{text}.xmp"))
    assert [found.code for found, _finding in report.findings] == ["ELE113"]


def test_a_part_of_the_archive_forgets_nothing_of_the_rest(look: Look) -> None:
    check(look())
    check(look(PHOTO))
    assert check(look()).read == 0


@pytest.mark.parametrize(
    "spell",
    [
        pytest.param(str.upper, id="case"),
        pytest.param(lambda name: unicodedata.normalize("NFD", name), id="decomposed"),
    ],
)
def test_a_name_is_known_by_its_other_spellings(
    spell: Callable[[str], str], archive: Path, look: Look
) -> None:
    (archive / ITEM / "café.txt").write_text("x", encoding="utf-8")
    assert check(look(f"{ITEM}/{spell('café.txt')}")).looked_at == 1


@pytest.mark.parametrize("path", ["收件箱", ".archivist", "甲工作室/Thumbs.db"])
def test_what_is_never_looked_at_is_refused(path: str, archive: Path, look: Look) -> None:
    (archive / "甲工作室/Thumbs.db").write_bytes(b"x")
    with pytest.raises(NotInArchiveError, match=path):
        check(look(path))


@posix
def test_a_link_in_the_archive_is_a_finding_and_not_followed(
    archive: Path, tmp_path: Path, look: Look
) -> None:
    outside = tmp_path / "外"
    outside.mkdir()
    (outside / "秘密.pdf").write_bytes(b"x")
    link = archive / ITEM / "link"
    link.symlink_to(outside, target_is_directory=True)
    (scope,) = scope_of(archive, [link])
    report = check(look(scope))
    assert [(found.code, finding.path) for found, finding in report.findings] == [
        ("FMT110", f"{ITEM}/link")
    ]
    (below,) = scope_of(archive, [link / "秘密.pdf"])
    with pytest.raises(NotInArchiveError):
        check(look(below))


@posix
def test_a_loop_of_links_is_no_way_in(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(NotInArchiveError):
        scope_of(archive, [tmp_path / "a" / "x"])


def refuse(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Make one folder refuse to be listed, as it would to anybody but the system's owner."""
    listed = os.scandir

    def scandir(path: Path) -> os._ScandirIterator[str]:
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr("archivist.store.tree.os.scandir", scandir)


def test_an_item_that_refuses_is_one_finding(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, ITEM.rpartition("/")[2])
    report = check(look())
    assert [(found.code, finding.path) for found, finding in report.findings] == [("FMT111", ITEM)]


@pytest.mark.parametrize("name", ["甲工作室", "06 培训学习资料"])
def test_what_an_audit_cannot_see_is_not_called_missing(
    name: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, name)
    with pytest.raises(NotReadableError, match=name):
        audit(look())


def test_an_archive_that_refuses_is_an_error(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, archive.name)
    with pytest.raises(NotReadableError):
        check(look())


def stated(archive: Path, line: str) -> None:
    """Put a line in front of the settings."""
    marker = archive / "archive.toml"
    marker.write_text(f"{line}\n{marker.read_text(encoding='utf-8')}", encoding="utf-8")
    aged(archive)


def test_state_kept_elsewhere_leaves_the_archive_alone(
    archive: Path, tmp_path: Path, look: Look
) -> None:
    stated(archive, f"state_dir = {str(tmp_path / '状态')!r}")
    before = state_of(archive)
    assert check(look()).remembered
    assert check(look()).read == 0
    assert state_of(archive) == before
    assert len(list((tmp_path / "状态").rglob(FILE))) == 1
    assert list((archive / ".archivist").iterdir()) == []


def test_state_in_a_place_that_cannot_be_is_kept_for_the_run(
    archive: Path, tmp_path: Path, look: Look
) -> None:
    (tmp_path / "file").write_bytes(b"")
    stated(archive, f"state_dir = {str(tmp_path / 'file' / 'x')!r}")
    report = check(look())
    assert (report.passed, report.remembered, report.read) == (True, False, 3)


def test_a_catalog_that_cannot_be_written_is_still_read(archive: Path, look: Look) -> None:
    check(look())
    catalog = archive / ".archivist" / FILE
    with catalog.open("rb") as file:
        before = file.read()
    catalog.unlink()
    catalog.mkdir()
    assert check(look()).read == 3
    catalog.rmdir()
    catalog.write_bytes(before)
    assert check(look()).read == 0


def test_a_duplicate_elsewhere_is_found_without_reading_everything(
    archive: Path, look: Look
) -> None:
    for number in range(20):
        (archive / ITEM / f"{number:02}.txt").write_text("x" * (100 + number), encoding="utf-8")
    other = archive / "甲工作室/15 影像资料库/20250318 另存"
    other.mkdir()
    (other / "C1-20250318-09.jpg").write_bytes((archive / PHOTO).read_bytes())
    aged(archive)
    report = check(look(f"{other.relative_to(archive).as_posix()}/C1-20250318-09.jpg"))
    assert "FMT106" in {found.code for found, _finding in report.findings}
    assert report.read <= 3


def test_an_item_that_nobody_described_does_not_stop_the_others(archive: Path, look: Look) -> None:
    other = archive / "甲工作室/06 培训学习资料/20250401 实操"
    other.mkdir()
    (other / "item.toml").write_bytes(b"\xff\xfe\x00")
    (other / "C1-20250401-01.jpg").write_bytes(a_photo("white", "2025:04:01"))
    codes = {found.code for found, finding in check(look()).findings}
    # What seems to be missing may stand in the file that cannot be read.
    assert codes == {"ELE114"}
