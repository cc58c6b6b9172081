"""What the catalogue of a disc tells of a record."""

from __future__ import annotations

from archivist.model.burnt import day_text, elements_text, title_of, told_text
from tests.builders import a_record, some_elements


def test_an_image_tells_its_elements() -> None:
    record = a_record(pictorial=True, elements=some_elements())
    assert record.elements.cause is not None
    assert title_of(record) == record.elements.cause.text
    text = elements_text(record)
    assert text.startswith(f"事由：{title_of(record)}；日期：")
    for name in ("地点", "人物", "来源"):
        assert f"；{name}：" in text
    assert text in told_text(record)


def test_what_nobody_stated_is_left_out() -> None:
    record = a_record("制度.pdf", pictorial=False)
    assert (title_of(record), elements_text(record)) == ("制度", "")
    image = a_record(pictorial=True)
    assert title_of(image) == image.item.name.title
    assert day_text(image) in elements_text(image)
