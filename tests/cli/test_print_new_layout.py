"""``archivist print new-layout`` as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.cli import print_new_layout
from archivist.cli.main import run
from archivist.cli.print import PAPERS
from archivist.model.page_forms import FORMS
from archivist.store.page_file import load_page, page_names

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


@pytest.mark.parametrize("name", page_names())
def test_what_prints_a_shipped_layout_is_known(name: str) -> None:
    words = print_new_layout._COMMANDS[load_page(None, name).layout.form].split()
    others = ["box", "print"], ["verify", "--report"]
    assert words[:2] in others or (words[0] == "print" and words[1] in PAPERS)


def test_what_prints_a_form_is_known() -> None:
    assert set(print_new_layout._COMMANDS) == set(FORMS)


def test_what_no_command_would_print_is_not_copied(root: Path, capsys: Caught) -> None:
    assert ran(root, "mine", "--from", "cover") == 0
    mine = root / "templates" / "pages" / "mine.toml"
    text = mine.read_text(encoding="utf-8")
    assert 'form = "cover"' in text
    mine.write_text(text.replace('form = "cover"', 'form = "poster"'), encoding="utf-8")
    assert ran(root, "other", "--from", "mine") == 4
    assert "there is no paper “poster”; write one of: box-front" in capsys.readouterr().err
    assert not (mine.parent / "other.toml").exists()
