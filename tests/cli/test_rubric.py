"""``archivist rubric`` as its users run it, in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.cli.main import run
from archivist.cli.screen import columns

Caught = pytest.CaptureFixture[str]


def ran(*words: str | Path, lang: str = "zh_CN") -> int:
    return run(["archivist", "--lang", lang, "rubric", *map(str, words)])


def test_one_begins_mends_and_uses_a_rubric(sample: Path, capsys: Caught) -> None:
    path = sample / "templates" / "rubrics" / "本厂.toml"
    assert ran("new", path) == 0
    told = capsys.readouterr().out
    assert f'archivist rubric check "{path}"' in told
    assert "样例" in told
    assert ran("check", path) == 0
    told = capsys.readouterr().out
    assert "没有错误" in told
    assert "archivist audit --rubric 本厂" in told
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("points = 60", "points = 50"), encoding="utf-8")
    assert ran("check", path) == 1
    told = capsys.readouterr().out
    assert "第 " in told
    assert "培训和创新 points" in told
    assert "加起来是 60（20 + 20 + 20）：多 10 分" in told.replace("\n    ", " ")
    assert ran("new", path) == 8
    assert "已经有了" in capsys.readouterr().err
    assert ran("list", "--archive", sample) == 0
    told = capsys.readouterr().out
    assert "本厂" in told
    assert "有错误" in told


def test_a_shipped_rubric_is_summed_up(capsys: Caught) -> None:
    assert ran("check", "xbnh-2025") == 0
    told = capsys.readouterr().out
    assert "基础建设" in told
    assert "人工认定：R-J1（−2）、R-J2a（−2）" in told
    assert "（theory）" in told
    assert "培训台账" in told
    assert ran("check", "db1508-t150-2023") == 0
    assert "不计分" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_the_texts_fit_the_terminal(
    lang: str, tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    assert ran("new", "r.toml", lang=lang) == 0
    path = tmp_path / "r.toml"
    text = path.read_text(encoding="utf-8").replace('"theory"', '"理论"')
    (tmp_path / "b.toml").write_text(text.replace("codes", "code"), encoding="utf-8")
    capsys.readouterr()
    for words in (["check", "r.toml"], ["check", "b.toml"], ["list"], ["--help"]):
        ran(*words, lang=lang)
        lines = capsys.readouterr().out.splitlines()
        # A path is never broken.
        wide = [each for each in lines if columns(each) > 80]
        assert [each for each in wide if "rubrics" not in each] == []


def test_outside_of_any_archive_the_shipped_data_counts(
    tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ran("list", lang="en") == 0
    told = capsys.readouterr().out
    assert "comes with archivist" in told
    assert "your archive's own" not in told
    assert ran("check", "no.toml", lang="en") == 6
    assert "There is no file no.toml" in capsys.readouterr().err
    assert ran("list", "--archive", tmp_path, lang="en") == 3
    assert ran("check", "r", lang="en") == 6


def test_the_group_is_explained(capsys: Caught) -> None:
    assert ran("--help") == 0
    told = capsys.readouterr().out
    assert "check" in told
    assert "new" in told
    assert ran("list", "--help") == 0
    assert "--archive" in capsys.readouterr().out
    assert ran("chek") == 2
