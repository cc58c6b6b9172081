"""Boxes that want explaining: why one is opened, what hides in the register, ranges that lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.cli import box_table, screen
from archivist.cli.screen import columns
from tests.actions.boxwork import REGISTER, TRAINING, a_row, register
from tests.cli.inboxes import an_archive, dropped, ran
from tests.formats.ledgers import in_this_process

Caught = pytest.CaptureFixture[str]
ITEM = f"{TRAINING}/20250318 授课"
OLDER = f"{TRAINING}/20250101 安全规程"


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return an archive with two items of one kind, 150 pages in all; one names box 06-1."""
    root = an_archive(tmp_path / "库")
    for item, said in ((ITEM, '"页数" = 10'), (OLDER, '"盒" = "06-1", "页数" = 140')):
        dropped(root, f"{item}/学习记录表.txt", "记录")
        dropped(root, f"{item}/item.toml", f'"纸质" = {{ {said} }}\n')
    return root


def told_by(capsys: Caught) -> str:
    caught = capsys.readouterr()
    return " ".join((caught.out + caught.err).split())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_screen_of_80_columns_holds_boxes_of_long_numbers_and_contents(
    root: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr(screen, "width", lambda: 80)
    monkeypatch.setattr(box_table, "width", lambda: 80)
    years = "2019、2021、2023、2025"
    register(root, a_row("河套-2025-06-培训学习资料-0001", 年度=years, 保管期限="永久"))
    for words in (("box", "assign", "-n"), ("box", "assign"), ("box", "list")):
        ran(root, *words, "-v", lang=lang)
        lines = capsys.readouterr().out.splitlines()
        told = [each for each in lines if " pp" in each or " 页" in each]
        assert len(told) >= 3
        assert max(map(columns, told)) <= 79


def test_why_a_box_is_opened_though_there_is_one_is_told(root: Path, capsys: Caught) -> None:
    dropped(root, f"{ITEM}/item.toml", '"纸质" = { "页数" = 20 }\n')
    assert ran(root, "box", "assign", "-n") == 0
    told = told_by(capsys)
    assert (
        "new 06-2 06 培训学习资料 2025 10 years 20 mm 20 pp 1 items 1 pcs 06-1 holds 140 pages and "
        "takes 153: no room for this (reckoned as 20 mm thick, for the register does not say)"
    ) in told
    assert "enter 06-1 06 培训学习资料 2025 10 years 140 pp 1 items 1 pcs" in told
    assert "thickness, place, who and when are to be filled in" in told
    register(root, a_row())
    dropped(root, f"{OLDER}/item.toml", '"纸质" = { "盒" = "06-1", "页数" = 140, "无" = "x" }\n')
    dropped(root, f"{TRAINING}/20240101 旧/item.toml", '"纸质" = { "盒" = "06-1" }\n')
    assert ran(root, "box", "assign", "-n") == 0
    assert "06-1 is not filled up: it mixes what is kept apart" in told_by(capsys)


def test_a_box_that_no_register_has_is_filled_up_and_entered(root: Path, capsys: Caught) -> None:
    assert ran(root, "box", "list", "-q") == 1
    assert "no register of boxes has a row for it; “archivist box assign” enters" in told_by(capsys)
    assert ran(root, "box", "assign") == 0
    told = told_by(capsys)
    assert "fill 06-1" in told
    assert "06-1: reckoned as 20 mm thick" in told
    assert (
        "1 item put into 1 box, 0 of them new. 1 box entered into the register. Piece numbers"
        in told
    )
    assert ran(root, "box", "list") == 0
    assert "2 2025.03.18 授课 10 pp piece 2" in told_by(capsys)
    assert ran(root, "box", "assign") == 0
    assert told_by(capsys) == "Nothing to do: no item wants a box."


def test_a_row_whose_range_does_not_hold_any_more_is_told(root: Path, capsys: Caught) -> None:
    register(root, a_row(起件号="1", 止件号="1"))
    assert ran(root, "box", "assign") == 0
    assert "· box 06-1: its row in the register gets pieces 1 to 2 (" in told_by(capsys)
    assert ran(root, "box", "list", "-q") == 0
    assert ran(root, "undo") == 0
    register(root, a_row(起件号="1", 止件号="5"))
    capsys.readouterr()
    assert ran(root, "box", "assign") == 0
    assert "box 06-1: its first and last piece are now 1 and 2; correct them" in told_by(capsys)
    assert ran(root, "box", "list", "-q") == 1
    assert "! box 06-1: pieces 1 to 2 lie in it, and its row says otherwise" in told_by(capsys)
    dropped(root, f"{TRAINING}/20240101 旧/item.toml", '"纸质" = { "盒" = "06-2" }\n')
    dropped(root, f"{TRAINING}/20240101 旧/学习记录表.txt", "记录")
    row = a_row("06-2", 年度="2024", 起件号="9")
    register(root, a_row(起件号="1", 止件号="1"), row)
    assert ran(root, "box", "list", "-q") == 1
    assert "write into it: 06-1 (1 to 2), 06-2 (1 to 1)" in told_by(capsys)


def test_many_boxes_without_items_are_told_in_one_sentence(root: Path, capsys: Caught) -> None:
    register(root, *(a_row(f"07-{n}") for n in range(1, 40)))
    assert ran(root, "box", "list", "-q") == 1
    told = told_by(capsys)
    assert "no item names these boxes of the register: 07-1, 07-2" in told
    assert "07-30, and 9 more boxes" in told


@pytest.mark.parametrize(
    ("column", "cell", "text", "wrong"),
    [
        ("盒号", "A2", "06\u202e-1", "(U+202E): clear the cell"),
        ("盒号", "A2", "06-_x0000_1", "(U+0000): clear the cell"),
        ("盒号", "A2", "字" * 500, "longer than the 40 characters"),
        ("存放地点", "H2", "一_x0007_柜", "(U+0007): clear the cell"),
        ("类目/内容", "B2", "06 培训\u200b资料", "(U+200B): clear the cell"),
    ],
    ids=["bidi", "NUL", "long", "control", "invisible"],
)
def test_a_cell_that_nobody_can_read_is_told_before_it_prints(
    root: Path, capsys: Caught, tmp_path: Path, column: str, cell: str, text: str, wrong: str
) -> None:
    register(root, a_row(**{column: text}))
    place = f"档案盒登记表!{cell} “{column}”: "
    for words, file in (
        (("box", "list"), f"{REGISTER}: "),
        (("box", "print", "-o", tmp_path / "盒.pdf"), f"{REGISTER}: "),
        (("print", "labels", "-o", tmp_path / "标签.pdf"), f"{REGISTER}: "),
        (("ledger", "check"), ""),
    ):
        assert ran(root, *words) != 0
        told = told_by(capsys).replace(" ", "")
        assert f"{file}{place}".replace(" ", "") in told
        assert wrong.replace(" ", "") in told
    assert not list(tmp_path.glob("*.pdf"))
    assert ran(root, "check", "--select", "PAP104") == 1
    assert f"PAP104 error cell 档案盒登记表!{cell}" in told_by(capsys)
    assert ran(root, "box", "list", "--json") == 1
    assert f'"column": "{cell[0]}"' in told_by(capsys)


def test_a_register_that_cannot_be_read_does_not_stop_the_checks(
    root: Path, capsys: Caught
) -> None:
    dropped(root, REGISTER, "x")
    assert ran(root, "check", "--select", "PAP104") == 0
    assert "PAP104" not in told_by(capsys)


def test_a_bad_cell_of_another_box_stops_no_print(
    root: Path, capsys: Caught, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(root, a_row(), a_row("06-2", 存放地点="一_x0007_柜"))
    monkeypatch.undo()
    pdf = tmp_path / "盒.pdf"
    assert ran(root, "box", "print", "--box", "06-1", "-o", pdf) == 0
    assert pdf.exists()
    dropped(root, f"{ITEM}/item.toml", '"纸质" = { "盒" = "06\\u202e-1" }\n')
    capsys.readouterr()
    assert ran(root, "box", "print", "--item", "授课", "-o", pdf) != 0
    assert "the number of its box, “06\\u202e-1”, cannot be read" in told_by(capsys)
    assert ran(root, "box", "list", "-q") == 1
    assert "× box 06\\u202e-1: its number holds characters that cannot be seen" in told_by(capsys)
