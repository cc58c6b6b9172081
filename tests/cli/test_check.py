"""``archivist check`` as its users run it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from archivist.actions.check import CheckReport
from archivist.checks import CHECKS
from archivist.cli.check_output import render
from archivist.cli.main import run
from archivist.model.finding import Finding

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


def test_what_is_said_of_the_whole_archive_and_its_own_folder_has_a_heading(
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole, name = (next(c for c in CHECKS if c.code == code) for code in ("KEP101", "NAM101"))
    paths = ["", "a.jpg", "b.jpg", "c.jpg"]
    findings = tuple(
        (each, Finding(code=each.code, path=path))
        for each, path in zip([whole, name, name, name], paths, strict=True)
    )
    plain = [(replace(c, message="wrong", remedy="mend it"), f) for c, f in findings]
    report = CheckReport(findings=tuple(plain), looked_at=3, read=0, remembered=True)
    render(report, "text", quiet=True, verbose=False)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "The archive as a whole"
    assert "The archive's own folder" in lines
    assert "." not in lines


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


def bare_images(sample: Path, count: int) -> Path:
    """Put images that state nothing into an item of their own."""
    item = next(sample.glob("*/15 *")) / "20250101 测试"
    item.mkdir()
    for number in range(1, count + 1):
        picture = Image.new("RGB", (32, 24), (number * 20, 9, 9))
        picture.save(item / f"C1-20250101-0{number}.jpg")
    return item


def told_of(item: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    words = ["check", str(item), "--select", "ELE10", "--lang", "en", *DAY, *more]
    assert run(["archivist", *words]) == 1
    return capsys.readouterr().out


def test_what_an_image_lacks_is_one_block_with_one_command(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = bare_images(sample, 1)
    told = told_of(item, capsys)
    path = (item / "C1-20250101-01.jpg").relative_to(sample).as_posix()
    assert told.count("mend:") == 1
    assert "× ELE101 ELE103 ELE104 ELE105 ELE106 error" in told
    assert "cause,\n" in told
    options = "--cause … --shot … --place … --people … --source …"
    assert f'mend: archivist describe "{path}" {options}\n' in told
    assert told.count("item.toml") == 1
    assert "--nobody" in told
    assert "--export" not in told


def test_images_that_lack_something_are_described_in_a_table(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = bare_images(sample, 5)
    told = told_of(item, capsys)
    folder = item.relative_to(sample).as_posix()
    assert told.count("× ELE101 ELE103") == 2
    assert "3 more images of this folder lack elements" in told
    assert f'archivist describe "{folder}" --export ../照片登记表.xlsx\n' in told
    assert told.count("item.toml") == 1


def test_in_full_and_for_scripts_each_missing_element_is_a_finding(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = bare_images(sample, 2)
    assert told_of(item, capsys, "-v").count("mend:") == 10
    said = json.loads(told_of(item, capsys, "--json"))
    assert [each["code"] for each in said["findings"]].count("ELE103") == 2
    assert all("archivist describe" in each["remedy"] for each in said["findings"])
    annotated = told_of(item, capsys, "--format", "github")
    assert len(annotated.splitlines()) == 10


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
