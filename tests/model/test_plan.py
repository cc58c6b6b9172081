from __future__ import annotations

import pytest

from archivist.model.plan import Category, Material, Plan

PLAN = Plan(
    id="p",
    name="方案",
    categories=(
        Category(
            number="06",
            name="培训学习资料",
            clause="6.8.6",
            materials=(Material(id="06.plan", name="年度培训学习计划", clause="6.8.6"),),
        ),
        Category(number="18", name="工作台账", clause="6.7", flat=True),
    ),
)


@pytest.mark.parametrize(
    ("folder", "number"),
    [
        pytest.param("06 培训学习资料", "06", id="usual"),
        pytest.param("06培训学习资料", "06", id="no-space"),
        pytest.param("06", "06", id="number-alone"),
        pytest.param("06_培训", "06", id="underscore-and-short-name"),
        pytest.param("06、培训学习", "06", id="chinese-comma"),
        pytest.param("06-2 另一个", "06", id="second-folder-of-a-category"),
        pytest.param("06 培训\n学习", "06", id="newline"),
        pytest.param("培训学习资料", "06", id="name-alone"),
        pytest.param(" 工作台账 ", "18", id="name-with-spaces"),
        pytest.param("07 培训学习资料", None, id="number-goes-before-name"),
        pytest.param("061 培训学习资料", None, id="three-digits"),
        pytest.param("1801 工作台账", None, id="four-digits"),
        pytest.param("18990101 旧照片", None, id="a-date-is-no-number"),
        pytest.param("6 培训学习资料", None, id="one-digit"),
        pytest.param("٠٦ 培训学习资料", None, id="arabic-indic-digits"),
        pytest.param("培训", None, id="part-of-a-name"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_folder_is_a_category_by_its_number_else_by_its_name(
    folder: str, number: str | None
) -> None:
    category = PLAN.category_of(folder)
    assert (category.number if category else None) == number


def test_the_folder_of_a_category_is_found_again() -> None:
    assert [PLAN.category_of(category.folder) for category in PLAN.categories] == list(
        PLAN.categories
    )


def test_a_material_is_found_by_its_id() -> None:
    assert PLAN.material("06.plan") is PLAN.categories[0].materials[0]
    assert PLAN.material("06.nothing") is None
