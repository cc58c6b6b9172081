"""Proposals: what the names in an old tree tell, on folders as they are found in studios."""

from __future__ import annotations

from datetime import date

import pytest

from archivist.formats.proposal_wording import why
from archivist.model.clues import ClueKind
from archivist.model.proposal import Certainty, Open
from tests.builders import an_item
from tests.model.proposing import STUDIO, TWO, an_old_file, proposed


@pytest.mark.parametrize(
    ("path", "category", "item", "certainty"),
    [
        pytest.param(
            "培训资料/2023年/3月测流培训/IMG_20230315_101500.jpg",
            "06",
            "20230315 测流培训",
            Certainty.LIKELY,
            id="a camera's name below a titled folder",
        ),
        pytest.param(
            "照片/2021.5.12 比武/DSC_0001.jpg",
            "15",
            "20210512 比武",
            Certainty.GUESS,
            id="only a folder of pictures",
        ),
        pytest.param(
            "照片/2021.5.12 比武/颁奖/DSC_0002.jpg",
            "15",
            "20210512 比武",
            Certainty.GUESS,
            id="a folder inside the event",
        ),
        pytest.param(
            "2024年/9.15闸门攻关会/DSC_0001.jpg",
            "07",
            "20240915 闸门攻关会",
            Certainty.LIKELY,
            id="doings of which a category wants records",
        ),
        pytest.param(
            "新建文件夹(2)/关于召开年会的通知.docx",
            "01",
            "关于召开年会的通知",
            Certainty.LIKELY,
            id="what offices write, in a folder that nobody named",
        ),
        pytest.param(
            "未命名文件夹/闸门研讨纪要.docx",
            "07",
            "活动文字记录",
            Certainty.LIKELY,
            id="doings of two categories of which one is about them",
        ),
        pytest.param("台账/2023培训台账.xls", "18", "", Certainty.LIKELY, id="a ledger"),
        pytest.param(
            "06 培训学习资料/20220125 理论授课/讲义.ppt",
            "06",
            "20220125 理论授课",
            Certainty.CERTAIN,
            id="laid out like the archive",
        ),
        pytest.param(
            "杂/年度培训学习计划.docx",
            "06",
            "年度培训学习计划",
            Certainty.LIKELY,
            id="a word of the plan",
        ),
        pytest.param(
            "制度/2022/设备管理制度.pdf",
            "13",
            "2022年制度",
            Certainty.LIKELY,
            id="a folder of a year",
        ),
        pytest.param(
            "培训/2024年/5月10日 规程学习/签到.jpg",
            "06",
            "20240510 规程学习",
            Certainty.LIKELY,
            id="month and day below a year",
        ),
        pytest.param(
            "别的创新工作室/培训/讲义.pptx",
            "06",
            "培训",
            Certainty.GUESS,
            id="another studio's folder",
        ),
    ],
)
def test_an_old_path_tells_a_place(
    path: str, category: str, item: str, certainty: Certainty
) -> None:
    found = proposed(path)[path]
    assert found.category is not None
    assert (found.studio, found.category.number) == (STUDIO, category)
    assert (found.item, found.certainty, found.open) == (item, certainty, ())
    assert why(found.clues)


@pytest.mark.parametrize(
    ("path", "open_"),
    [
        pytest.param("荣誉证书/2022先进集体.jpg", (Open.DATE,), id="an image without a day"),
        pytest.param("杂/新建文本文档.txt", (Open.CATEGORY, Open.TITLE), id="nothing at all"),
        pytest.param(
            "2023/06/IMG_20230601_101500.jpg", (Open.CATEGORY, Open.TITLE), id="06 is a month here"
        ),
        pytest.param(
            "06 培训学习资料/IMG_20230601_101500.jpg",
            (Open.TITLE,),
            id="a category without an item",
        ),
        pytest.param(
            "杂/IMG_20991231_101500.jpg",
            (Open.CATEGORY, Open.TITLE, Open.DATE),
            id="a day that is still to come",
        ),
    ],
)
def test_what_nothing_tells_is_left_to_a_person(path: str, open_: tuple[Open, ...]) -> None:
    found = proposed(path)[path]
    assert (found.open, found.certainty) == (open_, Certainty.NONE)
    assert why(found.clues, found.open)


