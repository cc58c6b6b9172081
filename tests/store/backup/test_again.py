"""The command that goes on with a restore: typed as it stands, it does the same."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.store.backup.again import again, quoted


@given(st.text(st.characters(exclude_characters="\0"), min_size=1))
def test_a_shell_takes_a_quoted_word_for_that_word(word: str) -> None:
    assert shlex.split(quoted(word, windows=False)) == [word]


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("E:\\备份", "E:\\备份"),
        ("E:\\备 份", '"E:\\备 份"'),
        ("a&b", '"a&b"'),
        ("(1)", '"(1)"'),
        ("it's", '"it\'s"'),
    ],
)
def test_on_windows_quotation_marks_stand_around_what_needs_them(word: str, wanted: str) -> None:
    assert quoted(word, windows=True) == wanted


@pytest.mark.skipif(os.name == "nt", reason="quotes of a shell")
def test_the_command_names_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = again("20261125T101500", Path("新 库"), Path("备份"), ["06 培训/x", "a"])
    assert shlex.split(told) == [
        *("archivist", "restore", "20261125T101500", str(tmp_path / "新 库")),
        *("--from", str(tmp_path / "备份"), "--only", "06 培训/x", "--only", "a"),
    ]
    assert f"--from {tmp_path}/备份 " in told
