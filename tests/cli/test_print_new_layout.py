"""``archivist print new-layout`` as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.cli.main import run
from archivist.store.page_file import page_names

Caught = pytest.CaptureFixture[str]


def ran(root: Path, *words: str) -> int:
    said = ["archivist", "--lang", "en", "print", "new-layout", "--archive", str(root)]
    return run([*said, *words])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "archive.toml").write_text('[[studios]]\nname = "甲"\n', encoding="utf-8")
    return tmp_path


def test_one_sees_the_layouts_copies_one_and_is_told_how_to_use_it(
    root: Path, capsys: Caught
) -> None:
    assert ran(root) == 0
    told = capsys.readouterr().out
    assert [name for name in page_names() if name not in told] == []
    assert ran(root, "小标签", "--from", "report") == 0
    told = capsys.readouterr().out
    assert "小标签.toml" in told
    assert "archivist print report --layout 小标签" in told
    assert ran(root) == 0
    assert "(the archive's own)" in capsys.readouterr().out


def test_a_copy_under_a_shipped_name_takes_its_place(root: Path, capsys: Caught) -> None:
    assert ran(root, "report") == 0
    assert "instead of the shipped one: archivist print report" in capsys.readouterr().out
    assert ran(root, "report") == 7
    assert "there already" in capsys.readouterr().err


def test_quiet_says_nothing_and_an_unknown_name_is_an_error(root: Path, capsys: Caught) -> None:
    assert ran(root, "--quiet", "report") == 0
    assert capsys.readouterr().out == ""
    assert ran(root, "nothing") == 8
    assert "--from" in capsys.readouterr().err
