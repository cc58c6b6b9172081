"""``archivist pack`` as its users run it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.cli.main import run
from archivist.cli.screen import columns
from archivist.store import packing
from archivist.store.inside import inside
from tests.actions.processes import shared
from tests.looked_samples import looked_at

Caught = pytest.CaptureFixture[str]
HETAO, JIDIAN = "河套灌区测流创新工作室", "机电维修劳模创新工作室"
WHEN = ["--rubric", "xbnh-2025", "--period", "2025-Q1", "--as-of", "2025-05-20"]


@pytest.fixture(scope="module", autouse=True)
def shared_processes() -> Iterator[None]:
    """Have what reads foreign files started once."""
    with shared():
        yield


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pack") / "示例"
    looked_at(root)
    return root


def ran(root: Path, *words: str | Path, lang: str = "en") -> int:
    where = ["--archive", str(root)]
    return run(["archivist", "--lang", lang, "pack", *where, *map(str, words)])


def test_the_evidence_is_copied_and_what_is_bare_is_named(
    root: Path, tmp_path: Path, capsys: Caught
) -> None:
    assert ran(root, tmp_path / "佐证", *WHEN) == 0
    told = capsys.readouterr().out
    assert HETAO in told
    assert JIDIAN in told
    assert "Nothing is filed for: R-P3" in told
    count = sum(path.suffix != ".xmp" for path in (tmp_path / "佐证").glob("*/*/*"))
    assert f"{count} files copied to {tmp_path / '佐证'}" in told
    assert "sha256sum -c sha256sums.txt" in told


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_it_can_be_checked_without_archivist(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "佐证"
    ran(root, target, *WHEN, "-q", lang="zh_CN")
    check = ["sha256sum", "-c", "--strict", "sha256sums.txt"]
    assert subprocess.run(check, cwd=target, check=False, capture_output=True).returncode == 0
    victim = next(target.glob("*/*/001 *"))
    victim.write_bytes(b"forged")
    assert subprocess.run(check, cwd=target, check=False, capture_output=True).returncode == 1


def test_a_zip_of_one_studio_is_told_in_detail(root: Path, tmp_path: Path, capsys: Caught) -> None:
    assert ran(root, tmp_path / "佐证.zip", *WHEN, "--studio", "河套", "-v") == 0
    told = "".join(line.strip() for line in capsys.readouterr().out.splitlines())
    assert "C1-20250225-01.jpg" in told
    assert JIDIAN not in told


def test_only_the_result_when_quiet(root: Path, tmp_path: Path, capsys: Caught) -> None:
    assert ran(root, tmp_path / "佐证.zip", *WHEN, "-q") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_the_quarter_of_the_day_is_meant_when_no_period_is_named(
    root: Path, tmp_path: Path
) -> None:
    assert ran(root, tmp_path / "佐证", "--as-of", "2025-05-20") == 0
    text = (tmp_path / "佐证" / "Evidence list.txt").read_text(encoding="utf-8-sig")
    assert "quarter 2 of 2025" in text


def test_a_file_that_cannot_be_read_is_told_and_the_exit_code_is_1(
    root: Path, tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(root: Path, source: str) -> Path:
        return root / "gone" if source.endswith("学习记录表.docx") else inside(root, source)

    monkeypatch.setattr(packing, "inside", without)
    assert ran(root, tmp_path / "佐证", *WHEN, "-q") == 1
    assert "it is not there any more" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_the_text_fits_the_terminal(
    root: Path, tmp_path: Path, lang: str, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    ran(root, "佐证", *WHEN, "-v", lang=lang)
    assert [x for x in capsys.readouterr().out.splitlines() if columns(x) > 80] == []


@pytest.mark.parametrize(
    ("target", "code", "said"),
    [
        ("示例/佐证", 8, "lies in the archive"),
        ("示例", 8, "lies in the archive"),
        ("there", 7, "is there already"),
        ("没有/佐证", 7, "is not there"),
    ],
)
def test_a_place_that_will_not_do_is_refused(
    root: Path, target: str, code: int, said: str, capsys: Caught
) -> None:
    (root.parent / "there").mkdir(exist_ok=True)
    assert ran(root, root.parent / target, *WHEN) == code
    assert said in capsys.readouterr().err
    assert list((root.parent / "there").iterdir()) == []
