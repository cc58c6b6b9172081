"""``archivist find`` and ``archivist open`` as their users run them."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from tests.cli.inboxes import an_archive, dropped, ran

Caught = pytest.CaptureFixture[str]
ITEM = "甲工作室/06 培训学习资料/20250318 授课"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = an_archive(tmp_path / "库")
    for name in (
        "C1-20250318-01.jpg",
        "C1-20250318-02.jpg",
        "C1-20250318-02.jpg.xmp",
        "签到表.tif",
    ):
        dropped(root, f"{ITEM}/{name}", "x")
    dropped(root, f"{ITEM}/装机.exe", "MZ")
    dropped(root, "收件箱/便条.txt", "x")
    return root


@pytest.mark.parametrize(
    ("code", "names"),
    [
        pytest.param("C1-20250318-01", ["C1-20250318-01.jpg"], id="a code"),
        pytest.param("c1-20250318-01", ["C1-20250318-01.jpg"], id="in lower case"),
        pytest.param("Ｃ１－２０２５０３１８－０１", ["C1-20250318-01.jpg"], id="in full width"),
        pytest.param(
            "C1-20250318", ["C1-20250318-01.jpg", "C1-20250318-02.jpg"], id="all of a day"
        ),
        pytest.param("c1-20250318-1", ["C1-20250318-01.jpg"], id="without its zero"),
        pytest.param("授课", ["20250318 授课"], id="the title of an item"),
        pytest.param("签到表", ["签到表.tif"], id="a name"),
        pytest.param("签到表.tif", ["签到表.tif"], id="with its ending"),
        pytest.param("20250318 授课", ["20250318 授课"], id="an item"),
        pytest.param("课/签到表", [], id="no whole part of a path"),
        pytest.param("20250318 授课\\签到表", ["签到表.tif"], id="the end of a path"),
        pytest.param("便条", ["便条.txt"], id="in the inbox"),
        pytest.param("C1-2025", [], id="too little of a code"),
        pytest.param(" ", [], id="a blank"),
    ],
)
def test_a_code_leads_to_its_place(root: Path, capsys: Caught, code: str, names: list[str]) -> None:
    assert ran(root, "find", code) == (0 if names else 5)
    caught = capsys.readouterr()
    assert [Path(line).name for line in caught.out.splitlines()] == names
    assert all(Path(line).exists() for line in caught.out.splitlines())
    if not names:
        assert "“archivist search” looks for words" in caught.err


@pytest.mark.parametrize(
    ("text", "near"),
    [
        pytest.param("签到", "“签到表.tif”", id="a part"),
        pytest.param("签倒表", "“签到表”", id="like"),
    ],
)
def test_what_is_nearly_named_so_is_told(root: Path, capsys: Caught, text: str, near: str) -> None:
    assert ran(root, "find", text) == 5
    assert f"Perhaps one of these: {near}" in capsys.readouterr().err


def test_a_label_of_another_archive_is_not_found_though_something_bears_its_number(
    root: Path, capsys: Caught
) -> None:
    (root / ITEM / "item.toml").write_text('"纸质" = { "盒" = "06-2" }\n', encoding="utf-8")
    assert ran(root, "find", "ARC:ZZZZZZZZ:B:06-2") == 5
    caught = capsys.readouterr()
    assert Path(caught.out.strip()) == root / ITEM
    assert "one of another archive: it bears ZZZZZZZZ" in caught.err
    assert "only bears the same number" in caught.err
    assert ran(root, "find", "ARC:ZZZZZZZZ:B:06-3") == 5
    assert ran(root, "find", "06-2") == 0


def test_nul_parts_paths_for_other_programs(
    root: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert ran(root, "find", "签到表", "-0") == 0
    assert capfdbinary.readouterr().out == f"{root / ITEM / '签到表.tif'}\0".encode()


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    calls: list[tuple[str, bool]] = []

    def launch(url: str, wait: bool = False, locate: bool = False) -> int:
        calls.append((url, locate))
        return 0

    monkeypatch.setattr(click, "launch", launch)
    return calls


def test_a_file_is_opened_or_shown_in_its_folder(
    root: Path, launched: list[tuple[str, bool]]
) -> None:
    assert ran(root, "open", "C1-20250318-02") == 0
    assert ran(root, "open", "签到表", "--folder") == 0
    assert launched == [
        (str(root / ITEM / "C1-20250318-02.jpg"), False),
        (str(root / ITEM / "签到表.tif"), True),
    ]


def test_what_is_not_single_or_is_a_program_is_not_opened(
    root: Path, launched: list[tuple[str, bool]], capsys: Caught
) -> None:
    assert ran(root, "open", "C1-20250318") == 8
    assert "may mean 2 files" in capsys.readouterr().err
    assert ran(root, "open", "装机") == 8
    assert "is a program or a script" in capsys.readouterr().err
    assert ran(root, "open", "没有") == 5
    assert launched == []
    assert ran(root, "open", "装机", "--folder") == 0


def test_where_no_program_shows_it_that_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Caught
) -> None:
    monkeypatch.setattr(click, "launch", lambda *_words, **_options: 3)
    assert ran(root, "open", "签到表") == 6
    assert "No program here shows" in capsys.readouterr().err
