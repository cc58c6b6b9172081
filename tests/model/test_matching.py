from __future__ import annotations

import unicodedata

import pytest

from archivist.model.elements import Elements
from archivist.model.item import Description
from archivist.model.matching import Claim, Recogniser
from archivist.model.plan import Frequency, Material, MaterialKind, Part
from archivist.model.record import Record
from tests.builders import a_material, a_record, an_item, plan_of, some_elements

PLAN = a_material(
    "年度计划", "06.plan", name_en="Yearly plan", frequency=Frequency.YEARLY, words=("学习计划",)
)
PLAN_OF_QUARTER = a_material(
    "季度计划", "06.quarter", frequency=Frequency.QUARTERLY, words=("学习计划",)
)
RECORD = a_material("记录表", "06.record", words=("记录", "总结.doc"))
LONG_RECORD = a_material("安全学习记录", "06.safety")
TIE_IMAGE = a_material("奖牌照片", "06.plaque", kind=MaterialKind.IMAGE, words=("奖牌",))
TIE_DOCUMENT = a_material("奖牌说明", "06.plaque-text", words=("奖牌",))
COVER, PAGE = Part(name="封面", name_en="Cover", words=("cover",)), Part(name="正文")
PAPER = a_material("论文", "06.paper", kind=MaterialKind.SET, parts=(COVER, PAGE))
IMAGES = a_material("影像图片", "06.images", kind=MaterialKind.IMAGE)
LATER_IMAGES = a_material("更多影像", "06.more-images", kind=MaterialKind.IMAGE)

RECOGNISER = Recogniser(
    plan_of(
        TIE_DOCUMENT,
        TIE_IMAGE,
        PLAN,
        PLAN_OF_QUARTER,
        RECORD,
        LONG_RECORD,
        PAPER,
        IMAGES,
        LATER_IMAGES,
    )
)


def a_file(name: str, title: str = "授课", *stated: str, **changes: object) -> Record:
    """Return a record of an item of that title, of which ``item.toml`` states materials."""
    return a_record(name, an_item(f"20220125 {title}", materials=stated), **changes)


def answered(record: Record) -> list[tuple[str, str]]:
    """Return what a record answers: ids of materials, with the name of a part."""
    return [
        (claim.material.id, claim.part.name if claim.part else "")
        for claim in RECOGNISER.claims(record)
    ]


def ids(record: Record) -> list[str]:
    return [material for material, _part in answered(record)]


def described(*materials: str) -> Description:
    return Description(materials=materials)


def cause(text: str) -> Elements:
    return some_elements(cause=text)


@pytest.mark.parametrize(
    ("record", "found"),
    [
        pytest.param(
            a_file("记录.pdf", "论文", "06.quarter", description=described("年度计划")),
            ["06.plan"],
            id="said-of-the-file",
        ),
        pytest.param(a_file("记录.pdf", "论文", "年度计划"), ["06.record"], id="name-of-the-file"),
        pytest.param(
            a_file("1.pdf", "论文", "年度计划", elements=cause("记录表")),
            ["06.plan"],
            id="said-of-the-item",
        ),
        pytest.param(a_file("1.pdf", "论文", elements=cause("记录表")), ["06.record"], id="cause"),
        pytest.param(a_file("1.pdf", "论文", elements=cause("授课")), ["06.paper"], id="title"),
        pytest.param(a_file("1.pdf"), [], id="nothing"),
    ],
)
def test_the_more_specific_hint_goes_first(record: Record, found: list[str]) -> None:
    assert ids(record) == found


@pytest.mark.parametrize("of_file", [True, False], ids=["file", "item"])
def test_a_material_that_the_plan_does_not_know_is_no_answer(*, of_file: bool) -> None:
    stated = described("没有的材料")
    item = an_item("20220125 论文", materials=() if of_file else stated.materials)
    record = a_record("1.pdf", item, description=stated if of_file else Description())
    assert ids(record) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("安全学习记录.pdf", "06.safety", id="longest-word"),
        pytest.param("学习记录.pdf", "06.record", id="shorter-word"),
        pytest.param("个人总结.docx", "06.record", id="word-with-ending"),
        pytest.param("个人总结.pdf", "", id="other-ending"),
        pytest.param("\uff33总结.\uff24\uff2f\uff23", "06.record", id="full-width-and-case"),
        pytest.param("COVER.pdf", "06.paper", id="case"),
        pytest.param("奖牌.pdf", "06.plaque-text", id="tie-document"),
        pytest.param("奖牌.jpg", "06.plaque", id="tie-image"),
        pytest.param("学习计划.jpg", "06.plan", id="tie-of-documents-on-a-picture"),
        pytest.param("奖牌照片.pdf", "06.plaque-text", id="image-word-on-a-document"),
        pytest.param("奖牌说明.jpg", "06.plaque-text", id="longer-document-word-on-a-picture"),
        pytest.param("影像图片.pdf", "", id="no-document-answers-an-image-material"),
    ],
)
def test_a_file_name_tells_the_material(name: str, found: str) -> None:
    record = a_file(name, pictorial=False)
    assert ids(record) == ([found] if found else [])


