"""``archivist check`` as its users run it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from archivist.cli.main import run

FAULTS = 18
DAY = ["--as-of", "2025-12-31"]


def test_the_faults_are_told_in_chinese(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["archivist", "check", "--archive", str(sample), *DAY]) == 1
    told = capsys.readouterr().out
    assert "NAM101 错误" in told
    assert "IMG_20250318_101500.jpg" in told
    assert "改法" in told
    assert not re.search(r"[a-z]{4,} [a-z]{4,} [a-z]{4,}", told)


def test_json_is_for_scripts(sample: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["archivist", "check", "--archive", str(sample), "--json", *DAY]) == 1
    said = json.loads(capsysbinary.readouterr().out.decode("utf-8"))
    assert said["schema"] == "archivist/check/1"
    assert len(said["findings"]) == FAULTS
    assert sum(said["counts"].values()) == FAULTS
    assert {"path", "code", "severity", "property", "clause", "message", "remedy", "detail"} == set(
        said["findings"][0]
    )


def test_github_annotations_are_one_line_each(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["archivist", "check", "--archive", str(sample), "--format", "github", *DAY])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == FAULTS
    form = re.compile(r"::(error|warning|notice) file=[^,:]+,title=[A-Z]{3}\d{3}::.+")
    assert all(form.fullmatch(line) for line in lines)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        pytest.param(["--select", "NAM101"], {"NAM101"}, id="one"),
        pytest.param(
            ["--select", "nam", "--ignore", "NAM11,NAM106"],
            {"NAM101", "NAM102", "NAM103", "NAM105", "NAM107"},
            id="family",
        ),
    ],
)
def test_codes_are_chosen(
    sample: Path,
    words: list[str],
    codes: set[str],
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    run(["archivist", "check", "--archive", str(sample), "--json", *words, *DAY])
    said = json.loads(capsysbinary.readouterr().out)
    assert {finding["code"] for finding in said["findings"]} == codes


def test_only_hints_pass(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--select", "NAM106", "--archive", str(sample), *DAY]
    assert run(["archivist", "check", *words]) == 0
    assert "提示" in capsys.readouterr().out


def test_one_file_is_checked_from_inside_its_folder(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = next(sample.rglob("IMG_20250318_101500.jpg"))
    monkeypatch.chdir(photo.parent)
    assert run(["archivist", "check", photo.name, *DAY]) == 1
    told = capsys.readouterr().out
    assert "NAM101" in told
    assert "NAM102" not in told


def test_a_path_outside_is_refused(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["archivist", "check", "--archive", str(sample), str(tmp_path)]) == 5
    assert str(tmp_path) in capsys.readouterr().err


def test_a_name_of_300_characters_is_refused(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["archivist", "check", "--archive", str(sample), str(sample / ("长" * 300))]) == 5
    assert capsys.readouterr().err


def test_quiet_says_nothing_of_a_clean_part(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = next(sample.glob("*/13 *"))
    assert run(["archivist", "check", "-q", str(folder), *DAY]) == 0
    assert capsys.readouterr().out == ""


def test_many_findings_of_one_kind_are_folded(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = next(sample.glob("*/15 *")) / "20250101 测试"
    item.mkdir()
    photo = next(sample.rglob("C1-20250318-01.jpg"))
    for number in range(9):
        (item / f"IMG_{number}.jpg").write_bytes(photo.read_bytes())
    words = ["archivist", "check", str(item), "--select", "NAM101", *DAY]
    run([*words, "--lang", "en"])
    folded = capsys.readouterr().out
    run([*words, "-v"])
    unfolded = capsys.readouterr().out
    assert folded.count("IMG_") < unfolded.count("IMG_")
    assert "7" in folded


def test_mistakes_in_the_settings_are_all_named(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (sample / "archive.toml").write_text(
        'language = "zh_CN"\nplann = "x"\nstudios = 3\n', encoding="utf-8"
    )
    assert run(["archivist", "check", "--archive", str(sample)]) == 4
    told = capsys.readouterr().err
    assert "plann" in told
    assert "studios" in told
