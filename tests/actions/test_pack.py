from __future__ import annotations

import hashlib
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from archivist.actions.pack import PackReport, pack
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, NotReadableError, NotWritableError
from archivist.model.period import Period
from archivist.model.settings import Settings
from archivist.store import packing
from archivist.store.inside import inside
from tests.looked_samples import looked_at

pytestmark = pytest.mark.usefixtures("shared_processes")

HETAO, JIDIAN = "河套灌区测流创新工作室", "机电维修劳模创新工作室"
QUARTER = Period.parse("2025-Q1")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    root = tmp_path_factory.mktemp("pack") / "示例"
    looked_at(root)
    return View(root=root, as_of=date(2025, 5, 20), now_ns=time.time_ns())


def packed(view: View, target: Path, *studios: str) -> PackReport:
    return pack(view, "xbnh-2025", QUARTER, studios, target)


@pytest.fixture(scope="module")
def made(view: View, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PackReport]:
    target = tmp_path_factory.mktemp("out") / "佐证"
    return target, packed(view, target)


def sums_of(target: Path) -> dict[str, str]:
    lines = (target / "sha256sums.txt").read_text(encoding="utf-8").splitlines()
    return {path: sha256 for sha256, _gap, path in (line.partition("  ") for line in lines)}


def test_every_file_of_the_pack_has_its_checksum(made: tuple[Path, PackReport]) -> None:
    target, _report = made
    files = {p.relative_to(target).as_posix(): p for p in target.rglob("*") if p.is_file()}
    del files["sha256sums.txt"]
    found = {name: hashlib.sha256(p.read_bytes()).hexdigest() for name, p in files.items()}
    assert found == sums_of(target)


def test_copies_are_the_originals_and_are_counted_once(
    view: View, made: tuple[Path, PackReport]
) -> None:
    target, report = made
    lines = [line for plan in report.plans for line in plan.files]
    assert report.copied == len(lines) == len({line.source for line in lines})
    assert report.refused == ()
    for line in lines:
        assert (target / line.path).read_bytes() == (view.root / line.source).read_bytes()


def test_descriptions_are_copied_beside_their_files(made: tuple[Path, PackReport]) -> None:
    target, report = made
    beside = [line for plan in report.plans for line in plan.files if line.sidecar]
    assert beside
    assert all((target / f"{line.path}.xmp").is_file() for line in beside)


def test_several_studios_have_a_folder_each(made: tuple[Path, PackReport]) -> None:
    target, report = made
    assert {path.name for path in target.iterdir() if path.is_dir()} == {HETAO, JIDIAN}
    assert [plan.score.studio for plan in report.plans] == [HETAO, JIDIAN]


def test_one_studio_needs_none(view: View, tmp_path: Path) -> None:
    report = packed(view, tmp_path / "佐证", "机电")
    folders = [path.name for path in (tmp_path / "佐证").iterdir() if path.is_dir()]
    assert folders
    assert all(name[:2].isdecimal() for name in folders)
    assert len(report.plans) == 1


def test_a_zip_holds_the_same_as_the_folder(
    view: View, made: tuple[Path, PackReport], tmp_path: Path
) -> None:
    target, report = made
    assert packed(view, tmp_path / "佐证.zip") == report
    with zipfile.ZipFile(tmp_path / "佐证.zip") as archive:
        for path in target.rglob("*"):
            if path.is_file():
                assert archive.read(path.relative_to(target).as_posix()) == path.read_bytes()


def test_the_lists_stand_at_the_top(made: tuple[Path, PackReport]) -> None:
    target, report = made
    assert {path.name for path in target.iterdir() if path.is_file()} == {
        "Evidence list.txt",
        "Evidence list.xlsx",
        "sha256sums.txt",
    }
    text = (target / "Evidence list.txt").read_bytes().decode("utf-8-sig")
    for line in (line for plan in report.plans for line in plan.lines):
        assert line.path in text


def test_a_file_that_goes_away_meanwhile_is_told_in_the_lists(
    view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(root: Path, source: str) -> Path:
        return root / "gone" if source.endswith(".docx") else inside(root, source)

    monkeypatch.setattr(packing, "inside", without)
    report = packed(view, tmp_path / "佐证", "机电")
    assert report.refused
    assert all(each.path.endswith(".docx") for each in report.refused)
    assert report.copied == len(report.plans[0].files) - len(report.refused)
    text = (tmp_path / "佐证" / "Evidence list.txt").read_text(encoding="utf-8-sig")
    assert text.count("not copied: ") >= len(report.refused)
    assert not set(sums_of(tmp_path / "佐证")) & {each.path for each in report.refused}


def test_progress_is_told(view: View, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    seen = View(
        root=view.root,
        as_of=view.as_of,
        now_ns=view.now_ns,
        progress=lambda done, total: told.append((done, total)),
    )
    packed(seen, tmp_path / "佐证", "机电")
    done, total = told[-1]
    assert done == total > 1


@pytest.mark.parametrize("name", ["佐证", "佐证.zip", "收件箱/佐证"])
def test_a_place_in_the_archive_is_refused(view: View, name: str) -> None:
    with pytest.raises(InvalidChoiceError, match="lies in the archive"):
        packed(view, view.root / name)
    assert not (view.root / name).exists()


def test_a_place_that_is_taken_is_refused_before_anything_is_read(
    view: View, tmp_path: Path
) -> None:
    with pytest.raises(NotWritableError, match="is there already"):
        pack(view, "no such rubric", QUARTER, (), tmp_path)


def test_a_rubric_that_is_none_leaves_nothing(view: View, tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError):
        pack(view, "本厂", QUARTER, (), tmp_path / "佐证")
    assert list(tmp_path.iterdir()) == []


def test_of_an_archive_that_goes_away_meanwhile_no_pack_appears(
    view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker = view.root / "archive.toml"

    def dropping(root: Path, source: str) -> Path:
        if marker.exists():
            marker.rename(tmp_path / "away.toml")
        return inside(root, source)

    monkeypatch.setattr(packing, "inside", dropping)
    monkeypatch.setattr("archivist.actions.pack.load_settings", lambda _root: Settings(studios=()))
    try:
        with pytest.raises(NotReadableError, match="went away"):
            packed(view, tmp_path / "佐证")
    finally:
        (tmp_path / "away.toml").rename(marker)
    assert list(tmp_path.iterdir()) == []
