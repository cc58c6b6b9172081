"""The boundary: exit codes, clear messages, no traceback, help in both languages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archivist import __version__
from archivist.cli import main
from archivist.cli.main import COMMANDS, run
from archivist.errors import ArchivistError
from tests.golden import assert_golden

GOLDEN = Path(__file__).parent / "golden"


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["archivist", "--version"]) == 0
    assert capsys.readouterr().out == f"archivist {__version__}\n"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_help_of_every_command_is_golden(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for words in [[], *[[name] for name in COMMANDS]]:
        assert run(["archivist", "--lang", language, *words, "--help"]) == 0
    assert_golden(GOLDEN / f"help.{language}.txt", capsys.readouterr().out)


def test_without_an_archive_the_way_out_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["archivist", "check"]) == 3
    told = capsys.readouterr().err
    assert str(tmp_path) in told
    assert "archivist init DIR --studio NAME" in told


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["chekc"], id="command"),
        pytest.param(["check", "--nothing"], id="option"),
        pytest.param(["audit", "--period", "2025-13"], id="period"),
        pytest.param(["audit", "--as-of", "2025-02-30"], id="day"),
        pytest.param(["audit", "--format", "text", "-o", "report.html"], id="text-to-a-file"),
    ],
)
def test_a_wrong_command_line_exits_with_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["archivist", *words]) == 2
    assert "Error" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "head", "hint"),
    [
        pytest.param(
            ["chekc"],
            "Error: There is no command “chekc”; did you mean check?",
            "“archivist --help” shows how it is used.",
            id="near to a command",
        ),
        pytest.param(
            ["xyz"],
            "Error: There is no command “xyz”.",
            "“archivist --help” shows how it is used.",
            id="near to none",
        ),
        pytest.param(
            ["check", "--selec", "NAM"],
            "Error: There is no option “--selec”; did you mean --help, --select?",
            "“archivist check --help” shows how it is used.",
            id="near to an option",
        ),
        pytest.param(
            ["--nothing"],
            "Error: There is no option “--nothing”.",
            "“archivist --help” shows how it is used.",
            id="no option",
        ),
        pytest.param(
            ["log", "--limit", "0"],
            "Error: Invalid value for “--limit”: “0” is no number from 1 on.",
            "“archivist log --help” shows how it is used.",
            id="no count",
        ),
    ],
)
def test_a_wrong_command_line_is_told_like_every_other_error(
    words: list[str], head: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["archivist", "--lang", "en", *words]) == 2
    assert capsys.readouterr().err.splitlines() == [head, f"What to do: {hint}"]


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["archivist", "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("Usage: archivist [OPTIONS] COMMAND")


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "x", "²", "9" * 5000])
def test_what_is_no_count_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["archivist", "--lang", "en", "undo", "--", text]) == 2
    assert "is no number from 1 on" in capsys.readouterr().err


def test_ctrl_c_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "group", stopped)
    assert run(["archivist", "check"]) == main.INTERRUPTED
    assert "Stopped" in capsys.readouterr().err


def test_a_reader_that_leaves_early_is_no_traceback(sample: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "archivist", "check", "-v"],
        cwd=sample,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(main.__file__).parents[2])},
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    assert b"Traceback" not in child.stderr.read()
    child.stderr.close()
    child.wait()


def test_exit_codes_are_unique() -> None:
    family: list[type[ArchivistError]] = [ArchivistError, *ArchivistError.__subclasses__()]
    codes = [kind.exit_code for kind in family]
    assert len(set(codes)) == len(codes)
    assert not {0, 1, 2, main.INTERRUPTED} & set(codes)
