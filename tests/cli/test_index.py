"""``archivist index`` as its users run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archivist.actions import index as action
from archivist.actions.recognise import Recognised
from archivist.cli import screen
from tests.cli.inboxes import an_archive, dropped, ran

Caught = pytest.CaptureFixture[str]
ITEM = "甲工作室/06 培训学习资料/20250318 授课"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "80")
    root = an_archive(tmp_path / "库")
    dropped(root, f"{ITEM}/讲义.txt", "流量计的原理")
    return root


def scanned(root: Path) -> None:
    dropped(root, f"{ITEM}/item.toml", '["文件"."签到表.jpg"]\n"类型" = "文档"\n')
    dropped(root, f"{ITEM}/签到表.jpg", colour="white")


def test_what_was_done_is_said(root: Path, capsys: Caught) -> None:
    assert ran(root, "index") == 0
    told = capsys.readouterr().out
    assert "! There was no index yet; it was made now." in told
    assert "2 records can be found; 2 written, 0 removed." in told


@pytest.mark.parametrize(
    ("installed", "hint"),
    [
        pytest.param(True, "“archivist index --ocr” recognises them", id="installed"),
        pytest.param(False, 'pip install "archivist[ocr]"', id="not installed"),
    ],
)
def test_pages_that_wait_are_told_with_the_way_out(
    root: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch, installed: bool, hint: str
) -> None:
    scanned(root)
    monkeypatch.setattr(action, "can_recognise", lambda: installed)
    assert ran(root, "index") == 0
    told = capsys.readouterr().out
    assert "1 page is a picture whose words cannot be found yet." in told
    assert hint in " ".join(told.split())
    assert ran(root, "index", lang="zh_CN") == 0
    told = capsys.readouterr().out
    assert "有 1 页是图片，其中的文字还查不到。" in told
    assert all(screen.columns(line) <= 80 for line in told.splitlines())


def test_recognised_pages_are_counted(
    root: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned(root)
    came_to = Recognised(done=1, failed=0, waiting=0)
    monkeypatch.setattr(action, "recognise", lambda *_words: came_to)
    assert ran(root, "index", "--ocr") == 0
    told = capsys.readouterr().out
    assert "1 page recognised." in told
    assert "cannot be found" not in told


def test_without_the_extra_recognition_is_refused(
    root: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned(root)
    monkeypatch.setattr("archivist.actions.recognise.available", lambda: False)
    assert ran(root, "index", "--ocr") == 10
    assert "archivist[ocr]" in capsys.readouterr().err


def test_a_text_that_cannot_be_read_is_told_and_the_rest_is_found(
    root: Path, capsys: Caught
) -> None:
    dropped(root, f"{ITEM}/坏.docx", b"PK\x03\x04 this is no zip")
    assert ran(root, "index") == 0
    assert "“archivist check” names it" in capsys.readouterr().out
    assert ran(root, "search", "流量计") == 0
    assert ran(root, "search", "坏") == 0
    assert "坏" in capsys.readouterr().out


def test_json_counts(root: Path, capsys: Caught) -> None:
    scanned(root)
    assert ran(root, "index", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "schema": "archivist/index/1",
        "records": 3,
        "written": 3,
        "removed": 0,
        "made": "absent",
        "texts": {"read": 1, "unread": 0},
        "pages": {"recognised": 0, "waiting": 1},
    }
