"""``archivist init`` and ``archivist explain``, the progress bar and the width of Chinese text."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.actions.progress import unseen
from archivist.checks import CHECKS
from archivist.cli import progress, screen
from archivist.cli.main import run


def test_init_lays_out_and_says_what_is_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVIST_LANG", "zh_CN")
    root = tmp_path / "档案库"
    assert run(["archivist", "init", str(root), "--studio", "甲工作室", "-v"]) == 0
    told = capsys.readouterr().out
    assert "甲工作室/06 培训学习资料/说明.txt" in told
    assert "archivist status" in told
    assert "收件箱/说明.txt" in told
    assert run(["archivist", "init", str(root), "--studio", "乙工作室"]) == 0
    assert "乙工作室" in capsys.readouterr().out
    assert not (root / "乙工作室").exists()
    assert run(["archivist", "check", "--archive", str(root)]) == 0
    assert run(["archivist", "audit", "--archive", str(root)]) == 1


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_code_is_explained(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    for check in CHECKS:
        assert run(["archivist", "--lang", language, "explain", check.code.lower()]) == 0
        told = capsys.readouterr().out
        assert check.code in told
        assert len(told.splitlines()) >= 6


def test_the_list_of_codes_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["archivist", "explain"]) == 0
    told = capsys.readouterr().out
    assert all(check.code in told for check in CHECKS)


def test_an_unknown_code_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["archivist", "explain", "nam1o1"]) == 0
    assert run(["archivist", "explain", "NAME101"]) == 8
    assert "NAM101" in capsys.readouterr().err


def test_no_bar_when_piped() -> None:
    assert progress.progress_bar(shown=True) is unseen


def test_the_bar_appears_after_a_second_and_goes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 0.5, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.1, 2.2])
    monkeypatch.setattr("archivist.cli.progress.time.monotonic", lambda: next(clock))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    bar = progress.progress_bar(shown=True)
    bar(1, 3)
    assert capsys.readouterr().err == ""
    bar(2, 3)
    bar(3, 3)
    assert "Reading files" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "size"), [("abc", 3), ("编号", 4), ("e\u0301", 1), ("\uff08全角\uff09", 8)], ids=str
)
def test_columns_of_a_terminal_are_counted(text: str, size: int) -> None:
    assert screen.columns(text) == size


def test_long_chinese_text_is_wrapped_within_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = "改名为 C1-20250318-02.jpg,并且把它的说明文件一起改名。" * 9
    lines = screen.wrapped(text, "    ", first="  × ").split("\n")
    assert len(lines) > 3
    assert all(screen.columns(line) <= 80 for line in lines)
    assert not any(line.strip().startswith(("。", ",")) for line in lines)


def test_names_cannot_speak_to_the_terminal() -> None:
    assert screen.shown_lines("a\x1b[31m\n\u202eb") == "a\\u001b[31m\n\\u202eb"


def test_a_line_to_be_typed_is_not_torn_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    text = '在 item.toml 写 "事由" = "测流授课";没有人时写 "人物" = "无具体人物"。' * 4
    for line in screen.wrapped(text, "    ").split("\n"):
        assert line.count('"') % 2 == 0
        assert screen.columns(line) <= 60
