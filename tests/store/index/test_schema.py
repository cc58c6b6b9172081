"""The fields agree with each other, with the head of a record and with what is searched for."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.document import Head
from archivist.model.query import NUMBERS, Field
from archivist.store.index import heads, schema
from archivist.store.index.columns_writing import big_endian
from archivist.store.index.lengths import SCALE, to_byte
from archivist.store.index.parts import parts_of
from tests.store.index.papers import a_document, a_plain_document

DAYS = st.none() | st.dates()
TEXTS = st.lists(st.text(min_size=1), max_size=3).map(tuple)
HEADS = st.builds(
    Head,
    path=st.text(min_size=1),
    kind=st.text(min_size=1),
    title=st.text(),
    people=TEXTS,
    materials=TEXTS,
    notes=TEXTS,
    day=DAYS,
    shot=DAYS,
    filed=DAYS,
    size=st.integers(0),
)


def test_every_field_that_can_be_searched_has_a_field_or_a_column() -> None:
    columns = {"date": schema.DAY}
    for field in Field:
        if field in NUMBERS:
            assert columns.get(field, field) in schema.NUMBER_COLUMNS
        else:
            assert field in schema.TERM_FIELDS


def test_fields_are_in_order_and_none_is_twice() -> None:
    assert list(schema.TERM_FIELDS) == sorted(set(schema.TERM_FIELDS))
    assert set(schema.BOOSTS) - {schema.NOTES} <= set(schema.WORD_FIELDS)
    assert set(schema.PINYIN_FIELDS) <= set(schema.WORD_FIELDS)


def test_a_boost_is_a_whole_number_of_halves() -> None:
    assert all(boost * 2 == int(boost * 2) > 0 for boost in schema.BOOSTS.values())


@given(HEADS)
def test_a_head_is_read_as_it_was_written(head: Head) -> None:
    assert heads.load(heads.dump(head)) == head


def test_what_is_empty_takes_no_room() -> None:
    assert (
        heads.dump(a_plain_document("甲").head)
        == '{"path":"甲.txt","kind":"document","title":"甲"}'
    )


def test_each_field_holds_its_texts() -> None:
    found = heads.texts(a_document("甲").head)
    assert set(found) == {*schema.WORD_FIELDS, schema.NOTES}
    assert found[schema.TITLE] == ("甲", "20220125 测流仪器理论授课")
    assert found[schema.CATEGORY] == ("06", "6", "培训学习资料")
    assert found[schema.PEOPLE] == ("徐宏伟", "白淼")
    assert heads.texts(a_plain_document("甲").head) == {
        schema.TITLE: ("甲",),
        schema.PATH_WORDS: ("甲.txt",),
    }


def test_an_item_counts_with_its_own_weight_only() -> None:
    found = heads.scored_texts(a_document("甲").head)
    assert set(found) == set(schema.BOOSTS)
    assert found[schema.TITLE] == ("甲.pdf",)
    assert heads.scored_texts(Head(path="p", kind="item", title="")) == {}


@given(HEADS)
def test_facets_are_read_as_they_were_written(head: Head) -> None:
    category, year, kind, people = heads.facets_of(heads.facet(head))
    day = head.day or head.shot
    assert year == (str(day.year) if day else "")
    assert category == ""
    assert kind == head.kind.replace("\x1f", " ")
    assert people == tuple(person.replace("\x1f", " ") for person in head.people)


def test_facets_of_what_has_none_are_empty() -> None:
    assert heads.facets_of(b"") == ("", "", "", ())


def test_facets_name_the_category() -> None:
    assert heads.facets_of(heads.facet(a_document("甲").head)) == (
        "06 培训学习资料",
        "2022",
        "document",
        ("徐宏伟", "白淼"),
    )


@given(st.integers(0, 200_000))
def test_a_length_is_kept_as_the_next_of_the_scale(length: int) -> None:
    byte = to_byte(length)
    assert byte == 255 or SCALE[byte] >= length
    assert byte == 0 or SCALE[byte - 1] < length
    assert to_byte(SCALE[byte]) == byte


@given(st.lists(st.integers(-(2**31), 2**31 - 1)))
def test_numbers_lie_with_their_greatest_byte_first(numbers: list[int]) -> None:
    assert big_endian(array("i", numbers)) == b"".join(
        number.to_bytes(4, "big", signed=True) for number in numbers
    )


def test_a_term_of_the_head_weighs_what_its_field_says() -> None:
    (part,) = parts_of(a_document("甲", "测流测流"))
    # Body twice; cause 5, item 2, title none; a note 2.
    assert part.halves["测流"] == 2 * (2 + 5 + 2 + 2)
    assert part.halves["会议"] == 2 * 2
    assert part.halves["甲工"] == 1


def test_only_the_first_part_has_a_head() -> None:
    first, second = parts_of(a_document("甲", "一", "二"))
    assert first.terms
    assert second.terms == ()
    assert second.values.numbers == (1, 0, 0, 0, 0)
    assert (second.values.stamp, second.values.facet) == (b"", b"")
    assert first.values.numbers[0] == 0
    assert set(second.halves) == {"二"}


@pytest.mark.parametrize("field", schema.TERM_FIELDS[1:])
def test_a_full_head_has_terms_in_every_field(field: str) -> None:
    (part,) = parts_of(a_document("甲"))
    assert any(schema.TERM_FIELDS[number] == field for number, _term in part.terms)
