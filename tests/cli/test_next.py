"""``archivist next`` as its users run it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from archivist.cli.main import run
from tests.cli.conftest import SAMPLE

Caught = pytest.CaptureFixture[str]
HETAO, JIDIAN = "河套灌区测流创新工作室", "机电维修劳模创新工作室"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("next") / "示例"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns(".archivist"))
    return root


def ran(root: Path, *words: str, lang: str = "en") -> int:
    when = ["--archive", str(root), "--as-of", "2025-05-20"]
    return run(["archivist", "--lang", lang, "next", *when, *words])


def said(root: Path, capsys: Caught, *words: str) -> dict[str, object]:
    assert ran(root, "--json", *words) == 1
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_what_falls_due_is_told_in_the_language(root: Path, capsys: Caught) -> None:
    assert ran(root, "--rubric", "xbnh-2025", lang="zh_CN") == 1
    told = capsys.readouterr().out
    assert "2025.05.31" in told
    assert HETAO in told
    assert JIDIAN in told


def test_it_is_the_same_as_an_audit_ahead(root: Path, capsys: Caught) -> None:
    ran(root, "--rubric", "xbnh-2025", "--days", "45")
    told = capsys.readouterr().out
    words = ["--archive", str(root), "--as-of", "2025-05-20", "--rubric", "xbnh-2025"]
    assert run(["archivist", "--lang", "en", "audit", *words, "--ahead", "45"]) == 1
    assert capsys.readouterr().out == told


def test_more_days_tell_more(root: Path, capsys: Caught) -> None:
    few = said(root, capsys, "--rubric", "xbnh-2025", "--days", "11")
    many = said(root, capsys, "--rubric", "xbnh-2025", "--days", "300")
    assert (few["schema"], few["as_of"], few["days"]) == ("archivist/coming/1", "2025-05-20", 11)
    assert isinstance(few["coming"], list)
    assert isinstance(many["coming"], list)
    assert 0 < len(few["coming"]) < len(many["coming"])


def test_one_studio_alone_by_a_part_of_its_name(root: Path, capsys: Caught) -> None:
    told = said(root, capsys, "--studio", "机电", "--rubric", "xbnh-2025")
    assert isinstance(told["coming"], list)
    assert {each["studio"] for each in told["coming"]} == {JIDIAN}


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--rubric", "没有"], 8), (["--studio", "没有"], 8), (["--days", "0"], 2)],
)
def test_what_is_no_choice_is_refused(root: Path, words: list[str], code: int) -> None:
    assert ran(root, *words) == code
