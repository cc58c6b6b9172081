"""``archivist find`` and ``open`` of boxes and discs, by number and by printed code."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from archivist.model.label_code import studio_mark
from tests.cli.inboxes import an_archive, dropped, ran
from tests.formats.ledgers import in_this_process

Caught = pytest.CaptureFixture[str]
ITEM = "甲工作室/06 培训学习资料/20250318 授课"


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = an_archive(tmp_path / "库")
    dropped(root, f"{ITEM}/C1-20250318-01.jpg", "x")
    dropped(root, "收件箱/便条.txt", "x")
    return root


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    calls: list[tuple[str, bool]] = []

    def launch(url: str, wait: bool = False, locate: bool = False) -> int:
        calls.append((url, locate))
        return 0

    monkeypatch.setattr(click, "launch", launch)
    return calls


BOXES = "盒号,类目/内容,年度,保管期限\n06-1,06 培训学习资料,2025,10年\n09-1,空盒,2025,10年\n"
DISCS = "光盘号,题名,类型规格\nA104-2025-001,2025年照片,DVD\n"
LEDGERS = "甲工作室/18 工作台账/20250101 登记表"


@pytest.fixture
def boxed(root: Path) -> Path:
    """Return an archive with two items in one box and one in two, registers and an own id."""
    for name, box in (("20250318 授课", "06-1"), ("20250401 实操", "06-1、06-2")):
        path = f"甲工作室/06 培训学习资料/{name}"
        dropped(root, f"{path}/item.toml", f'"纸质" = {{"盒" = "{box}"}}\n')
    for name, box in (("20250505 交流", "盒甲"), ("20250606 转义", "\\u76d2乙")):
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
        pytest.param("盒 06-2", ["20250401 实操"], "in box 06-2.", id="with what it is"),
        pytest.param("09-1", ["档案盒登记表.csv"], "No item says", id="a bare empty box"),
        pytest.param("盒甲", ["20250505 交流"], "1 item lies in box 盒甲.", id="without digits"),
        pytest.param(
            "盒乙", ["20250606 转义"], "1 item lies in box 盒乙.", id="written as TOML may"
        ),
        pytest.param("a104-2025-001", ["光盘登记表.csv"], "2025年照片", id="a bare disc"),
        pytest.param("光盘号：A104-2025-001", ["光盘登记表.csv"], "照片", id="a disc by name"),
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
        pytest.param("盒", "is named 盒", id="only what it is"),
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
    assert ran(boxed, "open", "A104-2025-001") == 0
    assert ran(boxed, "open", "盒甲") == 0
    assert [Path(url).name for url, _locate in launched] == [
        "20250401 实操",
        "档案盒登记表.csv",
        "光盘登记表.csv",
        "20250505 交流",
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


@pytest.fixture
def twofold(boxed: Path) -> Path:
    """Return the archive with a second studio that numbers its own boxes and discs."""
    marker = boxed / "archive.toml"
    text = marker.read_text(encoding="utf-8")
    marker.write_text(text + '\n[[studios]]\nname = "乙工作室"\n', encoding="utf-8")
    dropped(boxed, "乙工作室/06 培训学习资料/20250505 交流/item.toml", 'paper = {box = "06-1"}\n')
    dropped(boxed, "乙工作室/18 工作台账/20250101 登记表/光盘登记表.csv", DISCS)
    dropped(boxed, "乙工作室/18 工作台账/20250101 登记表/档案盒登记表.csv", BOXES)
    return boxed


@pytest.mark.parametrize("typed", ["06-1", "ARC:7K2M9QXA:B:06-1"], ids=["bare", "scanned"])
def test_a_number_of_several_studios_is_several_boxes(
    twofold: Path, capfd: Caught, typed: str
) -> None:
    assert ran(twofold, "find", typed) == 0
    caught = capfd.readouterr()
    said, places = caught.err.splitlines(), caught.out.splitlines()
    assert said[0] == "06-1 is 2 boxes: each studio numbers its own."
    assert [line for line in said if line.startswith("box ")] == [
        "box 06-1 of 乙工作室:",
        "box 06-1 of 甲工作室:",
    ]
    assert [Path(line).name for line in places] == [
        "20250505 交流",
        "20250318 授课",
        "20250401 实操",
    ]
    assert "1 item lies in box 06-1." in said
    assert "2 items lie in box 06-1." in said


def test_discs_and_empty_boxes_of_several_studios_are_told_apart(
    twofold: Path, capsys: Caught
) -> None:
    assert ran(twofold, "find", "A104-2025-001") == 0
    caught = capsys.readouterr()
    assert "A104-2025-001 is 2 discs: each studio numbers its own." in caught.err
    assert "disc A104-2025-001 of 甲工作室:" in caught.err
    assert [Path(line).name for line in caught.out.splitlines()] == ["光盘登记表.csv"] * 2
    assert ran(twofold, "find", "09-1") == 0
    assert capsys.readouterr().err.count("No item says that it lies in this box.") == 2


def test_a_box_of_several_studios_is_not_opened(
    twofold: Path, launched: list[tuple[str, bool]], capsys: Caught
) -> None:
    for n in range(6):
        path = f"甲工作室/06 培训学习资料/2025070{n + 1} 月会"
        dropped(twofold, f"{path}/item.toml", 'paper = {box = "06-1"}\n')
    assert ran(twofold, "open", "06-1") == 8
    told = capsys.readouterr().err
    assert "06-1 is 2 boxes" in told
    assert "box 06-1 of 甲工作室:\n    甲工作室/06 培训学习资料/20250318 授课" in told
    assert "and 3 more" in told
    assert launched == []


def test_an_item_file_that_cannot_be_read_hides_no_box(boxed: Path, capsys: Caught) -> None:
    dropped(boxed, "甲工作室/06 培训学习资料/20250909 坏/item.toml", b"\xff\xfe06-2")
    assert ran(boxed, "find", "06-2") == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_a_printed_code_means_the_box_of_its_own_studio(boxed: Path, capsys: Caught) -> None:
    marker = boxed / "archive.toml"
    text = marker.read_text(encoding="utf-8")
    marker.write_text(text + '\n[[studios]]\nname = "乙工作室"\n', encoding="utf-8")
    other = "乙工作室/06 培训学习资料/20250505 交流"
    dropped(boxed, f"{other}/item.toml", 'paper = {box = "06-1"}\n')
    assert ran(boxed, "find", f"ARC:7K2M9QXA:B:06-1+{studio_mark('乙工作室')}", "-0") == 0
    assert capsys.readouterr().out == f"{boxed / other}\0"
