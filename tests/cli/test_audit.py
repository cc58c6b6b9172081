"""``archivist audit`` as its users run it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from archivist.cli.main import run
from tests.golden import assert_golden

GOLDEN = Path(__file__).parent / "golden"
WHEN = ["--period", "2025", "--as-of", "2025-12-31"]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("more", [[], ["-v"]], ids=["short", "full"])
def test_the_audit_of_the_sample_is_golden(
    sample: Path,
    language: str,
    more: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    words = ["--lang", language, "audit", "--archive", str(sample), *WHEN, *more]
    assert run(["archivist", *words]) == 1
    name = f"audit{'.full' if more else ''}.{language}.txt"
    assert_golden(GOLDEN / name, capsys.readouterr().out)


def test_the_page_stands_alone(sample: Path, tmp_path: Path) -> None:
    report = tmp_path / "报告.html"
    assert run(["archivist", "audit", "--archive", str(sample), *WHEN, "-o", str(report)]) == 1
    page = report.read_text(encoding="utf-8")
    assert "河套灌区测流创新工作室" in page
    assert "缺失" in page
    assert not re.search(r"""(?:src|href)\s*=|url\(|<script""", page)


def test_the_page_escapes_names(sample: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    item = next(sample.glob("*/07 *")) / "20250903 <b>&amp;活动"
    item.mkdir()
    (item / "活动记录.txt").write_text("内容", encoding="utf-8")
    run(["archivist", "audit", "--archive", str(sample), *WHEN, "--format", "html"])
    page = capsysbinary.readouterr().out.decode("utf-8")
    assert "&lt;b&gt;&amp;amp;活动" in page
    assert "<b>&amp;" not in page


def test_json_counts_add_up(sample: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["archivist", "audit", "--archive", str(sample), *WHEN, "--json"]) == 1
    said = json.loads(capsysbinary.readouterr().out)
    assert said["schema"] == "archivist/audit/1"
    assert said["complete"] is False
    for studio in said["studios"]:
        assert sum(studio["counts"].values()) == len(studio["lines"])


def test_one_studio_by_a_part_of_its_name(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["archivist", "audit", "--archive", str(sample), *WHEN, "--studio", "机电"])
    told = capsys.readouterr().out
    assert "机电维修劳模创新工作室" in told
    assert "河套灌区测流创新工作室" not in told


def test_an_unknown_studio_is_refused_with_the_names(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["archivist", "audit", "--archive", str(sample), "--studio", "没有"]) == 8
    assert "机电维修劳模创新工作室" in capsys.readouterr().err


def test_a_report_replaces_a_report_and_nothing_else(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["archivist", "audit", "--archive", str(sample), *WHEN, "-q", "-o"]
    report, thesis = tmp_path / "报告.json", tmp_path / "论文.html"
    thesis.write_text("<p>我的论文", encoding="utf-8")
    assert run([*words, str(report)]) == 1
    assert run([*words, str(report)]) == 1
    assert run([*words, str(thesis)]) == 7
    assert thesis.read_text(encoding="utf-8") == "<p>我的论文"
    assert str(thesis) in capsys.readouterr().err
    assert run([*words, str(tmp_path / "没有" / "报告.html")]) == 7


def test_a_complete_archive_exits_with_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "小库"
    plan = root / "templates" / "plans"
    plan.mkdir(parents=True)
    (plan / "小方案.toml").write_text(
        'id = "小方案"\nname = "小方案"\n'
        '[[categories]]\nnumber = "01"\nname = "文件"\nclause = "1"\n'
        '[[categories.materials]]\nid = "01.rule"\nname = "制度"\nclause = "1"\n',
        encoding="utf-8",
    )
    (root / "archive.toml").write_text(
        'plan = "小方案"\nlanguage = "zh_CN"\n[[studios]]\nname = "甲"\n', encoding="utf-8"
    )
    item = root / "甲" / "01 文件" / "20250101 制度"
    item.mkdir(parents=True)
    (item / "制度.txt").write_text("第一条", encoding="utf-8")
    assert run(["archivist", "audit", "--archive", str(root), "--as-of", "2025.12.31"]) == 1
    (item / "item.toml").write_text('"纸质" = { "盒" = "01-1" }\n', encoding="utf-8")
    assert run(["archivist", "audit", "--archive", str(root), "--as-of", "2025.12.31"]) == 0
    assert "√" in capsys.readouterr().out
