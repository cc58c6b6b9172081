"""Old names: days, titles and copies in what people called their files; words that hint."""

from __future__ import annotations

from datetime import date

import pytest

from archivist.formats.proposal_wording import mistake_text, why
from archivist.model.approval import Fault, Mistake
from archivist.model.category_words import CategoryWords
from archivist.model.dossier import Dossier
from archivist.model.facts import Facts
from archivist.model.matching import Recogniser
from archivist.model.old_names import day_and_title, is_copy
from archivist.model.proposal import OldFile, Proposer
from tests.model.proposing import ONE, PLAN, proposed


@pytest.mark.parametrize(
    ("text", "day", "title"),
    [
        pytest.param("3月15日 开班", date(2023, 3, 15), "开班", id="without a year"),
        pytest.param("13月45日 开班", None, "13月45日 开班", id="no real day"),
        pytest.param("20230315开班", date(2023, 3, 15), "开班", id="eight digits"),
    ],
)
def test_a_day_is_read_in_the_year_of_the_folder(text: str, day: date | None, title: str) -> None:
    assert day_and_title(text, 2023) == (day, title)


def test_materials_are_proposed_by_the_words_of_the_plan() -> None:
    found = proposed("台账/2023培训台账.xls", "培训/20230315 测流/学习记录表.docx")
    assert [each.material for each in found.values()] == ["培训台账", "学习记录表"]


@pytest.mark.parametrize(
    "name",
    [
        "新建文件夹",
        "新建文件夹 (2)",
        "新建 Microsoft Word 文档",
        "新建文本文档",
        "New Folder (3)",
        "未命名",
        "untitled folder",
    ],
)
def test_a_name_that_a_program_gave_is_no_title(name: str) -> None:
    path = f"培训资料/{name}/{name}.docx"
    assert name not in proposed(path)[path].item


@pytest.mark.parametrize("folder", ["新建文件夹(2)", "New folder", "未命名"])
def test_a_file_in_a_folder_without_a_name_bears_its_own_title(folder: str) -> None:
    name = "关于召开年会的通知.docx"
    dossier = Dossier(settings=ONE, plan=PLAN, as_of=date(2025, 6, 30))
    files = [
        OldFile(path=f"{root}/{folder}/{name}", facts=Facts(sha256="ab"))
        for root in ("移动硬盘", "20230315 测流培训")
    ]
    items = [each.item for each in Proposer(dossier).propose(files)]
    assert items == ["关于召开年会的通知", "20230315 测流培训"]


@pytest.mark.parametrize(
    ("stem", "copied"),
    [
        ("规程 - 副本", True),
        ("规程 - 副本 (2)", True),
        ("规程（1）", True),
        ("复件 规程", True),
        ("Copy of x", True),
        ("x - Copy", True),
        ("规程", False),
        ("规程(2023)", False),
        ("副本目录", False),
        ("copyright", False),
    ],
)
def test_a_copy_is_told_by_its_name(stem: str, copied: bool) -> None:
    assert is_copy(stem) is copied


def test_shared_words_are_shown_whole() -> None:
    path = "杂/2023工作台账.xls"
    assert "“工作台账” in the name" in why(proposed(path)[path].clues)
    assert list(CategoryWords(PLAN.categories).alike("录像库")) == [("15", 2, "像库")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("闸门攻关会", [("07", "攻关")]),
        ("论文研讨", [("07", "研讨")]),
        ("通知栏照片", []),
        ("批复.pdf", [("01", "批复")]),
        ("关于经费的函", [("01", "函")]),
    ],
)
def test_doings_and_letters_hint_at_a_category(text: str, words: list[tuple[str, str]]) -> None:
    assert list(CategoryWords(PLAN.categories).hinted(text)) == words


@pytest.mark.parametrize(
    ("fault", "word"),
    [(Fault.STUDIO, "studio"), (Fault.CATEGORY, "category"), (Fault.ITEM, "item")],
)
def test_an_empty_cell_is_not_quoted(fault: Fault, word: str) -> None:
    assert f"no {word} is named" in mistake_text(Mistake(fault=fault, text=" "))
    assert "“甲”" in mistake_text(Mistake(fault=fault, text="甲"))


@pytest.mark.parametrize("is_picture", [True, False], ids=["picture", "document"])
@pytest.mark.parametrize(
    "text",
    ["2023年3月测流培训签到表.docx", "先进集体奖牌.jpg", "专利证书汇总.ppt", "随笔", ""],
)
def test_words_looked_for_everywhere_are_those_of_each_category(
    text: str, is_picture: bool
) -> None:
    recogniser = Recogniser(PLAN)
    together = {s.category: s.claim for s in recogniser.everywhere(text, is_picture=is_picture)}
    for category in PLAN.categories:
        alone = recogniser._search(category.number, text, is_picture=is_picture, parts=True)
        assert together.get(category.number) == alone
