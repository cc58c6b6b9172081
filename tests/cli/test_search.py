"""``archivist search`` as its users run it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from archivist.actions import search as action
from archivist.actions.progress import Stages
from archivist.actions.search import Asked, Found
from archivist.actions.view import View
from archivist.cli import screen
from archivist.cli.main import run
from tests.cli.inboxes import DAY, dropped, ran
from tests.cli.searches import ITEM, Caught, a_searched_archive, found


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "80")
    return a_searched_archive(tmp_path / "库")


def test_a_word_of_a_text_is_shown_in_its_sentence(root: Path, capsys: Caught) -> None:
    assert ran(root, "search", "校准") == 0
    told = capsys.readouterr().out
    assert "! There was no index yet; it was made now." in told
    assert " 1. 讲义  2025-03-18  document\n" in told
    assert f"    {ITEM}/讲义.txt\n" in told
    assert "第二节讲【校准】。" in told
    assert "1 record found.\n" in told
    assert all(screen.columns(line) <= 80 for line in told.splitlines())


def test_chinese_is_spoken_to_who_asks_in_chinese(root: Path, capsys: Caught) -> None:
    assert ran(root, "search", "流量计", lang="zh_CN") == 0
    told = capsys.readouterr().out
    assert "共找到 2 个。" in told
    assert "文档" in told
    assert not re.search(r"\b(found|record|document|There)\b", told)


def test_the_second_search_says_nothing_of_the_index(root: Path, capsys: Caught) -> None:
    found(root, capsys, "校准")
    ran(root, "search", "校准")
    assert "index" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("query", "names"),
    [
        pytest.param(["流量计"], ["讲义.txt", "座谈记录.txt"], id="in two texts"),
        pytest.param(["流量计", "-改造"], ["讲义.txt"], id="not with a minus"),
        pytest.param(["流量計"], ["讲义.txt", "座谈记录.txt"], id="traditional"),
        pytest.param(["编号:C1-20250318"], ["C1-20250318-01.jpg"], id="the begin of a code"),
        pytest.param(["来源:白淼 类型:影像"], ["C1-20250318-01.jpg"], id="a source"),
        pytest.param(["zuotan 类型:案卷"], ["20240620 座谈"], id="pinyin"),
        pytest.param(["流量计 日期:2024"], ["座谈记录.txt"], id="a year"),
        pytest.param(["流量计", "--from", "2025.01.01"], ["讲义.txt"], id="from a day"),
        pytest.param(["流量计", "--from", "2025.3"], ["讲义.txt"], id="from a month"),
        pytest.param(["流量计", "--to", "2024"], ["座谈记录.txt"], id="to a year"),
        pytest.param(["讲义.txt"], ["讲义.txt"], id="a name with its ending"),
        pytest.param(["授课 照片"], ["C1-20250318-01.jpg"], id="the name of a class"),
        pytest.param(["流量计", "--to", "2024-12-31"], ["座谈记录.txt"], id="to a day"),
        pytest.param(["流量计", "--category", "07"], ["座谈记录.txt"], id="a category"),
        pytest.param(["流量计", "--category", "培训"], ["讲义.txt"], id="a category by name"),
        pytest.param(["授课", "--kind", "照片"], ["C1-20250318-01.jpg"], id="a kind in Chinese"),
        pytest.param(["流量计", "--studio", "甲"], ["讲义.txt", "座谈记录.txt"], id="a studio"),
        pytest.param(
            ["流量计", "--sort", "oldest"], ["座谈记录.txt", "讲义.txt"], id="the oldest first"
        ),
        pytest.param(["流量计", "--sort", "oldest", "--limit", "1"], ["座谈记录.txt"], id="one"),
        pytest.param(["流量计的 原理"], ["讲义.txt"], id="two words"),
        pytest.param(['"流量计的 原理"'], [], id="a quotation is exact"),
    ],
)
def test_what_was_asked_is_found(
    root: Path, capsys: Caught, query: list[str], names: list[str]
) -> None:
    assert sorted(found(root, capsys, *query)) == sorted(names)


@pytest.mark.parametrize("word", ["-改造", "-2025", "-C1-20250318", "-iq", "-Q10", "-0x"])
def test_what_is_excluded_is_no_option(
    root: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    asked: list[str] = []
    honest = action.search

    def search(view: View, question: Asked, stages: Stages) -> Found:
        asked.append(question.text)
        return honest(view, question, stages)

    monkeypatch.setattr(action, "search", search)
    ran(root, "search", "流量计", word, "--limit", "3")
    ran(root, "search", word, "--kind=文档")
    assert asked == [f"流量计 {word}", word]


def test_behind_two_dashes_all_is_query(root: Path, capsys: Caught) -> None:
    assert run(["archivist", "search", "--archive", str(root), "--", "--limt", "流量计"]) == 1
    assert "Nothing found" in capsys.readouterr().out


def test_one_word_with_blanks_of_several_is_a_quotation(root: Path, capsys: Caught) -> None:
    assert found(root, capsys, "授课", "流量计的 原理") == []
    assert found(root, capsys, "授课", "流量计的原理") == ["讲义.txt"]


def test_nothing_found_is_told_with_what_was_probably_meant(root: Path, capsys: Caught) -> None:
    assert ran(root, "search", "座淡记录") == 1
    told = capsys.readouterr().out
    assert "Nothing found among" in told
    assert "Did you mean “座谈记录”?" in told


def test_a_mistake_in_a_query_is_searched_and_said(root: Path, capsys: Caught) -> None:
    assert ran(root, "search", "日期:2025.02.30 流量计") == 1
    assert "! “2025.02.30” is no date" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(["校准", "--category", "99"], 8, "There is no category “99”", id="category"),
        pytest.param(["校准", "--kind", "乐谱"], 8, "“乐谱” is no kind of record", id="kind"),
        pytest.param(["校准", "--studio", "乙"], 8, "“乙” names no single studio", id="studio"),
        pytest.param(
            ["校准", "--limt", "3"],
            2,
            "There is no option “--limt”; did you mean --limit?",
            id="option",
        ),
        pytest.param(["校准", "--from", "昨天的"], 2, "“昨天的” is no date", id="day"),
    ],
)
def test_a_wrong_option_is_refused(
    root: Path, capsys: Caught, words: list[str], code: int, said: str
) -> None:
    assert ran(root, "search", *words) == code
    assert said in capsys.readouterr().err


def test_json_tells_all_of_it(root: Path, capsys: Caught) -> None:
    assert ran(root, "search", "人物:无 或 流量计", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "archivist/search/1"
    assert told["total"] == 2
    assert told["index"] == "made"
    hit = next(each for each in told["hits"] if each["title"] == "讲义")
    assert hit["path"] == f"{ITEM}/讲义.txt"
    assert hit["date"] == "2025-03-18"
    assert hit["category"] == "06"
    text = hit["snippets"][0]
    begin, end = text["marks"][0]
    assert text["text"][begin:end] == "流量计"
    assert told["facets"]["year"] == {"2024": 1, "2025": 1}


def test_paths_may_end_with_nul(root: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert ran(root, "search", "校准", "-0", "-q") == 0
    out = capfdbinary.readouterr().out
    assert out == f"{root / ITEM / '讲义.txt'}\0".encode()


def test_what_a_command_files_is_found_at_once(root: Path, capsys: Caught) -> None:
    found(root, capsys, "校准")
    place = f"收件箱/{ITEM}"
    dropped(root, f"{place}/巡检表.txt", "闸门启闭记录")
    dropped(root, f"{place}/C1-20250318-02.jpg", colour="blue")
    assert ran(root, "file", *DAY) == 0
    assert found(root, capsys, "闸门启闭") == ["巡检表.txt"]
    ran(root, "describe", f"{ITEM}/C1-20250318-02.jpg", "--place", "总干渠三闸")
    assert found(root, capsys, "地点:三闸") == ["C1-20250318-02.jpg"]
    ran(root, "undo")
    assert found(root, capsys, "地点:三闸") == []
    ran(root, "undo")
    assert found(root, capsys, "闸门启闭") == []


def test_changes_by_hand_are_found_after_indexing(root: Path, capsys: Caught) -> None:
    found(root, capsys, "校准")
    dropped(root, f"{ITEM}/讲义.txt", "水位计")
    shutil.rmtree(root / "甲工作室/07 创新活动资料/20240620 座谈")
    assert ran(root, "index") == 0
    assert "1 written, 2 removed." in capsys.readouterr().out
    assert found(root, capsys, "水位计") == ["讲义.txt"]
    assert found(root, capsys, "流量计") == []
    assert ran(root, "index") == 0
    assert "0 written, 0 removed." in capsys.readouterr().out


def test_a_damaged_index_is_made_anew_and_said(root: Path, capsys: Caught) -> None:
    found(root, capsys, "校准")
    for segment in (root / ".archivist/index").glob("*.seg"):
        segment.write_bytes(segment.read_bytes()[:-40])
    assert ran(root, "search", "校准") == 0
    told = capsys.readouterr().out
    assert "! The index was damaged; it was put aside and made anew." in told
    assert "讲义" in told
    assert (root / ".archivist/index.bad").is_dir()


def test_rebuilding_finds_the_same(root: Path, capsys: Caught) -> None:
    before = found(root, capsys, "流量计")
    assert ran(root, "index", "--rebuild", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["written"] == told["records"]
    assert found(root, capsys, "流量计") == before


def test_where_nothing_can_be_written_is_searched_all_the_same(root: Path, capsys: Caught) -> None:
    # No folder can be made inside a file.
    (root.parent / "file").touch()
    settings = root / "archive.toml"
    place = f"state_dir = '{root.parent / 'file'}'\n"
    settings.write_text(place + settings.read_text("utf-8"), "utf-8")
    assert ran(root, "search", "校准") == 0
    told = capsys.readouterr().out
    assert "Nothing can be written in this archive" in told
    assert "讲义" in told


def test_what_hides_in_a_text_does_not_reach_the_terminal(root: Path, capsys: Caught) -> None:
    dropped(root, f"{ITEM}/坏.txt", "警报\x1b[31m红\u202e字")
    ran(root, "search", "警报")
    told = capsys.readouterr().out
    assert "警报" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_a_star_finds_everything(root: Path, capsys: Caught) -> None:
    assert len(found(root, capsys, "*")) == 5
    assert len(found(root, capsys, "--category", "06")) == 3
    assert ran(root, "search") == 2
    assert "* stands for everything" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["-n", "-v", "--verbose"])
def test_what_looks_like_an_option_is_no_word(root: Path, capsys: Caught, option: str) -> None:
    assert ran(root, "search", "授课", option) == 2
    assert option in capsys.readouterr().err