def test_a_word_with_an_ending_is_not_found_in_a_title() -> None:
    assert ids(a_file("1.pdf", "年终总结")) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("2025年学习计划.pdf", "06.plan"),
        ("2025年上半年学习计划.pdf", "06.quarter"),
        ("一季度学习计划.pdf", "06.quarter"),
        ("3月份学习计划.pdf", "06.quarter"),
        ("月度年度计划.pdf", ""),
    ],
)
def test_a_shorter_time_in_a_name_is_never_a_yearly_material(name: str, found: str) -> None:
    assert ids(a_file(name)) == ([found] if found else [])


def test_a_title_of_a_shorter_time_is_never_a_yearly_material() -> None:
    assert ids(a_file("1.pdf", "下半年年度计划")) == []
    assert ids(a_file("1.pdf", "年度计划")) == ["06.plan"]


def test_a_yearly_material_may_be_stated_whatever_the_name() -> None:
    record = a_file("半年计划.pdf", description=described("年度计划"))
    assert ids(record) == ["06.plan"]


@pytest.mark.parametrize(
    ("record", "found"),
    [
        pytest.param(a_file("封面.jpg", pictorial=False), [("06.paper", "封面")], id="name"),
        pytest.param(
            a_file("1.pdf", description=described("正文")), [("06.paper", "正文")], id="stated"
        ),
        pytest.param(
            a_file("1.pdf", description=described("cover")), [("06.paper", "封面")], id="english"
        ),
        pytest.param(a_file("1.pdf", "论文 封面"), [("06.paper", "")], id="not-in-titles"),
        pytest.param(a_file("1.pdf", elements=cause("封面")), [], id="not-in-causes"),
        pytest.param(
            a_file("1.pdf", description=described("封面", "正文")),
            [("06.paper", "封面"), ("06.paper", "正文")],
            id="both-in-one-file",
        ),
    ],
)
def test_parts_are_told_by_file_names_and_statements(
    record: Record, found: list[tuple[str, str]]
) -> None:
    assert answered(record) == found


def test_one_file_may_state_several_materials_in_its_order() -> None:
    record = a_file("制度汇编.pdf", description=described("记录表", "06.plan", "没有"))
    assert ids(record) == ["06.record", "06.plan"]


def test_a_material_stated_twice_is_answered_once() -> None:
    assert ids(a_file("1.pdf", description=described("年度计划", "06.plan"))) == ["06.plan"]


@pytest.mark.parametrize(
    ("record", "found"),
    [
        pytest.param(a_file("C1-20220125-01.jpg"), ["06.images"], id="photo"),
        pytest.param(a_file("C1-20220125-01.mp4"), ["06.images"], id="video"),
        pytest.param(a_file("记录.jpg"), ["06.record", "06.images"], id="beside-a-document"),
        pytest.param(a_file("奖牌.jpg"), ["06.plaque", "06.images"], id="another-image-material"),
        pytest.param(a_file("影像图片.jpg"), ["06.images"], id="named-once"),
        pytest.param(a_file("扫描.jpg", pictorial=False), [], id="scan"),
        pytest.param(a_file("1.pdf"), [], id="document"),
    ],
)
def test_only_pictorial_records_answer_the_images_of_the_category(
    record: Record, found: list[str]
) -> None:
    assert ids(record) == found


def test_a_category_whose_images_have_words_takes_no_picture_without_them() -> None:
    recogniser = Recogniser(plan_of(TIE_IMAGE))
    assert recogniser.claims(a_file("C1-20220125-01.jpg")) == ()


@pytest.mark.parametrize(
    ("text", "material"),
    [
        pytest.param("06.plan", PLAN, id="id"),
        pytest.param(" 年度计划 ", PLAN, id="name-with-spaces"),
        pytest.param("YEARLY PLAN", PLAN, id="english-name"),
        pytest.param("０６.plan", PLAN, id="full-width"),
        pytest.param("学习计划", None, id="a-word-is-no-name"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_material_is_stated_by_name_or_id(text: str, material: Material | None) -> None:
    assert RECOGNISER.stated("06", text) == (Claim(material) if material else None)


def test_a_category_that_the_plan_does_not_have_knows_no_names() -> None:
    assert RECOGNISER.stated("99", "年度计划") is None


def test_the_title_of_an_item_names_a_document_and_never_a_part() -> None:
    assert RECOGNISER.titled("06", "2025年度计划") == Claim(PLAN)
    assert RECOGNISER.titled("06", "影像图片") is None
    assert RECOGNISER.titled("06", "封面") is None


def test_a_decomposed_name_is_recognised() -> None:
    recogniser = Recogniser(plan_of(a_material("Café")))
    record = a_file(unicodedata.normalize("NFD", "café.pdf"))
    assert [claim.material.name for claim in recogniser.claims(record)] == ["Café"]
