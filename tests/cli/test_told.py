"""Errors on a terminal: a hanging indent, and nothing torn that a person copies."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.cli.screen import columns, told, wrapped

HEAD = "怎么办："
PATH = "河套灌区/06 培训学习资料/20250318 授课/照片.jpg"


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize(
    ("text", "whole"),
    [
        pytest.param(f"没有找到这个文件，请看 {PATH} 是否还在原处。", PATH, id="path"),
        pytest.param(
            "请先运行“archivist restore latest 那里 --from 备份盘”，再复制回来。",
            "“archivist restore latest 那里 --from 备份盘”，",
            id="command with its stop",
        ),
        pytest.param(
            '这一行要照原样写进去才行的："地点" = "河套灌区测流中心的会议室一号"。',
            '"河套灌区测流中心的会议室一号"。',
            id="quoted",
        ),
    ],
)
def test_what_is_copied_stays_in_one_piece(text: str, whole: str) -> None:
    lines = told(text, HEAD).split("\n")
    assert len(lines) > 1
    assert any(whole in line for line in lines)
    assert all(columns(line) <= 59 for line in lines)
    assert all(line.startswith(" " * columns(HEAD)) for line in lines[1:])


@pytest.mark.usefixtures("narrow")
def test_a_path_longer_than_a_line_breaks_at_spaces_only() -> None:
    folder = "/" + "很长的名称" * 8
    lines = told(f"找不到 {folder}/甲 {folder}/乙。", HEAD).split("\n")
    assert [line.strip() for line in lines[1:]] == [f"{folder}/甲", f"{folder}/乙。"]


@pytest.mark.usefixtures("narrow")
@given(st.lists(st.sampled_from(["“", "”", '"', "/", "\\", " ", "甲", "b", "，", "。", "long"])))
def test_nothing_is_lost_or_added(parts: list[str]) -> None:
    text = "".join(parts)
    said = wrapped(text, "", "", whole=True)
    assert said.replace("\n", "").replace(" ", "") == text.replace(" ", "")


def test_a_program_that_reads_along_gets_whole_sentences() -> None:
    assert told("很长" * 90, HEAD) == HEAD + "很长" * 90


def test_a_terminal_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert "\n" in told("很长" * 90, HEAD)
