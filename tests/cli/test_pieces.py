"""The pieces 件 of one archive bear the same numbers on each paper, as its users print them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
import python_calamine

from archivist.actions.init import init
from archivist.cli.main import run
from tests.pages import squashed, text_of
from tests.photos import a_photo

FIRST, SECOND = "甲工作室", "乙工作室"
TRAINING = "06 培训学习资料"
HEAD = "A104-WS·2025-D10-0106-"
CODE = re.compile(r"A104-WS·\d{4}-(?:Y|D30|D10)-\d{4}-\d{4}")
ITEMS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (FIRST, "20250105 早到的通知", "", ("通知.txt", "附件.txt")),
    (FIRST, "20250106 开班合影", "", ("C1-20250106-01.jpg",)),
    (FIRST, "20250110 学习计划", "06-1", ("计划.txt",)),
    (FIRST, "20250220 理论授课", "06-1", ("讲义.txt", "讲义.rtf", "签到表.txt")),
    (FIRST, "20250318 巡线影像", "06-2", tuple(f"C1-20250318-0{n}.jpg" for n in (1, 2, 3))),
    (FIRST, "20250401 实操培训", "06-2", ("C1-20250401-01.jpg", "C1-20250401-02.mp4", "记录.txt")),
    (FIRST, "20250402 协议原件", "06-2", ()),
    (SECOND, "20250301 电机检修", "06-1", ("记录.txt", "C1-20250301-01.jpg")),
)
PIECES = [
    *("计划", "签到表", "讲义", "巡线影像", "记录", "实操培训", "协议原件"),
    *("通知", "附件", "开班合影"),
]
"""Titles of the pieces of the first studio, by their numbers."""
BOXES = {(FIRST, "06-1"): (1, 3, 2), (FIRST, "06-2"): (4, 7, 3), (SECOND, "06-1"): (1, 2, 1)}
"""First and last number, and items, of each box."""
Caught = pytest.CaptureFixture[str]


def lay_out(root: Path, fonds: str) -> Path:
    init(root, (FIRST, SECOND), "zh_CN")
    settings = root / "archive.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'fonds = "{fonds}"\n{text}' if fonds else text, encoding="utf-8")
    for studio, folder, box, names in ITEMS:
        item = root / studio / TRAINING / folder
        item.mkdir()
        paper = f'"纸质" = {{ "盒" = "{box}" }}\n' if box else ""
        said = f'"保管期限" = "10年"\n"来源" = "宣传科 李四(干事)摄"\n{paper}'
        (item / "item.toml").write_text(said, encoding="utf-8")
        for name in names:
            photo = name.endswith(".jpg")
            (item / name).write_bytes(a_photo() if photo else name.encode())
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("pieces") / "档案库", "A104")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("plain") / "档案库", "")


def ran(root: Path, *words: str | Path, lang: str = "en") -> None:
    where = ["--archive", str(root), "--as-of", "2025-12-31"]
    where = where[:2] if words[:2] == ("box", "assign") else where
    assert run(["archivist", "--lang", lang, *map(str, words), *where]) in {0, 1}


def listed(root: Path, tmp_path: Path, *words: str) -> list[list[str]]:
    """Return studio and cells of each row of the 归档文件目录."""
    path = tmp_path / f"目录{len([*tmp_path.iterdir()])}.csv"
    ran(root, "print", "catalogue", "--form", "files", *words, "-o", path, "-q")
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))[1:]
    return [[studio, *cells] for studio, _volume, *cells in rows]


def boxes(root: Path, capsys: Caught) -> Iterator[tuple[str, dict[str, Any]]]:
    capsys.readouterr()
    ran(root, "box", "list", "--json")
    for studio in json.loads(capsys.readouterr().out)["studios"]:
        for box in studio["boxes"]:
            yield studio["name"], box


def test_the_list_of_filed_papers_numbers_boxes_first(root: Path, tmp_path: Path) -> None:
    rows = [row for row in listed(root, tmp_path) if row[0] == FIRST]
    assert [row[5].strip("[]") for row in rows] == PIECES
    assert [row[2] for row in rows] == [f"{HEAD}{n:04}" for n in range(1, 11)]
    assert [row[1] for row in rows] == [str(n) for n in range(1, 11)]
    assert [row[9] for row in rows][3:7] == [
        "photos: 3 C1-20250318-01—03; box 06-2",
        "box 06-2",
        "photos: 1, videos: 1 C1-20250401-01—02; box 06-2",
        "box 06-2",
    ]
    assert [row[8] for row in rows][:5] == ["about 3", "about 3", "about 3", "about 2", "about 3"]
    assert [row[4] for row in rows] == ["", "", "", "李四", "", "李四", "", "", "", "李四"]


def test_workbook_and_pdf_of_the_list_tell_the_same_codes(root: Path, tmp_path: Path) -> None:
    codes = [row[2] for row in listed(root, tmp_path)]
    for ending in ("xlsx", "pdf"):
        words = ("print", "catalogue", "--form", "files", "-o", tmp_path / f"a.{ending}", "-q")
        ran(root, *words)
    book = python_calamine.CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    cells = [
        str(value)
        for name in (FIRST, SECOND)
        for row in book.get_sheet_by_name(name).to_python()
        for value in row
    ]
    assert [cell for cell in cells if CODE.fullmatch(cell)] == codes
    assert CODE.findall(squashed(text_of((tmp_path / "a.pdf").read_bytes()))) == codes


@pytest.mark.parametrize(
    "words",
    [
        ("--item", "巡线影像"),
        ("--box", "06-2"),
        ("--studio", "乙"),
        ("--date-range", "2025.03.01..2025.12.31"),
    ],
    ids=["item", "box", "studio", "days"],
)
def test_a_selection_bears_the_numbers_of_the_whole(
    root: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    whole = {tuple(row[2:6]) for row in listed(root, tmp_path)}
    some = {tuple(row[2:6]) for row in listed(root, tmp_path, *words)}
    assert some
    assert some < whole


def test_the_list_in_the_box_is_that_part_of_the_list_of_filed_papers(
    root: Path, tmp_path: Path, capsys: Caught
) -> None:
    rows = listed(root, tmp_path)
    ran(root, "box", "print", "-o", tmp_path / "盒.pdf")
    capsys.readouterr()
    text = squashed(text_of((tmp_path / "盒.pdf").read_bytes()))
    assert CODE.findall(text) == [row[2] for row in rows if "box" in row[9]]
    assert text.count("李四") == 3
    assert "photos:3C1-20250318-01—03" in text
    assert "Thisboxholds2itemswith3pieces,ofabout9pages." in text


def test_box_list_and_labels_agree_with_the_lists(
    root: Path, tmp_path: Path, capsys: Caught
) -> None:
    told = {
        (studio, box["number"]): (box["first_piece"], box["last_piece"], len(box["items"]))
        for studio, box in boxes(root, capsys)
    }
    assert told == BOXES
    for _studio, box in boxes(root, capsys):
        for item in box["items"]:
            if item["pieces"]:
                first, last = item["first_piece"], item["last_piece"]
                assert last - first + 1 == item["pieces"]
        assert box["pieces"] == sum(item["pieces"] for item in box["items"])
    ran(root, "print", "labels", "-o", tmp_path / "标签.pdf")
    front = squashed(text_of((tmp_path / "标签-front.pdf").read_bytes()))
    for first, last, _items in BOXES.values():
        assert f"Piecenos.{first}—{last}Pieces{last - first + 1}" in front


def test_in_chinese_items_and_pieces_have_words_of_their_own(root: Path, tmp_path: Path) -> None:
    ran(root, "box", "print", "--studio", "甲", "-o", tmp_path / "盒.pdf", lang="zh_CN")
    text = squashed(text_of((tmp_path / "盒.pdf").read_bytes()))
    assert "本盒共装2项3件，约9页。" in text
    assert "照片1张、视频1段C1-20250401-01—02" in text


def test_without_a_fonds_a_box_lists_items_with_their_numbers(
    plain: Path, tmp_path: Path, capsys: Caught
) -> None:
    ran(plain, "box", "print", "--box", "06-2", "-o", tmp_path / "盒.pdf")
    capsys.readouterr()
    pages = pypdf.PdfReader(tmp_path / "盒.pdf").pages
    text = squashed(pages[0].extract_text())
    assert "Piecenos." in text
    assert "14C1-20250318-01—03巡线影像" in text
    assert "25—6" in text
    assert "37协议原件" in text
    assert "Thisboxholds3itemswith4pieces" in squashed(pages[1].extract_text())
    rows = [row for row in listed(plain, tmp_path) if row[0] == FIRST]
    assert [row[2] for row in rows][2:4] == [
        "甲工作室-06-20250106-01",
        "甲工作室-06-20250110-01",
    ]


def test_the_register_gets_the_numbers_of_the_lists(tmp_path: Path, capsys: Caught) -> None:
    root = lay_out(tmp_path / "档案库", "A104")
    ran(root, "box", "assign", "-q")
    register = next((root / FIRST).rglob("档案盒登记表.xlsx"))
    rows = python_calamine.CalamineWorkbook.from_path(register).get_sheet_by_index(0).to_python()
    head = next(row for row in rows if "盒号" in row)
    number, first, last = (head.index(title) for title in ("盒号", "起件号", "止件号"))
    registered = {
        str(row[number]): (int(str(row[first])), int(str(row[last])))
        for row in rows[rows.index(head) + 1 :]
        if row[number]
    }
    told = {
        box["number"]: (box["first_piece"], box["last_piece"])
        for studio, box in boxes(root, capsys)
        if studio == FIRST
    }
    assert registered == told
    (tmp_path / "out").mkdir()
    codes = {
        number: [int(row[2][-4:]) for row in listed(root, tmp_path / "out") if mine(row, number)]
        for number in told
    }
    assert {number: (min(each), max(each)) for number, each in codes.items()} == told


def mine(row: list[str], number: str) -> bool:
    return row[0] == FIRST and row[9].endswith(f"box {number}")


def test_a_code_as_it_is_printed_is_found_and_searched(
    root: Path, plain: Path, tmp_path: Path, capsys: Caught
) -> None:
    for archive, code in ((root, f"{HEAD}0002"), (plain, f"{FIRST}-06-20250220-01")):
        where = ["--archive", str(archive)]
        assert run(["archivist", "--lang", "en", "find", code, *where]) == 0
        found = capsys.readouterr()
        assert found.out.splitlines() == [
            str(archive / FIRST / TRAINING / "20250220 理论授课" / "签到表.txt")
        ]
        assert f"{code}: 签到表; box 06-1, piece 2." in found.err
        assert run(["archivist", "search", code, *where, "-q"]) == 0
        assert "签到表.txt" in capsys.readouterr().out
    assert tmp_path.is_dir()


def test_only_what_is_kept_so_long_is_listed(root: Path, tmp_path: Path) -> None:
    every = listed(root, tmp_path)
    assert listed(root, tmp_path, "--retention", "10年") == every
    none = tmp_path / "无.csv"
    words = ("print", "catalogue", "--form", "files", "--retention", "permanent", "-o", str(none))
    assert run(["archivist", *words, "--archive", str(root), "-q"]) == 8
    ran(root, "print", "cover", "--retention", "10-years", "-o", tmp_path / "封面.pdf")
    assert len(pypdf.PdfReader(tmp_path / "封面.pdf").pages) == 2


def test_prints_say_that_numbers_may_change_until_they_are_written_down(
    tmp_path: Path, capsys: Caught
) -> None:
    root = lay_out(tmp_path / "档案库", "A104")
    ran(root, "box", "print", "-q", "-o", tmp_path / "盒.pdf")
    assert capsys.readouterr().err.count("may change: “archivist box assign” fixes them") == 1
    ran(root, "box", "assign", "-q")
    before = listed(root, tmp_path)
    late = root / FIRST / TRAINING / "20250110 学习计划" / "一补充.txt"
    late.write_bytes("补".encode())
    after = listed(root, tmp_path)
    assert [row[2] for row in before] == [row[2] for row in after if row[5] != "一补充"]
    capsys.readouterr()
    ran(root, "box", "assign", "-q")
    ran(root, "box", "print", "-q", "-o", tmp_path / "盒.pdf")
    assert "may change" not in capsys.readouterr().err