@pytest.mark.parametrize(
    ("name", "shot", "kind", "day"),
    [
        pytest.param(
            "2023.3.14 开班.jpg", "2023:03:16", ClueKind.NAME_DAY, "2023-03-14", id="a person's"
        ),
        pytest.param(
            "IMG_20230315_101500.jpg", "2023:03:16", ClueKind.NAME_DAY, "2023-03-15", id="a phone's"
        ),
        pytest.param("DSC_0001.jpg", "2023:03:16", ClueKind.CAMERA_DAY, "2023-03-16", id="EXIF"),
        pytest.param(
            "mmexport1643097600000.jpg", "", ClueKind.SAVING_DAY, "2022-01-25", id="a messenger's"
        ),
        pytest.param(
            "mmexport1643097600000.jpg",
            "2022:01:20",
            ClueKind.CAMERA_DAY,
            "2022-01-20",
            id="EXIF before a messenger's",
        ),
    ],
)
def test_days_are_trusted_in_order(name: str, shot: str, kind: ClueKind, day: str) -> None:
    path = f"培训资料/测流培训/{name}"
    found = proposed(an_old_file(path, shot))[path]
    assert kind in {clue.kind for clue in found.clues}
    assert found.day == date.fromisoformat(day)
    guessed = kind is ClueKind.SAVING_DAY
    assert found.certainty is (Certainty.GUESS if guessed else Certainty.LIKELY)


def test_pictures_of_one_folder_and_day_are_one_item_and_its_documents_stay() -> None:
    folder = "培训资料/2023年/3月测流培训"
    found = proposed(
        f"{folder}/IMG_20230315_101500.jpg",
        f"{folder}/照片/IMG_20230315_101600.jpg",
        f"{folder}/照片/IMG_20230316_090000.jpg",
        f"{folder}/签到表.docx",
        f"{folder}/照片/IMG_0001.jpg",
    )
    items = [each.item for each in found.values()]
    assert items[:4] == ["20230315 测流培训"] * 2 + ["20230316 测流培训", "20230315 测流培训"]
    assert found[f"{folder}/照片/IMG_0001.jpg"].open == (Open.DATE,)


def test_a_picture_without_a_day_is_guessed_from_its_neighbours() -> None:
    found = proposed("培训/规程学习/IMG_20230315_101500.jpg", "培训/规程学习/IMG_0001.jpg")
    second = found["培训/规程学习/IMG_0001.jpg"]
    assert (second.day, second.certainty) == (date(2023, 3, 15), Certainty.GUESS)


def test_a_day_of_another_year_than_the_folders_is_a_guess() -> None:
    path = "培训/2023年/规程学习/IMG_20180910_101500.jpg"
    found = proposed(path)[path]
    assert found.certainty is Certainty.GUESS
    assert "2023" in why(found.clues)


def test_of_several_studios_the_folder_tells_which() -> None:
    found = proposed(
        "机电创新工作室/培训/讲义.pptx", "测流/培训/讲义.pptx", "培训/讲义.pptx", settings=TWO
    )
    assert [each.studio for each in found.values()] == ["机电创新工作室", STUDIO, ""]
    assert found["培训/讲义.pptx"].open == (Open.STUDIO,)


def test_an_item_that_the_archive_has_is_taken_up() -> None:
    item = an_item("20230315 测流培训", studio=STUDIO)
    path = "培训/测流培训/IMG_20230315_101500.jpg"
    assert proposed(path, items=(item,))[path].item == "20230315 测流培训"


def test_an_event_keeps_together_though_a_name_points_elsewhere() -> None:
    found = proposed("培训资料/20230315 测流培训/专利证书.jpg", "培训资料/20230315 测流培训/a.docx")
    assert {each.category.number for each in found.values() if each.category} == {"06"}


def test_two_categories_that_come_near_are_a_guess() -> None:
    path = "图书宣传/附件.docx"
    found = proposed(path)[path]
    assert (found.open, found.certainty) == ((), Certainty.GUESS)
