"""What the guide to backups says is so: options, policies, files, schemas."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archivist.cli.backup_output import LIST_SCHEMA, SCHEMA
from archivist.cli.main import run
from archivist.store.backup.policy import Keep
from tests.store.backup.archives import back_up, make_archive

ROOT = Path(__file__).resolve().parents[1]
GUIDES = {"en": ROOT / "docs" / "backup.md", "zh_CN": ROOT / "docs" / "backup.zh-CN.md"}
BOTH = pytest.mark.parametrize("language", sorted(GUIDES))
_KEEP = re.compile(r'--keep "([^"]+)"')
_CELL = re.compile(r"^\| (`[^|]*`) \| ", re.MULTILINE)


def text_of(language: str) -> str:
    return GUIDES[language].read_text(encoding="utf-8")


@BOTH
def test_every_option_exists(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    helped = ""
    for words in (["backup"], ["backup", "list"], ["backup", "verify"], ["backup", "test"]):
        assert run(["archivist", *words, "--help"]) == 0
        helped += capsys.readouterr().out
    assert run(["archivist", "restore", "--help"]) == 0
    helped += capsys.readouterr().out
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text_of(language)))
    assert {"--keep", "--reread", "--new", "--json"} <= options
    assert not {option for option in options if option not in helped}


@BOTH
def test_every_policy_is_one(language: str) -> None:
    told = _KEEP.findall(text_of(language))
    table = text_of(language).partition("| `--keep` |")[2].partition("\n\n")[0]
    for cell in _CELL.findall(table):
        told += [each.strip('"') for each in re.findall(r"`([^`]+)`", cell)]
    assert len(told) == 5
    assert all(Keep.parse(each) for each in told)


@BOTH
def test_the_layout_is_that_of_a_backup(language: str, tmp_path: Path) -> None:
    back_up(make_archive(tmp_path / "库"), tmp_path / "备份")
    text = text_of(language)
    for path in (tmp_path / "备份").rglob("*"):
        depth = len(path.relative_to(tmp_path / "备份").parts)
        if path.name != "lock" and "objects" not in path.parts[:-1] and (depth != 2):
            assert path.name in text
    assert SCHEMA in text
    assert LIST_SCHEMA in text
