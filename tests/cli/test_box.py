"""``archivist box`` as its users run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archivist.actions.boxes.assigned import AssignReport, StudioAssigned
from archivist.cli import screen
from archivist.cli.box_output import show_assigned, show_kept
from archivist.cli.main import run
from archivist.cli.screen import columns
from archivist.formats.papers.box_wording import years_text
from archivist.model.box import Box
from archivist.model.box_filling import Filled, Filling
from archivist.model.ledger_entry import RowPlace
from archivist.model.operation import Deed, Operation, Result, Verb
from tests.actions import boxwork
from tests.cli.inboxes import an_archive
from tests.formats.ledgers import in_this_process

STUDIO = "河套灌区测流创新工作室"
REGISTER = f"{STUDIO}/18 工作台账/档案盒登记表.xlsx"
ITEM = f"{STUDIO}/11 技术资料/20240422 缆道测流装置技术资料/item.toml"
MIXING = f"{STUDIO}/01 往来文件资料/20250116 2025年发文/item.toml"
OLDER = f"{STUDIO}/01 往来文件资料/20240305 2024年收文"
Caught = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


@pytest.fixture
def unboxed(sample: Path) -> Path:
    """Return the sample archive as it is before anything lies in boxes: no register, one box."""
    (sample / REGISTER).unlink()
    for toml in sample.rglob("item.toml"):
        text = toml.read_text(encoding="utf-8")
        boxed = ('"纸质"', '"件号"', '"编号依据"')
        kept = [line for line in text.splitlines() if not line.startswith(boxed)]
        toml.write_text("\n".join([*kept, ""]), encoding="utf-8")
    team = f"{STUDIO}/03 团队成员资料/20250106 团队成员登记"
    for number, item in (("01-1", OLDER), ("03-1", team)):
        with (sample / item / "item.toml").open("a", encoding="utf-8") as file:
            file.write(f'"纸质" = {{ "盒" = "{number}" }}\n')
    return sample


def ran(*words: str | Path, lang: str = "en") -> int:
    return run(["archivist", "--lang", lang, "box", *map(str, words)])


def mix(root: Path) -> None:
    """Put an item of 2025 into the box of 2024."""
    (root / MIXING).write_text('"纸质" = { "盒" = "01-1" }\n', encoding="utf-8")


def test_boxes_are_assigned_listed_printed_and_taken_back(
    unboxed: Path, capsys: Caught, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = ("--archive", unboxed, "-q")
    assert ran("assign", *at, "-n", "--studio", "测流") == 0
    told = capsys.readouterr().out
    assert "items would go into" in told
    assert told.endswith("Nothing was written: without -n it is done.\n")
    assert ran("assign", *at, "--by", "李淼", "--thickness", "30", "-v") == 0
    told = capsys.readouterr().out
    assert "items put into 38 boxes, 38 of them new.\n" in told
    assert "2 boxes entered into the register.\n" in told
    assert told.endswith("Piece numbers written into the item.toml of 2 items more.\n")
    assert ran("assign", *at) == 0
    assert capsys.readouterr().out == "Nothing to do: no item wants a box.\n"
    assert ran("list", *at, "--box", "06-2", "--studio", "测流") == 0
    assert "06-2" in capsys.readouterr().out
    pdf = tmp_path / "盒.pdf"
    monkeypatch.undo()
    assert ran("print", *at, "--box", "06-2", "-o", pdf) == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert run(["archivist", "--lang", "en", "log", "--archive", str(unboxed)]) == 0
    assert "boxed" in capsys.readouterr().out
    assert run(["archivist", "--lang", "en", "undo", "--archive", str(unboxed)]) == 0
    capsys.readouterr()
    assert ran("list", *at, "--box", "06-2") == 8
    assert "There is no box 06-2." in capsys.readouterr().err
    assert ran("list", *at, "--studio", "机电") == 0
    assert "no box" in capsys.readouterr().out


def test_the_list_fits_a_screen_and_names_what_is_wrong(
    unboxed: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    mix(unboxed)
    monkeypatch.setattr(screen, "width", lambda: 80)
    assert ran("list", "--archive", unboxed, "-q") == 1
    short = capsys.readouterr().out
    assert "× box 01-1: it mixes years" in short
    assert "! no register of boxes has these, which items name: 01-1, 03-1" in short
    assert "2 boxes: 3 items, 6 pieces, ~9 pp" in short
    assert "46 items name no box" in short
    assert ran("list", "--archive", unboxed, "-v") == 1
    long = capsys.readouterr().out
    assert "  1 2024.03.05 2024年收文" in long
    assert "pp piece 1—2" in long
    assert "02 领军人物资料/20240306 郝建垚简介" in long
    assert max(map(columns, long.splitlines())) <= 80


def test_what_cannot_be_is_told(unboxed: Path, capsys: Caught) -> None:
    toml = unboxed / ITEM
    toml.write_text('"纸质" = { "盒" = 11 }\n', encoding="utf-8")
    thick = unboxed / STUDIO / "04 图书资料/20250312 图书目录/item.toml"
    thick.write_text('"纸质" = { "页数" = 900 }\n', encoding="utf-8")
    assert ran("assign", "--archive", unboxed, "-v") == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "its item.toml has mistakes: archivist check tells which" in told
    assert "900 pages are more than the thickest box takes (620); it got box 04-1" in told
    assert "new 04-1" in told
    assert ran("list", "--archive", unboxed) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "box 04-1: 900 pages lie in it, and it takes 620: use a thicker box" in told


def test_the_list_as_json(unboxed: Path, capsys: Caught) -> None:
    mix(unboxed)
    assert ran("list", "--archive", unboxed, "--json", "--studio", "测流") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "archivist/boxes/1"
    (studio,) = told["studios"]
    box = next(each for each in studio["boxes"] if each["number"] == "01-1")
    assert (box["years"], box["retention"], box["row"]) == ([2024, 2025], "10-years", None)
    assert [item["title"] for item in box["items"]] == ["2024年收文", "2025年发文"]
    assert {"mixed", "no-row"} == {fault["trouble"] for fault in studio["faults"]}
    assert (box["pieces"], box["items"][0]["last_piece"]) == (3, 2)
    assert len(studio["loose"]) == 46
    assert (studio["damaged"], studio["unread"], studio["illegible"]) == ([], [], [])


def test_the_json_tells_where_the_row_of_a_box_stands(tmp_path: Path, capsys: Caught) -> None:
    root = an_archive(tmp_path / "库")
    boxwork.register(root, boxwork.a_row())
    assert ran("list", "--archive", root, "--json") == 1
    (box,) = json.loads(capsys.readouterr().out)["studios"][0]["boxes"]
    assert box["row"] == {"path": boxwork.REGISTER, "sheet": "档案盒登记表", "row": 2}


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("print",), "Say where to write to: -o box-lists.pdf"),
        (("assign", "--box", "06-1"), "what lies in a box already"),
        (("assign", "--thickness", "25"), "--thickness"),
    ],
    ids=["no output", "a box", "no such box"],
)
def test_what_makes_no_sense_is_refused(
    unboxed: Path, capsys: Caught, words: tuple[str, ...], text: str
) -> None:
    assert ran(*words, "--archive", unboxed) == 2
    assert text in capsys.readouterr().err


def test_a_damaged_register_is_told(unboxed: Path, capsys: Caught) -> None:
    path = f"{STUDIO}/18 工作台账/档案盒登记表.xlsx"
    (unboxed / path).write_bytes(b"PK\x03\x04")
    assert ran("list", "--archive", unboxed, "-q") == 1
    assert path in capsys.readouterr().out.replace("\n    ", "")
    assert ran("assign", "--archive", unboxed, "-q") > 2
    told = capsys.readouterr().err.replace("\n    ", "")
    assert "nothing was done" in told
    assert told.count(path) == 1


def test_who_arranged_a_box_of_the_register_stays(capsys: Caught) -> None:
    row = RowPlace(path="a.xlsx", sheet="一", row=2)
    boxes = (
        Filled(box=Box(studio="甲", number="06-1", row=row), new=False, items=()),
        Filled(box=Box(studio="甲", number="06-2", row=row, packer="白淼"), new=False, items=()),
        Filled(box=Box(studio="甲", number="06-3", packer="白淼"), new=True, items=()),
    )
    report = AssignReport(studios=(StudioAssigned(studio="甲", filling=Filling(boxes=boxes)),))
    show_kept(report, "白淼")
    told = capsys.readouterr().out
    assert "06-1: who arranged them stays" in told
    assert "06-2" not in told
    show_kept(report, "")
    assert capsys.readouterr().out == ""


def test_what_to_type_next_holds_where_one_stands(
    unboxed: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(unboxed)
    assert ran("assign", "--studio", "测流", "-n") == 0
    assert ran("assign", "--studio", "测流") == 0
    assert f"print labels -o {Path('..', 'labels.pdf')}”" in unwrapped(capsys)


def unwrapped(capsys: Caught) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_what_was_not_written_is_told(capsys: Caught) -> None:
    operation = Operation(verb=Verb.BOX, steps=())
    deed = Deed(
        number=1, batch=1, at="", by="", operation=operation, result=Result.BACK, reason="full"
    )
    box = Filled(box=Box(studio="甲", number="06-1"), new=False, items=())
    studio = StudioAssigned(studio="甲", filling=Filling(boxes=(box,)))
    report = AssignReport(studios=(studio,), deeds=(deed,))
    show_assigned(report, quiet=False, verbose=False)
    told = capsys.readouterr().out
    assert "fill 06-1" in told
    assert "× Not written: full" in told
    assert told.endswith("Not all was written; “archivist box list” shows what was.\n")


@pytest.mark.parametrize(
    ("years", "text"),
    [((), ""), ((2025,), "2025"), ((2023, 2025), "2023,2025"), ((2023, 2024, 2025), "2023—2025")],
)
def test_years_are_short(years: tuple[int, ...], text: str) -> None:
    assert years_text(Box(studio="甲", number="06-1", years=years)) == text
