"""The help fits the terminal, counted in columns."""

from __future__ import annotations

import re

import click
import pytest

from archivist.cli.help import Help
from archivist.cli.main import COMMANDS, run
from archivist.cli.screen import columns

CHINESE = "监视收件箱和案卷，直到按下 Ctrl-C：文件复制完整后立即查看，并说明还缺什么。" * 3


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [80, 100])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_no_line_is_wider_than_the_terminal(
    name: str,
    size: int,
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(size))
    run(["archivist", "--lang", language, *([name] if name else []), "--help"])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if columns(line) > size - 2] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_texts_of_options_begin_in_one_column(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    run(["archivist", "--lang", "zh_CN", name, "--help"])
    table = capsys.readouterr().out.split("选项")[-1].splitlines()[1:]
    starts = {columns(match[0]) for line in table if (match := re.match(r"  -.*?  +|    +", line))}
    assert len(starts) == 1


def test_chinese_is_broken_anywhere_but_before_a_stop() -> None:
    formatter = Help(width=40)
    formatter.write_text(CHINESE)
    lines = formatter.getvalue().splitlines()
    assert "".join(lines).replace(" ", "") == CHINESE.replace(" ", "")
    assert all(34 <= columns(line) <= 40 for line in lines[:-1])
    assert not any(line[0] in "，。：" for line in lines)


def test_a_long_name_of_an_option_has_a_line_for_itself() -> None:
    formatter = Help(width=40)
    formatter.write_dl([("--很长很长的名称", "一个选项"), ("-s", "短"), ("-x", "")], col_max=10)
    told = formatter.getvalue().splitlines()
    assert told == ["--很长很长的名称", f"{'':12}一个选项", f"{'-s':12}短", "-x"]


def test_many_arguments_stand_under_each_other() -> None:
    formatter = Help(width=30)
    formatter.write_usage("tool", "[选项] 甲 乙 丙 丁 戊 己 庚 辛 壬 癸", prefix="用法：")
    first, *others = formatter.getvalue().splitlines()
    assert first.startswith("用法：tool [选项] 甲")
    assert others
    assert all(re.match(r" {11}\S", line) for line in others)


def test_commands_use_this_layout() -> None:
    assert isinstance(click.Context(click.Command("a")).make_formatter(), click.HelpFormatter)
    from archivist.cli.main import group  # noqa: PLC0415

    context = click.Context(group())
    command = group().get_command(context, "check")
    assert command is not None
    assert isinstance(command.context_class(command).make_formatter(), Help)
