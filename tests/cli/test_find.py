"""``archivist find`` and ``archivist open`` as their users run them."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from archivist.model.label_code import studio_mark
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


BOXES = "盒号,类目/内容,年度,保管期限\n06-1,06 培训学习资料,2025,10年\n09-1,空盒,2025,10年\n"
DISCS = "光盘号,题名,类型规格\nA104-2025-001,2025年照片,DVD\n"
LEDGERS = "甲工作室/18 工作台账/20250101 登记表"


@pytest.fixture
def boxed(root: Path) -> Path:
    """Return an archive with two items in one box and one in two, registers and an own id."""
    for name, box in (("20250318 授课", "06-1"), ("20250401 实操", "06-1、06-2")):
        path = f"甲工作室/06 培训学习资料/{name}"
        dropped(root, f"{path}/item.toml", f'"纸质" = {{"盒" = "{box}"}}\n')
    dropped(root, f"{LEDGERS}/档案盒登记表.csv", BOXES)
    dropped(root, f"{LEDGERS}/光盘登记表.csv", DISCS)
    marker = root / "archive.toml"
    text = re.sub(r'id = ".*"', 'id = "7K2M9QXA"', marker.read_text(encoding="utf-8"))
    marker.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("typed", "names", "told"),
    [
        pytest.param("ARC:7K2M9QXA:C1-20250318-01", ["C1-20250318-01.jpg"], "", id="a record"),
        pytest.param(
            "arc：7k2m9qxa：b：06-1",
            ["20250318 授课", "20250401 实操"],
            "2 items lie in box 06-1.",
            id="a box",
        ),
        pytest.param("ARC:7K2M9QXA:B:06-2", ["20250401 实操"], "1 item lies", id="a second box"),
        pytest.param(
            "ARC:7K2M9QXA:B:09-1", ["档案盒登记表.csv"], "No item says", id="an empty box"
        ),
        pytest.param(
            "ARC:7K2M9QXA:D:A104-2025-001", ["光盘登记表.csv"], "row 2: A104-2025-001", id="a disc"
        ),
        pytest.param("ARC:7K2M9QXA:%E4%BE%BF%E6%9D%A1", ["便条.txt"], "", id="in the inbox"),
        pytest.param("06-2", ["20250401 实操"], "1 item lies in box 06-2.", id="a bare number"),
        pytest.param(
            "ARC:ZZZZ:B:06-2", ["20250401 实操"], "another archive: it bears ZZZZ", id="foreign"
        ),
    ],
)
def test_what_a_scanner_types_leads_to_its_place(
    boxed: Path, capsys: Caught, typed: str, names: list[str], told: str
) -> None:
    assert ran(boxed, "find", typed) == 0
    caught = capsys.readouterr()
    assert [Path(line).name for line in caught.out.splitlines()] == names
    assert all(Path(line).exists() for line in caught.out.splitlines())
    assert told in caught.err


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("ARC:7K2M9QXA:C1-19990101-01", "is named C1-19990101-01", id="no record"),
        pytest.param("ARC:7K2M9QXA:B:77-1", "names box 77-1", id="no box"),
        pytest.param("ARC:7K2M9QXA:D:77", "names disc 77", id="no disc"),
        pytest.param("ARC:ZZZZ:B:77-1", "one of another archive", id="foreign"),
        pytest.param("77-1", "is named 77-1", id="a bare number"),
    ],
)
def test_a_label_of_nothing_here_is_told(
    boxed: Path, capsys: Caught, typed: str, told: str
) -> None:
    assert ran(boxed, "find", typed) == 5
    caught = capsys.readouterr()
    assert caught.out == ""
    assert told in caught.err


def test_a_box_opens_as_its_item_or_else_as_its_register(
    boxed: Path, launched: list[tuple[str, bool]], capsys: Caught
) -> None:
    assert ran(boxed, "open", "ARC:7K2M9QXA:B:06-2") == 0
    assert ran(boxed, "open", "ARC:7K2M9QXA:B:06-1") == 0
    assert ran(boxed, "open", "ARC:7K2M9QXA:D:a104-2025-001") == 0
    assert [Path(url).name for url, _locate in launched] == [
        "20250401 实操",
        "档案盒登记表.csv",
        "光盘登记表.csv",
    ]
    assert "2 items lie in box 06-1." in capsys.readouterr().err


def test_a_box_of_several_items_in_no_register_is_not_opened(
    boxed: Path, launched: list[tuple[str, bool]], capsys: Caught
) -> None:
    (boxed / LEDGERS / "档案盒登记表.csv").write_text("x", encoding="utf-8")
    assert ran(boxed, "open", "ARC:7K2M9QXA:B:06-1") == 8
    assert "20250401 实操" in capsys.readouterr().err
    assert launched == []


def test_a_box_of_several_studios_is_all_of_them(boxed: Path, capsys: Caught) -> None:
    marker = boxed / "archive.toml"
    text = marker.read_text(encoding="utf-8")
    marker.write_text(text + '\n[[studios]]\nname = "乙工作室"\n', encoding="utf-8")
    other = "乙工作室/06 培训学习资料/20250505 交流"
    dropped(boxed, f"{other}/item.toml", 'paper = {box = "06-1"}\n')
    assert ran(boxed, "find", "ARC:7K2M9QXA:B:06-1", "-0") == 0
    assert capsys.readouterr().out.count("\0") == 3


def test_a_printed_code_means_the_box_of_its_own_studio(boxed: Path, capsys: Caught) -> None:
    marker = boxed / "archive.toml"
    text = marker.read_text(encoding="utf-8")
    marker.write_text(text + '\n[[studios]]\nname = "乙工作室"\n', encoding="utf-8")
    other = "乙工作室/06 培训学习资料/20250505 交流"
    dropped(boxed, f"{other}/item.toml", 'paper = {box = "06-1"}\n')
    assert ran(boxed, "find", f"ARC:7K2M9QXA:B:06-1+{studio_mark('乙工作室')}", "-0") == 0
    assert capsys.readouterr().out == f"{boxed / other}\0"
